// What needs somebody who may be silent for long: it gets a limited time, and after it failed others come first for a while. Pure but for
// the clock it is given; runs in core and CLI.
import { attemptAsync } from '../shared/base/result.ts'

/** Milliseconds. */
type Limits = {
  /** What one attempt may take. */
  readonly patience: number
  /** From a failure until it is tried again. */
  readonly pause: number
}

/** `Key`: what fails or succeeds for itself. */
export class Retries<Key> {
  readonly #now: () => number
  readonly #limits: Limits
  readonly #failedAt = new Map<Key, number>()

  constructor(now: () => number, limits: Limits) {
    this.#now = now
    this.#limits = limits
  }

  /** True: done. False: it was refused, or it is not yet to be tried again. Throws nothing but bugs. */
  async attempt(key: Key, work: (signal: AbortSignal) => Promise<unknown>, signal: AbortSignal): Promise<boolean> {
    const failedAt = this.#failedAt.get(key)
    if (failedAt !== undefined && Math.abs(this.#now() - failedAt) < this.#limits.pause) return false
    const limited = AbortSignal.any([signal, AbortSignal.timeout(this.#limits.patience)])
    const { ok } = await attemptAsync(() => work(limited))
    if (ok) this.#failedAt.delete(key)
    else this.#failedAt.set(key, this.#now())
    return ok
  }

  /** It may be tried at once. */
  forget(key: Key): void {
    this.#failedAt.delete(key)
  }
}
