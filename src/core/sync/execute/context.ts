// What every executor works with. Runs in core. SYNC.md "execute".
import type { ErrorCode } from '../../../shared/base/errors.ts'
import type { NodeId } from '../../../shared/domain/ids.ts'
import { FileSystemError, type FileProblem, type LocalPath } from '../disk.ts'
import type { EntryAhead, RemoteView, StoreChange, SyncEnvironment, Missing } from '../interface.ts'
import { isSameLog, type KnownBefore } from '../known-before.ts'
import { mapLimited } from '../limited.ts'
import { pathOf } from '../paths.ts'
import { agreement } from '../plan/agree.ts'
import type { IsIgnored } from '../scan/ignore.ts'
import type { Lost } from '../lost.ts'
import type { Downloader, Hasher, TransferOptions, TransferProblem, Uploaded, Uploader } from '../transfer/interface.ts'
import { newNodeId } from '../new-id.ts'
import { atOnce, finish, inSlices, type Pace, type Sliced } from '../slices.ts'
import type { SyncMemory } from '../trees/memory.ts'
import { reachableInSlices, type RemoteTree } from '../trees/remote-tree.ts'
import type { Wishes } from '../wishes.ts'
import type { Lanes } from './lane.ts'
import { Room } from './room.ts'

/** Attempts to look at the log in slices while others read on. */
const patience = 3

export type Failure = { readonly id: NodeId; readonly problem: TransferProblem | 'moved' | 'lost' }

/** One run of observe, plan, execute, advance. */
export class Cycle {
  readonly environment: SyncEnvironment
  readonly memory: SyncMemory
  readonly uploader: Uploader
  readonly downloader: Downloader
  readonly hasher: Hasher
  /** Uploads whose commit came too late: still good while the file is as it was. */
  readonly ready: Map<NodeId, Uploaded>
  /** Long files that changed while they were read. */
  readonly restless: Set<NodeId>
  /** Long downloads that have left something on the disk (SYNC-94). */
  readonly begun: Set<NodeId>
  readonly isIgnored: IsIgnored
  readonly lost: Lost
  readonly lanes: Lanes
  /** Files of more bytes go into the lanes. */
  readonly longAbove: number
  readonly before: KnownBefore
  readonly wishes: Wishes
  /** Milliseconds of work between two pauses. */
  readonly slice: number
  /** Whether something happened since this cycle looked: then what can wait does. */
  readonly hasNews: () => boolean
  readonly up: TransferOptions
  readonly down: TransferOptions
  /** Directories to look at again: something in them was not as remembered. */
  readonly dirty = new Set<NodeId>()
  readonly failures: Failure[] = []
  readonly room = new Room()
  readonly #directories = new Set<NodeId>()

  constructor(
    parts: Pick<
      Cycle,
      | 'environment'
      | 'memory'
      | 'uploader'
      | 'downloader'
      | 'hasher'
      | 'ready'
      | 'restless'
      | 'begun'
      | 'isIgnored'
      | 'lost'
      | 'lanes'
      | 'longAbove'
      | 'before'
      | 'wishes'
      | 'slice'
      | 'hasNews'
      | 'up'
      | 'down'
    >,
  ) {
    this.environment = parts.environment
    this.memory = parts.memory
    this.uploader = parts.uploader
    this.downloader = parts.downloader
    this.hasher = parts.hasher
    this.ready = parts.ready
    this.restless = parts.restless
    this.begun = parts.begun
    this.isIgnored = parts.isIgnored
    this.lost = parts.lost
    this.lanes = parts.lanes
    this.longAbove = parts.longAbove
    this.before = parts.before
    this.wishes = parts.wishes
    this.slice = parts.slice
    this.hasNews = parts.hasNews
    this.up = parts.up
    this.down = parts.down
  }

  /** What of the log the plan that is carried out was made on. */
  plannedOn: RemoteTree['tree'] | null = null

  get signal(): AbortSignal {
    return this.up.signal
  }

  newId(): NodeId {
    return newNodeId(this.environment, this.memory)
  }

  /** Where the node lies on this disk, as far as is known; null if it does not. */
  path(id: NodeId): LocalPath | null {
    const names = this.memory.local.names(id)
    return names === null ? null : pathOf(this.environment.root, names)
  }

  pathIn(parent: NodeId, name: string): LocalPath | null {
    const directory = this.path(parent)
    return directory === null ? null : (`${directory}/${name}` as LocalPath)
  }

  /** Notes an effect on the disk: visible at once, durable with `flush`. `directories`: those whose entries changed. */
  stage(changes: readonly StoreChange[], directories: readonly NodeId[]): void {
    this.memory.stage(changes)
    for (const id of directories) this.#directories.add(id)
  }

