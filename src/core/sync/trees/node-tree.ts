// A set of nodes by id with their children by parent: the form of all three trees. Runs in core. SYNC.md "Shape".
import { foldName } from '../../../shared/domain/names.ts'
import { rootNodeId, type NodeId } from '../../../shared/domain/ids.ts'

export type Place = { readonly parent: NodeId; readonly name: string }
export type Placed = Place & { readonly id: NodeId; readonly type: 'file' | 'directory' }

export const samePlace = (a: Place, b: Place): boolean => a.parent === b.parent && a.name === b.name

/** The part of a tree that may be read. */
export interface ReadonlyNodeTree<T extends Placed> {
  readonly nodes: ReadonlyMap<NodeId, T>
  get(id: NodeId): T | undefined
  has(id: NodeId): boolean
  children(parent: NodeId): Iterable<NodeId>
  /** Names from the root down; null if the chain of parents is broken or turns in a circle. `rootNodeId` has no names. */
  names(id: NodeId): readonly string[] | null
  /** Every node after its parent. Nodes that do not hang on the root are left out. */
  topDown(): Iterable<T>
}

export class NodeTree<T extends Placed> implements ReadonlyNodeTree<T> {
  readonly #nodes = new Map<NodeId, T>()
  readonly #children = new Map<NodeId, Set<NodeId>>()

  constructor(nodes: Iterable<T> = []) {
    for (const node of nodes) this.put(node)
  }

  get nodes(): ReadonlyMap<NodeId, T> {
    return this.#nodes
  }

  get(id: NodeId): T | undefined {
    return this.#nodes.get(id)
  }

  has(id: NodeId): boolean {
    return this.#nodes.has(id)
  }

  put(node: T): void {
    const before = this.#nodes.get(node.id)
    if (before?.parent !== node.parent) {
      if (before !== undefined) this.#children.get(before.parent)?.delete(node.id)
      let siblings = this.#children.get(node.parent)
      if (siblings === undefined) this.#children.set(node.parent, (siblings = new Set()))
      siblings.add(node.id)
    }
    this.#nodes.set(node.id, node)
  }

  delete(id: NodeId): void {
    const before = this.#nodes.get(id)
    if (before === undefined) return
    this.#children.get(before.parent)?.delete(id)
    this.#nodes.delete(id)
  }

  children(parent: NodeId): Iterable<NodeId> {
    return this.#children.get(parent) ?? []
  }

  names(id: NodeId): readonly string[] | null {
    const names: string[] = []
    for (let at = id; at !== rootNodeId;) {
      const node = this.#nodes.get(at)
      if (node === undefined || names.length > this.#nodes.size) return null
      names.push(node.name)
      at = node.parent
    }
    return names.reverse()
  }

  *topDown(): Iterable<T> {
    const waiting: NodeId[] = [rootNodeId]
    for (let parent = waiting.pop(); parent !== undefined; parent = waiting.pop()) {
      for (const id of this.children(parent)) {
        const node = this.#nodes.get(id)
        if (node === undefined) continue
        yield node
        if (node.type === 'directory') waiting.push(id)
      }
    }
  }
}

/** The id of the child of `parent` whose name is the same to the name rule, or undefined. */
export function childNamed<T extends Placed>(tree: ReadonlyNodeTree<T>, parent: NodeId, name: string): T | undefined {
  const fold = foldName(name)
  for (const id of tree.children(parent)) {
    const node = tree.get(id)
    if (node !== undefined && (node.name === name || foldName(node.name) === fold)) return node
  }
  return undefined
}

/** `id` and everything below it. */
export function* subtree<T extends Placed>(tree: ReadonlyNodeTree<T>, id: NodeId): Iterable<T> {
  const node = tree.get(id)
  if (node === undefined) return
  yield node
  for (const child of tree.children(id)) yield* subtree(tree, child)
}
