// One file on its way up: read in chunks, compared with what the relay has, sealed under a key of its own. Runs in core.
// PROTOCOL §11 "Content key": a new key for every upload; earlier keys only name chunks sealed under them before.
import { equalBytes } from '../../../shared/base/bytes.ts'
import { chunkCount, chunkLength, chunkSizeFor, fileSizeLimit, sealedOverhead } from '../../../shared/content/chunk.ts'
import { encodeManifest, type FileShape, type Manifest, type PieceRef } from '../../../shared/content/manifest.ts'
import { encodePage } from '../../../shared/content/pages.ts'
import type { NodeId, SpaceId } from '../../../shared/domain/ids.ts'
import type { FileStat, FileSystem } from '../disk.ts'
import type { ChunkPlace, SyncEnvironment } from '../interface.ts'
import { ContentHash } from './content-hash.ts'
import { EarlierChunks, type PlacedChunk } from './earlier-chunks.ts'
import { asCompleted, drain } from './flow.ts'
import type { TransferOptions, Uploaded, UploadJob } from './interface.ts'
import type { FinishedPack } from './journal.ts'
import { workWindow } from './limits.ts'
import type { PackBuffers } from './pack-fill.ts'
import { LeftAlone } from './problem.ts'
import { RevisionBuilder } from './revision-builder.ts'
import { SourceFile } from './source-file.ts'

/** All that an upload needs, for as long as it runs; `signal` also ends when the transfer as a whole has failed. */
export type UploadContext = Pick<SyncEnvironment, 'packs' | 'sealer' | 'store' | 'clock' | 'random'> & {
  readonly files: Pick<FileSystem, 'openForRead'>
  readonly spaceId: SpaceId
  readonly buffers: PackBuffers
  readonly finished: ReadonlyMap<NodeId, readonly FinishedPack[]>
  readonly options: TransferOptions
  readonly signal: AbortSignal
  readonly cancel: () => void
}

/** A sealed chunk that has no place in a pack yet. */
export type SealedChunkAt = { readonly index: number; readonly sealed: Uint8Array; readonly hash: Uint8Array }

export class FileUpload {
  readonly job: UploadJob
  readonly shape: FileShape
  readonly chunks: number
  readonly key: Uint8Array
  readonly #context: UploadContext
  readonly #source: SourceFile
  readonly #earlier: EarlierChunks
  readonly #revision = new RevisionBuilder()
  readonly #content: ContentHash
  /** Of the chunks in hand: hashes seen before, and places. */
  readonly #seen = new Map<number, Uint8Array>()
  readonly #refs = new Map<number, PieceRef>()
  #doneBytes = 0

  private constructor(context: UploadContext, job: UploadJob, source: SourceFile) {
    const { size } = job.stat
    const chunkSize = job.previous?.chunkSize ?? chunkSizeFor(size)
    this.job = job
    this.shape = { size, chunkSize }
    this.chunks = chunkCount(size, chunkSize)
    this.key = context.random(32)
    this.#context = context
    this.#source = source
    this.#earlier = new EarlierChunks(job, chunkSize, context.finished.get(job.nodeId) ?? [])
    this.#content = new ContentHash(this.shape)
  }

  static async open(context: UploadContext, job: UploadJob): Promise<FileUpload> {
    if (job.stat.size > fileSizeLimit) throw new LeftAlone('E_LIMIT')
    return new FileUpload(context, job, await SourceFile.open(context.files, job.path, job.stat))
  }

