// The sealed self record: what a person's devices share through the relay (settings, address book, pins). PROTOCOL §5, §19.17.
// Core seals and opens it; the relay checks who signed it and that the counter grows, and sees nothing else but a padded length.
import { z } from 'zod'
import { fromHex } from '../base/encoding.ts'
import { Refused } from '../base/errors.ts'
import { bytes, hexBytes, record, uint } from '../base/record.ts'
import { openEnvelope, sealEnvelope, type EnvelopePlace } from '../crypto/envelope.ts'
import { lengthPrefixed, type Suite } from '../crypto/suite.ts'
import type { DeviceId, IdentityId } from '../domain/ids.ts'
import { padded, unpadded } from '../domain/padme.ts'
import { activeDevice, selfKey, type DeviceSecrets, type IdentityLog } from '../logs/identity/index.ts'

export type SelfRecord = {
  readonly identityId: IdentityId
  /** Of the identity seed that seals it. */
  readonly generation: number
  /** Grows with every version, also across generations. */
  readonly counter: number
  readonly envelope: Uint8Array
  /** Who signed it. */
  readonly deviceId: DeviceId
}

export const maxSelfLength = 4 * 1024 * 1024

const atLeastOne = uint().refine((value) => value > 0)
const selfRecord = record(
  z.tuple([
    z.literal(1),
    z.literal('self'),
    hexBytes<IdentityId>(32),
    atLeastOne,
    atLeastOne,
    bytes({ min: 73, max: maxSelfLength - 1024 }),
  ]),
)
const wireRecord = record(z.tuple([bytes({ min: 1, max: maxSelfLength }), hexBytes<DeviceId>(32), bytes(64)]))

type SelfPlace = {
  readonly identityId: IdentityId
  readonly generation: number
  readonly counter: number
  readonly seed: Uint8Array
}

/** The wire form, at most 4 MiB. Throws RangeError for more content than fits. */
export function sealSelf(
  suite: Suite,
  device: DeviceSecrets,
  version: Omit<SelfPlace, 'identityId'>,
  content: Uint8Array,
): Uint8Array {
  const { generation, counter } = version
  const envelope = sealEnvelope(suite, placeOf(suite, { ...version, identityId: device.identityId }), padded(content))
  const signed = selfRecord.encode([1, 'self', device.identityId, generation, counter, envelope])
  return wireRecord.encode([signed, device.deviceId, suite.sign(device.signSecretKey, 'self', signed)])
}

/**
 * The record, signed by a device that was active until the generation that seals it ended. A relay, and a client that knows
 * a newer state, also demand the present generation and a higher counter. Throws E_LIMIT, E_CANON, E_UNKNOWN_VERSION; E_ID
 * for another identity's; E_ROLE; E_SIG.
 */
export function verifySelf(suite: Suite, wire: Uint8Array, log: IdentityLog): SelfRecord {
  const [signed, deviceId, signature] = wireRecord.decode(wire, maxSelfLength)
  const [, , identityId, generation, counter, envelope] = selfRecord.decode(signed, maxSelfLength)
  if (identityId !== log.id) throw new Refused('E_ID', 'self record of another identity')
  const state = log.states.findLast((one) => one.generation === generation)
  if (state === undefined) throw new Refused('E_STALE', 'self record of an unknown generation')
  const { signPublicKey } = activeDevice(state, deviceId)
  if (!suite.verify(signPublicKey, 'self', signed, signature)) throw new Refused('E_SIG', 'self record')
  return { identityId, generation, counter, envelope, deviceId }
}

/** The content. `seed` is that of the record's generation. Throws E_OPEN, E_CANON. */
export const openSelf = (suite: Suite, self: SelfRecord, seed: Uint8Array): Uint8Array =>
  unpadded(openEnvelope(suite, placeOf(suite, { ...self, seed }), self.envelope))

const placeOf = (suite: Suite, { identityId, generation, counter, seed }: SelfPlace): EnvelopePlace => ({
  key: selfKey(suite, seed, identityId, generation),
  label: 'self',
  context: lengthPrefixed(fromHex(identityId), generation, counter),
})
