// The answer to `packs:read`: for each range asked, in that order, one byte (1 here, 0 absent), u64be length, the bytes.
// PROTOCOL §15. Relay, core and cli.
import { concat, u64be } from '../base/bytes.ts'
import { Refused } from '../base/errors.ts'

export const frameHeaderLength = 9

/** `length` null: the relay holds no such pack. */
export const frameHeader = (length: number | null): Uint8Array =>
  concat(Uint8Array.of(length === null ? 0 : 1), u64be(length ?? 0))

/** A frame begins (`length` null: the relay holds no such pack), or more of it has come. */
export type FramePart =
  { readonly kind: 'frame'; readonly length: number | null } | { readonly kind: 'bytes'; readonly bytes: Uint8Array }

/** The frames of an answer as they come in. Throws E_TRANSPORT where the stream ends inside one. */
export async function* readFrames(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<FramePart, void, undefined> {
  let header: Uint8Array = new Uint8Array(0)
  let left = 0
  for await (const piece of pieces) {
    for (let rest = piece; rest.length > 0;) {
      if (left > 0) {
        const bytes = rest.subarray(0, left)
        yield { kind: 'bytes', bytes }
        left -= bytes.length
        rest = rest.subarray(bytes.length)
        continue
      }
      const missing = frameHeaderLength - header.length
      header = concat(header, rest.subarray(0, missing))
      rest = rest.subarray(missing)
      if (header.length < frameHeaderLength) continue
      const isHere = header[0] === 1
      left = isHere ? Number(new DataView(header.buffer).getBigUint64(1)) : 0
      yield { kind: 'frame', length: isHere ? left : null }
      header = new Uint8Array(0)
    }
  }
  if (left > 0 || header.length > 0) throw new Refused('E_TRANSPORT', 'answer ends inside a frame')
}
