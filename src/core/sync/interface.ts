// What the sync engine needs of the world, and what it shows of itself. Runs in core (utility process, CLI, tests).
// SYNC.md "Shape": the whole engine talks to the world through one `SyncEnvironment`; the simulation replaces only that.
import type { ErrorCode } from '../../shared/base/errors.ts'
import type { Result } from '../../shared/base/result.ts'
import type { ContentId, IdentityId, NodeId, PackId, RevisionId, SpaceId } from '../../shared/domain/ids.ts'
import type { Rights } from '../../shared/domain/rights.ts'
import type { Manifest } from '../../shared/content/manifest.ts'
import type { Operation } from '../../shared/logs/space/operations.ts'
import type { FileStat, FileSystem, LocalPath, Watcher } from './disk.ts'

export * from './disk.ts'

// ---------------------------------------------------------------- the space, as verified

export type RemoteNode = {
  readonly id: NodeId
  readonly parent: NodeId
  readonly name: string
  readonly type: 'file' | 'directory'
  /** Null for directories. */
  readonly revision: RevisionId | null
  readonly contentId: ContentId | null
  readonly size: number
  /** Milliseconds since 1970, as the author's disk said. */
  readonly modifiedAt: number
  readonly executable: boolean
  readonly trashed: boolean
  readonly changedBy: IdentityId
  /** Log time of the last change, milliseconds since 1970. */
  readonly changedAt: number
}

export type RemoteView = {
  /** Of the newest verified entry whose effect `nodes` shows: the same number, the same nodes. */
  readonly seq: number
  /** Every node by id, trashed and unreachable ones included; without the root directory. */
  readonly nodes: ReadonlyMap<NodeId, RemoteNode>
  /** What this identity may do now. */
  readonly rights: Rights
  readonly closed: boolean
  /** False while the body or key of a verified commit has not come: nothing is planned against half a tree. */
  readonly isWhole: boolean
}

export type AddedPack = { readonly id: PackId; /** Bytes, padding included. */ readonly length: number }

export type CommitOutcome =
  | { readonly kind: 'committed'; readonly seq: number }
  /** Somebody was first: nothing happened, `view` is newer, plan again. */
  | { readonly kind: 'overtaken' }

/** Who made a revision, and when by log time, milliseconds since 1970. A later move or renaming changes neither. */
export type Origin = { readonly author: IdentityId; readonly time: number }

export type Past = { readonly revision: RevisionId; readonly contentId: ContentId }

export interface SpaceRemote {
  readonly spaceId: SpaceId
  /** Changes only during `refresh` and `commit`. */
  readonly view: RemoteView
  /** As far (milliseconds, negative: behind) this computer's clock is ahead of the relay's where nothing can be dated; else null. */
  readonly clockOffBy: number | null
  /** What the log stops at; null: it goes on to its end. Until then nothing can be appended. */
  readonly ahead: EntryAhead | null
  /** Fetches and verifies what is new. */
  refresh(signal: AbortSignal): Promise<Result<void>>
  /** Appends one commit of at most 2,000 operations, after a rotation where one is due. `packs` the log already names are left out by the callee. */
  commit(
    operations: readonly Operation[],
    packs: readonly AddedPack[],
    signal: AbortSignal,
  ): Promise<Result<CommitOutcome>>
  /** The manifest of the node's current or an earlier revision; null if this log knows no such revision. */
  manifest(id: NodeId, revision: RevisionId): Promise<Manifest | null>
  /** Null if this log knows no such revision. */
  origin(id: NodeId, revision: RevisionId): Origin | null
  /** The contents the file had and has in the log, oldest first; without those whose manifest nobody can read. Empty for unknown nodes. */
  history(id: NodeId): Promise<readonly Past[]>
  /** Called when somebody may have appended. */
  onHint(listener: () => void): () => void
}

