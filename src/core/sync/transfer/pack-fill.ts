// A pack while it is filled and sent: sealed pieces, kept until the relay has them, so that it can be sent again.
// Runs in core. PROTOCOL §11 "Pack".
import { packHeader, packLength } from '../../../shared/content/pack.ts'
import type { PackId } from '../../../shared/domain/ids.ts'
import { release } from '../../workers/release.ts'
import type { AddedPack } from '../interface.ts'

const zeros = new Uint8Array(65_536)

export class PackFill {
  readonly id: PackId
  readonly #pieces: Uint8Array[] = []
  #filled = packHeader.length

  constructor(id: PackId) {
    this.id = id
  }

  /** Bytes of header and pieces. */
  get filled(): number {
    return this.#filled
  }

  get isEmpty(): boolean {
    return this.#pieces.length === 0
  }

  /** Takes the piece over; answers its offset. */
  add(piece: Uint8Array): number {
    const offset = this.#filled
    this.#pieces.push(piece)
    this.#filled += piece.length
    return offset
  }

  /** Length with padding; the same before and after `release`. */
  get added(): AddedPack {
    return { id: this.id, length: packLength([this.#filled - packHeader.length]) }
  }

  /** Header, pieces, padding; as often as asked. Whoever iterates may not keep the parts beyond `release`. */
  get bytes(): AsyncIterable<Uint8Array> {
    const [pieces, padding] = [this.#pieces, this.added.length - this.#filled]
    return {
      // eslint-disable-next-line @typescript-eslint/require-await
      async *[Symbol.asyncIterator]() {
        yield packHeader.slice()
        yield* pieces
        for (let left = padding; left > 0; left -= zeros.length) yield zeros.subarray(0, left)
      },
    }
  }

  /** The pieces are at the relay, or no longer wanted. */
  release(): void {
    for (const piece of this.#pieces.splice(0)) release(piece)
  }
}
