// What goes on while the app is open: the inbox and the spaces are looked after when the relay gives a hint, and from time to
// time without one. Runs in core and CLI.
import { Emitter } from '../shared/base/emitter.ts'
import { Refused } from '../shared/base/errors.ts'
import type { SpaceId } from '../shared/domain/ids.ts'
import type { Core } from './core.ts'
import { Pause } from './pause.ts'
import { RelayRefused, type Unreachable } from './remote/index.ts'
import type { Clock } from './sync/index.ts'

/** Milliseconds between looks without a hint, and after a failure (doubling up to the former). */
const interval = 60_000
const firstRetry = 1_000
/** However late a relay says one should come back. */
const longestWait = 60 * 60_000

/** Whether the home relay answers. Times are milliseconds since 1970. */
export type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'online'; readonly since: number }
  | {
      readonly state: 'offline'
      readonly since: number
      readonly retryAt: number | null
      readonly why: Unreachable
    }
  | { readonly state: 'refused'; readonly since: number }

export class Background {
  readonly #connectionChanges = new Emitter<null>()
  #connection: Connection = { state: 'connecting' }
  readonly #core: Core
  readonly #clock: Clock
  readonly pause: Pause
  #ended = new AbortController()
  #running: Promise<void> = Promise.resolve()
  #wake: () => void = () => undefined
  #isHinted = false
  /** Why the relay of a space was not reached at the last look. */
  readonly #whys = new Map<SpaceId, Unreachable>()

  constructor(core: Core, clock: Clock) {
    this.#core = core
    this.#clock = clock
    const apply = (paused: boolean) => {
      core.spaces.setAllPaused(paused)
      core.changes.emit({ topic: 'sync', space: null })
    }
    this.pause = new Pause({ store: core.store, clock, apply })
  }

  /** `after`: milliseconds that others have core to themselves before. */
  start(after = 0): void {
    this.pause.start()
    this.#running = this.#begin(after)
  }

  async stop(): Promise<void> {
    this.#ended.abort()
    this.pause.stop()
    this.#wake()
    await this.#running
    await this.#core.spaces.stop()
  }

  get connection(): Connection {
    return this.#connection
  }

  /** Why the relay of this space was not reached at the last look; null where it was. */
  whyUnreached(space: SpaceId): Unreachable | null {
    return this.#whys.get(space) ?? null
  }

  /** Answers the way to stop listening. */
  onConnection(listener: () => void): () => void {
    return this.#connectionChanges.on(listener)
  }

  /** Something may have changed: look now. */
  readonly hint = (): void => {
    this.#isHinted = true
    this.#wake()
  }

  /** A conflict may be over: keys that waited for that go out, and what waited for them. */
  #retry(): void {
    this.#core.spaces.hurry()
    this.hint()
  }

  async #begin(after: number): Promise<void> {
    if (after > 0) await this.#clock.sleep(after, this.#ended.signal).catch(() => undefined)
    if (this.#ended.signal.aborted) return
    this.#core.spaces.start()
    await this.#run()
  }

  async #run(): Promise<void> {
    const { signal } = this.#ended
    const personal = this.#core.accounts.listen(this.hint)
    const endings = [
      personal.end,
      this.#core.changes.on(({ topic }) => topic === 'spaces' && this.hint()),
      this.#core.changes.on(({ topic }) => topic === 'contacts' && this.#retry()),
      this.#core.changes.on(({ topic }) => topic === 'contacts' && personal.look()),
    ]
    let failures = 0
    while (!signal.aborted) {
      this.#isHinted = false
      const failure = await this.#look(signal)
      failures = failure === null ? 0 : failures + 1
      const pause = failure === null ? interval : this.#pauseAfter(failure, failures)
      this.#report(failure, pause)
      await this.#rest(pause)
    }
    for (const end of endings) end()
  }

  /** The first refusal, or null. What is refused about one space is that space's state: it keeps nothing else waiting. */
  async #look(signal: AbortSignal): Promise<Refused | null> {
    const looks = [
      () => this.#core.catchUp(signal),
      ...this.#joined().map((id) => () => this.#tend(id, signal)),
      () => this.#core.keep(signal),
    ]
    const failures: Refused[] = []
    for (const look of looks) {
      try {
        await look()
      } catch (error) {
        if (signal.aborted) break
        if (!(error instanceof Refused)) throw error
        failures.push(error)
      }
    }
    return failures[0] ?? null
  }

  async #tend(id: SpaceId, signal: AbortSignal): Promise<void> {
    try {
      await this.#core.spaces.tend(id, signal)
      this.#noteWhy(id, null)
    } catch (error) {
      this.#noteWhy(id, error instanceof RelayRefused ? error.why : null)
      onlyIfUnreachable(error)
    }
  }

  #noteWhy(id: SpaceId, why: Unreachable | null): void {
    if (why === this.whyUnreached(id)) return
    if (why === null) this.#whys.delete(id)
    else this.#whys.set(id, why)
    this.#core.changes.emit({ topic: 'sync', space: id })
  }

  /** Twice as long as the time before, never the same for two clients, and not before the time that the relay named. */
  #pauseAfter({ retryAt }: Refused, failures: number): number {
    const wait = Math.min(firstRetry * 2 ** failures, interval) * (0.75 + Math.random() / 2)
    const named = retryAt === null ? 0 : Math.min(longestWait, retryAt - this.#clock.now())
    return Math.round(wait + Math.max(0, named))
  }

  #report(failure: Refused | null, pause: number): void {
    const now = this.#clock.now()
    const state = failure === null ? 'online' : failure.code === 'E_TRANSPORT' ? 'offline' : 'refused'
    const since = this.#connection.state === state ? this.#connection.since : now
    const why = (failure instanceof RelayRefused ? failure.why : null) ?? 'silent'
    this.#connection = state === 'offline' ? { state, since, retryAt: now + pause, why } : { state, since }
    this.#connectionChanges.emit(null)
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

function onlyIfUnreachable(error: unknown): void {
  if (!(error instanceof Refused) || error.code === 'E_TRANSPORT') throw error
}

/** Keeps everything in step until `signal` aborts. `onReady` is called once the engines watch. */
export async function keepInStep(core: Core, clock: Clock, signal: AbortSignal, onReady: () => void): Promise<void> {
  const background = new Background(core, clock)
  background.start()
  onReady()
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  await background.stop()
}
