// One file of several chunks on its way down: page by page, from the local base where it holds a chunk, else from its
// packs; bounded memory whatever its size. Runs in core. PROTOCOL §11.
import { equalBytes } from '../../../shared/base/bytes.ts'
import { Refused } from '../../../shared/base/errors.ts'
import { chunkCount, chunkLength } from '../../../shared/content/chunk.ts'
import { chunksPerPage, type PieceRef } from '../../../shared/content/manifest.ts'
import type { PackId } from '../../../shared/domain/ids.ts'
import { FileSystemError } from '../disk.ts'
import { BaseFile } from './base-file.ts'
import { ContentHash } from './content-hash.ts'
import { leftAlone, type DownloadContext } from './download-context.ts'
import { fetchPieces, locate, openPiece, readPage } from './fetch.ts'
import { asCompleted, drain } from './flow.ts'
import type { DownloadJob, DownloadOutcome } from './interface.ts'
import { fetchesInHand, packWindow } from './limits.ts'
import { TargetFile } from './target-file.ts'

type Chunk = PieceRef & { readonly index: number }

/** Throws `Refused` when the transport fails as a whole, `FileSystemError` when the disk is full. */
export async function downloadFile(context: DownloadContext, job: DownloadJob): Promise<DownloadOutcome> {
  const { nodeId, temporary, manifest } = job
  let transfer: FileDownload | null = null
  try {
    // A short list is judged before anything is fetched.
    if (manifest.list.kind === 'chunks') assertContentId(job, manifest.list.refs)
    transfer = await FileDownload.open(context, job)
    const stat = await transfer.run()
    context.patience.succeeded()
    return { kind: 'downloaded', nodeId, temporary, stat, contentId: manifest.contentId }
  } catch (error) {
    const isInterrupted = context.signal.aborted || doesPass(error)
    await (isInterrupted && job.goesOn ? transfer?.leave() : transfer?.discard())
    const reason = context.patience.problemOf(error)
    if (reason === null) throw error
    return leftAlone(job, reason)
  } finally {
    await transfer?.close()
  }
}

/** What passes by itself: a connection that dropped, a disk that is full. */
const doesPass = (error: unknown): boolean =>
  (error instanceof Refused && error.code === 'E_TRANSPORT') ||
  (error instanceof FileSystemError && error.problem === 'full')

function assertContentId({ manifest }: DownloadJob, refs: readonly PieceRef[]): void {
  const content = new ContentHash(manifest)
  for (const { hash } of refs) content.add(hash)
  if (content.contentId !== manifest.contentId) throw new Refused('E_INTEGRITY', 'content id')
}

class FileDownload {
  readonly #context: DownloadContext
  readonly #job: DownloadJob
  readonly #target: TargetFile
  readonly #base: BaseFile | null
  #doneBytes = 0

  private constructor(context: DownloadContext, job: DownloadJob, target: TargetFile, base: BaseFile | null) {
    this.#context = context
    this.#job = job
    this.#target = target
    this.#base = base
  }

  static async open(context: DownloadContext, job: DownloadJob): Promise<FileDownload> {
    const base = await BaseFile.open(context.files, context.sealer, job)
    try {
      const target = job.goesOn
        ? await TargetFile.goOn(context.files, job.temporary, job.manifest.size)
        : await TargetFile.create(context.files, job.temporary)
      return new FileDownload(context, job, target, base)
    } catch (error) {
      await base?.close()
      throw error
    }
  }

  async run() {
    const { manifest } = this.#job
    const content = new ContentHash(manifest)
    const { signal } = this.#context
    const pages = Math.ceil(chunkCount(manifest.size, manifest.chunkSize) / chunksPerPage)
    for (let page = 0; page < pages; page++) {
      const refs = await readPage(this.#context, this.#job, { index: page, signal })
      for (const { hash } of refs) content.add(hash)
      await this.#base?.load(this.#context, page, signal)
      const chunks = refs.map((ref, entry) => ({ ...ref, index: page * chunksPerPage + entry }))
      const missing = await this.#copy(await this.#unfetched(chunks))
      const flow = { limit: fetchesInHand(manifest.chunkSize) }
      await drain(asCompleted(this.#byPack(missing), flow, ([pack, wanted]) => this.#fetch(pack, wanted)))
    }
    if (content.contentId !== manifest.contentId) throw new Refused('E_INTEGRITY', 'content id')
    return this.#target.finish()
  }

  leave(): Promise<void> {
    return this.#target.leave()
  }

  discard(): Promise<void> {
    return this.#target.discard()
  }

  async close(): Promise<void> {
    await this.#base?.close()
  }

  /** Those that no earlier attempt has brought: only what has the right hash counts as brought. */
  async #unfetched(chunks: readonly Chunk[]): Promise<readonly Chunk[]> {
    if (!this.#job.goesOn) return chunks
    const { size, chunkSize } = this.#job.manifest
    const missing: Chunk[] = []
    for (const chunk of chunks) {
      this.#context.signal.throwIfAborted()
      const length = chunkLength(size, chunkSize, chunk.index)
      const bytes = await this.#target.earlier(length, chunk.index * chunkSize)
      // The hash of a chunk takes its bytes along.
      if (bytes !== null && equalBytes(await this.#context.sealer.hashChunk(bytes), chunk.hash)) this.#note(length)
      else missing.push(chunk)
    }
    return missing
  }

  /** Writes what the local base holds; answers the rest. */
  async #copy(chunks: readonly Chunk[]): Promise<readonly Chunk[]> {
    const base = this.#base
    if (base === null) return chunks
    const missing: Chunk[] = []
    const flow = { limit: packWindow, weigh: () => this.#job.manifest.chunkSize }
    const copied = asCompleted(chunks, flow, async (chunk) => {
      this.#context.signal.throwIfAborted()
      const bytes = await base.chunk(chunk.index, chunk.index % chunksPerPage, chunk)
      if (bytes === null) missing.push(chunk)
      else await this.#write(chunk.index, bytes)
    })
    await drain(copied)
    return missing
  }

  #byPack(chunks: readonly Chunk[]): ReadonlyMap<PackId, Chunk[]> {
    const byPack = new Map<PackId, Chunk[]>()
    for (const chunk of chunks) {
      const { pack } = locate(this.#job.manifest, chunk)
      const others = byPack.get(pack)
      if (others === undefined) byPack.set(pack, [chunk])
      else others.push(chunk)
    }
    return byPack
  }

  async #fetch(pack: PackId, wanted: readonly Chunk[]): Promise<void> {
    const { packs, sealer, spaceId, signal } = this.#context
    const { nodeId, manifest } = this.#job
    const flow = { limit: packWindow, weigh: ([{ length }]: readonly [Chunk, unknown]) => length }
    const written = asCompleted(fetchPieces(packs, pack, wanted, signal), flow, async ([chunk, sealed]) => {
      const { key } = locate(manifest, chunk)
      const place = { key, spaceId, nodeId, index: chunk.index, chunkSize: manifest.chunkSize }
      await this.#write(chunk.index, await openPiece(sealer, place, sealed, chunk.hash))
    })
    await drain(written)
  }

  async #write(index: number, bytes: Awaited<ReturnType<typeof openPiece>>): Promise<void> {
    const { length } = bytes
    await this.#target.write(bytes, index * this.#job.manifest.chunkSize)
    this.#note(length)
  }

  #note(length: number): void {
    const { nodeId, manifest } = this.#job
    this.#doneBytes += length
    this.#context.options.onProgress?.({ nodeId, doneBytes: this.#doneBytes, totalBytes: manifest.size })
  }
}
