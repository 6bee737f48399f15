// Two siblings with the same name: one keeps it, the others get a number. SYNC-41. Pure; runs in core. PROTOCOL §10 "Operation rules", T63.
import type { NodeId } from '../../../shared/domain/ids.ts'
import { foldName } from '../../../shared/domain/names.ts'
import { freeName } from '../conflict/name.ts'
import { paced, type Sliced } from '../slices.ts'
import type { Place } from '../trees/node-tree.ts'
import type { Target } from './interface.ts'

/**
 * SYNC-41 of siblings whose names are the same to the name rule the one that has the name in the log keeps it; then the one with the smaller
 * name, then id. The others get ` (2)`, ` (3)` … before the extension, on every device the same because the log then says so.
 */
export function* separateNames(
  targets: Map<NodeId, Target>,
  remotePlace: (id: NodeId) => Place | undefined,
): Sliced<void> {
  const siblings = new Map<NodeId, Map<string, Target[]>>()
  // What is adrift here still has its name in the log.
  const elsewhere = [...targets.values()].flatMap((target) => {
    const place = target.isAdrift ? remotePlace(target.id) : undefined
    return place === undefined ? [] : [{ ...target, parent: place.parent, name: place.name, isAdrift: false }]
  })
  yield* paced([...targets.values(), ...elsewhere], (target) => {
    let byFold = siblings.get(target.parent)
    if (byFold === undefined) siblings.set(target.parent, (byFold = new Map<string, Target[]>()))
    const fold = foldName(target.name)
    const same = byFold.get(fold)
    if (same === undefined) byFold.set(fold, [target])
    else same.push(target)
  })
  const holds = (target: Target): boolean => {
    const place = remotePlace(target.id)
    return (target.isFrozen && !target.isAdrift) || (place?.parent === target.parent && place.name === target.name)
  }
  yield* paced(siblings.values(), (byFold) => {
    for (const same of [...byFold.values()].filter((group) => group.length > 1)) {
      const [, ...others] = same.sort(
        (a, b) => Number(holds(b)) - Number(holds(a)) || order(a.name, b.name) || order(a.id, b.id),
      )
      for (const target of others.filter((one) => !one.isFrozen || one.isAdrift)) {
        const name = freeName(target.name, (candidate) => byFold.has(foldName(candidate)))
        byFold.set(foldName(name), [target])
        targets.set(target.id, { ...target, name })
      }
    }
  })
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
