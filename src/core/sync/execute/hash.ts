// Learns what a local file holds where a decision depends on it. Runs in core. SYNC-88. SYNC.md "observe".
import { chunkSizeFor } from '../../../shared/content/chunk.ts'
import type { ContentId, NodeId } from '../../../shared/domain/ids.ts'
import type { FileStat, LocalPath } from '../disk.ts'
import { mapLimited } from '../limited.ts'
import { quietIn } from '../quiet.ts'
import type { Cycle } from './context.ts'

/** SYNC-88 Hashes what the planner asked for. Answers the nodes whose content could not be learned: they are left alone in this cycle. */
export async function hashContents(cycle: Cycle, ids: readonly NodeId[]): Promise<readonly NodeId[]> {
  const unknown: NodeId[] = []
  await mapLimited(ids, 4, async (id) => {
    const local = cycle.memory.local.get(id)
    const path = cycle.path(id)
    const contentId =
      local === undefined || path === null ? null : await hashLocal(cycle, id, { path, stat: local.stat })
    if (local === undefined || contentId === null) unknown.push(id)
    else cycle.memory.apply([{ kind: 'local.put', node: { ...local, contentId } }])
  })
  return unknown
}

/** Cut as the node's own revisions are. Null if it could not be read as it was seen. */
export async function hashLocal(
  cycle: Cycle,
  id: NodeId,
  file: { readonly path: LocalPath; readonly stat: FileStat },
): Promise<ContentId | null> {
  const { remote, clock } = cycle.environment
  const wait = quietIn(file.stat, clock.now())
  if (wait > 0) await clock.sleep(wait, cycle.signal)
  const revision = remote.view.nodes.get(id)?.revision ?? null
  const manifest = revision === null ? null : await remote.manifest(id, revision)
  const outcome = await cycle.hasher.hash(
    { ...file, chunkSize: manifest?.chunkSize ?? chunkSizeFor(file.stat.size) },
    cycle.signal,
  )
  if (outcome.kind === 'hashed') return outcome.contentId
  cycle.fail(id, outcome.reason)
  return null
}
