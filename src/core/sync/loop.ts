// When the engine cycles: on hints of the watcher and the relay, at intervals, and again after failures. Runs in core. SYNC.md "Shape".
import type { LocalPath, SyncEnvironment, SyncStatus } from './interface.ts'

type LoopOptions = {
  readonly cycle: (signal: AbortSignal) => Promise<SyncStatus>
  readonly onDirectory: (directory: LocalPath | null) => void
  readonly interval: number
}

/** Milliseconds a burst of hints is collected, and the waits after fruitless cycles. */
const burst = 100
const firstWait = 500
const longestWait = 60_000

export class Loop {
  readonly #environment: SyncEnvironment
  readonly #options: LoopOptions
  readonly #end = new AbortController()
  #cycling = new AbortController()
  #sleeping = new AbortController()
  /** Counts the calls of `wake`: whether one came in between. */
  #wakes = 0
  #isPaused = false
  #running: Promise<void> | null = null

  constructor(environment: SyncEnvironment, options: LoopOptions) {
    this.#environment = environment
    this.#options = options
  }

  start(): void {
    this.#running ??= this.#run()
  }

  async stop(): Promise<void> {
    this.#end.abort()
    this.#cycling.abort()
    this.#sleeping.abort()
    await this.#running
  }

  wake(): void {
    this.#wakes++
    this.#sleeping.abort()
  }

  /** What runs ends where it can be resumed. */
  pause(): void {
    this.#isPaused = true
    this.#cycling.abort()
  }

  resume(): void {
    this.#isPaused = false
    this.wake()
  }

  async #run(): Promise<void> {
    const { remote, watcher, root } = this.#environment
    const forget = remote.onHint(() => this.wake())
    let watching: { close(): Promise<void> } | null = null
    let failed = 0
    while (!this.#end.signal.aborted) {
      // Without a watcher (the root is missing, the system has no more watches) the interval finds what changed.
      watching ??= await watcher.watch(root, (directory) => this.#hint(directory)).catch(() => null)
      const before = this.#wakes
      const status = this.#isPaused ? null : await this.#cycle()
      failed = status === null || status.settled ? 0 : failed + 1
      if (this.#wakes === before) await this.#sleep(this.#waitAfter(status, failed))
      if (this.#wakes === before) this.#options.onDirectory(null)
      else await this.#environment.clock.sleep(burst, this.#end.signal).catch(() => undefined)
    }
    forget()
    await watching?.close()
  }

  #hint(directory: LocalPath | null): void {
    this.#options.onDirectory(directory)
    this.wake()
  }

  /** Null if it was stopped or paused meanwhile. */
  async #cycle(): Promise<SyncStatus | null> {
    const cycling = (this.#cycling = new AbortController())
    if (this.#end.signal.aborted) return null
    try {
      return await this.#options.cycle(cycling.signal)
    } catch (error) {
      if (cycling.signal.aborted) return null
      throw error
    }
  }

  #waitAfter(status: SyncStatus | null, failed: number): number {
    if (status === null || status.settled || status.phase === 'stopped' || status.phase === 'paused')
      return this.#options.interval
    if (status.obstacle === null && failed < 3) return burst
    const [chance = 0] = this.#environment.random(1)
    return Math.min(longestWait, firstWait * 2 ** Math.min(failed, 10)) * (0.5 + chance / 512)
  }

  async #sleep(milliseconds: number): Promise<void> {
    this.#sleeping = new AbortController()
    if (this.#end.signal.aborted) return
    await this.#environment.clock.sleep(milliseconds, this.#sleeping.signal).catch(() => undefined)
  }
}
