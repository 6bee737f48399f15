// The sealed part of a commit or snapshot: a record, padded, under the epoch key, bound to its header. PROTOCOL §10, §19.6.
// Clients.
import { openEnvelope, sealEnvelope, type EnvelopePlace } from '../../crypto/envelope.ts'
import type { Suite } from '../../crypto/suite.ts'
import { padded, unpadded } from '../../domain/padme.ts'
import { bodyContext, type Header } from '../entry.ts'

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
