// A relay's signed word that it holds a log up to a head: proof for later if it tells others otherwise. PROTOCOL §8, §19.15.
// Relay: signs; core: verifies and keeps.
import { z } from 'zod'
import { toHex } from '../base/encoding.ts'
import { Refused } from '../base/errors.ts'
import { bytes, hexBytes, record, uint } from '../base/record.ts'
import type { KeyPair } from '../crypto/backend.ts'
import type { Suite } from '../crypto/suite.ts'
import type { EntryHash, Head, LogId, RelayId } from '../domain/ids.ts'

export type Receipt = {
  readonly relayId: RelayId
  readonly logId: LogId
  readonly head: Head
  /** The relay's clock, milliseconds UTC. */
  readonly time: number
}

const receiptRecord = record(
  z.tuple([
    z.literal(1),
    z.literal('receipt'),
    hexBytes<RelayId>(32),
    hexBytes<LogId>(32),
    uint(),
    hexBytes<EntryHash>(32),
    uint(),
  ]),
)
/** The receipt, the relay's Ed25519 key, its signature: complete in itself as proof for third parties. */
const wireRecord = record(z.tuple([bytes({ min: 1, max: 256 }), bytes(32), bytes(64)]))

/** H("id/relay", Ed25519 public key): what "key hash of a relay" means everywhere. */
export const relayIdOf = (suite: Suite, publicKey: Uint8Array): RelayId =>
  toHex(suite.hash('id/relay', publicKey)) as RelayId

/** Signs what this relay holds now. */
export function signReceipt(suite: Suite, relay: KeyPair, receipt: Omit<Receipt, 'relayId'>): Uint8Array {
  const { logId, head, time } = receipt
  const relayId = relayIdOf(suite, relay.publicKey)
  const signed = receiptRecord.encode([1, 'receipt', relayId, logId, head.seq, head.hash, time])
  return wireRecord.encode([signed, relay.publicKey, suite.sign(relay.secretKey, 'receipt', signed)])
}

/** Throws E_LIMIT, E_CANON, E_UNKNOWN_VERSION; E_ID unless it is this relay's; E_SIG. */
export function verifyReceipt(suite: Suite, receipt: Uint8Array, expected: RelayId): Receipt {
  const [signed, publicKey, signature] = wireRecord.decode(receipt, 512)
  const [, , relayId, logId, seq, hash, time] = receiptRecord.decode(signed, 256)
  if (relayId !== expected || relayIdOf(suite, publicKey) !== expected)
    throw new Refused('E_ID', 'receipt of another relay')
  if (!suite.verify(publicKey, 'receipt', signed, signature)) throw new Refused('E_SIG', 'receipt')
  return { relayId, logId, head: { seq, hash }, time }
}
