// The planner: from three trees to what is to be done. Pure; runs in core. SYNC.md "plan": no I/O, no clock, no chance.
// First the merge says what both sides shall have (presence, place, content, circles, names); then each side's way there is read off.
import { rootNodeId, type NodeId } from '../../../shared/domain/ids.ts'
import { pathProblem } from '../../../shared/domain/names.ts'
import { mayDo } from '../../../shared/domain/rights.ts'
import { paced, type Sliced } from '../slices.ts'
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

/** In slices: [Note: Slices]. */
export function* planInSlices(input: PlanInput): Sliced<Plan> {
  const merged = yield* mergeTrees(input)
  if (merged.hash.length > 0) return { ...nothing, hash: merged.hash }
  if (merged.detach.length > 0) return { ...nothing, detach: merged.detach }
  const tree = new NodeTree<Target>()
  yield* paced(merged.targets.values(), (target) => tree.put(target))
  const notes = yield* notesOf(input, merged, tree)
  const ordered = yield* withoutFrozen(tree)

  const remote = (id: NodeId) => merged.remote.tree.get(id)
  const adrift = yield* chosen(merged.targets.values(), (target) => target.isAdrift)
  const files = yield* chosen(ordered, (target) => target.type === 'file')
  const pushed = yield* chosen(files, (target) => !target.isLocalOnly && notes.get(target.id) !== 'name')
  return {
    hash: [],
    detach: [],
    localSteps: yield* localSteps(input, merged, [...ordered, ...adrift]),
    remoteSteps: yield* remoteSteps(merged, ordered, notes),
    localExecutable: yield* chosen(files, (target) => {
      const local = input.local.get(target.id)
      return local !== undefined && local.stat.executable !== target.executable
    }),
    remoteExecutable: yield* chosen(pushed, (target) => {
      const node = remote(target.id)
      return target.content !== 'up' && node !== undefined && node.executable !== target.executable
    }),
    uploads: yield* chosen(pushed, (target) => target.content === 'up'),
    downloads: yield* chosen(files, (target) => target.content === 'down'),
    conflicts: yield* chosen(files, (target) => target.content === 'conflict'),
    asides: yield* chosen(files, (target) => target.content === 'aside'),
    notes,
  }
}

function* chosen<T>(items: Iterable<T>, fits: (item: T) => boolean): Sliced<readonly T[]> {
  const found: T[] = []
  yield* paced(items, (item) => {
    if (fits(item)) found.push(item)
  })
  return found
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

function* withoutFrozen(tree: ReadonlyNodeTree<Target>): Sliced<readonly Target[]> {
  const frozen = new Set<NodeId>()
  const others: Target[] = []
  yield* paced(tree.topDown(), (target) => {
    if (target.isFrozen || frozen.has(target.parent)) frozen.add(target.id)
    else others.push(target)
  })
  return others
}

function* localSteps(input: PlanInput, { targets }: Merged, ordered: readonly Target[]): Sliced<readonly Step[]> {
  const places: Wanted['places'][number][] = []
  yield* paced(ordered, ({ id, parent, name, type }) => {
    const local = input.local.get(id)
    if (local === undefined) {
      if (type === 'directory') places.push({ kind: 'create', id, parent, name })
    } else if (!samePlace(local, { parent, name })) places.push({ kind: 'move', id, parent, name })
  })
  const removals = yield* topmostGone(input.local, targets)
  return sequence(input.local, { places, removals, absent: input.away })
}

/** New files are not among them: they come with their first revision, when every name is free. */
function* remoteSteps(
  { targets, remote, restored }: Merged,
  ordered: readonly Target[],
  notes: Plan['notes'],
): Sliced<readonly Step[]> {
  const places: Wanted['places'][number][] = []
  yield* paced(ordered, ({ id, parent, name, type, isLocalOnly }) => {
    if (isLocalOnly || notes.get(id) === 'name') return
    const node = remote.tree.get(id)
    if (restored.has(id) || (node === undefined && type === 'directory'))
      places.push({ kind: 'create', id, parent, name })
    else if (node !== undefined && !samePlace(node, { parent, name })) places.push({ kind: 'move', id, parent, name })
  })
  const removals = yield* topmostGone(remote.tree, targets)
  return sequence(remote.tree, { places, removals, absent: [...restored.keys()] })
}

function* topmostGone(tree: ReadonlyNodeTree<Placed>, targets: ReadonlyMap<NodeId, Target>): Sliced<readonly NodeId[]> {
  const gone: NodeId[] = []
  yield* paced(tree.nodes.values(), ({ id, parent }) => {
    if (!targets.has(id) && (parent === rootNodeId || targets.has(parent))) gone.push(id)
  })
  return gone
}

function* notesOf(input: PlanInput, { remote }: Merged, tree: ReadonlyNodeTree<Target>): Sliced<Plan['notes']> {
  const notes = new Map<NodeId, 'no-right' | 'name'>()
  const mayWrite = mayDo(input.view.rights, 'write')
  yield* paced(tree.topDown(), (target) => {
    const node = remote.tree.get(target.id)
    const isNewOrMoved = node === undefined || !samePlace(node, target)
    if (target.isFrozen) return
    if (target.isLocalOnly || (target.content === 'aside' && !mayWrite)) notes.set(target.id, 'no-right')
    else if (notes.get(target.parent) === 'name') notes.set(target.id, 'name')
    else if (isNewOrMoved && pathProblem(tree.names(target.id) ?? []) !== null) notes.set(target.id, 'name')
  })
  return notes
}
