// What goes on while the app is open: the inbox and the spaces are looked after when the relay gives a hint, and from time to
// time without one. Runs in core and CLI.
import { Refused } from '../shared/base/errors.ts'
import type { SpaceId } from '../shared/domain/ids.ts'
import type { Core } from './core.ts'
import type { Clock } from './sync/index.ts'

/** Milliseconds between looks without a hint, and after a failure (doubling up to the former). */
const interval = 60_000
const firstRetry = 1_000

export class Background {
  readonly #core: Core
  readonly #clock: Clock
  #ended = new AbortController()
  #running: Promise<void> = Promise.resolve()
  #wake: () => void = () => undefined
  #isHinted = false

  constructor(core: Core, clock: Clock) {
    this.#core = core
    this.#clock = clock
  }

  start(): void {
    this.#core.spaces.start()
    this.#running = this.#run()
  }

  async stop(): Promise<void> {
    this.#ended.abort()
    this.#wake()
    await this.#running
    await this.#core.spaces.stop()
  }

  /** Something may have changed: look now. */
  readonly hint = (): void => {
    this.#isHinted = true
    this.#wake()
  }

  async #run(): Promise<void> {
    const { signal } = this.#ended
    const endings = [
      this.#core.homeRelay.onPersonal(this.hint),
      this.#core.changes.on(({ topic }) => topic === 'spaces' && this.hint()),
    ]
    let pause = firstRetry
    while (!signal.aborted) {
      this.#isHinted = false
      pause = (await this.#look(signal)) ? interval : Math.min(2 * pause, interval)
      await this.#rest(pause)
    }
    for (const end of endings) end()
  }

  /** False where the relay could not be reached or refused: try again sooner. */
  async #look(signal: AbortSignal): Promise<boolean> {
    const looks = [
      () => this.#core.catchUp(signal),
      ...this.#joined().map((id) => () => this.#core.spaces.tend(id, signal)),
      () => this.#core.keep(signal),
    ]
    let isDone = true
    for (const look of looks) {
      try {
        await look()
      } catch (error) {
        if (signal.aborted) return isDone
        if (!(error instanceof Refused)) throw error
        isDone = false
      }
    }
    return isDone
  }

  #joined(): readonly SpaceId[] {
    return this.#core.spaces.list().flatMap(({ id, state }) => (state === 'joined' ? [id] : []))
  }

  async #rest(milliseconds: number): Promise<void> {
    if (this.#isHinted || this.#ended.signal.aborted) return
    const rested = new AbortController()
    this.#wake = () => rested.abort()
    await this.#clock.sleep(milliseconds, rested.signal).catch(() => undefined)
    this.#wake = () => undefined
  }
}
