// Before two contents are called a conflict: is one of them what the other grew from? Runs in core. SYNC-39. SYNC.md property 4.
// [Note: Unnoted agreement] A side may have moved without the synced tree: the answer to a commit was lost, the process died between placing a
// file and noting it, a folder came back with contents of earlier. The log's history of the file then knows what this disk holds, or what it
// held before the person went on: the newest such revision is the base.
import type { StoreChange } from '../interface.ts'
import type { Target } from '../plan/interface.ts'
import type { Cycle } from './context.ts'

/** Moves the synced tree of these nodes to such revisions. Answers whether there were any: then everything is planned again. */
export async function findBases(cycle: Cycle, targets: readonly Target[]): Promise<boolean> {
  const changes: StoreChange[] = []
  for (const { id } of targets) {
    const local = cycle.memory.local.get(id)
    if (local === undefined) continue
    const synced = cycle.memory.synced.get(id)
    const past = await cycle.environment.remote.history(id)
    const later = past.slice(past.findLastIndex(({ revision }) => revision === synced?.revision) + 1)
    const pushed = cycle.ready.get(id)?.contentId
    const base = later.findLast(({ contentId }) => contentId === local.contentId || contentId === pushed)
    if (base === undefined) continue
    const { parent, name, type, stat } = local
    const first = { id, parent, name, type, executable: stat.executable }
    changes.push({ kind: 'synced.put', node: { ...(synced ?? first), ...base } })
  }
  cycle.memory.apply(changes)
  return changes.length > 0
}
