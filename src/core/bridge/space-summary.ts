// How much is in a space, counted once for each state of its tree. Runs in core's utility process.
import type { IdentityId } from '../../shared/domain/ids.ts'
import type { TreeNode } from '../../shared/logs/space/index.ts'
import type { SpaceReplica } from '../spaces/index.ts'
import { conflictOriginal } from '../sync/index.ts'

export type SpaceSummary = {
  readonly files: number
  readonly bytes: number
  /** Conflict copies that nobody has dealt with yet. */
  readonly conflicts: number
  readonly changed: { readonly at: number; readonly by: IdentityId } | null
  /** The files changed last, newest first; at most `recentLimit`. */
  readonly recent: readonly TreeNode[]
}

export const recentLimit = 8

const counted = new WeakMap<SpaceReplica, { readonly seq: number; readonly summary: SpaceSummary }>()

export function summariseTree(replica: SpaceReplica): SpaceSummary {
  if (!replica.isFetched) return { files: 0, bytes: 0, conflicts: 0, changed: null, recent: [] }
  // Not the log's head: while a longer log is taken in, the tree is behind it.
  const seq = replica.shownSeq
  const known = counted.get(replica)
  if (known?.seq === seq) return known.summary
  const summary = count(replica)
  counted.set(replica, { seq, summary })
  return summary
}

function count({ tree }: SpaceReplica): SpaceSummary {
  let files = 0
  let bytes = 0
  let conflicts = 0
  let changed: SpaceSummary['changed'] = null
  const recent: TreeNode[] = []
  for (const node of tree.nodes.values()) {
    if (changed === null || node.changedAt > changed.at) changed = { at: node.changedAt, by: node.changedBy }
    if (node.type !== 'file' || !tree.isReachable(node.id)) continue
    files++
    bytes += node.size
    if (conflictOriginal(node.name) !== null) conflicts++
    const oldest = recent.at(-1)
    if (oldest === undefined || recent.length < recentLimit || node.changedAt > oldest.changedAt) {
      recent.push(node)
      recent.sort((a, b) => b.changedAt - a.changedAt)
      recent.length = Math.min(recent.length, recentLimit)
    }
  }
  return { files, bytes, conflicts, changed, recent }
}
