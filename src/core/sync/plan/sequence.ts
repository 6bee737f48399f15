// Brings changes of a tree's shape into an order in which each of them can be done. SYNC-42. Pure; runs in core.
// [Note: Sequence] Every step must find its parent there, its name free and no circle: the log makes a whole commit void otherwise, the disk
// would overwrite. Steps that can be done are done; when none can, something stands in the way of something that is itself to go: it is
// parked under a free name beside and moved on later. The same for both sides.
import { rootNodeId, type NodeId } from '../../../shared/domain/ids.ts'
import { foldName } from '../../../shared/domain/names.ts'
import { freeName } from '../conflict/name.ts'
import type { Place, Placed, ReadonlyNodeTree } from '../trees/node-tree.ts'
import type { Step } from './interface.ts'

/** The tree as it is after the steps so far: what differs from `tree`. */
class Draft {
  readonly #tree: ReadonlyNodeTree<Placed>
  readonly #changed = new Map<NodeId, Place | null>()
  readonly #names = new Map<NodeId, Map<string, Set<NodeId>>>()

  constructor(tree: ReadonlyNodeTree<Placed>, absent: Iterable<NodeId>) {
    this.#tree = tree
    for (const id of absent) this.put(id, null)
  }

  place(id: NodeId): Place | null {
    const changed = this.#changed.get(id)
    return changed === undefined ? (this.#tree.get(id) ?? null) : changed
  }

  put(id: NodeId, place: Place | null): void {
    const before = this.place(id)
    if (before !== null) this.#namesIn(before.parent).get(foldName(before.name))?.delete(id)
    this.#changed.set(id, place)
    if (place === null) return
    const names = this.#namesIn(place.parent)
    const fold = foldName(place.name)
    const same = names.get(fold)
    if (same === undefined) names.set(fold, new Set([id]))
    else same.add(id)
  }

  /** Another node with that name, if any. */
  occupant(place: Place, self: NodeId): NodeId | undefined {
    for (const id of this.#namesIn(place.parent).get(foldName(place.name)) ?? []) if (id !== self) return id
    return undefined
  }

  /** The node and what it lies in, up to the root; null if that is out of reach. */
  chain(id: NodeId): readonly NodeId[] | null {
    const chain: NodeId[] = []
    for (let at = id; at !== rootNodeId;) {
      const place = this.place(at)
      if (place === null || chain.length > 4096) return null
      chain.push(at)
      at = place.parent
    }
    return chain
  }

  #namesIn(parent: NodeId): Map<string, Set<NodeId>> {
    const known = this.#names.get(parent)
    if (known !== undefined) return known
    const names = new Map<string, Set<NodeId>>()
    for (const id of this.#tree.children(parent)) {
      const node = this.#tree.get(id)
      if (node === undefined || this.#changed.get(id) === null) continue
      const fold = foldName(node.name)
      const same = names.get(fold)
      if (same === undefined) names.set(fold, new Set([id]))
      else same.add(id)
    }
    this.#names.set(parent, names)
    return names
  }
}

export type Wanted = {
  /** In an order in which parents come before their children. */
  readonly places: readonly (Place & { readonly id: NodeId; readonly kind: 'create' | 'move' })[]
  /** The topmost nodes of what is to go. */
  readonly removals: readonly NodeId[]
  /** Nodes of `tree` that are not there yet; their places stand in `places` as `create`. */
  readonly absent: readonly NodeId[]
}

/** SYNC-42 Answers the steps in order. What cannot be done at all is left out: the next cycle plans it anew. */
export function sequence(tree: ReadonlyNodeTree<Placed>, wanted: Wanted): readonly Step[] {
  if (wanted.places.length === 0 && wanted.removals.length === 0) return []
  const draft = new Draft(tree, wanted.absent)
  const steps: Step[] = []
  let moves = [...wanted.places]
  let removals = [...wanted.removals]
  const parked = new Set<NodeId>()
  const isPossible = (move: Wanted['places'][number]): boolean => {
    const chain = draft.chain(move.parent)
    if (chain === null || chain.includes(move.id)) return false
    if (move.kind === 'move' && draft.chain(move.id) === null) return false
    return draft.occupant(move, move.id) === undefined
  }
  for (;;) {
    const before = steps.length
    const inTheWay = new Set(moves.flatMap((move) => draft.chain(move.id) ?? []))
    removals = removals.filter((id) => {
      if (inTheWay.has(id)) return true
      draft.put(id, null)
      steps.push({ kind: 'remove', id })
      return false
    })
    moves = moves.filter((move) => {
      if (!isPossible(move)) return true
      draft.put(move.id, { parent: move.parent, name: move.name })
      steps.push(move)
      return false
    })
    if (moves.length === 0 && removals.length === 0) return steps
    if (steps.length === before && !park(draft, { moves, removals, parked, steps })) return steps
  }
}

function park(
  draft: Draft,
  {
    moves,
    removals,
    parked,
    steps,
  }: { moves: Wanted['places']; removals: readonly NodeId[]; parked: Set<NodeId>; steps: Step[] },
): boolean {
  const toGo = new Set([...moves.map((move) => move.id), ...removals])
  for (const move of moves) {
    const id = draft.occupant(move, move.id)
    const place = id === undefined ? null : draft.place(id)
    if (id === undefined || place === null || !toGo.has(id) || parked.has(id) || draft.chain(id) === null) continue
    const name = freeName(
      place.name,
      (candidate) => draft.occupant({ parent: place.parent, name: candidate }, id) !== undefined,
    )
    parked.add(id)
    draft.put(id, { parent: place.parent, name })
    steps.push({ kind: 'move', id, parent: place.parent, name })
    return true
  }
  return false
}
