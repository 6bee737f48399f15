// A large file on its way up: page by page (4,096 chunks), pack by pack, with bounded memory whatever its size.
// Runs in core. SYNC.md "Many small files, and large ones".
import { sealedOverhead } from '../../../shared/content/chunk.ts'
import { chunksPerPage, inlineChunkLimit, type PieceRef } from '../../../shared/content/manifest.ts'
import { smallPackFill } from '../../../shared/content/pack.ts'
import { asCompleted, drain } from './flow.ts'
import type { UploadJob, UploadOutcome } from './interface.ts'
import { largePackFill, largePacksInHand, workWindow } from './limits.ts'
import type { PackFill } from './pack-fill.ts'
import { problemOf } from './problem.ts'
import { addToPack, newPack, putPack, type PackShare } from './put-pack.ts'
import { FileUpload, type UploadContext } from './upload-file.ts'

/** Throws `Refused` when the transport fails. */
export async function uploadLarge(context: UploadContext, job: UploadJob): Promise<UploadOutcome> {
  try {
    const file = await FileUpload.open(context, job)
    try {
      return await uploadPages(context, file)
    } finally {
      await file.close()
    }
  } catch (error) {
    const reason = problemOf(error)
    if (reason === null) throw error
    return { kind: 'not-uploaded', nodeId: job.nodeId, reason }
  }
}

async function uploadPages(context: UploadContext, file: FileUpload): Promise<UploadOutcome> {
  const { chunks, shape } = file
  const pages = new PageWriter(context, file)
  let refs: PieceRef[] = []
  for (let first = 0; first < chunks; first += chunksPerPage) {
    const wanted = await file.compare(first, Math.min(first + chunksPerPage, chunks))
    const flow = { limit: largePacksInHand(shape.chunkSize), cancel: context.cancel }
    await drain(
      asCompleted(filledPacks(context, file, wanted), flow, ({ pack, share }) => putPack(context, pack, [share])),
    )
    refs = file.takeRefs()
    if (chunks > inlineChunkLimit) await pages.add(refs)
  }
  const stat = await file.assertUnchanged()
  if (chunks <= inlineChunkLimit) return file.finish({ kind: 'chunks', refs }, stat)
  return file.finish({ kind: 'pages', refs: file.same === null ? await pages.finish() : [] }, stat)
}

/** Packs of the chunks `wanted`, each complete before the next one is begun. */
async function* filledPacks(
  context: UploadContext,
  file: FileUpload,
  wanted: readonly number[],
): AsyncGenerator<{ readonly pack: PackFill; readonly share: PackShare }, void, undefined> {
  const { chunkSize } = file.shape
  const perPack = Math.max(1, Math.floor(largePackFill / chunkSize))
  const flow = { limit: workWindow, weigh: () => chunkSize }
  for (let at = 0; at < wanted.length; at += perPack) {
    const pack = newPack(context, perPack * (chunkSize + sealedOverhead))
    const chunks = []
    for await (const chunk of asCompleted(wanted.slice(at, at + perPack), flow, (index) => file.seal(index))) {
      chunks.push(addToPack(pack, chunk))
    }
    await file.assertUnchanged()
    yield { pack, share: { file, chunks } }
  }
}

/** Room for pages: one is at most 212 KiB, and the pack is sent above 4 MiB. */
const pagesFill = smallPackFill + 2 ** 18

/** Pages of a long manifest, in packs of their own: about 200 KiB for every 4,096 chunks. */
class PageWriter {
  readonly #context: UploadContext
  readonly #file: FileUpload
  readonly #refs: PieceRef[] = []
  #pack: PackFill
  #waiting: PackShare['chunks'][number][] = []

  constructor(context: UploadContext, file: FileUpload) {
    this.#context = context
    this.#file = file
    this.#pack = newPack(context, pagesFill)
  }

  async add(refs: readonly PieceRef[]): Promise<void> {
    const index = this.#refs.length + this.#waiting.length
    this.#waiting.push(addToPack(this.#pack, await this.#file.sealPage(index, refs)))
    if (this.#pack.filled > smallPackFill) await this.finish()
  }

  /** The refs of all pages; their packs are at the relay. */
  async finish(): Promise<PieceRef[]> {
    if (this.#pack.isEmpty) return this.#refs
    const added = await putPack(this.#context, this.#pack, [])
    for (const page of this.#waiting)
      this.#refs.push(this.#file.addPage({ ...page, pack: added.id, key: this.#file.key, added }))
    this.#waiting = []
    this.#pack = newPack(this.#context, pagesFill)
    return this.#refs
  }
}
