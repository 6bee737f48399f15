// The sync engine of one space: cycles, one at a time, and what people see of them. Runs in core. SYNC.md "Shape".
import { Refused } from '../../shared/base/errors.ts'
import { refusedBy, type Result } from '../../shared/base/result.ts'
import type { NodeId, PackId, RevisionId } from '../../shared/domain/ids.ts'
import { mayDo } from '../../shared/domain/rights.ts'
import { Attachment } from './attachment.ts'
import { planAndExecute } from './cycle.ts'
import { Cycle, CycleEnded } from './execute/context.ts'
import { createLanes, nextArrival, stopLanes, type Lanes } from './execute/lane.ts'
import { freeFor, spareBytes } from './execute/room.ts'
import type { SyncEnvironment, SyncStatus, Waiting } from './interface.ts'
import { KnownBefore } from './known-before.ts'
import { Loop } from './loop.ts'
import { LostContents } from './lost.ts'
import { isSettled } from './plan/plan.ts'
import { waitingOf } from './queue.ts'
import { restoreNode, restoreVersion } from './restore.ts'
import { acceptAsDeleted, forgetAll, hasReturned, missingHere, noteAttached, withoutOccupied } from './missing.ts'
import { isFull, obstacleOf } from './obstacle.ts'
import { defaultIgnoreRules, ignoreBy, type IsIgnored } from './scan/ignore.ts'
import { Observer } from './scan/observe.ts'
import { usualSlice } from './slices.ts'
import { StatusBoard } from './status.ts'
import { createDownloader } from './transfer/download.ts'
import { createHasher } from './transfer/hash.ts'
import type { Uploaded } from './transfer/interface.ts'
import { smallFileLimit } from './transfer/limits.ts'
import { createUploader } from './transfer/upload.ts'
import { newNodeId } from './new-id.ts'
import { reachableTree } from './trees/remote-tree.ts'
import { SyncMemory } from './trees/memory.ts'
import { Wishes } from './wishes.ts'

export interface SyncEngine {
  /** Watches and keeps in step until `stop`. */
  start(): void
  /** Resolves when what `start` began was stopped; rejects with a bug. */
  readonly ended: Promise<void>
  /** Ends after what cannot be interrupted; everything else is resumed by the next engine. */
  stop(): Promise<void>
  /** One full observe → plan → execute → advance. Rejects only with what `signal` was aborted with, or with a bug. */
  cycle(signal: AbortSignal): Promise<SyncStatus>
  /** Cycles until this side is settled with the relay, or until a person or time is needed: see `obstacle` and `skipped`. */
  syncOnce(signal: AbortSignal): Promise<SyncStatus>
  pause(): void
  resume(): void
  /** Not later but now: the way to the relay is open again. */
  hurry(): void
  /** The person says what becomes of what the folder lacks (obstacle `missing`): it comes back, or goes to everybody's trash. */
  answerMissing(answer: 'fetch' | 'remove'): Promise<void>
  setIgnoreRules(rules: readonly string[]): void
  /** What is to be transferred and waits for its turn, in that order; what moves is in `status`. */
  waiting(): readonly Waiting[]
  /** The content of this file is not transferred until `takeUp`, also by the next engine. SYNC-105 */
  postpone(id: NodeId): void
  /** Tries at once what was postponed or stuck. */
  takeUp(id: NodeId): void
  /** Its turn comes next. SYNC-107 */
  putFirst(id: NodeId): void
  /** Names from the top of the space down to the node; empty for an unknown one. */
  namesOf(id: NodeId): readonly string[]
  readonly status: SyncStatus
  /** Packs that the relay said it lost: what lies in them is gone unless somebody has it. */
  readonly lostPacks: ReadonlySet<PackId>
  /** Answers the way to end it. */
  onStatus(listener: (status: SyncStatus) => void): () => void
  /** Makes an earlier revision the newest one. E_ID: no such node or revision. E_INTEGRITY: the relay lost it. */
  restoreVersion(id: NodeId, revision: RevisionId, signal: AbortSignal): Promise<Result<void>>
  /** Takes a node out of the log's trash. E_ID: not there. */
  restoreNode(id: NodeId, signal: AbortSignal): Promise<Result<void>>
}

export type EngineOptions = {
  /** In gitignore syntax; `defaultIgnoreRules` if not given. */
  readonly ignoreRules?: readonly string[]
  /** Milliseconds between full scans and between looks at the relay without a hint; ten minutes if not given. */
  readonly interval?: number
  /** Files of more bytes are transferred beside the cycles (SYNC-93); 4 MiB if not given. */
  readonly longAbove?: number
  /** Milliseconds of work between two pauses for others; 10 if not given. [Note: Slices] */
  readonly slice?: number
}

