// Brings remote contents to temporary files beside the tree: verified and durable, not yet in it. Runs in core. PROTOCOL §11 "Reading".
import type { NodeId } from '../../../shared/domain/ids.ts'
import { ownPaths, partOf } from '../paths.ts'
import { isFull } from '../obstacle.ts'
import { toHex } from '../../../shared/base/encoding.ts'
import type { LocalPath } from '../disk.ts'
import type { Origin, RemoteNode } from '../interface.ts'
import { sliceLimit, slicesOf, sliceWeight } from '../limited.ts'
import { ensureDirectory } from './trash.ts'
import { attemptNode, isRemoved, unlessProblem, type Cycle } from './context.ts'
import type { Arrival, Lane, LaneJob } from './lane.ts'
import { isTiny } from '../transfer/download-tiny.ts'
import type { DownloadJob, DownloadOutcome } from '../transfer/interface.ts'

export type Fetched = Extract<DownloadOutcome, { kind: 'downloaded' }> & { readonly node: RemoteNode }

/** Files looked up in one go before others get their turn. */
const stretch = 100

type Wanted = { readonly node: RemoteNode; readonly job: DownloadJob }

/**
 * Calls `place` for each content that arrived; what `place` leaves at the temporary path is removed. Long ones come through `lane`, in this cycle or
 * a later one.
 */
export async function fetchContents(
  cycle: Cycle,
  { ids, lane }: { readonly ids: readonly NodeId[]; readonly lane: Lane<Arrival> },
  place: (fetched: Fetched) => Promise<void>,
): Promise<void> {
  if (lane === cycle.lanes.down) await countBegun(cycle, ids)
  const wanted = await jobsFor(
    cycle,
    await takeRoom(cycle, ids, lane),
    // One download of a node under one name: what comes to lie beside has its own lane.
    (node) => lane === cycle.lanes.down && node.size > cycle.longAbove,
  )
  const isLong = ({ node }: Wanted): boolean => node.size > cycle.longAbove
  const turnOf = ({ node: { id } }: Wanted): number => cycle.wishes.turnOf(id)
  const short = wanted.filter((one) => !isLong(one)).sort((a, b) => turnOf(a) - turnOf(b))
  const weigh = ({ node }: Wanted): number => Math.max(node.size, sliceWeight)
  let isFirst = true
  for (const slice of slicesOf(short, sliceLimit, weigh)) {
    // SYNC-95
    if (!isFirst && cycle.hasNews()) return
    isFirst = false
    await bring(cycle, slice, place).catch(async (error: unknown) => {
      if (isFull(error)) await forgetBegun(cycle)
      throw error
    })
  }
  cycle.signal.throwIfAborted()
  const long = wanted.filter(isLong)
  const arrived = await lane.want(long.map((one) => laneJob(cycle, one)))
  const temporaries = arrived.flatMap(({ job }) => (job.goesOn ? [] : job.temporary))
  await withoutLeftovers(cycle, temporaries, () => placeAll(cycle, arrived, { nodes: nodesOf(long), place }))
}

/**
 * In the order of `ids`. [Note: Commit by commit] What the log says of a file is read again from the commit that put it, and that one is opened as a
 * whole: whoever asks for many files asks in the order in which they were changed. By size, each would open its commit anew.
 */
async function jobsFor(
  cycle: Cycle,
  ids: readonly NodeId[],
  goesOn: (node: RemoteNode) => boolean,
): Promise<readonly Wanted[]> {
  if (ids.length === 0) return []
  const { remote, random, root, files } = cycle.environment
  const { directory, temporary } = ownPaths(root)
  await ensureDirectory(files, directory)
  await ensureDirectory(files, temporary)
  const wanted = new Map<NodeId, Wanted>()
  const { nodes } = remote.view
  const changedAt = (id: NodeId): number => nodes.get(id)?.changedAt ?? 0
  for (const [i, id] of [...ids].sort((a, b) => changedAt(a) - changedAt(b)).entries()) {
    if (i % stretch === stretch - 1) await cycle.breathe()
    const node = nodes.get(id)
    const manifest = node?.revision == null ? null : await remote.manifest(id, node.revision)
    if (node === undefined || manifest === null) {
      cycle.fail(id, 'E_ID')
      continue
    }
    const base = await baseOf(cycle, id)
    // SYNC-99 asking for it would be in vain; an earlier content here may hold the part that is lost.
    if (base === null && cycle.lost.nodes.has(id)) {
      cycle.fail(id, 'lost')
      continue
    }
    const isLong = goesOn(node) && !isTiny({ manifest })
    const path = isLong ? partOf(root, id) : (`${temporary}/${toHex(random(16))}` as LocalPath)
    wanted.set(id, { node, job: { nodeId: id, manifest, temporary: path, base, goesOn: isLong } })
  }
  return ids.flatMap((id) => wanted.get(id) ?? [])
}

/** SYNC-06 what is here already takes no more room. */
async function countBegun({ begun, room, environment: { files, root } }: Cycle, ids: readonly NodeId[]): Promise<void> {
  for (const id of ids) {
    if (!begun.has(id)) continue
    // Of what came in any order the file has the size before it has the bytes.
    const bytes = await unlessProblem(files.storedBytes(partOf(root, id)), ['vanished'], 0)
    if (bytes > 0) room.holds(id, bytes)
  }
}

/**
 * Those that find room. [Note: Begun, and no room] What has come of a long file stays on a disk that is full: room mostly comes back, and then only
 * the rest is fetched. But it must not hold the room of others: it goes as soon as one of them fits in its place, by the count or because the disk
 * refuses what by the count fits (a quota). The long one begins anew then, and not before there is room for all of it.
 */
