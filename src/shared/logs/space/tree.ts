// The tree of a space as its commits made it: nodes, names, earlier revisions, stateRoot. PROTOCOL §10, §19.4–6. Clients.
// Each commit applies as a whole or changes nothing; every operation costs the same however large the tree is.
import { equalBytes } from '../../base/bytes.ts'
import type { Suite } from '../../crypto/suite.ts'
import { rootNodeId, type NodeId } from '../../domain/ids.ts'
import { foldName } from '../../domain/names.ts'
import { isReachable } from './operation-rules.ts'
import { performOperation } from './perform.ts'
import { StateSum } from './state-root.ts'
import {
  Void,
  type Change,
  type EditableTree,
  type Outcome,
  type Revision,
  type TreeNode,
  type VoidOutcome,
} from './tree-node.ts'

export type { Change, Outcome, Revision, TreeNode, VoidOutcome, VoidReason } from './tree-node.ts'

export class SpaceTree {
  readonly #suite: Suite
  readonly #nodes = new Map<NodeId, TreeNode>()
  #root: TreeNode
  /** Untrashed nodes by parent and folded name. */
  readonly #holders = new Map<string, NodeId>()
  readonly #children = new Map<NodeId, Set<NodeId>>()
  /** A number stands for one that `#earlier` opens: the entry that put it. */
  readonly #revisions = new Map<NodeId, readonly (Revision | number)[]>()
  #sum: StateSum
  #earlier: EarlierRevisions = () => []
  readonly #touched = new Set<NodeId>()
  /** How to take back what the current commit did, latest last. */
  #undo: (() => void)[] = []

  /** An empty tree: the root directory without a name. */
  constructor(suite: Suite) {
    this.#suite = suite
    this.#sum = new StateSum(suite)
    this.#root = emptyRoot
    this.#sum.add(emptyRoot)
  }

  /** The tree of these nodes, the root directory among them, each file with its current revision. */
  static of(suite: Suite, nodes: Iterable<{ readonly node: TreeNode; readonly revision: Revision | null }>): SpaceTree {
    const tree = new SpaceTree(suite)
    for (const { node, revision } of nodes) {
      tree.#view.set(node)
      if (revision !== null) tree.#view.addRevision(node.id, revision)
    }
    tree.#undo = []
    return tree
  }

  /** The tree as it once was. */
  static recalled(suite: Suite, kept: Recalled): SpaceTree {
    const tree = new SpaceTree(suite)
    for (const { node, putIn } of kept.nodes) {
      tree.#replace(undefined, node)
      if (putIn.length > 0) tree.#revisions.set(node.id, putIn)
    }
    tree.#sum = new StateSum(suite, kept.sum)
    tree.#earlier = kept.revisions
    return tree
  }

  /** Every node by id, trashed and unreachable ones included, without the root directory. The same map for ever. */
  get nodes(): ReadonlyMap<NodeId, TreeNode> {
    return this.#nodes
  }

  get root(): TreeNode {
    return this.#root
  }

  /** The space's name; empty until it is set. */
  get name(): string {
    return this.#root.name
  }

  /** The root directory, too. */
  node(id: NodeId): TreeNode | undefined {
    return this.#view.node(id)
  }

  /** 2,048 bytes, for `recalled`. */
  sum(): Uint8Array {
    return this.#sum.bytes()
  }

  /** Nodes that came, went or changed since `forgetTouched`, and perhaps some that did not. */
  get touched(): ReadonlySet<NodeId> {
    return this.#touched
  }

  forgetTouched(): void {
    this.#touched.clear()
  }

  /** 32 bytes: equal on every client with the same tree. */
  stateRoot(): Uint8Array {
    return this.#sum.root()
  }

  /** Ids directly below a directory, trashed ones included. */
  children(id: NodeId): ReadonlySet<NodeId> {
    return this.#children.get(id) ?? new Set()
  }

  /** Neither trashed nor below something that is. False for an unknown id. */
  isReachable(id: NodeId): boolean {
    const node = this.#view.node(id)
    return node !== undefined && isReachable(this.#view, node)
  }

  /** All revisions of a file from the oldest on, the current one last; none for anything else. */
  revisions(id: NodeId): readonly Revision[] {
    const past = this.#revisions.get(id) ?? []
    const later = past.filter((revision) => typeof revision !== 'number')
    if (later.length === past.length) return later
    const revisions = [
      ...this.#earlier(
        id,
        past.filter((revision) => typeof revision === 'number'),
      ),
      ...later,
    ]
    this.#revisions.set(id, revisions)
    return revisions
  }

