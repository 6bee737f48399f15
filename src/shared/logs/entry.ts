// A log entry: how it is written, read, built and signed, the same for identity, organisation and space logs. PROTOCOL §8.
// All processes. Reading checks form alone (limits, canonical bytes, body hash); the reducers judge everything else.
import { z } from 'zod'
import { equalBytes } from '../base/bytes.ts'
import { decodeCanonical, type Cbor } from '../base/canonical.ts'
import { toHex } from '../base/encoding.ts'
import { Refused } from '../base/errors.ts'
import { bytes, hexBytes, record, text, uint, type RecordCodec } from '../base/record.ts'
import type { Suite } from '../crypto/suite.ts'
import type { DeviceId, EntryHash, Head, IdentityId, LogId, NamedHead } from '../domain/ids.ts'

export type LogKind = 'identity' | 'organisation' | 'space'

export type Header = {
  readonly type: string
  readonly logId: LogId
  /** 1 …; genesis is 0 and has no header. */
  readonly seq: number
  readonly prev: EntryHash
  readonly authorId: IdentityId
  /** Null: the root key, in an identity log only. */
  readonly authorDevice: DeviceId | null
  /** Head of the author's identity log; null exactly in an identity log. */
  readonly authorHead: Head | null
  readonly seen: readonly NamedHead[]
  /** Milliseconds since 1970, UTC. */
  readonly time: number
  readonly payload: Cbor
  /** H("body", body), 32 bytes. */
  readonly bodyHash: Uint8Array | null
  /** Even keys are critical and never get this far (no such key is known yet); odd ones may be ignored. */
  readonly extensions: ReadonlyMap<number, Cbor> | null
}

/** An entry whose form is right; nothing else about it is verified. Genesis (seq 0): the record is the header bytes. */
export type Entry = {
  readonly logId: LogId
  readonly seq: number
  readonly hash: EntryHash
  readonly headerBytes: Uint8Array
  readonly header: Header | null
  /** 1 … 8 signatures of 64 bytes over the header bytes. */
  readonly signatures: readonly Uint8Array[]
  /** Null: there is none, or it was withheld (`header.bodyHash` tells). */
  readonly body: Uint8Array | null
}

/** Who signs a new entry. `deviceId` null: the root key. */
export type Author = {
  readonly identityId: IdentityId
  readonly deviceId: DeviceId | null
  readonly signSecretKey: Uint8Array
}

/** A sealed body takes the header with bodyHash = null as its context: a lost race seals it anew. */
export type BodyOf = (headerContext: Uint8Array) => Uint8Array

export type Draft = Omit<Header, 'logId' | 'seq' | 'prev' | 'bodyHash' | 'authorId' | 'authorDevice'> & {
  readonly previous: NamedHead
  readonly body: BodyOf | Uint8Array | null
}

/** An entry names something that is not here yet: fetch log `logId` from `from` on, then judge the entry again. */
export class MissingHead extends Refused {
  readonly logId: LogId
  readonly from: number

  constructor(logId: LogId, from: number) {
    super('E_ID', `log ${logId} is needed from ${from}`)
    this.logId = logId
    this.from = from
  }
}

export const maxHeaderLength = 64 * 1024
export const maxBodyLength = 4 * 1024 * 1024
const maxEntryLength = maxHeaderLength + maxBodyLength + 1024

const storedRecord = record(
  z.tuple([
    bytes({ min: 1, max: maxEntryLength }),
    z.array(bytes(64)).min(1).max(8),
    bytes({ min: 1, max: maxEntryLength }).nullable(),
  ]),
)
const cbor = z.custom<Cbor>((value) => value !== undefined)
const headerSchema = z.tuple([
  z.literal(1),
  text(64),
  hexBytes<LogId>(32),
  uint(),
  hexBytes<EntryHash>(32),
  hexBytes<IdentityId>(32),
  hexBytes<DeviceId>(32).nullable(),
  z.tuple([uint(), hexBytes<EntryHash>(32)]).nullable(),
  z.array(z.tuple([hexBytes<LogId>(32), uint(), hexBytes<EntryHash>(32)])),
  uint(),
  cbor,
  bytes(32).nullable(),
  z.custom<ReadonlyMap<number, Cbor>>((value) => value instanceof Map && value.size > 0).nullable(),
])
const headerRecord = record(headerSchema)
const anySchema = z.tuple([uint(), text(64)]).rest(cbor)

