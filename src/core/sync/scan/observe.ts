// Keeps the local tree true to the disk, and remembers what in it cannot be read. Runs in core. SYNC.md "observe".
// [Note: Gone or moved] A move made while we look can be missing from both places: its old directory was listed after it, its new one
// before, or not at all because the watcher has not told yet. What seems gone is therefore believed when no news comes for a while, or when
// there was news at every one of a few looks: where something changes all the time, waiting for an end of it would never end. A watcher that polls,
// or none, tells too late for this: then the move is a removal and, at the next look, a new file. That costs an upload, and the history of the
// file begins anew; but what was removed lies in everybody's trash, and nothing is lost.
import type { NodeId } from '../../../shared/domain/ids.ts'
import type { LocalPath } from '../disk.ts'
import type { Skipped, StoreChange, SyncEnvironment } from '../interface.ts'
import { finish, usualSlice, type Pace } from '../slices.ts'
import type { SyncMemory } from '../trees/memory.ts'
import { subtree, type Place } from '../trees/node-tree.ts'
import { foldName } from '../../../shared/domain/names.ts'
import { rootNodeId } from '../../../shared/domain/ids.ts'
import type { IsIgnored } from './ignore.ts'
import { matchNodes, type LeftOut, type Observation } from './match.ts'
import { walkDisk, type Scope, type SeenDirectory } from './walk.ts'

export type ObserveOptions = {
  readonly isIgnored: IsIgnored
  /** Asked after the look at the disk, before anything of it is remembered. */
  readonly mayBelieve: (isEmpty: boolean) => Promise<boolean>
  readonly afterCrash: boolean
  readonly newId: () => NodeId
  readonly signal: AbortSignal
}

const shrunkKind = 'shrunk'
/** Milliseconds after which a directory that could not be listed is looked at again; twice as long every time. */
const firstLookAgain = 500
/** Milliseconds within which a watcher of the system tells of a change, and how often we look again because it did. */
const newsTakes = 500
const mostLooks = 5

export class Observer {
  readonly #environment: SyncEnvironment
  readonly #memory: SyncMemory
  readonly #pace: Pace
  readonly #frozen = new Map<NodeId, readonly NodeId[]>()
  readonly #left = new Map<NodeId, readonly LeftOut[]>()
  readonly #away = new Map<NodeId, readonly NodeId[]>()
  readonly #shrunk = new Set<NodeId>()
  /** Directories that could not be listed, and how often in a row. */
  readonly #unread = new Map<NodeId, number>()
  #dirty: Set<NodeId> | 'all' = 'all'

  constructor(environment: SyncEnvironment, memory: SyncMemory, slice = usualSlice) {
    this.#environment = environment
    this.#pace = { clock: environment.clock, slice }
    this.#memory = memory
    for (const { kind, state } of memory.journal()) if (kind === shrunkKind) this.#shrunk.add(state as NodeId)
  }

  get isDirty(): boolean {
    return this.#dirty === 'all' || this.#dirty.size > 0
  }

  /** Milliseconds until a directory that could not be listed is worth another look; Infinity if all could. */
  get lookAgainIn(): number {
    return Math.min(...[...this.#unread.values()].map((times) => firstLookAgain * 2 ** times))
  }

  /** Files that were longer before a crash. Only the first scan after one finds any. */
  get shrunk(): ReadonlySet<NodeId> {
    return this.#shrunk
  }

  markDirty(ids: Iterable<NodeId> | 'all'): void {
    if (ids === 'all') this.#dirty = 'all'
    else if (this.#dirty !== 'all') for (const id of ids) this.#dirty.add(id)
  }

  /** A hint of the watcher. An unknown directory stands for the nearest known one above it. */
  markPath(directory: LocalPath | null): void {
    const { root } = this.#environment
    const inside = directory === root ? '' : directory?.startsWith(`${root}/`) ? directory.slice(root.length + 1) : null
    if (inside === null) {
      this.markDirty('all')
      return
    }
    let at: NodeId = rootNodeId
    for (const name of inside === '' ? [] : inside.split('/')) {
      const next = [...this.#memory.local.children(at)].find((id) => this.#memory.local.get(id)?.name === name)
      if (next === undefined) break
      at = next
    }
    this.markDirty([at])
  }

  /**
   * Throws `FileSystemError` if the root cannot be read, and answers false, with nothing changed, if `mayBelieve` says no to what was seen;
   * what was dirty then still is.
   */
  async observe(options: ObserveOptions): Promise<boolean> {
    // SYNC-19 no hint tells that a directory can be listed again.
    let dirty: Scope = this.#dirty === 'all' ? 'all' : new Set([...this.#dirty, ...this.#unread.keys()])
    for (let looks = 1; ; looks++) {
      // What comes while we look is dirty for the next time.
      this.#dirty = new Set()
      const seen = await this.#look(dirty, options).catch((error: unknown) => {
        this.markDirty(dirty)
        throw error
      })
      if (seen === null) {
        this.markDirty(dirty)
        return false
      }
      // Half noted, the disk is looked at as a whole again.
      const isNoted = await this.#note(seen, dirty, options, looks === mostLooks).catch((error: unknown) => {
        this.markDirty('all')
        throw error
      })
      if (isNoted) return true
      this.markDirty(dirty)
      dirty = this.#dirty
    }
  }

