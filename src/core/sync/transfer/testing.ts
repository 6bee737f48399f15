// What the tests of transfers run against: a disk, a relay's packs and a store in memory, sealing in this thread. Tests only.
import { concat } from '../../../shared/base/bytes.ts'
import { toHex } from '../../../shared/base/encoding.ts'
import { Refused } from '../../../shared/base/errors.ts'
import { fail, ok } from '../../../shared/base/result.ts'
import { openChunk, sealChunk } from '../../../shared/content/chunk.ts'
import type { ByteRange } from '../../../shared/content/ranges.ts'
import type { Suite } from '../../../shared/crypto/suite.ts'
import type { NodeId, PackId, SpaceId } from '../../../shared/domain/ids.ts'
import type { LocalPath, ReadHandle, WriteHandle } from '../disk.ts'
import type { JournalEntry, PackTransport, Sealer, SyncStore } from '../interface.ts'
import { FileSystemError, type FileStat } from '../disk.ts'
import type { StoreChange } from '../interface.ts'
import { createDownloader } from './download.ts'
import { createHasher } from './hash.ts'
import type { DownloadJob, DownloadOutcome, UploadJob, UploadOutcome } from './interface.ts'
import { createUploader } from './upload.ts'

/** The bytes of a file: those given, or those a rule gives for any position. */
export type Content =
  Uint8Array | { readonly size: number; readonly fill: (into: Uint8Array, position: number) => void }
const sizeOf = (content: Content): number => (content instanceof Uint8Array ? content.length : content.size)

export class MemoryFiles {
  readonly contents = new Map<string, Content>()
  readonly durable = new Set<string>()
  readonly #modified = new Map<string, bigint>()
  #time = 1_700_000_000_000_000_000n
  open = 0
  /** Called before every read. */
  onRead: (path: string, position: number) => void = () => undefined

  put(path: string, content: Content): FileStat {
    this.contents.set(path, content)
    this.#modified.set(path, (this.#time += 1_000_000n))
    return this.statOf(path)
  }

  statOf(path: string): FileStat {
    const content = this.contents.get(path)
    if (content === undefined) throw new FileSystemError('vanished')
    const modifiedNs = this.#modified.get(path) ?? 0n
    return {
      kind: 'file',
      size: sizeOf(content),
      modifiedNs,
      changedNs: modifiedNs,
      fileId: path,
      executable: false,
      links: 1,
    }
  }

  stat(path: LocalPath): Promise<FileStat | null> {
    return Promise.resolve(this.contents.has(path) ? this.statOf(path) : null)
  }

  openForRead(path: LocalPath): Promise<ReadHandle> {
    if (!this.contents.has(path)) return Promise.reject(new FileSystemError('vanished'))
    this.open++
    return Promise.resolve(this.#reading(path))
  }

  create(path: LocalPath): Promise<WriteHandle> {
    if (this.contents.has(path)) return Promise.reject(new FileSystemError('exists'))
    this.put(path, new Uint8Array(0))
    this.open++
    return Promise.resolve(this.#writing(path))
  }

  async reopen(path: LocalPath) {
    return { ...(await this.openForRead(path)), ...this.#writing(path) }
  }

  #reading(path: LocalPath): ReadHandle {
    return {
      stat: () => Promise.resolve(this.statOf(path)),
      read: (into, position) => {
        this.onRead(path, position)
        const content = this.contents.get(path) ?? new Uint8Array(0)
        const length = Math.max(0, Math.min(into.length, sizeOf(content) - position))
        if (content instanceof Uint8Array) into.set(content.subarray(position, position + length))
        else content.fill(into.subarray(0, length), position)
        return Promise.resolve(length)
      },
      close: () => this.#closed(),
    }
  }

  #writing(path: LocalPath): WriteHandle {
    return {
      path,
      write: (bytes: Uint8Array, position: number) => {
        const before = this.contents.get(path) as Uint8Array
        const size = Math.max(before.length, position + bytes.length)
        const roomy = size <= before.buffer.byteLength ? before.buffer : new ArrayBuffer(2 * size)
        const after = new Uint8Array(roomy, 0, size)
        if (roomy !== before.buffer) after.set(before)
        after.set(bytes, position)
        this.contents.set(path, after)
        this.durable.delete(path)
        return Promise.resolve()
      },
      sync: () => {
        this.durable.add(path)
        return Promise.resolve()
      },
      close: () => this.#closed(),
    }
  }

  #closed(): Promise<void> {
    this.open--
    return Promise.resolve()
  }

  removeFile(path: LocalPath): Promise<void> {
    this.contents.delete(path)
    return Promise.resolve()
  }
}

