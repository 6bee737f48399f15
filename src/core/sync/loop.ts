// When the engine cycles: on hints of the watcher and the relay, at intervals, and again after failures. Runs in core. SYNC.md "Shape".
import type { LocalPath } from './disk.ts'
import type { SyncEnvironment, SyncStatus } from './interface.ts'

type LoopOptions = {
  readonly cycle: (signal: AbortSignal) => Promise<SyncStatus>
  readonly onDirectory: (directory: LocalPath | null) => void
  /** Milliseconds until what could not be looked at may be; Infinity if everything was. */
  readonly lookAgainIn: () => number
  /** A pause begins that ends at this time, milliseconds since 1970, unless a hint comes. */
  readonly onWait: (until: number) => void
  /** Whether so many bytes are free now. */
  readonly hasRoom: (bytes: number) => Promise<boolean>
  readonly interval: number
}

/** Milliseconds a burst of hints is collected, and the waits after fruitless cycles. */
const burst = 100
const firstWait = 500
const longestWait = 60_000
/** Milliseconds between two looks whether a full disk has room again. */
const roomStep = 2000

export class Loop {
  readonly #environment: SyncEnvironment
  readonly #options: LoopOptions
  readonly #end = new AbortController()
  #cycling = new AbortController()
  #sleeping = new AbortController()
  /** Counts the calls of `wake`: whether one came in between. */
  #wakes = 0
  #wakesSeen = 0
  #isPaused = false
  #running: Promise<void> | null = null

  constructor(environment: SyncEnvironment, options: LoopOptions) {
    this.#environment = environment
    this.#options = options
  }

  start(): void {
    this.#running ??= this.#run()
  }

  get ended(): Promise<void> {
    return this.#running ?? Promise.resolve()
  }

  async stop(): Promise<void> {
    this.#end.abort()
    this.#cycling.abort()
    this.#sleeping.abort()
    await this.#running
  }

  /** Something came since the last cycle began. */
  get isWoken(): boolean {
    return this.#wakes !== this.#wakesSeen
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
    let last: SyncStatus | null = null
    while (!this.#end.signal.aborted) {
      // Without a watcher (the root is missing, the system has no more watches) the interval finds what changed.
      watching ??= await watcher.watch(root, (directory) => this.#hint(directory)).catch(() => null)
      const before = (this.#wakesSeen = this.#wakes)
      const status = this.#isPaused ? null : await this.#cycle()
      if (isRootMissing(status)) {
        // What comes back may be another directory, or mounted anew: an old watch would hear nothing of it.
        await watching?.close()
        watching = null
        this.#options.onDirectory(null)
      }
      failed =
        status === null || status.settled || status.phase === 'transferring' ? 0 : isOver(last, status) ? 1 : failed + 1
      last = status
      const wait = this.#waitAfter(status, failed)
      if (this.#wakes === before) await this.#rest(status, wait)
      if (this.#wakes === before) {
        if (status?.settled !== true || wait >= this.#options.interval) this.#options.onDirectory(null)
      } else await this.#environment.clock.sleep(burst, this.#end.signal).catch(() => undefined)
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
    // A long transfer wakes us when it ends.
    if (status === null) return this.#options.interval
    if (status.settled) return Math.min(this.#options.interval, this.#options.lookAgainIn())
    // Nobody tells that a root is back.
    if (['stopped', 'paused', 'transferring'].includes(status.phase) && !isRootMissing(status))
      return this.#options.interval
    if (status.obstacle === null && failed < 3) return burst
    const [chance = 0] = this.#environment.random(1)
    const wait = Math.min(longestWait, firstWait * 2 ** Math.min(failed, 10)) * (0.5 + chance / 512)
    const { obstacle } = status
    if ((obstacle?.kind !== 'offline' && obstacle?.kind !== 'relay-full') || obstacle.retryAt === null) return wait
    // Not before the relay's time, and a little later than others to whom it named the same.
    return wait + Math.max(0, Math.min(this.#options.interval, obstacle.retryAt - this.#environment.clock.now()))
  }

  /** SYNC-06 until it was long enough, something woke us, or a disk that was full has room. */
  async #rest(status: SyncStatus | null, milliseconds: number): Promise<void> {
    const before = this.#wakes
    const obstacle = status?.obstacle
    const { hasRoom } = this.#options
    // Where there seems to be room all the while (a quota, no more inodes), only trying again tells.
    if (obstacle?.kind !== 'disk-full' || (await hasRoom(obstacle.neededBytes))) return this.#sleep(milliseconds)
    for (let left = milliseconds; left > 0 && this.#wakes === before; left -= roomStep) {
      await this.#sleep(Math.min(left, roomStep))
      if (this.#end.signal.aborted || (await hasRoom(obstacle.neededBytes))) return
    }
  }

  async #sleep(milliseconds: number): Promise<void> {
    this.#sleeping = new AbortController()
    if (this.#end.signal.aborted) return
    this.#options.onWait(Math.round(this.#environment.clock.now() + milliseconds))
    await this.#environment.clock.sleep(milliseconds, this.#sleeping.signal).catch(() => undefined)
  }
}

/** What stood in the way does no longer: what is left is work, not failure. */
const isOver = (last: SyncStatus | null, now: SyncStatus): boolean =>
  (last?.obstacle ?? null) !== null && now.obstacle === null

const isRootMissing = (status: SyncStatus | null): boolean => status?.obstacle?.kind === 'root-missing'
