// What a commit did, as people read it: one line for each kind of change, naming the first file and counting the rest. Runs in core.
import type { NodeId, SpaceId } from '../../shared/domain/ids.ts'
import type { Operation, SpaceTree } from '../../shared/logs/space/index.ts'
import type { ActivityRecord } from '../store/index.ts'
import { conflictOriginal } from '../sync/index.ts'
import type { AppliedCommit } from './sealed-part.ts'

/** A key of the text catalogue, or null for what nobody reads about: folders that come with their files, rights bits. */
function kindOf(operation: Operation): string | null {
  switch (operation.kind) {
    case 'put':
      if (operation.place === null) return 'files-changed'
      return conflictOriginal(operation.place.name) === null ? 'files-added' : 'conflict'
    case 'move':
      return 'files-moved'
    case 'remove':
      return 'files-removed'
    case 'restore':
      return 'files-restored'
    case 'mkdir':
    case 'setMeta':
    case 'purge':
      return null
  }
}

/** The records of one commit, given the tree after it. */
export function describeCommit(
  commit: AppliedCommit,
  tree: SpaceTree,
  spaceId: SpaceId,
): readonly Omit<ActivityRecord, 'id'>[] {
  const byKind = new Map<string, NodeId[]>()
  for (const operation of commit.operations) {
    const kind = kindOf(operation)
    if (kind === null) continue
    const ids = byKind.get(kind) ?? []
    ids.push(operation.id)
    byKind.set(kind, ids)
  }
  return [...byKind].map(([kind, ids]) => {
    const [first] = ids
    const name = first === undefined ? '' : (tree.nodes.get(first)?.name ?? '')
    const subject = conflictOriginal(name) ?? name
    return {
      ...{ at: commit.time, kind, spaceId, subject },
      identityId: commit.author,
      deviceId: commit.device,
      count: ids.length,
    }
  })
}
