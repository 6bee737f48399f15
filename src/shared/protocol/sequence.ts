// CBOR sequences (RFC 8742) as they arrive: cuts a stream of bytes into whole items without decoding them.
// PROTOCOL §15 (logs, inbox). Relay, core and cli.
import { concat } from '../base/bytes.ts'
import { Refused } from '../base/errors.ts'

/**
 * The items of a sequence, each as its own bytes. Holds at most one item and one piece of the stream. Throws E_LIMIT for an
 * item above `maxItemLength`, E_CANON for bytes that begin no item or end inside one.
 */
export async function* readSequence(
  pieces: AsyncIterable<Uint8Array>,
  maxItemLength: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let waiting: Uint8Array[] = []
  let length = 0
  let needed = 1
  for await (const piece of pieces) {
    waiting.push(piece)
    length += piece.length
    while (length >= needed) {
      const whole = waiting.length === 1 ? (waiting[0] ?? piece) : concat(...waiting)
      const item = itemLength(whole, maxItemLength)
      waiting = [whole]
      if (!item.complete) {
        needed = item.needed
        continue
      }
      yield new Uint8Array(whole.subarray(0, item.length))
      waiting = [whole.subarray(item.length)]
      length = whole.length - item.length
      needed = 1
    }
  }
  if (length > 0) throw new Refused('E_CANON', 'sequence ends inside an item')
}

/** `readSequence` over bytes that are all here. */
export function* splitSequence(bytes: Uint8Array, maxItemLength: number): Generator<Uint8Array, void, undefined> {
  let at = 0
  while (at < bytes.length) {
    const item = itemLength(bytes.subarray(at), maxItemLength)
    if (!item.complete) throw new Refused('E_CANON', 'sequence ends inside an item')
    yield new Uint8Array(bytes.subarray(at, at + item.length))
    at += item.length
  }
}

type ItemLength =
  | { readonly complete: true; readonly length: number }
  /** More than what is here: at least so many bytes. */
  | { readonly complete: false; readonly needed: number }

/** How long the item is with which `bytes` begins. */
function itemLength(bytes: Uint8Array, maxLength: number): ItemLength {
  let at = 0
  let items = 1
  while (items > 0) {
    if (at >= bytes.length) return { complete: false, needed: at + 1 }
    const initial = bytes[at] ?? 0
    const short = initial & 31
    if (short > 27) throw new Refused('E_CANON', 'indefinite or reserved length')
    const width = short < 24 ? 0 : 1 << (short - 24)
    if (at + 1 + width > bytes.length) return { complete: false, needed: at + 1 + width }
    let count = short
    if (width > 0) {
      count = 0
      for (let i = 1; i <= width; i++) count = count * 256 + (bytes[at + i] ?? 0)
    }
    at += 1 + width
    items--
    const major = initial >>> 5
    if (major === 2 || major === 3) at += count
    if (major === 4) items += count
    if (major === 5) items += 2 * count
    if (major === 6) throw new Refused('E_CANON', 'tag')
    if (at + items > maxLength) throw new Refused('E_LIMIT', 'item of a sequence')
  }
  return at <= bytes.length ? { complete: true, length: at } : { complete: false, needed: at }
}
