// Chunks of a file that already lie at the relay: in its previous revision, or in finished packs of an interrupted upload.
// Runs in core. PROTOCOL §11: unchanged chunks are referenced. Each is used only after its hash was compared.
import { Refused } from '../../../shared/base/errors.ts'
import { chunksPerPage, type Manifest } from '../../../shared/content/manifest.ts'
import type { NodeId, PackId } from '../../../shared/domain/ids.ts'
import type { AddedPack } from '../interface.ts'
import { locate, pageOf, readPage, type FetchEnvironment } from './fetch.ts'
import type { UploadJob } from './interface.ts'
import type { FinishedPack } from './journal.ts'

/** A sealed chunk, where it lies and under which key. */
export type PlacedChunk = {
  readonly pack: PackId
  readonly offset: number
  readonly length: number
  readonly key: Uint8Array
  readonly hash: Uint8Array
  /** The pack, if no entry of the log may name it yet. */
  readonly added: AddedPack | null
}

export class EarlierChunks {
  readonly #finished = new Map<number, PlacedChunk[]>()
  readonly #previous: Manifest | null
  readonly #lost: ReadonlySet<PackId>
  #page: ReadonlyMap<number, PlacedChunk> = new Map()

  constructor(
    { previous, lost }: Pick<UploadJob, 'previous' | 'lost'>,
    chunkSize: number,
    finished: readonly FinishedPack[],
  ) {
    this.#previous = previous?.chunkSize === chunkSize ? previous : null
    this.#lost = lost ?? new Set()
    for (const { pack, packLength, key, chunks } of finished.filter(
      (one) => one.chunkSize === chunkSize && !this.#lost.has(one.pack),
    )) {
      for (const { index, ...chunk } of chunks) {
        const placed = { pack, key, ...chunk, added: { id: pack, length: packLength } }
        this.#finished.set(index, [...(this.#finished.get(index) ?? []), placed])
      }
    }
  }

  /** Makes the chunks of the page that holds chunk `first` known. A previous page that is not whole counts as none. */
  async load(
    environment: FetchEnvironment,
    nodeId: NodeId,
    { first, signal }: { first: number; signal: AbortSignal },
  ): Promise<void> {
    const manifest = this.#previous
    if (manifest === null) return
    const index = pageOf(first)
    this.#page = new Map()
    const page = manifest.list.kind === 'pages' ? manifest.list.refs[index] : undefined
    if (page !== undefined && this.#lost.has(locate(manifest, page).pack)) return
    try {
      const refs = await readPage(environment, { nodeId, manifest }, { index, signal })
      this.#page = new Map(
        refs.map((ref, i) => [index * chunksPerPage + i, { ...ref, ...locate(manifest, ref), added: null }]),
      )
    } catch (error) {
      if (!(error instanceof Refused) || error.code === 'E_TRANSPORT') throw error
    }
  }

  /** Candidates for the chunk at `index` with this sealed length, those of the previous revision first. */
  at(index: number, length: number): readonly PlacedChunk[] {
    const previous = this.#page.get(index)
    const isThere = previous !== undefined && !this.#lost.has(previous.pack)
    const candidates = [...(isThere ? [previous] : []), ...(this.#finished.get(index) ?? [])]
    return candidates.filter((chunk) => chunk.length === length)
  }
}
