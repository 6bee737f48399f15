// A pack while it is filled and sent, in a buffer that is used again for the next one. Runs in core. PROTOCOL §11 "Pack".
import { nonceLength } from '../../../shared/content/chunk.ts'
import { packHeader, packLength } from '../../../shared/content/pack.ts'
import { release } from '../../workers/release.ts'

/**
 * [Note: Pack buffers] The buffers of one upload. What was handed to the network may still be read when the relay has
 * already answered, so it is neither freed by hand ([Note: Buffers by hand]) nor left to the collector, which lets dozens of
 * them pile up. It is overwritten by the next pack: whatever is sent late is ciphertext for the same relay.
 */
export class PackBuffers {
  readonly #free: Uint8Array[] = []

  take(capacity: number): Uint8Array {
    const fitting = this.#free.findIndex(({ length }) => length >= capacity)
    return this.#free.splice(fitting, fitting < 0 ? 0 : 1)[0] ?? new Uint8Array(capacity)
  }

  give(buffer: Uint8Array): void {
    this.#free.push(buffer)
  }
}

export class PackFill {
  /** Nonce and tag of each sealed piece: they stand for all that lies in the pack. */
  readonly marks: Uint8Array[] = []
  readonly #buffers: PackBuffers
  readonly #capacity: number
  /** Taken with the first piece: while that is sealed, another pack may still need the memory. */
  #buffer: Uint8Array | null = null
  #filled = packHeader.length

  /** Room for sealed pieces of `contentLength` bytes together. */
  constructor(buffers: PackBuffers, contentLength: number) {
    this.#buffers = buffers
    this.#capacity = packLength([contentLength])
  }

  /** Bytes of header and pieces. */
  get filled(): number {
    return this.#filled
  }

  get isEmpty(): boolean {
    return this.#filled === packHeader.length
  }

  /** Takes the piece over; answers its offset. */
  add(piece: Uint8Array): number {
    const offset = this.#filled
    this.#filled += piece.length
    this.#taken.set(piece, offset)
    this.marks.push(piece.slice(0, nonceLength), piece.slice(-16))
    release(piece)
    return offset
  }

  /** Bytes on the wire. */
  get length(): number {
    return packLength([this.#filled - packHeader.length])
  }

  /** Header, pieces, padding. Valid until `release`. */
  get bytes(): Uint8Array {
    const { length } = this
    return this.#taken.fill(0, this.#filled, length).subarray(0, length)
  }

  /** The pack is at the relay, or no longer wanted. Once. */
  release(): void {
    if (this.#buffer !== null) this.#buffers.give(this.#buffer)
  }

  get #taken(): Uint8Array {
    if (this.#buffer === null) {
      this.#buffer = this.#buffers.take(this.#capacity)
      this.#buffer.set(packHeader)
    }
    return this.#buffer
  }
}
