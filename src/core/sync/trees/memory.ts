// The engine's memory of one space: the local and the synced tree, in memory and in the store, always changed together.
// Runs in core. SYNC.md "Shape", "advance".
import type { NodeId } from '../../../shared/domain/ids.ts'
import type { JournalEntry, LocalNode, StoreChange, SyncedNode, SyncStore } from '../interface.ts'
import { paced, type Sliced } from '../slices.ts'
import { NodeTree, type ReadonlyNodeTree } from './node-tree.ts'

/** Changes written in one go: about ten milliseconds. */
const together = 500

export class SyncMemory {
  readonly #store: SyncStore
  readonly #local: NodeTree<LocalNode>
  readonly #synced: NodeTree<SyncedNode>
  readonly #staged: StoreChange[] = []
  readonly #byFileId = new Map<string, Set<NodeId>>()
  #touched = new Set<NodeId>()
  #version = 0

  constructor(store: SyncStore) {
    this.#store = store
    this.#local = new NodeTree(store.local())
    this.#synced = new NodeTree(store.synced())
    for (const node of this.#local.nodes.values()) this.#index(node)
  }

  get local(): ReadonlyNodeTree<LocalNode> {
    return this.#local
  }

  get synced(): ReadonlyNodeTree<SyncedNode> {
    return this.#synced
  }

  /** Local nodes last seen with this file id; more than one only for hard links. */
  nodesByFileId(fileId: string): Iterable<NodeId> {
    return this.#byFileId.get(fileId) ?? []
  }

  /** Of several, which a directory mounted twice has, the one that was at `place`: else they would change places in every scan. */
  directoryByFileId(fileId: string, place: { readonly parent: NodeId | null; readonly name: string }): NodeId | null {
    let found: NodeId | null = null
    for (const id of this.nodesByFileId(fileId)) {
      const node = this.#local.get(id)
      if (node?.type !== 'directory') continue
      if (node.parent === place.parent && node.name === place.name) return id
      found ??= id
    }
    return found
  }

  /** Another number after every change of a tree. */
  get version(): number {
    return this.#version
  }

  /** Nodes that changed in either tree since the last call. */
  takeTouched(): ReadonlySet<NodeId> {
    const touched = this.#touched
    this.#touched = new Set()
    return touched
  }

  journal(): readonly JournalEntry[] {
    return [...this.#store.journal()]
  }

  /** Durable first, then visible: an exception of the store leaves the memory as it was. */
  apply(changes: readonly StoreChange[]): void {
    if (changes.length === 0) return
    this.#store.apply(changes)
    this.#show(changes)
  }

  /** Changes of one node each that need not be durable together; the journal comes first. [Note: Slices] */
  *applyInSlices(changes: readonly StoreChange[]): Sliced<void> {
    if (changes.length <= together) {
      this.apply(changes)
      return
    }
    // Nodes with like ids lie on the same pages: each page is sealed and written once.
    const groups = new Map<string, StoreChange[]>([['', []]])
    yield* paced(changes, (change) => {
      const id = idOf(change)?.slice(0, 2) ?? ''
      const group = groups.get(id)
      if (group === undefined) groups.set(id, [change])
      else group.push(change)
    })
    for (const group of groups.values())
      for (let start = 0; start < group.length; start += together) {
        this.apply(group.slice(start, start + together))
        yield
      }
  }

  /** Visible now, durable with `persist`: for effects on the disk whose directories are still to be synced. */
  stage(changes: readonly StoreChange[]): void {
    this.#staged.push(...changes)
    this.#show(changes)
  }

  persist(): void {
    const changes = this.#staged.splice(0)
    if (changes.length > 0) this.#store.apply(changes)
  }

  #show(changes: readonly StoreChange[]): void {
    for (const change of changes) {
      const id = idOf(change)
      if (id === null) continue
      this.#version++
      this.#touched.add(id)
      if (change.kind === 'local.put') this.#putLocal(change.node)
      else if (change.kind === 'local.delete') this.#deleteLocal(change.id)
      else if (change.kind === 'synced.put') this.#synced.put(change.node)
      else this.#synced.delete(id)
    }
  }

  /** Gives a local node another id, its children with it; what it was hashed as counts no more. The synced tree keeps nothing of the old id. */
  rename(from: NodeId, to: NodeId): void {
    const node = this.#local.get(from)
    if (node === undefined) return
    const children = [...this.#local.children(from)].flatMap((id) => this.#local.get(id) ?? [])
    this.apply([
      { kind: 'local.delete', id: from },
      { kind: 'synced.delete', id: from },
      { kind: 'local.put', node: { ...node, id: to, contentId: null } },
      ...children.map((child): StoreChange => ({ kind: 'local.put', node: { ...child, parent: to } })),
    ])
  }

  #putLocal(node: LocalNode): void {
    this.#deleteLocal(node.id)
    this.#local.put(node)
    this.#index(node)
  }

  #deleteLocal(id: NodeId): void {
    const before = this.#local.get(id)
    if (before === undefined) return
    this.#byFileId.get(before.stat.fileId)?.delete(id)
    this.#local.delete(id)
  }

  #index(node: LocalNode): void {
    let ids = this.#byFileId.get(node.stat.fileId)
    if (ids === undefined) this.#byFileId.set(node.stat.fileId, (ids = new Set()))
    ids.add(node.id)
  }
}

/** Null for a change of the journal. */
function idOf(change: StoreChange): NodeId | null {
  if (change.kind === 'journal.put' || change.kind === 'journal.delete') return null
  return 'node' in change ? change.node.id : change.id
}
