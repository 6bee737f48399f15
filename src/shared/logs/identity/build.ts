// Writing an identity log: each function takes a verified log and answers it one step further, with the entries to append.
// Own entries go through the same reducer as foreign ones. PROTOCOL §5. Core only.
import { equalBytes } from '../../base/bytes.ts'
import type { Cbor } from '../../base/canonical.ts'
import { Refused } from '../../base/errors.ts'
import { attempt } from '../../base/result.ts'
import { sealEnvelope } from '../../crypto/envelope.ts'
import { rootKeysOf } from '../../crypto/recovery-phrase.ts'
import type { Suite } from '../../crypto/suite.ts'
import type { DeviceId, IdentityId } from '../../domain/ids.ts'
import { buildEntry, buildGenesisEntry, writePayload, type Author, type Entry } from '../entry.ts'
import { IdentityLog } from './identity-log.ts'
import * as keys from './keys.ts'
import * as records from './records.ts'
import { fallenWith } from './reducer.ts'
import { deviceRecipient, openIdentitySeed, sealSeed, seedCommit, seedRecipients } from './seeds.ts'
import { activeDevices, type Home } from './state.ts'

/** The log after the change, and the new entries of it. */
export type Extended = { readonly log: IdentityLog; readonly entries: readonly Entry[] }
/** … and the identity seed that is now in use, 32 bytes. */
export type Reseeded = Extended & { readonly identitySeed: Uint8Array }
/** … and the secrets of the device made for it. */
export type WithDevice = Reseeded & { readonly device: keys.DeviceSecrets }

/** A place to append to: who writes it, and when (milliseconds UTC; never before the log's own time). */
type Step = { readonly log: IdentityLog; readonly author: Author; readonly time: number }

/** A new identity with its first device and home: genesis, device.add, key.rotate, home.set. `entropy` 32 bytes. */
export function createIdentity(
  suite: Suite,
  wish: { readonly entropy: Uint8Array; readonly deviceName: string; readonly home: Home; readonly time: number },
): WithDevice {
  const { entropy, deviceName, home, time } = wish
  const log = beginning(suite, entropy)
  const author = keys.rootAuthor(suite, entropy, log.id)
  const device = keys.createDeviceSecrets(suite, log.id)
  const identitySeed = suite.random(32)
  const joined = addDevice(
    suite,
    { log, author, time },
    { ...joining(suite, device, deviceName), seed: identitySeed, generation: 1 },
  )
  const rotated = rotateTo(suite, { log: joined.log, author: device, time }, identitySeed, null)
  const homed = setHome(suite, { log: rotated.log, author: device, time }, home)
  return { log: homed.log, entries: homed.log.entries, device, identitySeed }
}

/** The identity that a recovery phrase (32 bytes of entropy) leads to, wherever its log may be. */
export const identityIdOf = (suite: Suite, entropy: Uint8Array): IdentityId => beginning(suite, entropy).id

/** Genesis alone: the phrase decides all of it. */
function beginning(suite: Suite, entropy: Uint8Array): IdentityLog {
  const { rootSign, recoveryKem } = rootKeysOf(suite, entropy)
  const rootId = suite.kdf(entropy, 'root/id', 16)
  const record = records.genesisRecord.encode([
    1,
    'identity.genesis',
    rootSign.publicKey,
    recoveryKem.publicKey,
    rootId,
  ])
  return IdentityLog.verify(suite, [buildGenesisEntry(suite, 'identity', record, rootSign.secretKey)])
}

/**
 * A new device for somebody who has only the recovery phrase and the log from their relay. Where no lockbox of the recovery
 * key can be opened, a new generation begins and what older seeds sealed stays closed. Throws E_ID for the phrase of another
 * identity.
 */
export function recoverDevice(
  suite: Suite,
  wish: { readonly entropy: Uint8Array; readonly log: IdentityLog; readonly deviceName: string; readonly time: number },
): WithDevice {
  const { entropy, log, deviceName, time } = wish
  const { rootSign, recoveryKem } = rootKeysOf(suite, entropy)
  if (!equalBytes(rootSign.publicKey, log.state.rootSignPublicKey))
    throw new Refused('E_ID', 'phrase of another identity')
  const author = keys.rootAuthor(suite, entropy, log.id)
  const device = keys.createDeviceSecrets(suite, log.id)
  const opened = attempt(() => openIdentitySeed(suite, log, { recoverySecretKey: recoveryKem.secretKey }))
  const { generation } = log.state
  if (opened.ok) {
    const seed = opened.value
    const joined = addDevice(suite, { log, author, time }, { ...joining(suite, device, deviceName), seed, generation })
    return { ...joined, device, identitySeed: seed }
  }
  const seed = suite.random(32)
  const joined = addDevice(
    suite,
    { log, author, time },
    { ...joining(suite, device, deviceName), seed, generation: generation + 1 },
  )
  const rotated = rotateTo(suite, { log: joined.log, author, time }, seed, null)
  return { log: rotated.log, entries: [...joined.entries, ...rotated.entries], device, identitySeed: seed }
}