/** Opaque ciphertext objects at the relay. Failures are E_TRANSPORT (try again), E_QUOTA, E_INTEGRITY, E_ROLE. */
export interface PackTransport {
  put(
    pack: PackId,
    bytes: AsyncIterable<Uint8Array> | Uint8Array,
    length: number,
    signal: AbortSignal,
  ): Promise<Result<void>>
  /** Ranges of one pack, each start and end a multiple of 64 KiB (or the pack's end); in the order asked. */
  get(
    pack: PackId,
    ranges: readonly { readonly start: number; readonly end: number }[],
    signal: AbortSignal,
  ): AsyncIterable<Uint8Array>
  /** Packs that the log names and the relay lost, as it says itself. */
  missing(signal: AbortSignal): Promise<Result<readonly PackId[]>>
}

// ---------------------------------------------------------------- memory

/** What was on the disk when it was last looked at, for a node that has one there. */
export type LocalNode = {
  readonly id: NodeId
  readonly parent: NodeId
  readonly name: string
  readonly type: 'file' | 'directory'
  readonly stat: FileStat
  /** Null until hashed. */
  readonly contentId: ContentId | null
}

/** The last state on which both sides agreed: the merge base. */
export type SyncedNode = {
  readonly id: NodeId
  readonly parent: NodeId
  readonly name: string
  readonly type: 'file' | 'directory'
  readonly revision: RevisionId | null
  readonly contentId: ContentId | null
  readonly executable: boolean
}

/** An operation in flight; `state` is the operation's own, opaque to the store. Holds keys: the store seals it. */
export type JournalEntry = { readonly id: string; readonly kind: string; readonly state: string }

export type StoreChange =
  | { readonly kind: 'local.put'; readonly node: LocalNode }
  | { readonly kind: 'local.delete'; readonly id: NodeId }
  | { readonly kind: 'synced.put'; readonly node: SyncedNode }
  | { readonly kind: 'synced.delete'; readonly id: NodeId }
  | { readonly kind: 'journal.put'; readonly entry: JournalEntry }
  | { readonly kind: 'journal.delete'; readonly id: string }

/** The engine's memory of one space. Everything in one call of `apply` is durable together or not at all. */
export interface SyncStore {
  local(): Iterable<LocalNode>
  synced(): Iterable<SyncedNode>
  journal(): Iterable<JournalEntry>
  apply(changes: readonly StoreChange[]): void
}

// ---------------------------------------------------------------- time and chance

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
}

/** Sealing and hashing off the event loop (PROTOCOL §11). Ids and keys are checked by the callee; failures throw `Refused`. */
export interface Sealer {
  /** Seals one chunk; `sealed` = nonce ‖ ciphertext, `hash` = SHA-256 of the plaintext. Takes ownership of `plaintext`. */
  sealChunk(
    job: ChunkPlace & { readonly plaintext: Uint8Array<ArrayBuffer> },
  ): Promise<{ readonly sealed: Uint8Array; readonly hash: Uint8Array }>
  /** Opens one chunk and compares its hash; E_INTEGRITY otherwise. Takes ownership of `sealed`. */
  openChunk(job: ChunkPlace & { readonly sealed: Uint8Array; readonly hash: Uint8Array }): Promise<Uint8Array>
  /** SHA-256 of one chunk's plaintext. Takes ownership of `plaintext`. */
  hashChunk(plaintext: Uint8Array<ArrayBuffer>): Promise<Uint8Array>
}

/** Where a chunk belongs: all of it is authenticated. `key` is 32 bytes, used for one upload only. */
export type ChunkPlace = {
  readonly key: Uint8Array
  readonly spaceId: SpaceId
  readonly nodeId: NodeId
  readonly index: number
  readonly chunkSize: number
  /** A page of a long manifest is sealed like a chunk, under labels of its own. Absent: a chunk. */
  readonly label?: 'chunk' | 'page'
}

export type SyncEnvironment = {
  readonly root: LocalPath
  readonly files: FileSystem
  readonly watcher: Watcher
  readonly remote: SpaceRemote
  readonly packs: PackTransport
  readonly sealer: Sealer
  readonly store: SyncStore
  readonly clock: Clock
  readonly random: (length: number) => Uint8Array
  /** Display name of an identity, for the names of conflict copies; the same on every device that knows the person. */
  readonly nameOf: (identity: IdentityId) => string
  /** The person's own identity: what others changed gets the mark of received files. */
  readonly me: IdentityId
}

