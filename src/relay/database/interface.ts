// What the relay needs of a database. Every method is one transaction: it happens durably as a whole or not at all.
// SQLite implements it today, PostgreSQL later; contract.ts is what each must pass. PROTOCOL §15. Relay only.
import type { DeviceId, EntryHash, Head, IdentityId, LogId, PackId, RelayId, SpaceId } from '../../shared/domain/ids.ts'
import type { LogKind } from '../../shared/logs/entry.ts'

export type StoredLog = {
  readonly id: LogId
  readonly kind: LogKind
  readonly head: Head
  readonly homeId: RelayId | null
}

/** An entry in the parts of which its stored form is made. */
export type StoredEntry = {
  readonly seq: number
  readonly hash: EntryHash
  readonly headerBytes: Uint8Array
  readonly signatures: readonly Uint8Array[]
  readonly body: Uint8Array | null
}

export type Extension = {
  readonly logId: LogId
  readonly kind: LogKind
  /** The head the entries follow; null: they begin the log. */
  readonly after: Head | null
  /** At least one, without gaps. */
  readonly entries: readonly StoredEntry[]
  readonly homeId: RelayId | null
  /** Of a space: replaces its principals. */
  readonly readers: readonly IdentityId[]
  /** Packs that the entries name for the first time, with the length they give. Those not stored are noted as missing. */
  readonly packs: readonly { readonly id: PackId; readonly length: number }[]
}

export type StoredPack = {
  readonly id: PackId
  readonly length: number
  readonly isNamed: boolean
  /** Named by an entry, but its bytes are not here. */
  readonly isMissing: boolean
}

export type Account = {
  readonly identityId: IdentityId
  readonly quotaBytes: number | null
  readonly usedBytes: number
  readonly isBlocked: boolean
}

export type Token = {
  /** H("inbox/token", token), 32 bytes as hex. */
  readonly hash: string
  /** Whose inbox it opens; null: a registration token made by the operator. */
  readonly identityId: IdentityId | null
  readonly label: string
  /** Null: any number of times. */
  readonly usesLeft: number | null
  /** Milliseconds since 1970; null: never. */
  readonly expiresAt: number | null
  readonly admitsRegistration: boolean
}

export type Message = { readonly id: string; readonly receivedAt: number; readonly bytes: Uint8Array }
export type SelfRecord = { readonly counter: number; readonly bytes: Uint8Array }
export type Statement = {
  readonly kind: string
  readonly subjectId: string
  readonly deviceId: DeviceId
  readonly counter: number
  readonly bytes: Uint8Array
}

export type ReadLimit = { readonly count: number; readonly bytes: number; readonly bodies: boolean }

export interface LogTable {
  find(id: LogId): Promise<StoredLog | null>
  /** Compare-and-swap: 'conflict' and nothing stored unless the log's head is `after`. */
  extend(extension: Extension): Promise<'extended' | 'conflict'>
  /** Entries from `from` on, in order, at most `limit.count` and, beyond the first, `limit.bytes`. `body` is null without bodies. */
  read(id: LogId, from: number, limit: ReadLimit): Promise<readonly StoredEntry[]>
  /** Gives up everything from `from` on for another branch, keeping what is given up as proof. */
  replace(id: LogId, from: number, branch: readonly StoredEntry[], homeId: RelayId | null): Promise<void>
  /** Keeps an entry that contradicts the log; beyond 64 a log, silently none. */
  addProof(id: LogId, entry: StoredEntry): Promise<void>
  proofs(id: LogId): Promise<readonly StoredEntry[]>
  /** Whether the identity may read any space here. */
  readsAnything(identity: IdentityId): Promise<boolean>
  all(): Promise<readonly StoredLog[]>
}

export interface PackTable {
  find(space: SpaceId, pack: PackId): Promise<StoredPack | null>
  /** Notes a pack whose bytes are durable and counts them on `owner`. False: it was noted before. */
  add(space: SpaceId, pack: { readonly id: PackId; readonly length: number }, owner: IdentityId): Promise<boolean>
  /** Named by an entry and not here. */
  missing(space: SpaceId): Promise<readonly PackId[]>
  /** Says of a noted pack whether its bytes are there (verification after a restore). */
  setMissing(space: SpaceId, pack: PackId, isMissing: boolean): Promise<void>
  all(space: SpaceId): Promise<readonly StoredPack[]>
}

export interface AccountTable {
  find(id: IdentityId): Promise<Account | null>
  /** False: it existed. */
  add(id: IdentityId): Promise<boolean>
  setQuota(id: IdentityId, quotaBytes: number | null): Promise<void>
  setBlocked(id: IdentityId, isBlocked: boolean): Promise<void>
  all(): Promise<readonly Account[]>
}

export interface TokenTable {
  find(hash: string): Promise<Token | null>
  put(token: Token): Promise<void>
  /** Only of this identity (null: the operator's). */
  remove(hash: string, identityId: IdentityId | null): Promise<void>
  /** Takes one use. False: unknown, used up or expired at `now`. */
  use(hash: string, now: number): Promise<boolean>
  /** Takes what lets register, once, and leaves the rest. False: it does not, or expired at `now`. */
  useForRegistration(hash: string, now: number): Promise<boolean>
  countOf(identityId: IdentityId): Promise<number>
  all(): Promise<readonly Token[]>
}

export interface InboxTable {
  /** 'full' at `limit` waiting messages. The same id again is 'stored' and changes nothing. */
  add(identity: IdentityId, message: Message, limit: number): Promise<'stored' | 'full'>
  has(identity: IdentityId, id: string): Promise<boolean>
  list(identity: IdentityId): Promise<readonly Message[]>
  remove(identity: IdentityId, id: string): Promise<void>
  removeBefore(time: number): Promise<number>
}

export interface SealedTable {
  self(identity: IdentityId): Promise<SelfRecord | null>
  /** Replaces the record with counter `after` (0: there is none). False: there is another one. */
  putSelf(identity: IdentityId, record: SelfRecord, after: number): Promise<boolean>
  statements(kind: string, subjectId: string): Promise<readonly Statement[]>
  /** False unless the counter grows. */
  putStatement(statement: Statement): Promise<boolean>
}

export type Use = { readonly kind: 'entries' | 'bytes' | 'messages'; readonly amount: number; readonly limit: number }

export interface UsageTable {
  /** Adds to what `subject` used today (UTC day of `now`). False, and nothing added, where one of them exceeds its limit. */
  add(subject: string, uses: readonly Use[], now: number): Promise<boolean>
  removeBefore(now: number): Promise<void>
}

export interface SettingTable {
  get(key: string): Promise<string | null>
  set(key: string, value: string | null): Promise<void>
}

export interface Database {
  readonly logs: LogTable
  readonly packs: PackTable
  readonly accounts: AccountTable
  readonly tokens: TokenTable
  readonly inbox: InboxTable
  readonly sealed: SealedTable
  readonly usage: UsageTable
  readonly settings: SettingTable
  /** Throws when the database does not answer. */
  ping(): Promise<void>
  close(): Promise<void>
}