async function takeRoom(cycle: Cycle, ids: readonly NodeId[], lane: Lane<Arrival>): Promise<readonly NodeId[]> {
  const { room } = cycle
  const isUnderWay = (id: NodeId): boolean => lane.has(id)
  const taken = new Set(room.take(ids, isUnderWay))
  if (room.inTheWay.length === 0) return [...taken]
  await forget(cycle, room.inTheWay)
  const left = ids.filter((id) => !taken.has(id))
  return [...taken, ...room.take(left, isUnderWay)]
}

/** SYNC-94 what has come of a long file that nobody wants any more goes; what is `wanted`, postponed or under way stays. */
export async function forgetBegun(cycle: Cycle, wanted: readonly NodeId[] = []): Promise<void> {
  const { begun, wishes, lanes } = cycle
  const kept = new Set([...wanted, ...wishes.postponed])
  await forget(
    cycle,
    [...begun].filter((id) => !kept.has(id) && !lanes.down.has(id)),
  )
}

async function forget({ begun, room, environment }: Cycle, ids: readonly NodeId[]): Promise<void> {
  for (const id of ids) {
    if (!(await isRemoved(environment, partOf(environment.root, id)))) continue
    begun.delete(id)
    room.isGone(id)
  }
}

/** SYNC-93 */
function laneJob(cycle: Cycle, { node, job }: Wanted): LaneJob<Arrival> {
  const run = async (signal: AbortSignal): Promise<Arrival> => {
    if (job.goesOn) cycle.begun.add(node.id)
    for await (const [outcome] of cycle.downloader.download([job], { ...cycle.down, signal })) {
      if (outcome !== undefined) return { job, outcome }
    }
    throw new Error('a download without an answer')
  }
  return { id: node.id, key: node.revision ?? '', size: node.size, turn: () => cycle.wishes.turnOf(node.id), run }
}

async function bring(
  cycle: Cycle,
  wanted: readonly Wanted[],
  place: (fetched: Fetched) => Promise<void>,
): Promise<void> {
  const nodes = nodesOf(wanted)
  const jobs = new Map(wanted.map(({ job }) => [job.nodeId, job]))
  const temporaries = wanted.map(({ job }) => job.temporary)
  await withoutLeftovers(cycle, temporaries, async () => {
    for await (const group of cycle.downloader.download([...jobs.values()], cycle.down)) {
      const arrivals = group.flatMap((outcome) => {
        const job = jobs.get(outcome.nodeId)
        return job === undefined ? [] : [{ job, outcome }]
      })
      await placeAll(cycle, arrivals, { nodes, place })
    }
  })
}

/** What came but was not placed would take the room from what is still to come. */
async function withoutLeftovers(
  { environment: { files } }: Cycle,
  temporaries: readonly LocalPath[],
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    for (const temporary of temporaries) await files.removeFile(temporary).catch(() => undefined)
    throw error
  }
}

const nodesOf = (wanted: readonly Wanted[]): ReadonlyMap<NodeId, RemoteNode> =>
  new Map(wanted.map(({ node }) => [node.id, node]))

async function placeAll(
  cycle: Cycle,
  arrivals: readonly Arrival[],
  {
    nodes,
    place,
  }: { readonly nodes: ReadonlyMap<NodeId, RemoteNode>; readonly place: (fetched: Fetched) => Promise<void> },
): Promise<void> {
  const { files, me } = cycle.environment
  for (const { job, outcome } of arrivals) {
    const node = nodes.get(outcome.nodeId)
    if (outcome.kind === 'not-downloaded' || node === undefined) {
      const reason = outcome.kind === 'downloaded' ? 'E_ID' : outcome.reason
      cycle.fail(outcome.nodeId, reason === 'E_TRANSPORT' && cycle.lost.nodes.has(outcome.nodeId) ? 'lost' : reason)
      continue
    }
    await attemptNode(cycle, outcome.nodeId, async () => {
      // SYNC-97
      if (originOf(cycle, node).author !== me) await files.markReceived(outcome.temporary)
      await files.setModified(outcome.temporary, BigInt(job.manifest.modifiedAt) * 1_000_000n)
      if (node.executable) await files.setExecutable(outcome.temporary, true)
      await place({ ...outcome, node })
      cycle.room.arrived(outcome.nodeId)
    })
    await isRemoved(cycle.environment, outcome.temporary)
  }
  await cycle.flush()
  await cycle.advance(arrivals.map(({ outcome }) => outcome.nodeId))
}

/** Whose content it is: who renamed it since has not written it. */
export const originOf = (
  { environment: { remote } }: Cycle,
  { id, revision, changedBy, changedAt }: RemoteNode,
): Origin => (revision === null ? null : remote.origin(id, revision)) ?? { author: changedBy, time: changedAt }

/** The local file, if it holds what was synced: most of its chunks may be equal. */
async function baseOf(cycle: Cycle, id: NodeId): Promise<DownloadJob['base']> {
  const synced = cycle.memory.synced.get(id)
  const local = cycle.memory.local.get(id)
  const path = cycle.path(id)
  if (path === null || synced?.revision == null || local?.contentId !== synced.contentId) return null
  const manifest = await cycle.environment.remote.manifest(id, synced.revision)
  const isReadable = manifest?.list.kind === 'chunks' || !manifest?.packs.some((pack) => cycle.lost.packs.has(pack))
  return manifest === null || !isReadable ? null : { path, manifest }
}
