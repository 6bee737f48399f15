// A relay's signed word where it is found now. Addresses elsewhere (cards, homes, invitations) are hints: the statement with the
// highest counter holds. PROTOCOL §19.15. Relay: signs; core: verifies and keeps.
import { z } from 'zod'
import { Refused } from '../base/errors.ts'
import { bytes, hexBytes, record, text, uint } from '../base/record.ts'
import type { KeyPair } from '../crypto/backend.ts'
import type { Suite } from '../crypto/suite.ts'
import type { RelayId } from '../domain/ids.ts'
import { relayIdOf } from './receipt.ts'

export type RelayAddress = {
  readonly relayId: RelayId
  /** Grows with every other address. */
  readonly counter: number
  /** Milliseconds UTC, by the relay's clock. */
  readonly time: number
  /** http(s)://host[:port] */
  readonly address: string
  /** SHA-256 of the relay's own TLS key, 32 bytes; null: its certificate is vouched for. */
  readonly tlsPin: Uint8Array | null
}

const addressRecord = record(
  z.tuple([
    z.literal(1),
    z.literal('relay.address'),
    hexBytes<RelayId>(32),
    uint(),
    uint(),
    text(2048),
    bytes(32).nullable(),
  ]),
)
/** The statement, the relay's Ed25519 key, its signature. */
const wireRecord = record(z.tuple([bytes({ min: 1, max: 3072 }), bytes(32), bytes(64)]))
export const maxRelayAddressLength = 4096

export function signRelayAddress(suite: Suite, relay: KeyPair, stated: Omit<RelayAddress, 'relayId'>): Uint8Array {
  const { counter, time, address, tlsPin } = stated
  const relayId = relayIdOf(suite, relay.publicKey)
  const signed = addressRecord.encode([1, 'relay.address', relayId, counter, time, address, tlsPin])
  return wireRecord.encode([signed, relay.publicKey, suite.sign(relay.secretKey, 'relay/address', signed)])
}

/** Throws E_LIMIT, E_CANON, E_UNKNOWN_VERSION; E_ID unless it is this relay's; E_SIG. */
export function verifyRelayAddress(suite: Suite, statement: Uint8Array, expected: RelayId): RelayAddress {
  const [signed, publicKey, signature] = wireRecord.decode(statement, maxRelayAddressLength)
  const [, , relayId, counter, time, address, tlsPin] = addressRecord.decode(signed, 3072)
  if (relayId !== expected || relayIdOf(suite, publicKey) !== expected)
    throw new Refused('E_ID', 'address of another relay')
  if (!suite.verify(publicKey, 'relay/address', signed, signature)) throw new Refused('E_SIG', 'relay address')
  return { relayId, counter, time, address, tlsPin }
}
