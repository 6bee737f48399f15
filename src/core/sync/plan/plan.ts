// The planner: from three trees to what is to be done. Pure; runs in core. SYNC.md "plan": no I/O, no clock, no chance.
// First the merge says what both sides shall have (presence, place, content, circles, names); then each side's way there is read off.
import { rootNodeId, type NodeId } from '../../../shared/domain/ids.ts'
import { pathProblem } from '../../../shared/domain/names.ts'
import { mayDo } from '../../../shared/domain/rights.ts'
import { NodeTree, samePlace, type Placed, type ReadonlyNodeTree } from '../trees/node-tree.ts'
import type { Plan, PlanInput, Step, Target } from './interface.ts'
import { mergeTrees, type Merged } from './merge.ts'
import { sequence, type Wanted } from './sequence.ts'

const nothing: Plan = {
  hash: [],
  detach: [],
  localSteps: [],
  remoteSteps: [],
  localExecutable: [],
  remoteExecutable: [],
  uploads: [],
  downloads: [],
  conflicts: [],
  asides: [],
  notes: new Map(),
}

export function plan(input: PlanInput): Plan {
  const merged = mergeTrees(input)
  if (merged.hash.length > 0) return { ...nothing, hash: merged.hash }
  if (merged.detach.length > 0) return { ...nothing, detach: merged.detach }
  const tree = new NodeTree(merged.targets.values())
  const notes = notesOf(input, merged, tree)
  const ordered = withoutFrozen(tree)
  const remote = (id: NodeId) => merged.remote.tree.get(id)
  const adrift = [...merged.targets.values()].filter((target) => target.isAdrift)
  const files = ordered.filter((target) => target.type === 'file')
  const pushed = files.filter((target) => !target.isLocalOnly && notes.get(target.id) !== 'name')
  return {
    hash: [],
    detach: [],
    localSteps: localSteps(input, merged, [...ordered, ...adrift]),
    remoteSteps: remoteSteps(merged, ordered, notes),
    localExecutable: files.filter((target) => {
      const local = input.local.get(target.id)
      return local !== undefined && local.stat.executable !== target.executable
    }),
    remoteExecutable: pushed.filter((target) => {
      const node = remote(target.id)
      return target.content !== 'up' && node !== undefined && node.executable !== target.executable
    }),
    uploads: pushed.filter((target) => target.content === 'up'),
    downloads: files.filter((target) => target.content === 'down'),
    conflicts: files.filter((target) => target.content === 'conflict'),
    asides: files.filter((target) => target.content === 'aside'),
    notes,
  }
}

/** True if the plan leaves both sides as they are. */
export const isSettled = (one: Plan): boolean =>
  [
    one.hash,
    one.detach,
    one.localSteps,
    one.remoteSteps,
    one.localExecutable,
    one.remoteExecutable,
    one.uploads,
    one.downloads,
    one.conflicts,
    one.asides,
  ].every((list) => list.length === 0)

function withoutFrozen(tree: ReadonlyNodeTree<Target>): readonly Target[] {
  const frozen = new Set<NodeId>()
  return [...tree.topDown()].filter(({ id, parent, isFrozen }) => {
    if (isFrozen || frozen.has(parent)) frozen.add(id)
    return !frozen.has(id)
  })
}

function localSteps(input: PlanInput, { targets }: Merged, ordered: readonly Target[]): readonly Step[] {
  const places = ordered.flatMap(({ id, parent, name, type }): Wanted['places'] => {
    const local = input.local.get(id)
    if (local === undefined) return type === 'directory' ? [{ kind: 'create', id, parent, name }] : []
    return samePlace(local, { parent, name }) ? [] : [{ kind: 'move', id, parent, name }]
  })
  return sequence(input.local, { places, removals: topmostGone(input.local, targets), absent: input.away })
}

/** New files are not among them: they come with their first revision, when every name is free. */
function remoteSteps(
  { targets, remote, restored }: Merged,
  ordered: readonly Target[],
  notes: Plan['notes'],
): readonly Step[] {
  const places = ordered.flatMap(({ id, parent, name, type, isLocalOnly }): Wanted['places'] => {
    if (isLocalOnly || notes.get(id) === 'name') return []
    const node = remote.tree.get(id)
    if (restored.has(id)) return [{ kind: 'create', id, parent, name }]
    if (node === undefined) return type === 'directory' ? [{ kind: 'create', id, parent, name }] : []
    return samePlace(node, { parent, name }) ? [] : [{ kind: 'move', id, parent, name }]
  })
  return sequence(remote.tree, { places, removals: topmostGone(remote.tree, targets), absent: [...restored.keys()] })
}

function topmostGone(tree: ReadonlyNodeTree<Placed>, targets: ReadonlyMap<NodeId, Target>): readonly NodeId[] {
  return [...tree.nodes.values()]
    .filter(({ id, parent }) => !targets.has(id) && (parent === rootNodeId || targets.has(parent)))
    .map(({ id }) => id)
}

function notesOf(input: PlanInput, { remote }: Merged, tree: ReadonlyNodeTree<Target>): Plan['notes'] {
  const notes = new Map<NodeId, 'no-right' | 'name'>()
  const mayWrite = mayDo(input.view.rights, 'write')
  for (const target of tree.topDown()) {
    const node = remote.tree.get(target.id)
    const isNewOrMoved = node === undefined || !samePlace(node, target)
    if (target.isFrozen) continue
    if (target.isLocalOnly || (target.content === 'aside' && !mayWrite)) notes.set(target.id, 'no-right')
    else if (notes.get(target.parent) === 'name') notes.set(target.id, 'name')
    else if (isNewOrMoved && pathProblem(tree.names(target.id) ?? []) !== null) notes.set(target.id, 'name')
  }
  return notes
}
