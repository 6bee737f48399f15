// A pack while it is filled and sent, in a buffer that is used again for the next one. Runs in core. PROTOCOL §11 "Pack".
import { packHeader, packLength } from '../../../shared/content/pack.ts'
import type { PackId } from '../../../shared/domain/ids.ts'
import { release } from '../../workers/release.ts'
import type { AddedPack } from '../interface.ts'

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
  readonly id: PackId
  readonly #buffers: PackBuffers
  readonly #capacity: number
  /** Taken with the first piece: while that is sealed, another pack may still need the memory. */
  #buffer: Uint8Array | null = null
  #filled = packHeader.length

  /** Room for sealed pieces of `contentLength` bytes together. */
  constructor(id: PackId, buffers: PackBuffers, contentLength: number) {
    this.id = id
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
    release(piece)
    return offset
  }

  /** With the length it has on the wire. */
  get added(): AddedPack {
    return { id: this.id, length: packLength([this.#filled - packHeader.length]) }
  }

  /** Header, pieces, padding. Valid until `release`. */
  get bytes(): Uint8Array {
    const { length } = this.added
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