  /** References what the relay has of the chunks `first` … `end` − 1; answers the indices that must be sealed. */
  async compare(first: number, end: number): Promise<number[]> {
    const { signal, sealer } = this.#context
    await this.#earlier.load(this.#context, this.job.nodeId, { first, signal })
    const indices = Array.from({ length: end - first }, (_, i) => first + i)
    const comparable = indices.filter((index) => this.#candidates(index).length > 0)
    const flow = { limit: workWindow, weigh: () => this.shape.chunkSize }
    await drain(
      asCompleted(comparable, flow, async (index) => {
        const hash = await sealer.hashChunk(await this.#read(index))
        this.#seen.set(index, hash)
        const same = this.#candidates(index).find((one) => equalBytes(one.hash, hash) && this.#revision.hasRoomFor(one))
        if (same !== undefined) this.place(index, same)
      }),
    )
    return indices.filter((index) => !this.#refs.has(index))
  }

  /** Reads and seals one chunk. Throws `LeftAlone` `changed` if it is no longer what `compare` saw. */
  async seal(index: number): Promise<SealedChunkAt> {
    const { sealed, hash } = await this.#context.sealer.sealChunk({
      ...this.#placeOf(index),
      plaintext: await this.#read(index),
    })
    const seen = this.#seen.get(index)
    if (seen !== undefined && !equalBytes(seen, hash)) throw new LeftAlone('changed')
    return { index, sealed, hash }
  }

  /** Where chunk `index` lies. */
  place(index: number, chunk: PlacedChunk): void {
    this.#refs.set(index, this.#revision.add(chunk))
    this.#doneBytes += this.#lengthOf(index)
    const progress = { nodeId: this.job.nodeId, doneBytes: this.#doneBytes, totalBytes: this.shape.size }
    this.#context.options.onProgress?.(progress)
  }

  /** The places of the chunks in hand, in order; they are forgotten here. */
  takeRefs(): PieceRef[] {
    const refs = [...this.#refs].sort(([a], [b]) => a - b).map(([, ref]) => ref)
    for (const { hash } of refs) this.#content.add(hash)
    this.#refs.clear()
    this.#seen.clear()
    return refs
  }

  async sealPage(index: number, refs: readonly PieceRef[]): Promise<SealedChunkAt> {
    const plaintext = new Uint8Array(encodePage(refs))
    return { index, ...(await this.#context.sealer.sealChunk({ ...this.#placeOf(index), label: 'page', plaintext })) }
  }

  /** The ref of a page that lies in a pack. */
  addPage(page: PlacedChunk): PieceRef {
    return this.#revision.add(page)
  }

  /** Throws `LeftAlone` `changed`. */
  assertUnchanged(): Promise<FileStat> {
    return this.#source.assertUnchanged()
  }

  /** The previous revision if its content is the same and all there: then nothing needs to be uploaded. After the last `takeRefs`. */
  get same(): Manifest | null {
    const { previous, lost } = this.job
    const isLost = previous?.packs.some((pack) => lost?.has(pack)) ?? false
    return previous?.contentId === this.#content.contentId && !isLost ? previous : null
  }

  /** The new revision, once everything it names is at the relay. `stat`: from `assertUnchanged` after the last read. */
  finish(list: Manifest['list'], stat: FileStat): Uploaded {
    const { same } = this
    const { keys, packs, added } = this.#revision
    const manifest: Manifest = {
      ...(same ?? { ...this.shape, contentId: this.#content.contentId, keys, packs, list }),
      modifiedAt: Math.max(0, Number(stat.modifiedNs / 1_000_000n)),
      mode: stat.executable ? 1 : 0,
    }
    return {
      ...{ kind: 'uploaded', nodeId: this.job.nodeId, stat, manifest, manifestBytes: encodeManifest(manifest) },
      ...{ contentId: manifest.contentId, packs: same === null ? added : [] },
    }
  }

  close(): Promise<void> {
    return this.#source.close()
  }

  #read(index: number): Promise<Uint8Array<ArrayBuffer>> {
    this.#context.signal.throwIfAborted()
    return this.#source.read(index * this.shape.chunkSize, this.#lengthOf(index))
  }

  #lengthOf(index: number): number {
    return chunkLength(this.shape.size, this.shape.chunkSize, index)
  }

  #candidates(index: number): readonly PlacedChunk[] {
    return this.#earlier.at(index, this.#lengthOf(index) + sealedOverhead)
  }

  #placeOf(index: number): ChunkPlace {
    return {
      key: this.key,
      spaceId: this.#context.spaceId,
      nodeId: this.job.nodeId,
      index,
      chunkSize: this.shape.chunkSize,
    }
  }
}
