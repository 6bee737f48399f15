// What the planner is given and what it answers: values only. Runs in core. SYNC.md "plan"; the rules have their ids in docs/SYNC.md.
import type { NodeId } from '../../../shared/domain/ids.ts'
import type { LocalNode, RemoteNode, RemoteView, SyncedNode } from '../interface.ts'
import type { IsIgnored } from '../scan/ignore.ts'
import type { RemoteTree } from '../trees/remote-tree.ts'
import type { Place, ReadonlyNodeTree } from '../trees/node-tree.ts'

export type PlanInput = {
  readonly view: RemoteView
  /** What of `view` has a place here. */
  readonly remote: RemoteTree
  readonly local: ReadonlyNodeTree<LocalNode>
  readonly synced: ReadonlyNodeTree<SyncedNode>
  readonly isIgnored: IsIgnored
  /** Something that is not synced, a link for example, lies where a node shall come to lie. */
  readonly isOccupied: (place: Place) => boolean
  /** Local nodes that cannot be read now, and all below them: neither deleted nor edited, and left alone. */
  readonly frozen: ReadonlySet<NodeId>
  /** Of the frozen ones those that lie elsewhere, unsynced: their place is free. */
  readonly away: readonly NodeId[]
  /** Files found shorter after a crash than they were before it. */
  readonly shrunk: ReadonlySet<NodeId>
  /** Files whose content the relay lost and that may be brought again by this device. */
  readonly lost: ReadonlySet<NodeId>
}

/** One node as the three trees know it. `past`: what the log last said of a node that is in the trash or below something that is. */
export type Node = {
  readonly id: NodeId
  readonly remote: RemoteNode | undefined
  readonly local: LocalNode | undefined
  readonly synced: SyncedNode | undefined
  readonly past: RemoteNode | undefined
  readonly isShrunk: boolean
  readonly isLost: boolean
}

/** What is to happen to the content of a file that both sides shall have. */
export type ContentDecision =
  | 'same'
  /** The local content becomes a revision (or turns out to be equal). */
  | 'up'
  /** The remote content replaces the local one. */
  | 'down'
  /** Both changed: the remote content first becomes a conflict copy. */
  | 'conflict'
  /** The local content first becomes a local copy beside, then the remote one takes its place. */
  | 'aside'

/** A node as it shall be on both sides. */
export type Target = Place & {
  readonly id: NodeId
  readonly type: 'file' | 'directory'
  readonly executable: boolean
  readonly content: ContentDecision
  /** Stays on this disk only: the person may not write here. */
  readonly isLocalOnly: boolean
  /** Left alone: cannot be read, is hidden or has no place here. */
  readonly isFrozen: boolean
  /** Has no place here but lies on the disk: it makes way when its place is wanted. */
  readonly isAdrift: boolean
}

/** One change of the shape of a tree; to be done in the order given. */
export type Step =
  | { readonly kind: 'create'; readonly id: NodeId; readonly parent: NodeId; readonly name: string }
  | { readonly kind: 'move'; readonly id: NodeId; readonly parent: NodeId; readonly name: string }
  | { readonly kind: 'remove'; readonly id: NodeId }

export type Plan = {
  /** Contents that must be known before anything can be decided: nothing else is planned then. */
  readonly hash: readonly NodeId[]
  /** Local nodes that become new local-only nodes, since the remote side no longer has them and may not be given them back. */
  readonly detach: readonly NodeId[]
  /** Changes of the disk's shape; a `remove` goes to the trash. */
  readonly localSteps: readonly Step[]
  /** Changes of the log's shape; a `create` of a node the log knows is a `restore`. */
  readonly remoteSteps: readonly Step[]
  readonly localExecutable: readonly Target[]
  readonly remoteExecutable: readonly Target[]
  readonly uploads: readonly Target[]
  readonly downloads: readonly Target[]
  readonly conflicts: readonly Target[]
  readonly asides: readonly Target[]
  /** Local changes that may not be made, and names that do not fit: shown to the person. */
  readonly notes: ReadonlyMap<NodeId, 'no-right' | 'name'>
}
