// Brings remote contents to temporary files beside the tree: verified and durable, not yet in it. Runs in core. PROTOCOL §11 "Reading".
import type { NodeId } from '../../../shared/domain/ids.ts'
import { ownPaths } from '../paths.ts'
import { toHex } from '../../../shared/base/encoding.ts'
import type { LocalPath, RemoteNode } from '../interface.ts'
import { ensureDirectory } from './trash.ts'
import { attemptNode, unlessProblem, type Cycle } from './context.ts'
import type { DownloadJob, DownloadOutcome } from '../transfer/interface.ts'

export type Fetched = Extract<DownloadOutcome, { kind: 'downloaded' }> & { readonly node: RemoteNode }

/** Calls `place` for each content that arrived; what `place` leaves at the temporary path is removed. */
export async function fetchContents(
  cycle: Cycle,
  ids: readonly NodeId[],
  place: (fetched: Fetched) => Promise<void>,
): Promise<void> {
  if (ids.length === 0) return
  const { remote, random, root, files } = cycle.environment
  const { directory, temporary } = ownPaths(root)
  await ensureDirectory(files, directory)
  await ensureDirectory(files, temporary)
  const nodes = new Map<NodeId, RemoteNode>()
  const jobs: DownloadJob[] = []
  for (const id of cycle.room.take(ids)) {
    const node = remote.view.nodes.get(id)
    const manifest = node?.revision == null ? null : await remote.manifest(id, node.revision)
    if (node === undefined || manifest === null) {
      cycle.fail(id, 'E_ID')
      continue
    }
    nodes.set(id, node)
    jobs.push({
      nodeId: id,
      manifest,
      temporary: `${temporary}/${toHex(random(16))}` as LocalPath,
      base: await baseOf(cycle, id),
    })
  }
  try {
    await bring(cycle, { jobs, nodes }, place)
  } catch (error) {
    // What came but was not placed would take the room from what is still to come.
    for (const job of jobs) await files.removeFile(job.temporary).catch(() => undefined)
    throw error
  }
}

async function bring(
  cycle: Cycle,
  { jobs, nodes }: { readonly jobs: readonly DownloadJob[]; readonly nodes: ReadonlyMap<NodeId, RemoteNode> },
  place: (fetched: Fetched) => Promise<void>,
): Promise<void> {
  const { files } = cycle.environment
  const modified = new Map(jobs.map((job) => [job.nodeId, BigInt(job.manifest.modifiedAt) * 1_000_000n]))
  for await (const group of cycle.downloader.download(jobs, cycle.down)) {
    for (const outcome of group) {
      const node = nodes.get(outcome.nodeId)
      if (outcome.kind === 'not-downloaded' || node === undefined) {
        cycle.fail(outcome.nodeId, outcome.kind === 'downloaded' ? 'E_ID' : outcome.reason)
        continue
      }
      await attemptNode(cycle, outcome.nodeId, async () => {
        await files.setModified(outcome.temporary, modified.get(outcome.nodeId) ?? 0n)
        if (node.executable) await files.setExecutable(outcome.temporary, true)
        await place({ ...outcome, node })
        cycle.room.arrived(outcome.nodeId)
      })
      await unlessProblem(files.removeFile(outcome.temporary), ['vanished'], undefined)
    }
    await cycle.flush()
    cycle.advance(group.map((outcome) => outcome.nodeId))
  }
}

/** The local file, if it holds what was synced: most of its chunks may be equal. */
async function baseOf(cycle: Cycle, id: NodeId): Promise<DownloadJob['base']> {
  const synced = cycle.memory.synced.get(id)
  const local = cycle.memory.local.get(id)
  const path = cycle.path(id)
  if (path === null || synced?.revision == null || local?.contentId !== synced.contentId) return null
  const manifest = await cycle.environment.remote.manifest(id, synced.revision)
  return manifest === null ? null : { path, manifest }
}
