// Whose clock counts when something is dated or judged: this computer's, and the relay's as far as it is believed. PROTOCOL §8
// "Time". Runs in core and CLI.
import { WrongClock } from '../shared/base/errors.ts'
import { isTooFarOff } from '../shared/domain/clock.ts'
import type { Clock } from './sync/interface.ts'

/** What a relay says about the time. */
export type TimeSource = {
  /** Milliseconds to add to this computer's clock to get the relay's, 0 while they agree; null: not heard yet. */
  readonly clockOffset: number | null
  /** Asks for the relay's time. Throws E_TRANSPORT. */
  greet(options: { readonly signal: AbortSignal }): Promise<void>
}

/** How far ahead (negative: behind) this computer's clock is, where that is too far for the relay's to be followed; else null. */
export const clockTooFarOff = (offset: number | null): number | null =>
  offset !== null && isTooFarOff(offset) ? -offset : null

/**
 * [Note: Whose clock] A relay takes only entries of its own time, so what is written for it is dated by its clock, as long as that is
 * within a day of this computer's. Beyond that it is not followed: a relay that lies could otherwise end what was granted until a
 * day, or let it go on, for ever. Then nothing is written there until the clocks agree, and nothing is judged by either: log time
 * alone says who may read. Requests are always signed at the relay's time ([Note: The relay's clock]).
 */
export class RelayTime {
  readonly #clock: Pick<Clock, 'now'>
  readonly #relay: () => TimeSource

  constructor(clock: Pick<Clock, 'now'>, relay: () => TimeSource) {
    this.#clock = clock
    this.#relay = relay
  }

  /** As in `clockTooFarOff`. */
  get tooFarOff(): number | null {
    return clockTooFarOff(this.#relay().clockOffset)
  }

  /** Milliseconds since 1970: what is written now for this relay is dated so. */
  now(): number {
    return this.#clock.now() + (this.tooFarOff === null ? (this.#relay().clockOffset ?? 0) : 0)
  }

  /** The same where both clocks agree on it, else 0: log time, which never goes back, counts alone. */
  agreed(): number {
    return this.#relay().clockOffset === null || this.tooFarOff !== null ? 0 : this.now()
  }

  /** Throws WrongClock where nothing can be dated, after asking once more; E_TRANSPORT. */
  async mustBeRight(signal: AbortSignal): Promise<void> {
    const relay = this.#relay()
    if (relay.clockOffset === null || this.tooFarOff !== null) await relay.greet({ signal })
    if (this.tooFarOff !== null) throw new WrongClock(this.tooFarOff)
  }
}
