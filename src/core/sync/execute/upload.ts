// Turns local contents into revisions: transfer, then commit. Runs in core. SYNC-84 … SYNC-87. SYNC.md "Many small files".
import type { NodeId, PackId } from '../../../shared/domain/ids.ts'
import type { Operation } from '../../../shared/logs/space/operations.ts'
import type { FileStat } from '../disk.ts'
import type { AddedPack, StoreChange } from '../interface.ts'
import { mapLimited, sliceLimit, slicesOf, sliceWeight } from '../limited.ts'
import type { Target } from '../plan/interface.ts'
import { quietIn } from '../quiet.ts'
import { sameFile } from '../stat.ts'
import { samePlace } from '../trees/node-tree.ts'
import type { Uploaded, UploadJob, UploadOutcome } from '../transfer/interface.ts'
import { CycleEnded, unlessProblem, type Cycle } from './context.ts'
import { commit } from './commit.ts'
import type { LaneJob } from './lane.ts'

/** Contents in one commit: building one of 500 takes a few dozen milliseconds of the event loop; the first commit goes out as soon as there is one. */
const batchLimit = 500
/** Milliseconds for which a long file that changed while it was read must hold still. */
const calmTime = 5000

export async function uploadContents(cycle: Cycle, targets: readonly Target[]): Promise<void> {
  const wanted = new Map(targets.filter((target) => liesAsWanted(cycle, target)).map((target) => [target.id, target]))
  const batches = new Batches(cycle, targets)
  const ready = [...wanted.keys()].flatMap((id) => readyUpload(cycle, id) ?? [])
  for (const { nodeId } of ready) wanted.delete(nodeId)
  batches.add(ready)
  const size = (id: NodeId): number => cycle.memory.local.get(id)?.stat.size ?? 0
  const { wishes } = cycle
  const sorted = [...wanted.keys()].sort((a, b) => wishes.turnOf(a) - wishes.turnOf(b) || size(a) - size(b))
  const short = sorted.filter((id) => size(id) <= cycle.longAbove)
  for (const [i, slice] of [...slicesOf(short, sliceLimit, (id) => Math.max(size(id), sliceWeight))].entries()) {
    // SYNC-95
    if (i > 0 && cycle.hasNews()) return batches.finish()
    const jobs = await mapLimited(slice, 8, (id) => jobOf(cycle, id))
    for await (const group of cycle.uploader.upload(
      jobs.flatMap((job) => job ?? []),
      cycle.up,
    )) {
      batches.add(group)
      await batches.commitFull()
    }
  }
  const calm = sorted.slice(short.length).filter((id) => isCalm(cycle, id))
  const long = await mapLimited(calm, 8, (id) => jobOf(cycle, id))
  cycle.signal.throwIfAborted()
  batches.add(await cycle.lanes.up.want(long.flatMap((job) => (job === null ? [] : laneJob(cycle, job)))))
  await batches.finish()
}

/** Collects what was uploaded and commits it: the first as soon as there is one, so that others see progress. */
class Batches {
  readonly #cycle: Cycle
  readonly #targets: ReadonlyMap<NodeId, Target>
  #finished: Uploaded[] = []
  #isFirst = true

  constructor(cycle: Cycle, targets: readonly Target[]) {
    this.#cycle = cycle
    this.#targets = new Map(targets.map((target) => [target.id, target]))
  }

  add(outcomes: readonly UploadOutcome[]): void {
    for (const outcome of outcomes) {
      if (outcome.kind === 'not-uploaded') {
        if (outcome.reason === 'changed') this.#cycle.restless.add(outcome.nodeId)
        this.#cycle.fail(outcome.nodeId, outcome.reason)
        continue
      }
      this.#cycle.ready.set(outcome.nodeId, outcome)
      this.#finished.push(outcome)
    }
  }

  async commitFull(): Promise<void> {
    while (this.#finished.length >= batchLimit || (this.#isFirst && this.#finished.length > 0)) {
      this.#isFirst = false
      await this.#commitSome()
    }
  }

