// The contact card: who somebody is and how to reach them, signed by one of their devices. PROTOCOL §7, §19.13. Core and CLI.
// Until `verifyCard` has compared it with the identity log, a card is only a claim.
import { z } from 'zod'
import { Refused } from '../base/errors.ts'
import { bytes, hexBytes, record, text, uint } from '../base/record.ts'
import type { Suite } from '../crypto/suite.ts'
import type { DeviceId, Head, IdentityId } from '../domain/ids.ts'
import { deviceNow, type DeviceSecrets, type Identities } from '../logs/identity/index.ts'
import { headOf, headSchema, headWire, inboxToken, reachOf, reachSchema, reachWire, type Reach } from './place.ts'
import { fromTextForm, toTextForm } from './text-form.ts'

export type Card = Reach & {
  readonly identityId: IdentityId
  /** Of the identity log when the card was made. */
  readonly head: Head
  readonly deviceId: DeviceId
  /** Lets the holder write to the inbox: 16 bytes. */
  readonly token: Uint8Array
  /** Display data, true only as far as one trusts this person. */
  readonly name: string
  readonly addresses: readonly string[]
  /** Milliseconds UTC. */
  readonly time: number
}

/** A card whose signature nobody has checked yet; enough to fetch the identity log with. */
export type UnverifiedCard = Pick<Card, 'identityId' | 'head' | keyof Reach> & { readonly cardBytes: Uint8Array }

export const maxCardLength = 4096

const cardRecord = record(
  z.tuple([
    z.literal(1),
    z.literal('card'),
    hexBytes<IdentityId>(32),
    headSchema,
    hexBytes<DeviceId>(32),
    reachSchema,
    inboxToken,
    text(200),
    z.array(text(254)).max(5),
    uint(),
  ]),
)
const wireRecord = record(z.tuple([bytes({ min: 1, max: maxCardLength }), bytes(64)]))

/** The signed card, at most 4 KiB: its own file form; `cardText` makes text of it. */
export function createCard(
  suite: Suite,
  device: DeviceSecrets,
  card: Omit<Card, 'identityId' | 'deviceId'>,
): Uint8Array {
  const signed = cardRecord.encode([
    1,
    'card',
    device.identityId,
    headWire(card.head),
    device.deviceId,
    reachWire(card),
    card.token,
    card.name,
    [...card.addresses],
    card.time,
  ])
  return wireRecord.encode([signed, suite.sign(device.signSecretKey, 'card', signed)])
}

export const cardText = (cardBytes: Uint8Array): string => toTextForm('card', cardBytes)

/** The bytes behind a pasted text form. Throws E_LIMIT or E_CANON; nothing is verified. */
export const cardBytesOf = (pasted: string): Uint8Array => fromTextForm('card', pasted)

/** Throws E_LIMIT, E_CANON or E_UNKNOWN_VERSION. */
export function parseCard(cardBytes: Uint8Array): UnverifiedCard {
  const { identityId, head, home, tlsPin } = readCard(cardBytes).card
  return { identityId, head, home, tlsPin, cardBytes }
}

/** How the maker of a card calls themself: a claim, for a person to recognise before anything can be checked. Throws as `parseCard`. */
export function claimOf(cardBytes: Uint8Array): Pick<Card, 'name' | 'addresses'> {
  const { name, addresses } = readCard(cardBytes).card
  return { name, addresses }
}

/**
 * The card, true to its identity log. Throws MissingHead while the log is not held up to the head the card names, E_FORK for
 * a head on no branch of it, E_ROLE where the device is not active, E_SIG.
 */
export function verifyCard(suite: Suite, { cardBytes }: UnverifiedCard, identities: Identities): Card {
  const { card, signed, signature } = readCard(cardBytes)
  const { signPublicKey } = deviceNow(identities, card)
  if (!suite.verify(signPublicKey, 'card', signed, signature)) throw new Refused('E_SIG', 'card')
  return card
}

function readCard(cardBytes: Uint8Array): { card: Card; signed: Uint8Array; signature: Uint8Array } {
  const [signed, signature] = wireRecord.decode(cardBytes, maxCardLength)
  const [, , identityId, head, deviceId, reach, token, name, addresses, time] = cardRecord.decode(signed, maxCardLength)
  return {
    card: { ...reachOf(reach), identityId, head: headOf(head), deviceId, token, name, addresses, time },
    signed,
    signature,
  }
}
