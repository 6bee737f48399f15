// A local file that may hold chunks of a revision to be fetched: each is used only after its hash was compared. Runs in core.
import { equalBytes } from '../../../shared/base/bytes.ts'
import { Refused } from '../../../shared/base/errors.ts'
import { chunkLength, sealedOverhead, type VerifiedBytes } from '../../../shared/content/chunk.ts'
import type { PieceRef } from '../../../shared/content/manifest.ts'
import { FileSystemError, type FileSystem, type ReadHandle } from '../disk.ts'
import type { Sealer } from '../interface.ts'
import { readPage, type FetchEnvironment } from './fetch.ts'
import type { DownloadJob } from './interface.ts'

export class BaseFile {
  readonly #handle: ReadHandle
  readonly #sealer: Sealer
  readonly #job: DownloadJob
  #refs: readonly PieceRef[] = []

  private constructor(handle: ReadHandle, sealer: Sealer, job: DownloadJob) {
    this.#handle = handle
    this.#sealer = sealer
    this.#job = job
  }

  /** Null if there is none of use. */
  static async open(
    files: Pick<FileSystem, 'openForRead'>,
    sealer: Sealer,
    job: DownloadJob,
  ): Promise<BaseFile | null> {
    if (job.base?.manifest.chunkSize !== job.manifest.chunkSize) return null
    try {
      return new BaseFile(await files.openForRead(job.base.path), sealer, job)
    } catch (error) {
      if (error instanceof FileSystemError) return null
      throw error
    }
  }

  /** Makes the chunks of page `index` known; a page that cannot be read holds none of use. */
  async load(environment: FetchEnvironment, index: number, signal: AbortSignal): Promise<void> {
    const { nodeId, base } = this.#job
    this.#refs = []
    if (base === null) return
    try {
      this.#refs = await readPage(environment, { nodeId, manifest: base.manifest }, { index, signal })
    } catch (error) {
      if (!(error instanceof Refused) || error.code === 'E_TRANSPORT') throw error
    }
  }

  /** The wanted chunk, entry `entry` of the loaded page, if the file holds it. */
  async chunk(index: number, entry: number, wanted: PieceRef): Promise<VerifiedBytes | null> {
    const known = this.#refs[entry]
    if (known?.length !== wanted.length || !equalBytes(known.hash, wanted.hash)) return null
    const { size, chunkSize } = this.#job.manifest
    const bytes = new Uint8Array(chunkLength(size, chunkSize, index))
    if (bytes.length !== wanted.length - sealedOverhead) return null
    if ((await this.#handle.read(bytes, index * chunkSize)) !== bytes.length) return null
    const hash = await this.#sealer.hashChunk(bytes.slice())
    return equalBytes(hash, wanted.hash) ? (bytes as Uint8Array as VerifiedBytes) : null
  }

  close(): Promise<void> {
    return this.#handle.close()
  }
}
