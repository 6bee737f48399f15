// What every executor works with. Runs in core. SYNC.md "execute".
import type { ErrorCode } from '../../../shared/base/errors.ts'
import type { NodeId } from '../../../shared/domain/ids.ts'
import {
  FileSystemError,
  type EntryAhead,
  type FileProblem,
  type LocalPath,
  type RemoteNode,
  type StoreChange,
  type SyncEnvironment,
  type Missing,
} from '../interface.ts'
import { mapLimited } from '../limited.ts'
import { pathOf } from '../paths.ts'
import { agreement } from '../plan/agree.ts'
import type { IsIgnored } from '../scan/ignore.ts'
import type { Lost } from '../lost.ts'
import type { Downloader, Hasher, TransferOptions, TransferProblem, Uploaded, Uploader } from '../transfer/interface.ts'
import { newNodeId } from '../new-id.ts'
import type { SyncMemory } from '../trees/memory.ts'
import type { ReadonlyNodeTree } from '../trees/node-tree.ts'
import { reachableTree } from '../trees/remote-tree.ts'
import type { Lanes } from './lane.ts'
import { Room } from './room.ts'

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
  readonly isIgnored: IsIgnored
  readonly lost: Lost
  readonly lanes: Lanes
  /** Files of more bytes go into the lanes. */
  readonly longAbove: number
  /** Whether something happened since this cycle looked: then what can wait does. */
  readonly hasNews: () => boolean
  readonly up: TransferOptions
  readonly down: TransferOptions
  /** Directories to look at again: something in them was not as remembered. */
  readonly dirty = new Set<NodeId>()
  readonly failures: Failure[] = []
  readonly room = new Room()
  readonly #directories = new Set<NodeId>()
  #reachable: { seq: number; isWhole: boolean; tree: ReadonlyNodeTree<RemoteNode> } | null = null

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
      | 'isIgnored'
      | 'lost'
      | 'lanes'
      | 'longAbove'
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
    this.isIgnored = parts.isIgnored
    this.lost = parts.lost
    this.lanes = parts.lanes
    this.longAbove = parts.longAbove
    this.hasNews = parts.hasNews
    this.up = parts.up
    this.down = parts.down
  }

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

  /** What of the log has a place here; made anew when the log has grown. */
  get remoteTree(): ReadonlyNodeTree<RemoteNode> {
    const { view } = this.environment.remote
    const known = this.#reachable
    if (known?.seq === view.seq && known.isWhole === view.isWhole) return known.tree
    const { tree } = reachableTree(view, this.isIgnored)
    this.#reachable = { seq: view.seq, isWhole: view.isWhole, tree }
    return tree
  }

  /** Moves the synced tree for these nodes as far as both sides agree. */
  advance(ids: Iterable<NodeId>): void {
    const remote = this.remoteTree
    this.memory.apply(agreement({ remote, local: this.memory.local, synced: this.memory.synced }, ids))
  }

  advanceAll(): void {
    this.advance(new Set([...this.memory.local.nodes.keys(), ...this.memory.synced.nodes.keys()]))
  }
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
