// The records of requests and answers. PROTOCOL §15. Relay, core and cli.
import { z } from 'zod'
import { bytes, hexBytes, record, text, uint } from '../base/record.ts'
import type { DeviceId, EntryHash, IdentityId, LogId, NamedHead, PackId } from '../domain/ids.ts'
import { maxMessageLength, maxRanges, maxRecordLength, maxSelfLength, maxSubscriptions } from './limits.ts'

/** A document people should read, and what it said when the operator named it: SHA-256, 32 bytes. */
const document = z.tuple([text(1024), bytes(32)]).nullable()

/**
 * Answer to GET /v1/relay. `registration`: who may open an account. `limits`: quota of an identity in bytes (0: none),
 * messages a day from one sender.
 */
export const relayInfoRecord = record(
  z.tuple([
    z.literal(1),
    z.literal('relay.info'),
    text(255),
    text(64),
    bytes(32),
    z.enum(['open', 'invitation', 'token', 'closed']),
    z.tuple([uint(), uint()]),
    text({ min: 0, max: 255 }),
    text({ min: 0, max: 255 }),
    text({ min: 0, max: 255 }),
    document,
    document,
  ]),
)

export type RelayInfo = {
  readonly name: string
  readonly version: string
  /** Ed25519, 32 bytes; the relay's id is H("id/relay", it). */
  readonly publicKey: Uint8Array
  readonly registration: 'open' | 'invitation' | 'token' | 'closed'
  readonly quotaBytes: number
  readonly messagesPerDay: number
  readonly operator: string
  readonly place: string
  readonly contact: string
  readonly privacyNotice: { readonly url: string; readonly sha256: Uint8Array } | null
  readonly terms: { readonly url: string; readonly sha256: Uint8Array } | null
}

const documentPair = (one: RelayInfo['terms']): [string, Uint8Array] | null => one && [one.url, one.sha256]

export const encodeRelayInfo = (info: RelayInfo): Uint8Array =>
  relayInfoRecord.encode([
    1,
    'relay.info',
    info.name,
    info.version,
    info.publicKey,
    info.registration,
    [info.quotaBytes, info.messagesPerDay],
    info.operator,
    info.place,
    info.contact,
    documentPair(info.privacyNotice),
    documentPair(info.terms),
  ])

/** Throws E_CANON, E_UNKNOWN_VERSION. */
export function decodeRelayInfo(encoded: Uint8Array): RelayInfo {
  const [, , name, version, publicKey, registration, limits, operator, place, contact, privacyNotice, terms] =
    relayInfoRecord.decode(encoded, maxRecordLength)
  const [quotaBytes, messagesPerDay] = limits
  return {
    name,
    version,
    publicKey,
    registration,
    quotaBytes,
    messagesPerDay,
    operator,
    place,
    contact,
    privacyNotice: privacyNotice && { url: privacyNotice[0], sha256: privacyNotice[1] },
    terms: terms && { url: terms[0], sha256: terms[1] },
  }
}

/** PUT /v1/inbox/tokens/{hash}: how often it may be used (null: any number), until when (ms), whether it lets register. */
export const inboxTokenRecord = record(
  z.tuple([z.literal(1), z.literal('token'), text(64), uint().nullable(), uint().nullable(), z.boolean()]),
)

/** GET /v1/inbox, an item: [message id, when it came (ms), the message]. */
export const inboxItem = record(z.tuple([bytes(16), uint(), bytes({ min: 1, max: maxMessageLength })]))
export const maxInboxItemLength = maxMessageLength + 64

/** POST /v1/spaces/{id}/packs:read: [[pack, start, end]…]. */
export const readPacksRecord = record(
  z.tuple([
    z.literal(1),
    z.literal('packs.read'),
    z
      .array(z.tuple([hexBytes<PackId>(16), uint(), uint()]))
      .min(1)
      .max(maxRanges),
  ]),
)

/** GET /v1/spaces/{id}/packs:missing, an item. */
export const packItem = record(hexBytes<PackId>(16))

/** GET /v1/events without a WebSocket: the heads of the logs asked for, as far as they may be read. */
export const headsRecord = record(
  z.tuple([
    z.literal(1),
    z.literal('heads'),
    z.array(z.tuple([hexBytes<LogId>(32), uint(), hexBytes<EntryHash>(32)])).max(maxSubscriptions),
  ]),
)
export const maxHeadsLength = 128 + 96 * maxSubscriptions

/** On the event stream, client → relay: from now on these logs, and no others. */
export const subscribeRecord = record(
  z.tuple([z.literal(1), z.literal('subscribe'), z.array(hexBytes<LogId>(32)).max(maxSubscriptions)]),
)
/** On the event stream, relay → client: a log has grown, a message has come, the self record was replaced; still there. */
export const eventRecord = record(
  z.union([
    z.tuple([z.literal(1), z.literal('log'), hexBytes<LogId>(32), uint()]),
    z.tuple([z.literal(1), z.literal('inbox')]),
    z.tuple([z.literal(1), z.literal('alive')]),
    z.tuple([z.literal(1), z.literal('self'), uint()]),
  ]),
)

/** The self record, of which the relay reads the counter: [1, "self", identity, generation, counter, envelope]. */
export const selfRecord = record(
  z.tuple([
    z.literal(1),
    z.literal('self'),
    hexBytes<IdentityId>(32),
    uint(),
    uint(),
    bytes({ min: 72, max: maxSelfLength }),
  ]),
)

/** As stored and served: [self record, device, signature]. */
export const selfWire = record(z.tuple([bytes({ min: 1, max: maxSelfLength }), hexBytes<DeviceId>(32), bytes(64)]))

/** Throws E_LIMIT, E_CANON. */
export const decodeHeads = (encoded: Uint8Array): readonly NamedHead[] =>
  headsRecord.decode(encoded, maxHeadsLength)[2].map(([logId, seq, hash]) => ({ logId, seq, hash }))