export class MemoryPacks implements PackTransport {
  readonly stored = new Map<PackId, Uint8Array>()
  readonly gets: { readonly pack: PackId; readonly ranges: readonly ByteRange[] }[] = []
  puts = 0
  /** What a relay makes of an answer; null: it has no such pack. */
  answer: (pack: PackId, bytes: Uint8Array) => Uint8Array | null = (_, bytes) => bytes
  /** Puts that fail from here on. */
  failAfterPuts = Infinity
  /** Bytes of the parts in which an answer arrives. */
  partLength = 50_000

  async put(pack: PackId, bytes: AsyncIterable<Uint8Array> | Uint8Array, length: number, signal: AbortSignal) {
    if (signal.aborted || this.puts >= this.failAfterPuts) return fail('E_TRANSPORT', 'unreachable')
    this.puts++
    const parts: Uint8Array[] = []
    if (bytes instanceof Uint8Array) parts.push(bytes.slice())
    else for await (const part of bytes) parts.push(part.slice())
    const whole = concat(...parts)
    if (whole.length !== length) throw new Error(`pack of ${whole.length} bytes announced as ${length}`)
    const there = this.stored.get(pack)
    if (there !== undefined && !Buffer.from(there).equals(whole)) return fail('E_CONFLICT', 'something else lies there')
    this.stored.set(pack, whole)
    return ok(undefined)
  }

  async *get(pack: PackId, ranges: readonly ByteRange[]): AsyncGenerator<Uint8Array> {
    this.gets.push({ pack, ranges })
    const stored = this.stored.get(pack)
    const bytes = stored === undefined ? null : this.answer(pack, stored)
    if (bytes === null) throw new Refused('E_TRANSPORT', 'no such pack')
    for (const { start, end } of ranges) {
      const whole = bytes.subarray(start, end)
      for (let at = 0; at < whole.length; at += this.partLength) {
        await Promise.resolve()
        yield whole.slice(at, at + this.partLength)
      }
    }
  }

  missing() {
    return Promise.resolve(ok([]))
  }
}

export class MemoryStore implements SyncStore {
  readonly entries = new Map<string, JournalEntry>()

  local = () => []
  synced = () => []
  journal = () => this.entries.values()

  apply(changes: readonly StoreChange[]): void {
    for (const change of changes) {
      if (change.kind === 'journal.put') this.entries.set(change.entry.id, change.entry)
      else if (change.kind === 'journal.delete') this.entries.delete(change.id)
      else throw new Error(change.kind)
    }
  }
}

/** Seals here, without threads. */
export function inlineSealer(suite: Suite): Sealer {
  return {
    sealChunk: (job) => Promise.resolve().then(() => sealChunk(suite, job, job.plaintext)),
    openChunk: (job) => Promise.resolve().then(() => openChunk(suite, job, job)),
    hashChunk: (plaintext) => Promise.resolve(suite.backend.sha256(plaintext)),
  }
}

export class World {
  readonly files = new MemoryFiles()
  readonly packs = new MemoryPacks()
  readonly store = new MemoryStore()
  readonly remote = { spaceId: '5a'.repeat(32) as SpaceId }
  readonly sealer: Sealer
  readonly random: (length: number) => Uint8Array
  now = 1_700_000_000_000
  readonly clock = { now: () => this.now, sleep: () => Promise.resolve() }
  #names = 0

  constructor(suite: Suite, sealer: Sealer = inlineSealer(suite)) {
    this.sealer = sealer
    this.random = (length) => suite.random(length)
  }

  nodeId = (): NodeId => toHex(this.random(16)) as NodeId
  path = (): LocalPath => `/${++this.#names}` as LocalPath

  /** A job for a new file with this content. */
  file(content: Content, previous: UploadJob['previous'] = null, nodeId = this.nodeId()): UploadJob {
    const path = this.path()
    return { nodeId, path, stat: this.files.put(path, content), previous }
  }

  async upload(
    jobs: readonly UploadJob[],
    signal: AbortSignal = new AbortController().signal,
  ): Promise<UploadOutcome[]> {
    const outcomes: UploadOutcome[] = []
    for await (const group of createUploader(this).upload(jobs, { signal })) outcomes.push(...group)
    return outcomes
  }

  async download(jobs: readonly DownloadJob[]): Promise<DownloadOutcome[]> {
    const outcomes: DownloadOutcome[] = []
    const { signal } = new AbortController()
    for await (const group of createDownloader(this).download(jobs, { signal })) outcomes.push(...group)
    return outcomes
  }

  get hasher() {
    return createHasher(this)
  }

  /** Uploads one file; fails the test if it is left alone. */
  async uploadOne(job: UploadJob): Promise<Extract<UploadOutcome, { kind: 'uploaded' }>> {
    const [outcome] = await this.upload([job])
    if (outcome?.kind !== 'uploaded') throw new Error(`left alone: ${outcome?.reason}`)
    return outcome
  }

  downloadJob({ nodeId, manifest }: Pick<DownloadJob, 'nodeId' | 'manifest'>): DownloadJob {
    return { nodeId, manifest, temporary: this.path(), base: null, goesOn: false }
  }
}
