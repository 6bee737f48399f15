// Merges the three trees into the one that both sides shall have. Pure; runs in core. SYNC.md "plan".
import { rootNodeId, type NodeId } from '../../../shared/domain/ids.ts'
import { mayDo } from '../../../shared/domain/rights.ts'
import type { RemoteNode } from '../interface.ts'
import { samePlace, type Place } from '../trees/node-tree.ts'
import { paced, type Sliced } from '../slices.ts'
import { reachableInSlices, type RemoteTree } from '../trees/remote-tree.ts'
import { contentOf, executableOf } from './content.ts'
import { breakCycles } from './cycles.ts'
import type { Node, PlanInput, Target } from './interface.ts'
import { separateNames } from './names.ts'
import { placeOf } from './place.ts'
import { presenceOf } from './presence.ts'

export type Merged = {
  readonly targets: ReadonlyMap<NodeId, Target>
  /** The remote tree with what is to be restored in it. */
  readonly remote: RemoteTree
  /** Nodes to take out of the trash, and where. */
  readonly restored: ReadonlyMap<NodeId, Place>
  readonly hash: readonly NodeId[]
  readonly detach: readonly NodeId[]
}

/** Repeats the merge while it finds nodes to take out of the trash: what lies below them is then there again as well (SYNC-17). */
export function* mergeTrees(input: PlanInput): Sliced<Merged> {
  const restored = new Map<NodeId, Place>()
  for (;;) {
    const merged = yield* mergeOnce(input, restored)
    const more = yield* nodesToRestore(input, merged, restored)
    if (more.size === 0) return merged
    for (const [id, place] of more) restored.set(id, place)
  }
}

function* mergeOnce(input: PlanInput, restored: ReadonlyMap<NodeId, Place>): Sliced<Merged> {
  const remote = restored.size === 0 ? input.remote : yield* reachableInSlices(input.view, input.isIgnored, restored)
  const { rights } = input.view
  const hash = new Set<NodeId>()
  const detach = new Set<NodeId>()
  const targets = new Map<NodeId, Target>()
  const nodeOf = (id: NodeId): Node => ({
    id,
    remote: remote.tree.get(id),
    local: input.local.get(id),
    synced: input.synced.get(id),
    past: input.view.nodes.get(id),
    isShrunk: input.shrunk.has(id),
    isLost: input.lost.has(id),
  })
  const keep = (node: Node): void => {
    if (targets.has(node.id)) return
    const target = targetOf(node, input, remote)
    if (target.content === 'unknown') hash.add(node.id)
    const content = target.content === 'unknown' ? 'same' : target.content
    targets.set(node.id, { ...target, content })
    if (node.remote === undefined && target.isLocalOnly && (node.past !== undefined || node.synced !== undefined))
      detach.add(node.id)
  }
  const consider = (id: NodeId): void => {
    const node = nodeOf(id)
    if (isFrozen(id, input, remote)) keep(node)
    else {
      const presence = presenceOf(node, rights)
      if (presence === 'unknown') hash.add(id)
      if (presence !== 'drop') keep(node)
    }
  }
  yield* paced(remote.tree.nodes.keys(), consider)
  yield* paced(input.local.nodes.keys(), (id) => {
    if (!remote.tree.has(id)) consider(id)
  })
  for (const id of remote.hidden) if (!targets.has(id)) keep({ ...nodeOf(id), remote: input.view.nodes.get(id) })
  yield* keepParents(targets, (id) => keep(nodeOf(id)), input, remote)
  const remotePlace = (id: NodeId): Place | undefined => remote.tree.get(id)
  yield* breakCycles(targets, remotePlace)
  yield* separateNames(targets, remotePlace)
  return { targets, remote, restored, hash: [...hash], detach: [...detach] }
}

const isFrozen = (id: NodeId, input: PlanInput, remote: RemoteTree): boolean =>
  input.frozen.has(id) || remote.hidden.has(id)

/** SYNC-18 what would have to lie where something lies that is not synced stays off this disk, or where it is. */
function isKeptOut(node: Node, input: PlanInput): boolean {
  const place = placeOf(node, input.view.rights)
  return (node.local === undefined || !samePlace(node.local, place)) && input.isOccupied(place)
}

function targetOf(
  node: Node,
  input: PlanInput,
  remote: RemoteTree,
): Omit<Target, 'content'> & { content: Target['content'] | 'unknown' } {
  const { rights } = input.view
  const type = (node.remote ?? node.local)?.type ?? 'file'
  const isLocked = isFrozen(node.id, input, remote)
  if (isLocked || isKeptOut(node, input)) {
    const isAdrift = !isLocked && node.local !== undefined
    const place = placeOf({ ...node, remote: isAdrift ? undefined : node.remote, synced: undefined }, rights)
    const nothing = { executable: false, content: 'same', isLocalOnly: false } as const
    return { id: node.id, ...place, type, ...nothing, isFrozen: true, isAdrift }
  }
  return {
    id: node.id,
    ...placeOf(node, rights),
    type,
    executable: executableOf(node, rights),
    content: type === 'file' ? contentOf(node, rights) : 'same',
    isLocalOnly: node.remote === undefined && !mayDo(rights, 'write'),
    isFrozen: false,
    isAdrift: false,
  }
}

/** SYNC-17 a directory in which something is kept is kept. */
function* keepParents(
  targets: Map<NodeId, Target>,
  keep: (id: NodeId) => void,
  input: PlanInput,
  remote: RemoteTree,
): Sliced<void> {
  yield* paced([...targets.values()], (target) => {
    if (target.isFrozen) return
    for (let at = target.parent; at !== rootNodeId && !targets.has(at); at = targets.get(at)?.parent ?? rootNodeId) {
      if (!remote.tree.has(at) && !input.local.has(at)) throw new RangeError('a kept node below nothing')
      keep(at)
    }
  })
}

/** Kept nodes that the log has, but not within reach; parents before children, since a restored parent may bring its children along. */
function* nodesToRestore(
  input: PlanInput,
  { targets, remote }: Merged,
  restored: ReadonlyMap<NodeId, Place>,
): Sliced<Map<NodeId, Place>> {
  const found = new Map<NodeId, Place>()
  const comesAlong = (node: RemoteNode): boolean =>
    !node.trashed &&
    node.parent !== rootNodeId &&
    (found.has(node.parent) || restored.has(node.parent) || willReach(node.parent))
  const willReach = (id: NodeId): boolean => {
    const past = input.view.nodes.get(id)
    return remote.tree.has(id) || (past !== undefined && targets.has(id) && comesAlong(past))
  }
  const visit = (target: Target): void => {
    const past = input.view.nodes.get(target.id)
    if (
      past === undefined ||
      target.isFrozen ||
      target.isLocalOnly ||
      remote.tree.has(target.id) ||
      found.has(target.id)
    )
      return
    const parent = targets.get(target.parent)
    if (parent !== undefined) visit(parent)
    // What stays out of reach even so waits until its parent is within it.
    if (!comesAlong(past) && !restored.has(target.id))
      found.set(target.id, { parent: target.parent, name: target.name })
  }
  yield* paced(targets.values(), visit)
  return found
}
