// The answer to `packs:read`: for each range asked, in that order, one byte (1 here, 0 absent), u64be length, the bytes.
// PROTOCOL §15. Relay, core and cli.
import { concat, u64be } from '../base/bytes.ts'
import { Refused } from '../base/errors.ts'

export const frameHeaderLength = 9

/** `length` null: the relay holds no such pack. */
export const frameHeader = (length: number | null): Uint8Array =>
  concat(Uint8Array.of(length === null ? 0 : 1), u64be(length ?? 0))

/**
 * The frames of an answer, each whole; null for an absent pack. Throws E_LIMIT for a frame above `maxLength`, E_TRANSPORT
 * where the stream ends early.
 */
export async function* readFrames(
  pieces: AsyncIterable<Uint8Array>,
  maxLength: number,
): AsyncGenerator<Uint8Array | null, void, undefined> {
  const reader = new PieceReader(pieces)
  for (;;) {
    const header = await reader.take(frameHeaderLength)
    if (header === null) return
    const length = Number(new DataView(header.buffer, header.byteOffset).getBigUint64(1))
    if (length > maxLength) throw new Refused('E_LIMIT', 'frame')
    if (header[0] === 0) {
      yield null
      continue
    }
    const bytes = length === 0 ? new Uint8Array(0) : await reader.take(length)
    if (bytes === null) throw new Refused('E_TRANSPORT', 'answer ends inside a frame')
    yield bytes
  }
}

class PieceReader {
  readonly #pieces: AsyncIterator<Uint8Array>
  #rest: Uint8Array = new Uint8Array(0)

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]()
  }

  /** Exactly `length` bytes; null: the stream ended before the first of them. */
  async take(length: number): Promise<Uint8Array | null> {
    const taken = new Uint8Array(length)
    let filled = 0
    while (filled < length) {
      if (this.#rest.length === 0) {
        const next = await this.#pieces.next()
        if (next.done === true) {
          if (filled === 0) return null
          throw new Refused('E_TRANSPORT', 'answer ends inside a frame')
        }
        this.#rest = next.value
      }
      const part = this.#rest.subarray(0, length - filled)
      taken.set(part, filled)
      filled += part.length
      this.#rest = this.#rest.subarray(part.length)
    }
    return taken
  }
}