  /** Syncs the directories, then writes down what happened in them. Other order, and a crash would turn our own work into a person's. */
  async flush(): Promise<void> {
    const paths = [...this.#directories].flatMap((id) => this.path(id) ?? [])
    this.#directories.clear()
    await mapLimited(paths, 8, (path) =>
      unlessProblem(this.environment.files.syncDirectory(path), ['vanished'], undefined),
    )
    this.memory.persist()
  }

  fail(id: NodeId, problem: Failure['problem']): void {
    this.failures.push({ id, problem })
    const parent = this.memory.local.get(id)?.parent
    if (parent !== undefined) this.dirty.add(parent)
  }

  /** Lets others have their turn: no stretch of work shall take the event loop longer than 50 ms. */
  breathe(): Promise<void> {
    return this.environment.clock.sleep(0, this.signal)
  }

  /** In slices. Rejects when the cycle ends. */
  inSlices<T>(work: Sliced<T>): Promise<T> {
    return finish(work, this.#pace, this.signal)
  }

  /** A computation on the log, in slices. Whoever reads on meanwhile changes what it works on: then it begins anew, in the end without a pause. */
  async onLog<T>(work: (view: RemoteView) => Sliced<T>): Promise<T> {
    const { remote } = this.environment
    for (let attempt = 0; attempt < patience; attempt++) {
      const { view } = remote
      const done = await inSlices(work(view), this.#pace, this.signal, () => !isSameLog(view, remote.view))
      if (done !== null) return done.value
    }
    return atOnce(work(remote.view))
  }

  /** What of the log has a place here; made anew when the log has grown. */
  remoteTree(): Promise<RemoteTree> {
    return this.onLog((view) => this.reachable(view))
  }

  *reachable(view: RemoteView): Sliced<RemoteTree> {
    const { isIgnored, before } = this
    const known = before.reachable
    if (known !== null && known.isIgnored === isIgnored && isSameLog(known.view, view)) return known.tree
    const tree = yield* reachableInSlices(view, isIgnored)
    before.reachable = { view, isIgnored, tree }
    return tree
  }

  /** Moves the synced tree for these nodes as far as both sides agree; `on`: the log as it is now, unless told. */
  async advance(ids: Iterable<NodeId>, on: RemoteTree['tree'] | null = null): Promise<void> {
    const { local, synced } = this.memory
    const remote = on ?? (await this.remoteTree()).tree
    await this.inSlices(this.memory.applyInSlices(await this.inSlices(agreement({ remote, local, synced }, ids))))
  }

  /** The same for every node for which it may have come to be otherwise. */
  async advanceAll(on: RemoteTree['tree'] | null = null): Promise<void> {
    const tree = on ?? (await this.remoteTree()).tree
    const touched = this.memory.takeTouched()
    const isKnown = this.before.advancedOn === tree
    this.before.advancedOn = null
    await this.advance(isKnown ? touched : everyNode(this.memory), tree)
    this.before.advancedOn = tree
  }

  get #pace(): Pace {
    return { clock: this.environment.clock, slice: this.slice }
  }
}

function* everyNode({ local, synced }: SyncMemory): Iterable<NodeId> {
  yield* local.nodes.keys()
  for (const id of synced.nodes.keys()) if (!local.has(id)) yield id
}

/** The value, or `instead` when the disk answers with one of `problems`. */
export async function unlessProblem<T, I>(
  work: Promise<T>,
  problems: readonly FileProblem[],
  instead: I,
): Promise<T | I> {
  try {
    return await work
  } catch (error) {
    if (error instanceof FileSystemError && problems.includes(error.problem)) return instead
    throw error
  }
}

/** Whether nothing is there any more. What the disk holds on to, as when a scanner reads it, may be gone the next time. */
export async function isRemoved({ files }: Pick<SyncEnvironment, 'files'>, path: LocalPath): Promise<boolean> {
  try {
    await files.removeFile(path)
    return true
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error
    return error.problem === 'vanished'
  }
}

/** Runs one node's work; what the disk refuses is noted for that node and the others go on. Only a full disk ends everything. */
export async function attemptNode(cycle: Cycle, id: NodeId, work: () => Promise<void>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (!(error instanceof FileSystemError) || error.problem === 'full') throw error
    cycle.fail(id, error.problem)
    return false
  }
}

/** Ends the cycle: the relay or the disk as a whole, not one node, is the reason. */
export class CycleEnded extends Error {
  readonly reason:
    | { readonly kind: 'refused'; readonly code: ErrorCode; readonly retryAt?: number }
    | { readonly kind: 'overtaken' }
    | { readonly kind: 'withheld' }
    | { readonly kind: 'root-missing' }
    | { readonly kind: 'postponed'; readonly files: number }
    | { readonly kind: 'clock'; readonly offBy: number }
    | ({ readonly kind: 'entry-ahead' } & EntryAhead)
    | Missing
    | { readonly kind: 'full'; readonly neededBytes: number }

  constructor(reason: CycleEnded['reason']) {
    super(reason.kind)
    this.name = 'CycleEnded'
    this.reason = reason
  }
}
