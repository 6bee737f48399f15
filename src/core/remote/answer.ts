// Reading what a relay answers: to its end, up to a length, or not at all. Runs in core and CLI. PROTOCOL §15.
import { bytesType, cborType, sequenceType } from '../../shared/protocol/index.ts'
import { unreachable } from './refused.ts'

export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** Must be read to the end or broken off. Throws E_TRANSPORT where the connection breaks. */
  readonly body: AsyncIterable<Uint8Array>
}

/** The bytes of an answer of one of the relay's own types. Throws E_TRANSPORT for another, or for more than `maxLength`. */
export async function read(answer: Answer, maxLength: number): Promise<Uint8Array> {
  mustBeOwnType(answer)
  return collect(answer.body, maxLength)
}

export function mustBeOwnType({ headers }: Answer): void {
  const type = String(headers['content-type'] ?? '')
  if (![cborType, sequenceType, bytesType].includes(type))
    throw unreachable('not an answer of a relay', 'another-server')
}

export async function collect(body: AsyncIterable<Uint8Array>, maxLength: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of body) {
    length += piece.length
    if (length > maxLength) throw unreachable('answer too long')
    pieces.push(piece)
  }
  return new Uint8Array(Buffer.concat(pieces))
}

export async function drain(body: AsyncIterable<Uint8Array>): Promise<void> {
  let length = 0
  try {
    for await (const piece of body) if ((length += piece.length) > 64 * 1024) return
  } catch {
    // The connection is gone, and the answer with it.
  }
}
