// What uploads that run will need: counted before the first byte comes, so that many at once exceed no quota. Relay only.
import type { IdentityId } from '../../shared/domain/ids.ts'

export class Reservations {
  readonly #byOwner = new Map<IdentityId, number>()
  #total = 0

  /** Bytes of all uploads that run. */
  get total(): number {
    return this.#total
  }

  of(owner: IdentityId): number {
    return this.#byOwner.get(owner) ?? 0
  }

  /** Until the returned function is called. */
  take(owner: IdentityId, length: number): () => void {
    this.#add(owner, length)
    return () => this.#add(owner, -length)
  }

  #add(owner: IdentityId, length: number): void {
    const left = this.of(owner) + length
    this.#total += length
    if (left === 0) this.#byOwner.delete(owner)
    else this.#byOwner.set(owner, left)
  }
}