// ---------------------------------------------------------------- what people see

export type SyncPhase = 'idle' | 'scanning' | 'transferring' | 'waiting' | 'paused' | 'stopped'

/**
 * Only a person knows whether it was deleted on purpose: the folder is suddenly empty (SYNC-03), or came back without a memory of it
 * (SYNC-07). `files` counts, `paths` are the topmost of what is missing.
 */
export type Missing = {
  readonly kind: 'missing'
  readonly reason: 'emptied' | 'returned'
  readonly files: number
  readonly paths: readonly string[]
}

/** Why the space does not go on by itself. A person is needed for `root-missing`, `missing`, `refused`. */
/**
 * An entry dated more than a day ahead of this computer's clock ([Note: Held entries]): who wrote it, and from when on it counts,
 * milliseconds since 1970.
 */
export type EntryAhead = { readonly author: IdentityId; readonly until: number }

export type SyncObstacle =
  | { readonly kind: 'root-missing' }
  | Missing
  | { readonly kind: 'disk-full'; readonly neededBytes: number }
  /** `retryAt`: milliseconds since 1970; null while that is not decided. */
  | { readonly kind: 'offline'; readonly retryAt: number | null }
  /** The relay takes nothing more for now: no room, or enough for today. `retryAt` as above. */
  | { readonly kind: 'relay-full'; readonly retryAt: number | null }
  /** This computer's clock is so far ahead (negative: behind; milliseconds) that nothing can be written; behind, also much is held. */
  | { readonly kind: 'clock'; readonly offBy: number }
  /** The log stops before it: what stands before is here, what was changed here waits. */
  | ({ readonly kind: 'entry-ahead' } & EntryAhead)
  /** The person does not want `files` contents transferred now (SYNC-105); nothing else is left to do. */
  | { readonly kind: 'postponed'; readonly files: number }
  /** The relay answers but keeps back what the log names: `files` contents, or (0) the body or key of a commit. */
  | { readonly kind: 'withheld'; readonly files: number }
  /** The relay lost `files` contents, and nobody who has them has brought them again yet (SYNC-99). */
  | { readonly kind: 'lost'; readonly files: number }
  /** What came for `files` contents is not what the log names; `code` of the first. Nothing of it reaches the folder. */
  | { readonly kind: 'damaged'; readonly code: ErrorCode; readonly files: number }
  | { readonly kind: 'refused'; readonly code: ErrorCode }

/** A content that is not exchanged because of what the relay answered (E_TRANSPORT: it does not come; `lost`: it says so). The others go on. */
export type Held = { readonly id: NodeId; readonly path: string; readonly code: ErrorCode | 'lost' }

export type Skipped = {
  readonly path: string
  readonly reason: 'name' | 'link' | 'special' | 'growing' | 'collision' | 'denied' | 'no-right'
}

/** A content that is to be transferred. `postponed`: not until the person says so · `stuck`: it could not be, and is tried again. */
export type Waiting = {
  readonly id: NodeId
  readonly direction: 'up' | 'down'
  /** Bytes. */
  readonly size: number
  /** How many of them are here already, as far as this engine has seen. */
  readonly doneBytes: number
  readonly state: 'waiting' | 'postponed' | 'stuck'
}

export type SyncStatus = {
  readonly phase: SyncPhase
  readonly obstacle: SyncObstacle | null
  /** True when local, remote and synced trees agreed at the end of the last cycle and nothing has changed since. */
  readonly settled: boolean
  readonly transfers: readonly {
    readonly id: NodeId
    readonly path: string
    readonly direction: 'up' | 'down'
    readonly doneBytes: number
    readonly totalBytes: number
    /** Null: not known (yet). */
    readonly bytesPerSecond: number | null
  }[]
  readonly skipped: readonly Skipped[]
  readonly held: readonly Held[]
  /** Milliseconds since 1970 of the last settled cycle, or null. */
  readonly settledAt: number | null
}