  /** False, with nothing noted, where something seems gone and there is news. */
  async #note(
    seen: SeenDirectory,
    dirty: Scope,
    { newId, afterCrash, signal }: ObserveOptions,
    isLast: boolean,
  ): Promise<boolean> {
    const { hasExecutableBit } = this.#environment.files
    const found = await finish(matchNodes(seen, this.#memory, { newId, hasExecutableBit }), this.#pace, signal)
    if (!isLast && (await this.#isPerhapsElsewhere(found, signal))) return false
    // What shrank is noted first: without that it would be an edit.
    const changes = [...this.#noteShrunk(found, afterCrash), ...found.changes]
    await finish(this.#memory.applyInSlices(changes), this.#pace, signal)
    if (dirty === 'all') {
      this.#frozen.clear()
      this.#left.clear()
      this.#away.clear()
    }
    for (const [id, frozen] of found.frozen) this.#frozen.set(id, frozen)
    for (const [id, left] of found.left) this.#left.set(id, left)
    this.#noteUnread(found)
    for (const [id, away] of found.away) this.#away.set(id, away)
    return true
  }

  /** SYNC-20 of what others have and is gone here: a hint comes soon where it was moved ([Note: Gone or moved]). */
  async #isPerhapsElsewhere({ changes }: Observation, signal: AbortSignal): Promise<boolean> {
    if (!changes.some((change) => change.kind === 'local.delete' && this.#memory.synced.has(change.id))) return false
    if (!this.isDirty) await this.#environment.clock.sleep(newsTakes, signal)
    return this.isDirty
  }

  /** All that is known here and not in the local tree, as one text. */
  get findings(): string {
    const some = <T>(map: ReadonlyMap<NodeId, readonly T[]>) => [...map].filter(([, list]) => list.length > 0)
    const left = some(this.#left).map(([id, entries]) => [id, entries.map(({ name }) => name)])
    return JSON.stringify([some(this.#frozen), left, some(this.#away), [...this.#shrunk]])
  }

  /** Null if what was seen is not to be believed. */
  async #look(dirty: Scope, { isIgnored, mayBelieve, signal }: ObserveOptions): Promise<SeenDirectory | null> {
    const { root, files } = this.#environment
    const seen = await walkDisk({ root, files, memory: this.#memory, isIgnored, dirty, signal })
    return (await mayBelieve(seen.files.length + seen.directories.length === 0)) ? seen : null
  }

  #noteUnread({ left }: Observation): void {
    for (const [id, entries] of left)
      if (entries.some(({ name }) => name === '')) this.#unread.set(id, this.#unread.get(id) ?? 0)
      else this.#unread.delete(id)
    for (const [id, times] of this.#unread)
      if (this.#memory.local.has(id)) this.#unread.set(id, times + 1)
      else this.#unread.delete(id)
  }

  /** SYNC-05 Notes in the journal what shrank in a crash, together with its new size: only then is it not taken for an edit later. */
  #noteShrunk({ changes, shrunk }: Observation, afterCrash: boolean): readonly StoreChange[] {
    const now = new Set(afterCrash ? shrunk : [])
    const isOver = (id: NodeId): boolean => {
      const local = this.#memory.local.get(id)
      return local?.contentId != null && local.contentId === this.#memory.synced.get(id)?.contentId
    }
    const written = new Set(changes.flatMap((change) => (this.#isWritten(change) ? [change.node.id] : [])))
    const over = [...this.#shrunk].filter(
      (id) => !now.has(id) && (written.has(id) || !this.#memory.local.has(id) || isOver(id)),
    )
    for (const id of over) this.#shrunk.delete(id)
    for (const id of now) this.#shrunk.add(id)
    return [
      ...over.map((id): StoreChange => ({ kind: 'journal.delete', id: `${shrunkKind}:${id}` })),
      ...[...now].map((id): StoreChange => ({
        kind: 'journal.put',
        entry: { id: `${shrunkKind}:${id}`, kind: shrunkKind, state: id },
      })),
    ]
  }

  #isWritten(change: StoreChange): change is Extract<StoreChange, { kind: 'local.put' }> {
    if (change.kind !== 'local.put') return false
    const before = this.#memory.local.get(change.node.id)
    // A file that was only touched holds no more than before.
    return before !== undefined && before.stat.size !== change.node.stat.size
  }

  /** Nodes that cannot be read now, and all below them. */
  frozen(): Set<NodeId> {
    const all = new Set<NodeId>()
    for (const ids of this.#frozen.values())
      for (const id of ids) for (const node of subtree(this.#memory.local, id)) all.add(node.id)
    return all
  }

  /** Of the frozen ones those that left their remembered place free. */
  away(): readonly NodeId[] {
    return [...this.#away.values()].flat()
  }

  /** Tells whether a place is taken by something that is not synced. */
  occupied(): (place: Place) => boolean {
    const names = new Map([...this.#left].map(([id, left]) => [id, new Set(left.map((entry) => foldName(entry.name)))]))
    return (place) => names.get(place.parent)?.has(foldName(place.name)) === true
  }

  /** What is not synced and why, by path inside the space. */
  skipped(): readonly Skipped[] {
    return [...this.#left].flatMap(([id, left]) => {
      const names = this.#memory.local.names(id)
      if (names === null) return []
      return left.flatMap(({ name, reason }) => {
        const path = [...names, name].filter((part) => part !== '').join('/')
        return reason === 'ignored' ? [] : [{ path, reason }]
      })
    })
  }
}
