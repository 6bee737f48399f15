// The sealed part of a commit or snapshot: a record, padded, under the epoch key, bound to its header. PROTOCOL §10, §19.6.
// Clients. Plaintext = u32be length ‖ CBOR ‖ zeros up to Padmé(max(1024, n)).
import { concat, u32be } from '../../base/bytes.ts'
import { Refused } from '../../base/errors.ts'
import { openEnvelope, sealEnvelope, type EnvelopePlace } from '../../crypto/envelope.ts'
import type { Suite } from '../../crypto/suite.ts'
import { padme } from '../../domain/padme.ts'
import { bodyContext, type Header } from '../entry.ts'

const shortest = 1024

/** `context` is the header with bodyHash = null. */
export const sealBody = (suite: Suite, epochKey: Uint8Array, context: Uint8Array, record: Uint8Array): Uint8Array =>
  sealEnvelope(suite, placeOf(suite, epochKey, context), padded(record))

/** The record's bytes. Throws E_OPEN, or E_CANON for another padding. */
export const openBody = (suite: Suite, epochKey: Uint8Array, header: Header, body: Uint8Array): Uint8Array =>
  unpadded(openEnvelope(suite, placeOf(suite, epochKey, bodyContext(header)), body))

const placeOf = (suite: Suite, epochKey: Uint8Array, context: Uint8Array): EnvelopePlace => ({
  key: suite.kdf(epochKey, 'space/body', 32),
  label: 'space/body',
  context,
})

function padded(record: Uint8Array): Uint8Array {
  const length = 4 + record.length
  return concat(u32be(record.length), record, new Uint8Array(padme(Math.max(shortest, length)) - length))
}

function unpadded(plaintext: Uint8Array): Uint8Array {
  const length = plaintext.length < 4 ? Infinity : new DataView(plaintext.buffer, plaintext.byteOffset).getUint32(0)
  const isRight = length <= plaintext.length - 4 && plaintext.length === padme(Math.max(shortest, 4 + length))
  if (!isRight || plaintext.subarray(4 + length).some((byte) => byte !== 0)) throw new Refused('E_CANON', 'padding')
  return plaintext.slice(4, 4 + length)
}
