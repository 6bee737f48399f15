// Two moves that are fine alone can put a directory into itself. SYNC-40. Pure; runs in core.
import { rootNodeId, type NodeId } from '../../../shared/domain/ids.ts'
import { paced, type Sliced } from '../slices.ts'
import type { Place } from '../trees/node-tree.ts'
import type { Target } from './interface.ts'

/** SYNC-40 a circle of directories is broken by taking back the local moves in it: the log, which has no circle, holds. */
export function* breakCycles(
  targets: Map<NodeId, Target>,
  remotePlace: (id: NodeId) => Place | undefined,
): Sliced<void> {
  const onRoot = new Set<NodeId>([rootNodeId])
  yield* paced(targets.keys(), (start) => {
    for (let circle = climb(targets, start, onRoot); circle.length > 0; circle = climb(targets, start, onRoot)) {
      let isBroken = false
      for (const id of circle) {
        const target = targets.get(id)
        const place = remotePlace(id)
        if (target === undefined || place === undefined || place.parent === target.parent) continue
        targets.set(id, { ...target, parent: place.parent, name: place.name })
        isBroken = true
      }
      if (!isBroken) throw new RangeError('a circle that neither side has')
    }
  })
}

/** Climbs towards the root and answers the circle it runs into, if any. What reaches the root (or a missing parent) is noted in `onRoot`. */
function climb(targets: ReadonlyMap<NodeId, Target>, start: NodeId, onRoot: Set<NodeId>): readonly NodeId[] {
  const path: NodeId[] = []
  const seen = new Set<NodeId>()
  for (let at: NodeId | undefined = start; at !== undefined && !onRoot.has(at); at = targets.get(at)?.parent) {
    if (seen.has(at)) return path.slice(path.indexOf(at))
    seen.add(at)
    path.push(at)
  }
  for (const id of path) onRoot.add(id)
  return []
}
