// What a device has seen, in its own words: signed, counted, with a time. A relay can hide a statement, not invent or replay one.
// PROTOCOL §12, §15. Core signs and judges; the relay keeps the newest of each device.
import { z } from 'zod'
import { Refused } from '../base/errors.ts'
import { bytes, hexBytes, record, uint } from '../base/record.ts'
import type { Suite } from '../crypto/suite.ts'
import type { DeviceId, EntryHash, Head, IdentityId, RelayId, SpaceId } from '../domain/ids.ts'
import { maxStatementLength, statementKinds } from '../domain/statement-kinds.ts'
import { activeDevice, type DeviceSecrets, type IdentityLog } from './identity/index.ts'

/** `heartbeat` is about one's own identity log, `seen` about a space's. */
export type SeenKind = 'heartbeat' | 'seen'

export type Statement = {
  readonly kind: SeenKind
  /** The log it is about. */
  readonly subjectId: IdentityId | SpaceId
  readonly identityId: IdentityId
  readonly deviceId: DeviceId
  /** Grows with every statement of this device about this log. */
  readonly counter: number
  /** Milliseconds since 1970, never later than the device's own clock. */
  readonly time: number
  /** How far the device has verified the log. */
  readonly head: Head
}

/** Read, but not judged: nothing in it is worth anything before `verifyStatement`. */
export type UnverifiedStatement = Statement & { readonly signed: Uint8Array; readonly signature: Uint8Array }

const statementRecord = record(
  z.tuple([
    z.literal(1),
    z.literal('statement'),
    z.enum(statementKinds),
    hexBytes<IdentityId | SpaceId | RelayId>(32),
    hexBytes<IdentityId>(32),
    hexBytes<DeviceId>(32),
    uint(),
    uint(),
    bytes({ min: 0, max: maxStatementLength - 512 }),
  ]),
)
const headRecord = record(z.tuple([uint(), hexBytes<EntryHash>(32)]))
const wireRecord = record(z.tuple([bytes({ min: 1, max: maxStatementLength }), bytes(64)]))
const maxWireLength = maxStatementLength + 128

/** As it is sent: the statement and the device's signature. */
export function signStatement(
  suite: Suite,
  { identityId, deviceId, signSecretKey }: Pick<DeviceSecrets, 'identityId' | 'deviceId' | 'signSecretKey'>,
  { kind, subjectId, counter, time, head }: Omit<Statement, 'identityId' | 'deviceId'>,
): Uint8Array {
  const content = headRecord.encode([head.seq, head.hash])
  const signed = statementRecord.encode([1, 'statement', kind, subjectId, identityId, deviceId, counter, time, content])
  return wireRecord.encode([signed, suite.sign(signSecretKey, 'statement', signed)])
}

/** Throws E_LIMIT, E_CANON, E_UNKNOWN_VERSION; E_ID for a kind that names no head, or a sign of life about somebody else. */
export function parseStatement(wire: Uint8Array): UnverifiedStatement {
  const [signed, signature] = wireRecord.decode(wire, maxWireLength)
  const [, , kind, subject, identityId, deviceId, counter, time, content] = statementRecord.decode(
    signed,
    maxStatementLength,
  )
  if (kind === 'relay') throw new Refused('E_ID', 'statement of a relay')
  if (kind === 'heartbeat' && subject !== identityId) throw new Refused('E_ID', 'sign of life of somebody else')
  const [seq, hash] = headRecord.decode(content, maxStatementLength)
  const subjectId = subject as IdentityId | SpaceId
  return { kind, subjectId, identityId, deviceId, counter, time, head: { seq, hash }, signed, signature }
}

/**
 * The statement, by a device that is active in its signer's log as held here. Throws E_ID for another identity's, E_ROLE for
 * a device that is revoked or not known there, E_SIG.
 */
export function verifyStatement(suite: Suite, unverified: UnverifiedStatement, signer: IdentityLog): Statement {
  const { signed, signature, ...statement } = unverified
  if (statement.identityId !== signer.id) throw new Refused('E_ID', 'statement of another identity')
  const { signPublicKey } = activeDevice(signer.state, statement.deviceId)
  if (!suite.verify(signPublicKey, 'statement', signed, signature)) throw new Refused('E_SIG', 'statement')
  return statement
}
