// The secret keys of an identity: those of a device, and what is derived from an identity seed. PROTOCOL §5. Core only.
import { fromHex, fromUtf8, utf8 } from '../../base/encoding.ts'
import type { KeyPair } from '../../crypto/backend.ts'
import { openEnvelope, sealEnvelope, type EnvelopePlace } from '../../crypto/envelope.ts'
import { rootKeysOf } from '../../crypto/recovery-phrase.ts'
import { lengthPrefixed, type Suite } from '../../crypto/suite.ts'
import type { DeviceId, IdentityId } from '../../domain/ids.ts'
import type { Author } from '../entry.ts'
import { deviceIdOf, joinStatement } from './records.ts'

/** Made on the device and never leaving it. An `Author` of everything the device signs. */
export type DeviceSecrets = {
  readonly identityId: IdentityId
  readonly deviceId: DeviceId
  /** Ed25519: secret 64, public 32 bytes. */
  readonly signSecretKey: Uint8Array
  readonly signPublicKey: Uint8Array
  /** X-Wing: seed 32, public 1,216 bytes. */
  readonly kemSecretKey: Uint8Array
  readonly kemPublicKey: Uint8Array
}

/** What a new device shows to whoever adds it: its public keys and its consent to join this identity. */
export type JoinRequest = {
  readonly deviceId: DeviceId
  readonly signPublicKey: Uint8Array
  readonly kemPublicKey: Uint8Array
  readonly signature: Uint8Array
}

export function createDeviceSecrets(suite: Suite, identityId: IdentityId): DeviceSecrets {
  const sign = suite.backend.signSeedKeypair(suite.random(32))
  const kem = suite.backend.xwingSeedKeypair(suite.random(32))
  return {
    identityId,
    deviceId: deviceIdOf(suite, sign.publicKey, kem.publicKey),
    signSecretKey: sign.secretKey,
    signPublicKey: sign.publicKey,
    kemSecretKey: kem.secretKey,
    kemPublicKey: kem.publicKey,
  }
}

export function requestJoin(suite: Suite, device: DeviceSecrets): JoinRequest {
  const { identityId, deviceId, signSecretKey, signPublicKey, kemPublicKey } = device
  const statement = joinStatement(identityId, signPublicKey, kemPublicKey)
  return { deviceId, signPublicKey, kemPublicKey, signature: suite.sign(signSecretKey, 'device/join', statement) }
}

/** The root key as an author, from the 32 bytes of the recovery phrase. */
export const rootAuthor = (suite: Suite, entropy: Uint8Array, identityId: IdentityId): Author => ({
  identityId,
  deviceId: null,
  signSecretKey: rootKeysOf(suite, entropy).rootSign.secretKey,
})

/** The X-Wing pair of an identity seed (32 bytes) at its generation. */
export const identityKemKey = (suite: Suite, seed: Uint8Array, id: IdentityId, generation: number): KeyPair =>
  suite.backend.xwingSeedKeypair(suite.kdf(seed, 'identity/kem', 32, fromHex(id), generation))

/** KDF(seed, "identity/self"): seals what only the person's own devices read. 32 bytes. */
export const selfKey = (suite: Suite, seed: Uint8Array, id: IdentityId, generation: number): Uint8Array =>
  suite.kdf(seed, 'identity/self', 32, fromHex(id), generation)

/** Where the seed of generation g−1 lies sealed under that of generation g. */
export const previousSeedPlace = (seed: Uint8Array, id: IdentityId, generation: number): EnvelopePlace => ({
  key: seed,
  label: 'seed/previous',
  context: lengthPrefixed(fromHex(id), generation),
})

type NamePlace = {
  readonly seed: Uint8Array
  readonly generation: number
  readonly identityId: IdentityId
  readonly deviceId: DeviceId
}

export const sealDeviceName = (suite: Suite, place: NamePlace, name: string): Uint8Array =>
  sealEnvelope(suite, namePlace(suite, place), utf8(name))

/** Throws E_OPEN. */
export const openDeviceName = (suite: Suite, place: NamePlace, encryptedName: Uint8Array): string =>
  fromUtf8(openEnvelope(suite, namePlace(suite, place), encryptedName))

const namePlace = (suite: Suite, { seed, generation, identityId, deviceId }: NamePlace): EnvelopePlace => ({
  key: selfKey(suite, seed, identityId, generation),
  label: 'device-name',
  context: lengthPrefixed(fromHex(identityId), fromHex(deviceId)),
})
