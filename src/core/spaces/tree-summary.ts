// How much is in the tree of a space. Runs in core.
import type { SpaceTree } from '../../shared/logs/space/index.ts'
import type { TreeSummary } from '../store/index.ts'
import { conflictOriginal } from '../sync/index.ts'

export const recentLimit = 8

/** Goes through all of it. */
export function summariseTree(tree: SpaceTree): TreeSummary {
  let files = 0
  let bytes = 0
  let conflicts = 0
  let changed: TreeSummary['changed'] = null
  const recent: TreeSummary['recent'][number][] = []
  for (const { id, name, type, size, changedAt, changedBy } of tree.nodes.values()) {
    if (changed === null || changedAt > changed.at) changed = { at: changedAt, by: changedBy }
    if (type !== 'file' || !tree.isReachable(id)) continue
    files++
    bytes += size
    if (conflictOriginal(name) !== null) conflicts++
    const oldest = recent.at(-1)
    if (oldest === undefined || recent.length < recentLimit || changedAt > oldest.changedAt) {
      recent.push({ id, name, changedAt })
      recent.sort((a, b) => b.changedAt - a.changedAt)
      recent.length = Math.min(recent.length, recentLimit)
    }
  }
  return { name: tree.name, files, bytes, conflicts, changed, recent }
}
