// The logs at a relay: read, appended to, brought there; each answer with the relay's receipt. Runs in core and CLI. PROTOCOL §8, §15.
import { concat } from '../../shared/base/bytes.ts'
import { fromBase64url } from '../../shared/base/encoding.ts'
import { Refused } from '../../shared/base/errors.ts'
import type { LogId } from '../../shared/domain/ids.ts'
import { MissingHead } from '../../shared/logs/entry.ts'
import { verifyReceipt } from '../../shared/logs/receipt.ts'
import { endpoints, maxEntryLength, maxMirrorLength, readSequence } from '../../shared/protocol/index.ts'
import type { AppendAnswer } from '../spaces/index.ts'
import { list, send, type Waiting } from './calls.ts'
import { mustBeOwnType, read } from './answer.ts'
import type { Exchange } from './exchange.ts'
import { RelayRefused } from './refused.ts'

export class RelayLogs {
  readonly #exchange: Exchange

  constructor(exchange: Exchange) {
    this.#exchange = exchange
  }

  async register(
    entries: readonly Uint8Array[],
    { token, signal }: Waiting & { readonly token: string | null },
  ): Promise<void> {
    const body = concat(...entries)
    await send(this.#exchange, { method: 'POST', path: endpoints.identities, body, token: readToken(token), signal })
  }

  async *read(
    id: LogId,
    from: number,
    { signal, bodies = true }: Waiting & { readonly bodies?: boolean },
  ): AsyncGenerator<Uint8Array, void, undefined> {
    const query = `from=${from}&bodies=${bodies ? 1 : 0}`
    const answer = await this.#exchange.call({ method: 'GET', path: endpoints.log(id), query, signal })
    mustBeOwnType(answer)
    const items = readSequence(answer.body, maxEntryLength)
    const receipt = await items.next()
    if (receipt.done === true) throw new RelayRefused('E_TRANSPORT', 'answer without a receipt')
    this.#mustBeReceipt(receipt.value, id)
    yield* items
  }

  async append(id: LogId, entry: Uint8Array, { signal }: Waiting): Promise<AppendAnswer> {
    try {
      const answer = await this.#exchange.call({ method: 'POST', path: endpoints.log(id), body: entry, signal })
      this.#mustBeReceipt(await read(answer, 1024), id)
      return { kind: 'appended' }
    } catch (error) {
      if (error instanceof MissingHead) return { kind: 'missing', logId: error.logId, from: error.from }
      if (error instanceof RelayRefused && error.code === 'E_CONFLICT' && error.place !== null)
        return { kind: 'overtaken' }
      throw error
    }
  }

  async mirror(
    id: LogId,
    entries: readonly Uint8Array[],
    { signal, token = null }: Waiting & { readonly token?: Uint8Array | null },
  ): Promise<void> {
    for (const batch of batches(entries)) {
      await send(this.#exchange, { method: 'POST', path: endpoints.mirror(id), body: concat(...batch), token, signal })
    }
  }

  proofs(id: LogId, { signal }: Waiting): Promise<readonly Uint8Array[]> {
    return list(this.#exchange, { method: 'GET', path: endpoints.proofs(id), signal }, maxEntryLength)
  }

  #mustBeReceipt(bytes: Uint8Array, id: LogId): void {
    const { suite, relayId } = this.#exchange.options
    if (verifyReceipt(suite, bytes, relayId).logId !== id) throw new Refused('E_ID', 'receipt for another log')
  }
}

/** A token as people copy it: base64url. Throws E_POLICY for anything else: it lets nobody in. */
function readToken(text: string | null): Uint8Array | null {
  if (text === null) return null
  try {
    return fromBase64url(text.trim())
  } catch {
    throw new Refused('E_POLICY', 'token')
  }
}

function batches(entries: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] {
  const all: Uint8Array[][] = []
  let length = Infinity
  for (const entry of entries) {
    if (length + entry.length > maxMirrorLength) {
      all.push([])
      length = 0
    }
    all.at(-1)?.push(entry)
    length += entry.length
  }
  return all
}