/**
 * Reads the stored form CBOR [header, [signature…], body | null]. Throws E_LIMIT (header 64 KiB, body 4 MiB), E_CANON,
 * E_UNKNOWN_VERSION (another version, a critical extension), E_INTEGRITY (the body is not the one the header names).
 */
export function parseEntry(suite: Suite, kind: LogKind, stored: Uint8Array): Entry {
  const [headerBytes, signatures, body] = storedRecord.decode(stored, maxEntryLength)
  if ((body?.length ?? 0) > maxBodyLength) throw new Refused('E_LIMIT', 'body')
  const value = decodeCanonical(headerBytes, maxHeaderLength)
  const [version, type] = readPayload(anySchema, value)
  if (version !== 1) throw new Refused('E_UNKNOWN_VERSION', `entry version ${version}`)
  if (type === `${kind}.genesis`) {
    if (body !== null) throw new Refused('E_CANON', 'genesis with a body')
    return genesisEntry(suite, kind, headerBytes, signatures)
  }
  const header = headerOf(kind, value)
  if (body !== null && (header.bodyHash === null || !equalBytes(suite.hash('body', body), header.bodyHash))) {
    throw new Refused('E_INTEGRITY', 'body of another entry')
  }
  return {
    logId: header.logId,
    seq: header.seq,
    hash: hashHeader(suite, kind, headerBytes),
    headerBytes,
    header,
    signatures,
    body,
  }
}

/** The stored form. */
export const encodeEntry = (entry: Entry): Uint8Array =>
  storedRecord.encode([entry.headerBytes, [...entry.signatures], entry.body])

/** Makes and signs the entry after `draft.previous`. Throws RangeError for a draft out of form, E_LIMIT for one too large. */
export function buildEntry(suite: Suite, kind: LogKind, draft: Draft, author: Author): Entry {
  const { previous, body: bodyOf, ...rest } = draft
  const unbound: Header = {
    ...rest,
    logId: previous.logId,
    seq: previous.seq + 1,
    prev: previous.hash,
    authorId: author.identityId,
    authorDevice: author.deviceId,
    bodyHash: null,
  }
  const body = typeof bodyOf === 'function' ? bodyOf(encodeHeader(unbound)) : bodyOf
  const header = { ...unbound, bodyHash: body === null ? null : suite.hash('body', body) }
  const headerBytes = encodeHeader(header)
  const signature = suite.sign(author.signSecretKey, `entry/${kind}`, headerBytes)
  const entry: Entry = {
    logId: header.logId,
    seq: header.seq,
    hash: hashHeader(suite, kind, headerBytes),
    headerBytes,
    header,
    signatures: [signature],
    body,
  }
  return parseEntry(suite, kind, encodeEntry(entry))
}

/** Makes and signs entry 0 from a record that begins [1, "<kind>.genesis", …]; its hash is the log's id. */
export function buildGenesisEntry(suite: Suite, kind: LogKind, genesis: Uint8Array, signSecretKey: Uint8Array): Entry {
  return genesisEntry(suite, kind, genesis, [suite.sign(signSecretKey, `entry/${kind}`, genesis)])
}

/** The context that sealed the body: the header with bodyHash = null. Null for genesis. */
export const bodyContext = (header: Header): Uint8Array => encodeHeader({ ...header, bodyHash: null })

