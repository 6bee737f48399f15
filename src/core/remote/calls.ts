// Calls whose answer is read to its end at once: made for their effect, or for a list of records. Runs in core and CLI. PROTOCOL §15.
import { readSequence } from '../../shared/protocol/index.ts'
import { drain, mustBeOwnType } from './answer.ts'
import type { Call, Exchange } from './exchange.ts'
import { RelayRefused } from './refused.ts'

/** What every call takes that is made for somebody who may stop waiting. */
export type Waiting = { readonly signal: AbortSignal }

/** A whole answer of many records: two hundred messages are less. */
const maxListLength = 16 * 1024 * 1024

export async function send(exchange: Exchange, call: Call): Promise<void> {
  await drain((await exchange.call(call)).body)
}

/** The records of an answer. Throws E_TRANSPORT where it is longer than any honest one. */
export async function list(exchange: Exchange, call: Call, maxItemLength: number): Promise<readonly Uint8Array[]> {
  const answer = await exchange.call(call)
  mustBeOwnType(answer)
  const items: Uint8Array[] = []
  let length = 0
  for await (const item of readSequence(answer.body, maxItemLength)) {
    length += item.length
    if (length > maxListLength) throw new RelayRefused('E_TRANSPORT', 'answer too long')
    items.push(item)
  }
  return items
}
