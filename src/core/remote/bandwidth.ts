// How fast packs may go and come, over all spaces of this computer: what the person set, so that a line stays usable for others.
// Runs in core and CLI.
import type { Clock } from '../sync/interface.ts'

/** Bytes a second; null: as fast as the line is. */
export type Bandwidth = { readonly up: number | null; readonly down: number | null }

/** One direction. Whoever passes waits until those before have had their time. */
export class Throttle {
  readonly #clock: Clock
  #rate: number | null = null
  #freeAt = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Counts from the next piece on. */
  set(rate: number | null): void {
    this.#rate = rate
    this.#freeAt = 0
  }

  /** Waits before `length` bytes may follow. Rejects with the reason of `signal`. */
  async pass(length: number, signal: AbortSignal): Promise<void> {
    if (this.#rate === null) return
    const now = this.#clock.now()
    const due = Math.max(now, this.#freeAt)
    this.#freeAt = due + (length / this.#rate) * 1000
    if (due > now) await this.#clock.sleep(due - now, signal)
  }

  /** The same pieces, each in its time. */
  async *slow(pieces: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const piece of pieces) {
      await this.pass(piece.length, signal)
      yield piece
    }
  }
}

/** Both directions: every client of this computer shares them. */
export class Throttles {
  readonly up: Throttle
  readonly down: Throttle

  constructor(clock: Clock) {
    this.up = new Throttle(clock)
    this.down = new Throttle(clock)
  }

  set({ up, down }: Bandwidth): void {
    this.up.set(up)
    this.down.set(down)
  }
}
