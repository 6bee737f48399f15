// What the engine asks of the transfer of file contents, and what it gets back. Runs in core. PROTOCOL §11, SYNC.md "Many small files, and large ones".
// `upload.ts` exports `createUploader(environment: SyncEnvironment): Uploader`, `download.ts` `createDownloader(environment: SyncEnvironment): Downloader`,
// `hash.ts` `createHasher(environment: SyncEnvironment): Hasher`. None of them decides anything: no commits, no names, no synced tree.
import type { ErrorCode } from '../../../shared/base/errors.ts'
import type { ContentId, NodeId, PackId } from '../../../shared/domain/ids.ts'
import type { Manifest } from '../../../shared/content/manifest.ts'
import type { FileProblem, FileStat, LocalPath } from '../disk.ts'
import type { AddedPack } from '../interface.ts'

export type TransferOptions = {
  /** Aborted: the iteration throws the signal's reason; nothing half-written is left behind except what the journal names. */
  readonly signal: AbortSignal
  readonly onProgress?: (progress: {
    readonly nodeId: NodeId
    readonly doneBytes: number
    readonly totalBytes: number
  }) => void
}

/** Why one file was left alone while the others went on. `changed`: it is not, or did not stay, what `stat` says. */
export type TransferProblem = 'changed' | FileProblem | ErrorCode

// ---------------------------------------------------------------- up

export type UploadJob = {
  readonly nodeId: NodeId
  readonly path: LocalPath
  /** As last observed. A file that differs when opened or after the last read (`sameFile` of ../stat.ts) answers `changed`. */
  readonly stat: FileStat
  /** The revision this one replaces: its chunk size is kept and its unchanged chunks are referenced, not uploaded. Null for a new file. */
  readonly previous: Manifest | null
  /** Packs that are not at the relay any more: what `previous` has in them is uploaded again. */
  readonly lost?: ReadonlySet<PackId>
}

export type Uploaded = {
  readonly kind: 'uploaded'
  readonly nodeId: NodeId
  /** Of the open handle, after the last read. */
  readonly stat: FileStat
  readonly manifest: Manifest
  readonly manifestBytes: Uint8Array
  /** Equal to that of `previous` when only the times differ: then nothing was uploaded (unless it was lost) and nothing is to be committed. */
  readonly contentId: ContentId
  /** The new packs the manifest names, each complete at the relay. A pack shared by several files stands in each of them. */
  readonly packs: readonly AddedPack[]
}

export type UploadOutcome =
  Uploaded | { readonly kind: 'not-uploaded'; readonly nodeId: NodeId; readonly reason: TransferProblem }

export interface Uploader {
  /**
   * Uploads in the order that suits it (small files first), several packs in flight. Answers a group of outcomes as soon as their packs are at the
   * relay; every job is answered exactly once. Throws `Refused` (E_TRANSPORT, E_QUOTA, E_ROLE) when the transport fails as a whole: what was
   * answered before stands. Finished packs are noted in the journal (kind `upload`), so that the same job after a restart uploads only what is missing.
   */
  upload(jobs: readonly UploadJob[], options: TransferOptions): AsyncIterable<readonly UploadOutcome[]>
  /** The node's upload is committed or no longer wanted: its journal entries go. */
  forget(nodeIds: readonly NodeId[]): void
}

// ---------------------------------------------------------------- down

export type DownloadJob = {
  readonly nodeId: NodeId
  readonly manifest: Manifest
  /** A path on the root's volume where nothing is yet, but for `goesOn`; its directory exists. */
  readonly temporary: LocalPath
  /** What an interrupted attempt has brought stays at `temporary`, and the next goes on from there. Every chunk is verified once more. */
  readonly goesOn: boolean
  /** A local file that may hold equal chunks; each is used only after its hash was compared. */
  readonly base: { readonly path: LocalPath; readonly manifest: Manifest } | null
}

export type DownloadOutcome =
  /** `temporary` holds the whole verified content and is durable (fsync of the file, not of the directory); `stat` is that of the file. */
  | {
      readonly kind: 'downloaded'
      readonly nodeId: NodeId
      readonly temporary: LocalPath
      readonly stat: FileStat
      readonly contentId: ContentId
    }
  /** Nothing lies at `temporary`, but for `goesOn`. */
  | { readonly kind: 'not-downloaded'; readonly nodeId: NodeId; readonly reason: TransferProblem }

export interface Downloader {
  /** Every job is answered exactly once, in groups. Throws `Refused` E_TRANSPORT when the transport fails as a whole, `FileSystemError` `full` when the disk is. */
  download(jobs: readonly DownloadJob[], options: TransferOptions): AsyncIterable<readonly DownloadOutcome[]>
}

// ---------------------------------------------------------------- hash

export type HashJob = {
  readonly path: LocalPath
  readonly stat: FileStat
  /** Bytes: that of the node's manifest, or `chunkSizeFor(size)` for a new file. A content id depends on it. */
  readonly chunkSize: number
}

export interface Hasher {
  hash(
    job: HashJob,
    signal: AbortSignal,
  ): Promise<
    | { readonly kind: 'hashed'; readonly contentId: ContentId }
    | { readonly kind: 'not-hashed'; readonly reason: TransferProblem }
  >
}
