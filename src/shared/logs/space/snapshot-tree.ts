// The tree that a snapshot's pages describe, for a newcomer who has not replayed the log yet. PROTOCOL §10, §19.7. Clients.
// Only as stated by the snapshot's author: nobody's commits stand behind it until the replay has come by.
import { equalBytes } from '../../base/bytes.ts'
import { Refused } from '../../base/errors.ts'
import type { Suite } from '../../crypto/suite.ts'
import { rootNodeId, type IdentityId, type NodeId } from '../../domain/ids.ts'
import { foldName } from '../../domain/names.ts'
import { readManifestHeader, revisionOf } from './manifest-header.ts'
import type { SnapshotRow } from './snapshot.ts'
import { SpaceTree, type Revision, type TreeNode } from './tree.ts'

/** Author and log time of an entry, from its verified header. */
export type EntryFacts = (seq: number) => { readonly author: IdentityId; readonly time: number }

/**
 * All pages' rows in their order give the tree with exactly this stateRoot. Throws E_INTEGRITY for another one, and for rows
 * that are no tree at all.
 */
export function treeFromSnapshot(
  suite: Suite,
  snapshot: { readonly rows: readonly SnapshotRow[]; readonly stateRoot: Uint8Array },
  factsOf: EntryFacts,
): SpaceTree {
  mustBeTree(snapshot.rows)
  const tree = SpaceTree.of(
    suite,
    snapshot.rows.map((row) => loaded(suite, row, factsOf)),
  )
  if (!equalBytes(tree.stateRoot(), snapshot.stateRoot)) throw new Refused('E_INTEGRITY', 'snapshot of another tree')
  return tree
}

function loaded(
  suite: Suite,
  row: SnapshotRow,
  factsOf: EntryFacts,
): { readonly node: TreeNode; readonly revision: Revision | null } {
  const { manifest, changedSeq } = row
  const { author, time } = factsOf(changedSeq)
  const header = manifest && readManifestHeader(manifest)
  if (manifest !== null && revisionOf(suite, manifest) !== row.revision) {
    throw new Refused('E_INTEGRITY', 'revision of a snapshot')
  }
  const { id, parent, name, type, revision, executable, trashed } = row
  const node: TreeNode = {
    ...{ id, parent, name, type, revision, executable, trashed },
    contentId: header?.contentId ?? null,
    size: header?.size ?? 0,
    modifiedAt: header?.modifiedAt ?? time,
    ...{ changedBy: author, changedAt: time, changedSeq },
  }
  return {
    node,
    revision: manifest && row.revision && { id: row.revision, manifest, seq: changedSeq, author, time },
  }
}

/** Ascending ids, one root, every parent a directory, everything hangs on the root, no name twice. */
function mustBeTree(rows: readonly SnapshotRow[]): void {
  const byId = new Map<NodeId, SnapshotRow>(rows.map((row) => [row.id, row]))
  const names = new Set<string>()
  const ordered = rows.every(({ id }, i) => i === 0 || id > (rows[i - 1]?.id ?? ''))
  if (!ordered || rows[0]?.id !== rootNodeId) throw new Refused('E_INTEGRITY', 'order of a snapshot')
  const children = new Map<NodeId, NodeId[]>()
  for (const { id, parent, name, trashed } of rows) {
    if (id === rootNodeId) continue
    if (byId.get(parent)?.type !== 'directory') throw new Refused('E_INTEGRITY', 'parent in a snapshot')
    const siblings = children.get(parent)
    if (siblings === undefined) children.set(parent, [id])
    else siblings.push(id)
    const held = `${parent}/${foldName(name)}`
    if (!trashed && names.has(held)) throw new Refused('E_INTEGRITY', 'name twice in a snapshot')
    if (!trashed) names.add(held)
  }
  let reached = 0
  const open: NodeId[] = [rootNodeId]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    reached++
    for (const child of children.get(id) ?? []) open.push(child)
  }
  if (reached !== rows.length) throw new Refused('E_INTEGRITY', 'cycle in a snapshot')
}