  /** In which entries they were put, from the oldest on. */
  putIn(id: NodeId): readonly number[] {
    return (this.#revisions.get(id) ?? []).map((revision) => (typeof revision === 'number' ? revision : revision.seq))
  }

  /** Applies a whole commit, or nothing of it. */
  apply(commit: Change & { readonly stateRoot: Uint8Array }): Outcome {
    const outcome = this.#perform(commit)
    const isRight = outcome.kind === 'applied' && equalBytes(this.stateRoot(), commit.stateRoot)
    if (!isRight) this.#takeBack()
    return isRight || outcome.kind === 'void' ? outcome : { kind: 'void', reason: 'state-root' }
  }

  /** What a commit of these operations must state; changes nothing. */
  stateRootAfter(change: Change): { readonly kind: 'applied'; readonly stateRoot: Uint8Array } | VoidOutcome {
    const outcome = this.#perform(change)
    const stateRoot = this.stateRoot()
    this.#takeBack()
    return outcome.kind === 'void' ? outcome : { kind: 'applied', stateRoot }
  }

  /** All operations, or those before the first that may not be; `#takeBack` then leads back in either case. */
  #perform(change: Change): Outcome {
    this.#undo = [this.#sum.savepoint()]
    try {
      for (const operation of change.operations) performOperation(this.#suite, this.#view, change, operation)
      return { kind: 'applied' }
    } catch (error) {
      if (error instanceof Void) return { kind: 'void', reason: error.reason }
      this.#takeBack()
      throw error
    }
  }

  #takeBack(): void {
    for (const takeBack of this.#undo.reverse()) takeBack()
    this.#undo = []
  }

  readonly #view: EditableTree = {
    node: (id) => (id === rootNodeId ? this.#root : this.#nodes.get(id)),
    holder: (parent, name) => this.#holders.get(holderKey(parent, name)),
    childCount: (id) => this.#children.get(id)?.size ?? 0,
    set: (node) => {
      this.#change(this.#view.node(node.id), node)
    },
    drop: (id) => {
      const revisions = this.#revisions.get(id)
      this.#revisions.delete(id)
      if (revisions !== undefined) this.#undo.push(() => this.#revisions.set(id, revisions))
      this.#change(this.#nodes.get(id), undefined)
    },
    addRevision: (id, revision) => {
      const before = this.#revisions.get(id)
      this.#revisions.set(id, [...(before ?? []), revision])
      this.#undo.push(() => {
        if (before === undefined) this.#revisions.delete(id)
        else this.#revisions.set(id, before)
      })
    },
  }

  #change(before: TreeNode | undefined, after: TreeNode | undefined): void {
    if (before !== undefined) this.#sum.remove(before)
    if (after !== undefined) this.#sum.add(after)
    const id = (after ?? before)?.id
    if (id !== undefined) this.#touched.add(id)
    this.#replace(before, after)
    this.#undo.push(() => {
      this.#replace(after, before)
    })
  }

  /** The indexes follow; the sum has its own way back. */
  #replace(before: TreeNode | undefined, after: TreeNode | undefined): void {
    if (after?.id === rootNodeId) {
      this.#root = after
      return
    }
    if (before !== undefined) this.#unlink(before, after?.parent)
    if (after !== undefined) this.#link(after, before?.parent)
  }

  #unlink(node: TreeNode, parentAfter: NodeId | undefined): void {
    if (parentAfter === undefined) this.#nodes.delete(node.id)
    if (!node.trashed) this.#holders.delete(holderKey(node.parent, node.name))
    if (node.parent === parentAfter) return
    const siblings = this.#children.get(node.parent)
    siblings?.delete(node.id)
    if (siblings?.size === 0) this.#children.delete(node.parent)
  }

  #link(node: TreeNode, parentBefore: NodeId | undefined): void {
    this.#nodes.set(node.id, node)
    if (!node.trashed) this.#holders.set(holderKey(node.parent, node.name), node.id)
    if (node.parent === parentBefore) return
    const siblings = this.#children.get(node.parent)
    if (siblings === undefined) this.#children.set(node.parent, new Set([node.id]))
    else siblings.add(node.id)
  }
}

/** Of a file, those that these entries put, in that order. */
type EarlierRevisions = (id: NodeId, seqs: readonly number[]) => readonly Revision[]

/** What `nodes`, `root`, `putIn` and `sum` once answered, and how a revision is opened when somebody wants it. */
export type Recalled = {
  readonly nodes: Iterable<{ readonly node: TreeNode; readonly putIn: readonly number[] }>
  readonly sum: Uint8Array
  readonly revisions: EarlierRevisions
}

const holderKey = (parent: NodeId, name: string): string => `${parent}/${foldName(name)}`

const emptyRoot: TreeNode = {
  id: rootNodeId,
  parent: rootNodeId,
  name: '',
  type: 'directory',
  revision: null,
  contentId: null,
  size: 0,
  modifiedAt: 0,
  executable: false,
  trashed: false,
  changedBy: '' as TreeNode['changedBy'],
  changedAt: 0,
  changedSeq: 0,
}