/** Throws E_SIG unless the entry carries exactly one signature, made by this key over exactly these header bytes. */
export function mustBeSignedBy(suite: Suite, kind: LogKind, entry: Entry, signPublicKey: Uint8Array): void {
  const [signature, ...others] = entry.signatures
  const isRight = signature !== undefined && suite.verify(signPublicKey, `entry/${kind}`, entry.headerBytes, signature)
  if (!isRight || others.length > 0) throw new Refused('E_SIG', 'entry')
}

/** Reads a payload by its schema, as strictly as a record. Throws E_CANON. */
export function readPayload<S extends z.ZodType>(schema: S, payload: Cbor): z.output<S> {
  const value = z.safeDecode(schema, payload as z.input<S>)
  if (!value.success) throw new Refused('E_CANON', `payload: ${value.error.issues[0]?.path.join('.') ?? ''}`)
  return value.data
}

/** Reads a genesis record by its codec. Throws E_CANON for an entry that is not genesis. */
export function readGenesis<T>(codec: RecordCodec<T>, entry: Entry): T {
  if (entry.header !== null) throw new Refused('E_SEQ', 'not genesis')
  return codec.decode(entry.headerBytes, maxHeaderLength)
}

/** The wire form of a payload. Throws RangeError for values outside the schema. */
export const writePayload = <S extends z.ZodType>(schema: S, value: z.output<S>): Cbor => {
  const wire = z.safeEncode(schema, value)
  if (!wire.success) throw new RangeError(`payload: ${wire.error.issues[0]?.path.join('.') ?? ''}`)
  return wire.data as Cbor
}

const logIdLabels = { identity: 'id/identity', organisation: 'id/organisation', space: 'id/space' } as const

const hashHeader = (suite: Suite, kind: LogKind, headerBytes: Uint8Array): EntryHash =>
  toHex(suite.hash(`entry/${kind}`, headerBytes)) as EntryHash

function genesisEntry(suite: Suite, kind: LogKind, genesis: Uint8Array, signatures: readonly Uint8Array[]): Entry {
  const logId = toHex(suite.hash(logIdLabels[kind], genesis)) as LogId
  return {
    logId,
    seq: 0,
    hash: hashHeader(suite, kind, genesis),
    headerBytes: genesis,
    header: null,
    signatures,
    body: null,
  }
}

function encodeHeader(h: Header): Uint8Array {
  const authorHead = h.authorHead === null ? null : ([h.authorHead.seq, h.authorHead.hash] as [number, EntryHash])
  const seen = h.seen.map(({ logId, seq, hash }) => [logId, seq, hash] as [LogId, number, EntryHash])
  const { type, logId, seq, prev, authorId, authorDevice, time, payload, bodyHash, extensions } = h
  return headerRecord.encode([
    1,
    type,
    logId,
    seq,
    prev,
    authorId,
    authorDevice,
    authorHead,
    seen,
    time,
    payload,
    bodyHash,
    extensions,
  ])
}

function headerOf(kind: LogKind, value: Cbor): Header {
  const fields = readPayload(headerSchema, value)
  const [, type, logId, seq, prev, authorId, authorDevice, head, seen, time, payload, bodyHash, extensions] = fields
  if (seq === 0) throw new Refused('E_SEQ', 'only genesis is entry 0')
  const hasHead = head !== null
  if (kind === 'identity' ? hasHead || seen.length > 0 : !hasHead || authorDevice === null) {
    throw new Refused('E_CANON', `author of an entry of ${kind} log`)
  }
  for (const key of extensions?.keys() ?? []) {
    if (key % 2 === 0) throw new Refused('E_UNKNOWN_VERSION', `critical extension ${key}`)
  }
  return {
    type,
    logId,
    seq,
    prev,
    authorId,
    authorDevice,
    authorHead: head && { seq: head[0], hash: head[1] },
    seen: seen.map(([id, at, hash]) => ({ logId: id, seq: at, hash })),
    time,
    payload,
    bodyHash,
    extensions,
  }
}