  async finish(): Promise<void> {
    while (this.#finished.length > 0) await this.#commitSome()
  }

  #commitSome(): Promise<void> {
    return commitContents(this.#cycle, this.#finished.splice(0, batchLimit), this.#targets)
  }
}

/** SYNC-93 */
function laneJob(cycle: Cycle, job: UploadJob): LaneJob<UploadOutcome> {
  const run = async (signal: AbortSignal): Promise<UploadOutcome> => {
    for await (const [outcome] of cycle.uploader.upload([job], { ...cycle.up, signal })) {
      if (outcome !== undefined) return outcome
    }
    throw new Error('an upload without an answer')
  }
  return { id: job.nodeId, key: keyOf(job.stat), size: job.stat.size, turn: () => cycle.wishes.turnOf(job.nodeId), run }
}

const keyOf = ({ size, modifiedNs, fileId, executable }: FileStat): string =>
  [size, modifiedNs, fileId, executable].join()

/** SYNC-96 a long file that did not hold still is not read again before it does. */
function isCalm(cycle: Cycle, id: NodeId): boolean {
  const local = cycle.memory.local.get(id)
  if (local === undefined) return true
  const underWay = cycle.lanes.up.keyOf(id)
  if (underWay !== undefined && underWay !== keyOf(local.stat)) cycle.restless.add(id)
  if (!cycle.restless.has(id)) return true
  const age = cycle.environment.clock.now() - Number(local.stat.modifiedNs / 1_000_000n)
  if (age >= 0 && age < calmTime) {
    cycle.fail(id, 'changed')
    return false
  }
  cycle.restless.delete(id)
  return true
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
  return { nodeId: id, path, stat: local.stat, previous, lost: cycle.lost.packs }
}

const isRefusedPack = (error: unknown): error is CycleEnded =>
  error instanceof CycleEnded && error.reason.kind === 'refused' && error.reason.code === 'E_INTEGRITY'

/** SYNC-98 the relay lacks what was uploaded: next time it is uploaded anew. */
function forgetUploads(cycle: Cycle, ids: readonly NodeId[], error: CycleEnded): CycleEnded {
  cycle.uploader.forget(ids)
  for (const id of ids) cycle.ready.delete(id)
  return cycle.lost.mayUploadAnew() ? new CycleEnded({ kind: 'overtaken' }) : error
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
  const learned: StoreChange[] = []
  const brought: NodeId[] = []
  const { nodes } = remote.view
  for (const { nodeId, stat, contentId, manifestBytes, packs: added } of finished) {
    const local = cycle.memory.local.get(nodeId)
    const target = targets.get(nodeId)
    if (local === undefined || target === undefined || !sameFile(local.stat, stat)) continue
    learned.push({ kind: 'local.put', node: { ...local, contentId } })
    ids.push(nodeId)
    const known = nodes.get(nodeId)
    // SYNC-87 touched, but equal: nothing to say, unless the relay has lost it (SYNC-98).
    const isBrought = known?.contentId === contentId
    if (isBrought && !cycle.lost.nodes.has(nodeId)) continue
    if (isBrought) brought.push(nodeId)
    const place = known === undefined ? { parent: target.parent, name: target.name } : null
    operations.push({ kind: 'put', id: nodeId, place, manifest: manifestBytes })
    for (const pack of added) packs.set(pack.id, pack)
  }
  cycle.memory.apply(learned)
  await cycle.breathe()
  if (operations.length > 0)
    await commit(cycle, operations, [...packs.values()]).catch((error: unknown) => {
      throw isRefusedPack(error) ? forgetUploads(cycle, ids, error) : error
    })
  await cycle.breathe()
  cycle.lost.noteBrought(brought)
  cycle.uploader.forget(ids)
  for (const id of ids) cycle.ready.delete(id)
  await cycle.advance(ids)
}
