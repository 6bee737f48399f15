// Small files on their way up: hundreds share a pack of about 4 MiB, several packs are in hand. Runs in core.
import { smallPackFill } from '../../../shared/content/pack.ts'
import type { FileStat } from '../disk.ts'
import { asCompleted } from './flow.ts'
import type { UploadJob, UploadOutcome } from './interface.ts'
import { fileWeight, packsInHand, smallFileLimit, workWindow } from './limits.ts'
import type { PackFill } from './pack-fill.ts'
import { problemOf } from './problem.ts'
import { addToPack, newPack, putPack, type PackShare } from './put-pack.ts'
import { FileUpload, type SealedChunkAt, type UploadContext } from './upload-file.ts'

type SealedFile = { readonly file: FileUpload; readonly sealed: readonly SealedChunkAt[]; readonly stat: FileStat }

/** Files whose new chunks lie in one pack, and those that were left alone meanwhile. */
type PackGroup = {
  readonly pack: PackFill
  readonly shares: PackShare[]
  readonly files: SealedFile[]
  readonly leftAlone: UploadOutcome[]
}

/** Sealed bytes that fit into a shared pack: one small file always does. */
const packContent = smallPackFill + smallFileLimit / 1024

/** Answers each job once, a pack's files together. Throws `Refused` when the transport fails. */
export async function* uploadSmall(
  context: UploadContext,
  jobs: readonly UploadJob[],
): AsyncGenerator<readonly UploadOutcome[], void, undefined> {
  const flow = { limit: packsInHand, cancel: context.cancel }
  yield* asCompleted(filledPacks(context, jobs), flow, async ({ pack, shares, files, leftAlone }) => {
    if (!pack.isEmpty) await putPack(context, pack, shares)
    return [
      ...leftAlone,
      ...files.map(({ file, stat }) => file.finish({ kind: 'chunks', refs: file.takeRefs() }, stat)),
    ]
  })
}

async function* filledPacks(
  context: UploadContext,
  jobs: readonly UploadJob[],
): AsyncGenerator<PackGroup, void, undefined> {
  const newGroup = (): PackGroup => ({ pack: newPack(context, packContent), shares: [], files: [], leftAlone: [] })
  let group = newGroup()
  const flow = { limit: workWindow, weigh: ({ stat }: UploadJob) => Math.max(stat.size, fileWeight) }
  for await (const result of asCompleted(jobs, flow, (job) => sealFile(context, job))) {
    if ('kind' in result) {
      group.leftAlone.push(result)
      continue
    }
    const length = result.sealed.reduce((sum, { sealed }) => sum + sealed.length, 0)
    if (!group.pack.isEmpty && group.pack.filled + length > smallPackFill) {
      yield group
      group = newGroup()
    }
    group.files.push(result)
    if (length === 0) continue
    const chunks = result.sealed.map((chunk) => addToPack(group.pack, chunk))
    group.shares.push({ file: result.file, chunks })
  }
  if (group.files.length + group.leftAlone.length > 0) yield group
}

async function sealFile(context: UploadContext, job: UploadJob): Promise<SealedFile | UploadOutcome> {
  try {
    const file = await FileUpload.open(context, job)
    try {
      const sealed = []
      for (const index of await file.compare(0, file.chunks)) sealed.push(await file.seal(index))
      return { file, sealed, stat: await file.assertUnchanged() }
    } finally {
      await file.close()
    }
  } catch (error) {
    const reason = problemOf(error)
    if (reason === null) throw error
    return { kind: 'not-uploaded', nodeId: job.nodeId, reason }
  }
}