/** Adds a device that asked to join. Its lockbox goes with it where `generation` is the one in use. */
export function addDevice(
  suite: Suite,
  step: Step,
  wish: {
    readonly request: keys.JoinRequest
    readonly name: string
    readonly mayProvision: boolean
    readonly seed: Uint8Array
    readonly generation: number
  },
): Extended {
  const { request, seed, generation } = wish
  const { deviceId, signPublicKey, kemPublicKey } = request
  const namePlace = { seed, generation, identityId: step.log.id, deviceId }
  const payload = writePayload(records.deviceAddPayload, [
    signPublicKey,
    kemPublicKey,
    wish.mayProvision ? records.provision : 0,
    [generation, keys.sealDeviceName(suite, namePlace, wish.name)],
    request.signature,
  ])
  const isInUse = generation === step.log.state.generation
  const recipient = deviceRecipient(deviceId, kemPublicKey)
  const body = isInUse ? sealSeed(suite, { seed, generation, author: step.author }, [recipient]) : null
  return append(suite, step, { type: 'device.add', payload, body })
}

/** A new identity key, sealed to every active device and the recovery key. `seed`: the one in use. */
export const rotateIdentityKey = (suite: Suite, step: Step, seed: Uint8Array): Reseeded =>
  rotateTo(suite, step, suite.random(32), seed)

/**
 * Revokes a device, and with it those it added from `since` on (a seq; absent: none), and rotates the key in the same entry.
 * Throws E_ROLE for a device that is not active, and where the author would fall.
 */
export function revokeDevice(
  suite: Suite,
  step: Step,
  wish: { readonly deviceId: DeviceId; readonly since?: number; readonly seed: Uint8Array },
): Reseeded {
  const { state } = step.log
  const since = wish.since ?? state.head.seq + 1
  const fallen = fallenWith(state, wish.deviceId, since)
  const stays = activeDevices(state).filter(({ id }) => !fallen.has(id))
  const next = nextRotation(suite, step, {
    seed: suite.random(32),
    previous: wish.seed,
    devices: stays.map(({ id }) => id),
  })
  const payload = writePayload(records.deviceRevokePayload, [wish.deviceId, since, next.rotation])
  return { ...append(suite, step, { type: 'device.revoke', payload, body: next.body }), identitySeed: next.seed }
}

/** Root keeps only the devices it names; without `seed` the new generation opens nothing older. */
export function resetDevices(
  suite: Suite,
  step: Step,
  wish: { readonly kept: readonly DeviceId[]; readonly seed: Uint8Array | null },
): Reseeded {
  const kept = [...wish.kept].sort()
  const next = nextRotation(suite, step, { seed: suite.random(32), previous: wish.seed, devices: kept })
  const payload = writePayload(records.resetPayload, [kept, next.rotation])
  return { ...append(suite, step, { type: 'reset', payload, body: next.body }), identitySeed: next.seed }
}

export function setHome(suite: Suite, step: Step, { relayId, address }: Home): Extended {
  const payload = writePayload(records.homeSchema, [relayId, address])
  return append(suite, step, { type: 'home.set', payload, body: null })
}

function rotateTo(suite: Suite, step: Step, seed: Uint8Array, previous: Uint8Array | null): Reseeded {
  const devices = activeDevices(step.log.state).map(({ id }) => id)
  const { rotation, body } = nextRotation(suite, step, { seed, previous, devices })
  const payload = writePayload(records.rotation, rotation)
  return { ...append(suite, step, { type: 'key.rotate', payload, body }), identitySeed: seed }
}

function nextRotation(
  suite: Suite,
  { log: { state }, author }: Step,
  wish: { readonly seed: Uint8Array; readonly previous: Uint8Array | null; readonly devices: readonly DeviceId[] },
): { readonly rotation: records.Rotation; readonly body: Uint8Array; readonly seed: Uint8Array } {
  const { seed, previous } = wish
  const generation = state.generation + 1
  const { publicKey } = keys.identityKemKey(suite, seed, state.id, generation)
  const sealedPrevious = previous && sealEnvelope(suite, keys.previousSeedPlace(seed, state.id, generation), previous)
  return {
    seed,
    rotation: [generation, publicKey, seedCommit(suite, seed, state.id, generation), sealedPrevious],
    body: sealSeed(suite, { seed, generation, author }, seedRecipients(state, wish.devices)),
  }
}

function append(
  suite: Suite,
  { log, author, time }: Step,
  change: { readonly type: string; readonly payload: Cbor; readonly body: Uint8Array | null },
): Extended {
  const { id, head, time: logTime } = log.state
  const draft = { ...change, authorHead: null, seen: [], extensions: null, time: Math.max(time, logTime) }
  const entry = buildEntry(suite, 'identity', { ...draft, previous: { logId: id, ...head } }, author)
  return { log: log.append(suite, entry), entries: [entry] }
}

const joining = (suite: Suite, device: keys.DeviceSecrets, name: string) => ({
  request: keys.requestJoin(suite, device),
  name,
  mayProvision: true,
})
