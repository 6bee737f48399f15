// What both sides agree on now: how far the synced tree may move. SYNC-60, SYNC-61. Pure; runs in core. SYNC.md "advance".
import type { NodeId } from '../../../shared/domain/ids.ts'
import type { LocalNode, RemoteNode, StoreChange, SyncedNode } from '../interface.ts'
import { paced, type Sliced } from '../slices.ts'
import { samePlace, type ReadonlyNodeTree } from '../trees/node-tree.ts'

export type Sides = {
  readonly remote: ReadonlyNodeTree<RemoteNode>
  readonly local: ReadonlyNodeTree<LocalNode>
  readonly synced: ReadonlyNodeTree<SyncedNode>
}

/** SYNC-60 each property of a node moves in the synced tree when both sides have it; SYNC-61 a node that neither side has leaves it. */
export function* agreement({ remote, local, synced }: Sides, ids: Iterable<NodeId>): Sliced<readonly StoreChange[]> {
  const changes: StoreChange[] = []
  yield* paced(ids, (id) => {
    const there = remote.get(id)
    const here = local.get(id)
    const before = synced.get(id)
    if (there === undefined && here === undefined) {
      if (before !== undefined) changes.push({ kind: 'synced.delete', id })
    } else if (there !== undefined && here !== undefined) {
      const now = agreed(there, here, before)
      if (now !== null && !isSame(now, before)) changes.push({ kind: 'synced.put', node: now })
    }
  })
  return changes
}

function agreed(there: RemoteNode, here: LocalNode, before: SyncedNode | undefined): SyncedNode | null {
  const isSameContent = there.type === 'directory' || there.contentId === here.contentId
  if (!isSameContent && before === undefined) return null
  // Where the sides differ and there is no base, the local place and bit count as the old ones: the log's then hold (SYNC-21).
  const place = samePlace(there, here) ? there : (before ?? here)
  const content = isSameContent || before === undefined ? there : before
  const isSameBit = there.executable === here.stat.executable
  return {
    id: there.id,
    parent: place.parent,
    name: place.name,
    type: there.type,
    revision: content.revision,
    contentId: content.contentId,
    executable: there.type === 'file' && (isSameBit ? there.executable : (before?.executable ?? here.stat.executable)),
  }
}

const isSame = (a: SyncedNode, b: SyncedNode | undefined): boolean =>
  b !== undefined &&
  samePlace(a, b) &&
  a.revision === b.revision &&
  a.contentId === b.contentId &&
  a.executable === b.executable
