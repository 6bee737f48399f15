// What the sealed self record holds: enough to rebuild this profile's cache on this or another computer of the same person.
// PROTOCOL §5, §19.17. Runs in core.
import { z } from 'zod'
import { bytes, hexBytes, record, text, uint } from '../../shared/base/record.ts'
import type { Reach } from '../../shared/contact/index.ts'
import type { EntryHash, IdentityId, LogId, MessageId, RelayId, SpaceId } from '../../shared/domain/ids.ts'
import { allRights } from '../../shared/domain/rights.ts'
import {
  putContact,
  putLink,
  putSetting,
  putSpace,
  raisePin,
  readContacts,
  readLinks,
  readPins,
  readSetting,
  readSpaces,
  type ReadableStore,
  type WritableStore,
} from '../store/index.ts'

type OfferWire = [SpaceId, IdentityId, number, number | null]

const some = (length: number) => text({ min: 0, max: length })

const reach = z.codec(
  z.tuple([z.tuple([hexBytes<RelayId>(32), text(2048)]), bytes(32).nullable()]),
  z.custom<Reach>(),
  {
    decode: ([[relayId, address], tlsPin]) => ({ home: { relayId, address }, tlsPin }),
    encode: ({ home, tlsPin }) => [[home.relayId, home.address], tlsPin] as [[RelayId, string], Uint8Array | null],
  },
)

const contentRecord = record(
  z.tuple([
    z.literal(1),
    z.literal('self.content'),
    z.array(z.tuple([text(64), some(4096)])).max(256),
    z
      .array(
        z.tuple([
          hexBytes<IdentityId>(32),
          z.enum(['requested', 'asking', 'accepted']),
          some(1024),
          z.array(some(512)).max(16),
          z.tuple([z.boolean(), hexBytes<IdentityId>(32).nullable(), z.boolean()]),
          z.array(some(256)).max(64),
          some(65_536),
          reach,
          z.tuple([bytes(16).nullable(), bytes(16).nullable(), hexBytes<MessageId>(16).nullable(), uint()]),
          z
            .array(z.tuple([hexBytes<SpaceId>(32), hexBytes<IdentityId>(32), uint(allRights), uint().nullable()]))
            .max(1000),
          uint(),
        ]),
      )
      .max(20_000),
    z
      .array(
        z.tuple([hexBytes<SpaceId>(32), some(1024), z.enum(['invited', 'joined', 'left', 'closed']), reach, uint()]),
      )
      .max(10_000),
    z.array(z.tuple([hexBytes<LogId>(32), z.enum(['identity', 'space']), uint(), hexBytes<EntryHash>(32)])).max(50_000),
    z.array(z.tuple([bytes(16), bytes(16), some(1024), uint(), uint()])).max(1000),
  ]),
)

/** Settings that belong to the person and not to this computer. */
const personalSettings = ['name', 'emails', 'card-token', 'accounts', 'former-homes'] as const
const maxContentLength = 4 * 1024 * 1024

export function encodeSelfContent(store: ReadableStore): Uint8Array {
  const settings = personalSettings.flatMap((key) => {
    const value = readSetting(store, key)
    return value === null ? [] : [[key, value] as [string, string]]
  })
  return contentRecord.encode([
    1,
    'self.content',
    settings,
    readContacts(store).map((contact) => [
      contact.identityId,
      contact.state,
      contact.name,
      [...contact.emails],
      [contact.verified, contact.conflictsWith, contact.blocked],
      [...contact.categories],
      contact.notes,
      contact.relay,
      [contact.theirToken, contact.ourToken, contact.requestId, contact.devicesSeen],
      contact.offers.map(({ space, instead, rights, notAfter }): OfferWire => [space, instead, rights, notAfter]),
      contact.addedAt,
    ]),
    readSpaces(store).map((space) => [space.id, space.name, space.state, space.relay, space.addedAt]),
    readPins(store).map((pin) => [pin.logId, pin.kind, pin.seq, pin.hash]),
    readLinks(store).map(({ token, secret, note, madeAt, expiresAt }) => [token, secret, note, madeAt, expiresAt]),
  ])
}

/** One of the settings in it; null: it is not there. Throws E_CANON, E_LIMIT. */
export function selfSetting(encoded: Uint8Array, wanted: (typeof personalSettings)[number]): string | null {
  const [, , settings] = contentRecord.decode(encoded, maxContentLength)
  return settings.find(([key]) => key === wanted)?.[1] ?? null
}

/**
 * Puts what a self record held into an empty cache. Spaces come back without a folder: the person chooses where they lie here,
 * and the same folder chosen again transfers nothing. Invitations are sent again by the inbox. Throws E_CANON, E_LIMIT.
 */
export function restoreSelfContent(store: WritableStore, encoded: Uint8Array): void {
  const [, , settings, contacts, spaces, pins, links] = contentRecord.decode(encoded, maxContentLength)
  for (const [key, value] of settings) putSetting(store, key, value)
  for (const [
    identityId,
    state,
    name,
    emails,
    [verified, conflictsWith, blocked],
    categories,
    notes,
    relay,
    request,
    offers,
    addedAt,
  ] of contacts) {
    const [theirToken, ourToken, requestId, devicesSeen] = request
    putContact(store, {
      identityId,
      state,
      name,
      emails,
      verified,
      conflictsWith,
      blocked,
      categories,
      notes,
      relay,
      theirToken,
      ourToken,
      requestId,
      offers: offers.map(([space, instead, rights, notAfter]) => ({ space, instead, rights, notAfter })),
      devicesSeen,
      addedAt,
    })
  }
  for (const [id, name, state, relay, addedAt] of spaces) {
    if (state === 'invited') continue
    putSpace(store, { id, name, state, folder: null, relay, invitedBy: null, invitation: null, paused: false, addedAt })
  }
  for (const [token, secret, note, madeAt, expiresAt] of links)
    putLink(store, { token, secret, note, madeAt, expiresAt })
  for (const [logId, kind, seq, hash] of pins) raisePin(store, { logId, kind, seq, hash })
}