export const createEngine = (environment: SyncEnvironment, options: EngineOptions = {}): SyncEngine =>
  new Engine({ ...environment, files: environment.files.confinedTo(environment.root) }, options)

/** Cycles in which something failed before `syncOnce` gives up. */
const patience = 5

class Engine implements SyncEngine {
  readonly #environment: SyncEnvironment
  readonly #memory: SyncMemory
  readonly #attachment: Attachment
  readonly #observer: Observer
  readonly #board: StatusBoard
  readonly #loop: Loop
  readonly #parts: Pick<Cycle, 'uploader' | 'downloader' | 'hasher' | 'longAbove' | 'before' | 'slice'>
  readonly #lanes: Lanes
  readonly #ready = new Map<NodeId, Uploaded>()
  readonly #restless = new Set<NodeId>()
  readonly #begun = new Set<NodeId>()
  readonly #lost: LostContents
  readonly #wishes: Wishes
  #isIgnored: IsIgnored
  #isOnce = false
  #running: Promise<unknown> = Promise.resolve()

  constructor(environment: SyncEnvironment, options: EngineOptions) {
    this.#environment = environment
    this.#memory = new SyncMemory(environment.store)
    this.#attachment = new Attachment(environment, this.#memory, this.#begun)
    this.#observer = new Observer(environment, this.#memory, options.slice)
    this.#board = new StatusBoard(environment, this.#memory)
    this.#lost = new LostContents(environment)
    this.#wishes = new Wishes(this.#memory)
    this.#parts = {
      uploader: createUploader(environment),
      downloader: createDownloader(environment),
      hasher: createHasher(environment),
      longAbove: options.longAbove ?? smallFileLimit,
      before: new KnownBefore(),
      slice: options.slice ?? usualSlice,
    }
    this.#lanes = createLanes(environment, () => this.#loop.wake())
    this.#isIgnored = ignoreBy(options.ignoreRules ?? defaultIgnoreRules)
    this.#loop = new Loop(environment, {
      cycle: (signal) => this.cycle(signal),
      onDirectory: (directory) => this.#observer.markPath(directory),
      lookAgainIn: () => this.#observer.lookAgainIn,
      hasRoom: async (bytes) => (await freeFor(environment)) + spareBytes >= bytes,
      onWait: (until) => this.#board.waitUntil(until),
      interval: options.interval ?? 600_000,
    })
  }

  get lostPacks(): ReadonlySet<PackId> {
    return this.#lost.packs
  }

  get status(): SyncStatus {
    return this.#board.status
  }

  onStatus(listener: (status: SyncStatus) => void): () => void {
    return this.#board.onStatus(listener)
  }

  start(): void {
    this.#loop.start()
  }

  get ended(): Promise<void> {
    return this.#loop.ended
  }

  async stop(): Promise<void> {
    await this.#loop.stop()
    await this.#running
    await stopLanes(this.#lanes)
    this.#attachment.end()
  }

  pause(): void {
    this.#loop.pause()
    void stopLanes(this.#lanes)
    this.#board.show({ phase: 'paused' })
  }

  hurry(): void {
    this.#loop.wake()
  }

  resume(): void {
    this.#board.show({ phase: 'waiting' })
    this.#loop.resume()
  }

  async answerMissing(answer: 'fetch' | 'remove'): Promise<void> {
    await this.#alone(() => {
      const { view } = this.#environment.remote
      if (hasReturned(this.#memory)) {
        const missing = withoutOccupied(
          missingHere(this.#memory, reachableTree(view, this.#isIgnored).tree),
          this.#observer.occupied(),
        )
        if (answer === 'remove') acceptAsDeleted(this.#memory, missing)
        noteAttached(this.#memory)
      } else if (answer === 'remove') this.#attachment.mayBeEmpty = true
      else forgetAll(this.#memory)
      return Promise.resolve()
    })
    this.#loop.wake()
  }

  setIgnoreRules(rules: readonly string[]): void {
    this.#isIgnored = ignoreBy(rules)
    this.#observer.markDirty('all')
    this.#loop.wake()
  }

  waiting(): readonly Waiting[] {
    const { view } = this.#environment.remote
    const [memory, wishes, board] = [this.#memory, this.#wishes, this.#board]
    const { failed } = board
    return waitingOf(this.#parts.before.wanted, { memory, view, wishes, failed, reached: (id) => board.reached(id) })
  }

  postpone(id: NodeId): void {
    this.#wishes.postpone(id)
    this.#loop.wake()
  }

  takeUp(id: NodeId): void {
    this.#wishes.resume(id)
    this.#loop.wake()
  }

  putFirst(id: NodeId): void {
    this.#wishes.putFirst(id)
    this.#loop.wake()
  }

  namesOf(id: NodeId): readonly string[] {
    return this.#board.namesOf(id)
  }

  restoreVersion(id: NodeId, revision: RevisionId, signal: AbortSignal): Promise<Result<void>> {
    return this.#alone(() =>
      restoreVersion(this.#environment.remote, { id, revision, lost: this.#lost.packs }, signal),
    ).finally(() => this.#loop.wake())
  }

  restoreNode(id: NodeId, signal: AbortSignal): Promise<Result<void>> {
    return this.#alone(() => restoreNode(this.#environment.remote, id, signal)).finally(() => this.#loop.wake())
  }

  cycle(signal: AbortSignal): Promise<SyncStatus> {
    return this.#alone(async () => {
      try {
        await this.#cycle(signal)
      } catch (error) {
        signal.throwIfAborted()
        this.#board.end(obstacleOf(error), this.#observer.skipped())
      }
      return this.#board.status
    })
  }

  async syncOnce(signal: AbortSignal): Promise<SyncStatus> {
    this.#isOnce = true
    return this.#untilSettled(signal).finally(() => (this.#isOnce = false))
  }

  async #untilSettled(signal: AbortSignal): Promise<SyncStatus> {
    for (let failed = 0; ;) {
      this.#observer.markDirty('all')
      const status = await this.cycle(signal)
      if (status.settled || (status.obstacle !== null && !this.#board.hasFailed)) return status
      failed += this.#board.hasFailed ? 1 : 0
      if (failed >= patience) return status
      if (this.#board.hasFailed) await this.#environment.clock.sleep(200 * failed, signal)
      else await nextArrival(this.#lanes, signal)
    }
  }

  /** Cycles and restores one after the other. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#running.then(work, work)
    this.#running = done.catch(() => undefined)
    return done
  }

  async #cycle(signal: AbortSignal): Promise<void> {
    const { remote } = this.#environment
    const isHeld = this.#board.status.held.some(({ code }) => code === 'E_TRANSPORT' || code === 'lost')
    this.#board.begin()
    await this.#attachment.open()
    const refreshed = await remote.refresh(signal)
    if (!refreshed.ok) throw refusedBy(refreshed.error)
    if (!remote.view.isWhole) throw new CycleEnded({ kind: 'withheld' })
    if (remote.view.closed || !mayDo(remote.view.rights, 'read'))
      throw new Refused('E_ROLE', 'not a reader of this space')
    const newId = (): NodeId => newNodeId(this.#environment, this.#memory)
    const isSeen = await this.#observer.observe({
      isIgnored: this.#isIgnored,
      mayBelieve: (isEmpty) => this.#attachment.mayBelieve(isEmpty),
      afterCrash: this.#attachment.isAfterCrash,
      newId,
      signal,
    })
    if (!isSeen) throw this.#attachment.disbelief
    this.#attachment.noteSession()
    const lost = await this.#lost.look(signal, { isUrgent: isHeld || this.#isOnce, isOnce: this.#isOnce })
    const cycle = new Cycle({
      environment: this.#environment,
      memory: this.#memory,
      ready: this.#ready,
      restless: this.#restless,
      begun: this.#begun,
      lanes: this.#lanes,
      hasNews: () => this.#observer.isDirty || this.#loop.isWoken,
      isIgnored: this.#isIgnored,
      lost,
      wishes: this.#wishes,
      ...this.#parts,
      up: this.#board.transfer('up', signal),
      down: this.#board.transfer('down', signal),
    })
    try {
      const plan = await planAndExecute(cycle, this.#observer)
      this.#observer.markDirty(cycle.dirty)
      this.#board.finish(plan, {
        cycle,
        isSettled: isSettled(plan) && !this.#observer.isDirty,
        skipped: this.#observer.skipped(),
      })
      this.#attachment.mayBeEmpty &&= !isSettled(plan)
    } catch (error) {
      if (!isFull(error)) throw error
      throw new CycleEnded({ kind: 'full', neededBytes: cycle.room.neededBytes })
    } finally {
      this.#observer.markDirty(cycle.dirty)
      await cycle.flush()
    }
  }
}
