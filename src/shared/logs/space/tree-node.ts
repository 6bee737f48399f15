// What a space's tree is made of, and why a commit may change nothing. PROTOCOL §10, §19.4, §19.5. Clients.
import type { ContentId, IdentityId, NodeId, RevisionId } from '../../domain/ids.ts'
import type { Rights } from '../../domain/rights.ts'
import type { Operation } from './operations.ts'

export type TreeNode = {
  readonly id: NodeId
  readonly parent: NodeId
  readonly name: string
  readonly type: 'file' | 'directory'
  /** Null for directories. */
  readonly revision: RevisionId | null
  readonly contentId: ContentId | null
  /** Bytes; 0 for directories. */
  readonly size: number
  /** Milliseconds since 1970, as the author's disk said; for directories the time of the entry. */
  readonly modifiedAt: number
  readonly executable: boolean
  /** Marked itself; a node below a marked one is unreachable without a mark of its own. */
  readonly trashed: boolean
  /** By whom, when (log time) and in which entry it was last changed. */
  readonly changedBy: IdentityId
  readonly changedAt: number
  readonly changedSeq: number
}

export type Revision = {
  readonly id: RevisionId
  /** As it stood in the commit. */
  readonly manifest: Uint8Array
  readonly seq: number
  readonly author: IdentityId
  readonly time: number
}

/** Why a commit is void. Everybody with the same bytes and keys comes to the same answer. */
export type VoidReason =
  /** The body does not open, or is not a commit's in form. */
  | 'body'
  | 'rights'
  /** No such node, or a new one under an id already there. */
  | 'node'
  /** Something the root directory cannot undergo. */
  | 'root'
  | 'not-a-file'
  | 'not-a-directory'
  /** In the trash, or below something that is. */
  | 'unreachable'
  /** To restore or purge what is not in the trash. */
  | 'reachable'
  | 'cycle'
  | 'name'
  | 'name-taken'
  | 'path'
  | 'manifest'
  /** A manifest names a pack that was never added. */
  | 'pack'
  | 'not-empty'
  /** All operations stand, but their author claims another tree. */
  | 'state-root'

export type VoidOutcome = { readonly kind: 'void'; readonly reason: VoidReason }
export type Outcome = { readonly kind: 'applied' } | VoidOutcome

/** Who makes the operations, and what stands in the log around them. */
export type Change = {
  readonly operations: readonly Operation[]
  /** Of the author, at the entry (`rightsOf`). */
  readonly rights: Rights
  readonly author: IdentityId
  /** Log time of the entry. */
  readonly time: number
  readonly seq: number
  /** Every pack added up to and with the entry (`SpaceState.packs`). */
  readonly packs: { has(id: string): boolean }
}

/** The tree as the operation rules see it: the root directory included. */
export interface TreeView {
  node(id: NodeId): TreeNode | undefined
  /** The node that holds this name, or one that folds to the same, below `parent`; trashed ones hold none. */
  holder(parent: NodeId, name: string): NodeId | undefined
  childCount(id: NodeId): number
}

/** What an operation may do to the tree once its rules hold. */
export interface EditableTree extends TreeView {
  /** Puts `node` in the place of the one with its id, if there is one. */
  set(node: TreeNode): void
  /** Forgets the node and its revisions. */
  drop(id: NodeId): void
  addRevision(id: NodeId, revision: Revision): void
}

/** Thrown by the operation rules, caught by the tree. */
export class Void extends Error {
  readonly reason: VoidReason

  constructor(reason: VoidReason) {
    super(reason)
    this.name = 'Void'
    this.reason = reason
  }
}
