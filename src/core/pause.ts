// A pause of all spaces, for a while or until somebody ends it. It outlives the program, and spaces paused one by one stay so when it
// is over. Runs in core and CLI.
import { deleteSetting, putSetting, readSetting, type Store } from './store/index.ts'
import type { Clock } from './sync/index.ts'

/** Longest sleep, milliseconds: the computer may sleep meanwhile, and its clock may be set. */
const longestSleep = 60_000
const key = 'paused-until'

/** `until`: milliseconds since 1970 by this computer's clock; null: until somebody ends it. */
export type PauseState = { readonly until: number | null }

export type PauseOptions = {
  readonly store: Store
  readonly clock: Clock
  readonly apply: (paused: boolean) => void
}

export class Pause {
  readonly #options: PauseOptions
  #watching = new AbortController()

  constructor(options: PauseOptions) {
    this.#options = options
  }

  /** Null: not paused. */
  get state(): PauseState | null {
    const stored = readSetting(this.#options.store, key)
    if (stored === null) return null
    const until = stored === '' ? null : Number(stored)
    return until !== null && until <= this.#options.clock.now() ? null : { until }
  }

  begin(until: number | null): void {
    this.#options.store.write((store) => putSetting(store, key, until === null ? '' : String(until)))
    this.start()
  }

  end(): void {
    this.#options.store.write((store) => deleteSetting(store, key))
    this.start()
  }

  /** Applies what was set, also before the program ended last, and ends it in time. */
  start(): void {
    this.stop()
    const { state } = this
    this.#options.apply(state !== null)
    if (state?.until === null || state === null) return
    this.#watching = new AbortController()
    void this.#watch(this.#watching.signal)
  }

  stop(): void {
    this.#watching.abort()
  }

  async #watch(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options
    for (let { state } = this; state !== null; { state } = this) {
      const left = (state.until ?? Number.MAX_SAFE_INTEGER) - clock.now()
      await clock.sleep(Math.min(left, longestSleep), signal).catch(() => undefined)
      if (signal.aborted) return
    }
    this.end()
  }
}
