// Files of one chunk or none on their way down: all that is wanted of a pack comes in one request. Runs in core.
import { Refused } from '../../../shared/base/errors.ts'
import type { VerifiedBytes } from '../../../shared/content/chunk.ts'
import type { PieceRef } from '../../../shared/content/manifest.ts'
import type { PackId } from '../../../shared/domain/ids.ts'
import { ContentHash } from './content-hash.ts'
import { leftAlone, type DownloadContext } from './download-context.ts'
import { fetchPieces, locate, openPiece } from './fetch.ts'
import { asCompleted } from './flow.ts'
import type { DownloadJob, DownloadOutcome, TransferProblem } from './interface.ts'
import { packsInHand, packWindow, pieceWeight } from './limits.ts'
import { TargetFile } from './target-file.ts'

/** A job and the one piece it needs. */
type Wanted = PieceRef & { readonly job: DownloadJob }

export const isTiny = ({ manifest: { list } }: Pick<DownloadJob, 'manifest'>): boolean =>
  list.kind === 'chunks' && list.refs.length <= 1

export async function* downloadTiny(
  context: DownloadContext,
  jobs: readonly DownloadJob[],
): AsyncGenerator<readonly DownloadOutcome[], void, undefined> {
  const byPack = new Map<PackId, Wanted[]>()
  const [empty, untrue]: [DownloadJob[], DownloadOutcome[]] = [[], []]
  for (const job of jobs) {
    const [ref] = job.manifest.list.refs
    if (!isTrue(job)) untrue.push(leftAlone(job, 'E_INTEGRITY'))
    else if (ref === undefined) empty.push(job)
    else {
      const { pack } = locate(job.manifest, ref)
      byPack.set(pack, [...(byPack.get(pack) ?? []), { ...ref, job }])
    }
  }
  if (untrue.length > 0) yield untrue
  const flow = { limit: packsInHand, cancel: context.cancel }
  for await (const outcome of asCompleted(empty, flow, (job) => write(context, job, null))) yield [outcome]
  yield* asCompleted(byPack, flow, ([pack, wanted]) => fetchPack(context, pack, wanted))
}

/** Whether the content id says what the list says. */
function isTrue({ manifest }: DownloadJob): boolean {
  const content = new ContentHash(manifest)
  for (const { hash } of manifest.list.refs) content.add(hash)
  return content.contentId === manifest.contentId
}

async function fetchPack(
  context: DownloadContext,
  pack: PackId,
  wanted: readonly Wanted[],
): Promise<DownloadOutcome[]> {
  const { packs, signal, patience } = context
  const outcomes: DownloadOutcome[] = []
  const waiting = new Set(wanted)
  let reason: TransferProblem = 'E_INTEGRITY'
  try {
    const flow = {
      limit: packWindow,
      weigh: ([{ length }]: readonly [Wanted, unknown]) => Math.max(length, pieceWeight),
    }
    const pieces = fetchPieces(packs, pack, wanted, signal)
    for await (const outcome of asCompleted(pieces, flow, ([piece, sealed]) => {
      waiting.delete(piece)
      return open(context, piece, sealed)
    })) {
      outcomes.push(outcome)
    }
    patience.succeeded()
  } catch (error) {
    const problem = patience.problemOf(error)
    if (problem === null) throw error
    reason = problem
  }
  return [...outcomes, ...Array.from(waiting, ({ job }) => leftAlone(job, reason))]
}

async function open(
  context: DownloadContext,
  { job, hash, ...ref }: Wanted,
  sealed: Uint8Array,
): Promise<DownloadOutcome> {
  const { nodeId, manifest } = job
  const { key } = locate(manifest, { ...ref, hash })
  const place = { key, spaceId: context.spaceId, nodeId, index: 0, chunkSize: manifest.chunkSize }
  try {
    return await write(context, job, await openPiece(context.sealer, place, sealed, hash))
  } catch (error) {
    if (error instanceof Refused) return leftAlone(job, error.code)
    throw error
  }
}

async function write(
  context: DownloadContext,
  job: DownloadJob,
  bytes: VerifiedBytes | null,
): Promise<DownloadOutcome> {
  const { nodeId, temporary, manifest } = job
  const { size, contentId } = manifest
  let target: TargetFile | null = null
  try {
    target = await TargetFile.create(context.files, temporary)
    if (bytes !== null) await target.write(bytes, 0)
    const stat = await target.finish()
    context.options.onProgress?.({ nodeId, doneBytes: size, totalBytes: size })
    return { kind: 'downloaded', nodeId, temporary, stat, contentId }
  } catch (error) {
    await target?.discard()
    const reason = context.patience.problemOf(error)
    if (reason === null) throw error
    return leftAlone(job, reason)
  }
}
