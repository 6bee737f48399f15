// Turns local contents into revisions: transfer, then commit. Runs in core. SYNC-84 … SYNC-87. SYNC.md "Many small files".
import type { NodeId, PackId } from '../../../shared/domain/ids.ts'
import type { Operation } from '../../../shared/logs/space/operations.ts'
import type { AddedPack } from '../interface.ts'
import { mapLimited } from '../limited.ts'
import type { Target } from '../plan/interface.ts'
import { quietIn } from '../quiet.ts'
import { sameFile } from '../stat.ts'
import { samePlace } from '../trees/node-tree.ts'
import type { Uploaded, UploadJob } from '../transfer/interface.ts'
import { unlessProblem, type Cycle } from './context.ts'
import { commit } from './commit.ts'

/** Contents in one commit; the first commit goes out as soon as there is one. */
const batchLimit = 1000

export async function uploadContents(cycle: Cycle, targets: readonly Target[]): Promise<void> {
  const wanted = new Map(targets.filter((target) => liesAsWanted(cycle, target)).map((target) => [target.id, target]))
  let finished = [...wanted.keys()].flatMap((id) => readyUpload(cycle, id) ?? [])
  for (const { nodeId } of finished) wanted.delete(nodeId)
  const jobs = await mapLimited([...wanted.keys()], 8, (id) => jobOf(cycle, id))
  const all = new Map(targets.map((target) => [target.id, target]))
  let isFirst = true
  for await (const group of cycle.uploader.upload(
    jobs.flatMap((job) => job ?? []),
    cycle.up,
  )) {
    for (const outcome of group) {
      if (outcome.kind === 'not-uploaded') {
        cycle.fail(outcome.nodeId, outcome.reason)
        continue
      }
      cycle.ready.set(outcome.nodeId, outcome)
      finished.push(outcome)
    }
    while (finished.length >= batchLimit || (isFirst && finished.length > 0)) {
      await commitContents(cycle, finished.slice(0, batchLimit), all)
      finished = finished.slice(batchLimit)
      isFirst = false
    }
  }
  for (let start = 0; start < finished.length; start += batchLimit) {
    await commitContents(cycle, finished.slice(start, start + batchLimit), all)
  }
}

/** SYNC-84 a file that waits for a move here or for its parent there is not pushed yet. */
function liesAsWanted(cycle: Cycle, target: Target): boolean {
  const local = cycle.memory.local.get(target.id)
  return local?.type === 'file' && samePlace(local, target) && local.stat.executable === target.executable
}

function readyUpload(cycle: Cycle, id: NodeId): Uploaded | undefined {
  const ready = cycle.ready.get(id)
  const local = cycle.memory.local.get(id)
  if (ready === undefined || local === undefined) return undefined
  if (sameFile(ready.stat, local.stat) && ready.stat.executable === local.stat.executable) return ready
  cycle.ready.delete(id)
  return undefined
}

async function jobOf(cycle: Cycle, id: NodeId): Promise<UploadJob | null> {
  const local = cycle.memory.local.get(id)
  const path = cycle.path(id)
  if (local === undefined || path === null) return null
  // SYNC-85
  const wait = quietIn(local.stat, cycle.environment.clock.now())
  if (wait > 0) await cycle.environment.clock.sleep(wait, cycle.signal)
  const revision = cycle.environment.remote.view.nodes.get(id)?.revision ?? null
  const previous = revision === null ? null : await cycle.environment.remote.manifest(id, revision)
  return { nodeId: id, path, stat: local.stat, previous }
}

async function commitContents(
  cycle: Cycle,
  finished: readonly Uploaded[],
  targets: ReadonlyMap<NodeId, Target>,
): Promise<void> {
  const { files, remote } = cycle.environment
  // SYNC-86 what counts as synced must survive a power cut here as well.
  await mapLimited(finished, 8, async ({ nodeId }) => {
    const path = cycle.path(nodeId)
    if (path !== null)
      await unlessProblem(files.syncFile(path), ['vanished', 'denied', 'link', 'busy', 'read-only'], undefined)
  })
  const operations: Operation[] = []
  const packs = new Map<PackId, AddedPack>()
  const ids: NodeId[] = []
  for (const { nodeId, stat, contentId, manifestBytes, packs: added } of finished) {
    const local = cycle.memory.local.get(nodeId)
    const target = targets.get(nodeId)
    if (local === undefined || target === undefined || !sameFile(local.stat, stat)) continue
    cycle.memory.apply([{ kind: 'local.put', node: { ...local, contentId } }])
    ids.push(nodeId)
    const known = remote.view.nodes.get(nodeId)
    // SYNC-87 touched, but equal: nothing to say.
    if (known?.contentId === contentId) continue
    const place = known === undefined ? { parent: target.parent, name: target.name } : null
    operations.push({ kind: 'put', id: nodeId, place, manifest: manifestBytes })
    for (const pack of added) packs.set(pack.id, pack)
  }
  if (operations.length > 0) await commit(cycle, operations, [...packs.values()])
  cycle.uploader.forget(ids)
  for (const id of ids) cycle.ready.delete(id)
  cycle.advance(ids)
}
