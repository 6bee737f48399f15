// The identity reducer: the state before an entry and the entry give the state after it, or a refusal. Pure. PROTOCOL §5.
// All processes: clients and relays.
import { Refused } from '../../base/errors.ts'
import type { Suite } from '../../crypto/suite.ts'
import type { DeviceId, IdentityId } from '../../domain/ids.ts'
import { mustFollow } from '../chain.ts'
import { mustBeSignedBy, readGenesis, readPayload, type Entry, type Header } from '../entry.ts'
import type { Device, IdentityState } from './state.ts'
import * as records from './records.ts'
import * as must from './validators.ts'
import { verifiedKemKey } from './verified-kem-key.ts'

/** The state after genesis. Throws E_SEQ, E_CANON, E_UNKNOWN_VERSION, E_SIG. */
export function openIdentity(suite: Suite, genesis: Entry): IdentityState {
  const [, , rootSignPublicKey, recoveryKemPublicKey] = readGenesis(records.genesisRecord, genesis)
  mustBeSignedBy(suite, 'identity', genesis, rootSignPublicKey)
  return {
    id: genesis.logId as IdentityId,
    head: { seq: 0, hash: genesis.hash },
    rootSignPublicKey,
    recoveryKemPublicKey: verifiedKemKey(recoveryKemPublicKey),
    devices: new Map(),
    generation: 0,
    kemPublicKey: null,
    keyCommit: null,
    previousSeed: null,
    home: null,
    time: 0,
  }
}

/**
 * The state after `entry`. Throws E_ID, E_SEQ, E_SIG, E_ROLE, E_CANON, E_LIMIT, and E_UNKNOWN_VERSION for an entry type or
 * a capability this version does not know: then nothing after it can be judged either.
 */
export function reduceIdentity(suite: Suite, state: IdentityState, entry: Entry): IdentityState {
  const header = mustFollow(state, entry)
  if (header.authorId !== state.id) throw new Refused('E_ID', 'author of another identity')
  must.mustBeSignedByAuthor(suite, state, entry, header)
  const changed = changes(suite, state, header)
  return { ...state, ...changed, head: { seq: entry.seq, hash: entry.hash }, time: header.time }
}

function changes(suite: Suite, state: IdentityState, header: Header): Partial<IdentityState> {
  switch (header.type) {
    case 'device.add':
      return addDevice(suite, state, header)
    case 'key.rotate':
      return rotate(suite, state, header, readPayload(records.rotation, header.payload))
    case 'device.revoke':
      return revokeDevice(suite, state, header)
    case 'reset':
      return reset(suite, state, header)
    case 'home.set':
      return setHome(state, header)
    default:
      throw new Refused('E_UNKNOWN_VERSION', 'identity entry type')
  }
}

function addDevice(suite: Suite, state: IdentityState, header: Header): Partial<IdentityState> {
  const [signKey, kemKey, capabilities, [nameGeneration, encryptedName], signature] = readPayload(
    records.deviceAddPayload,
    header.payload,
  )
  if ((capabilities & ~records.provision) !== 0) throw new Refused('E_UNKNOWN_VERSION', 'device capability')
  must.mustBeAllowedToProvision(state, header)
  must.mustLeaveRoom(state)
  must.mustBeNewKeys(state, signKey, kemKey)
  must.mustBeUsable(suite, kemKey)
  must.mustCarryReverseSignature(suite, state.id, { signKey, kemKey, signature })
  if (state.generation === 0) must.mustHaveNoBody(header)
  const device: Device = {
    id: records.deviceIdOf(suite, signKey, kemKey),
    signPublicKey: signKey,
    kemPublicKey: verifiedKemKey(kemKey),
    mayProvision: (capabilities & records.provision) !== 0,
    addedAt: header.seq,
    addedBy: header.authorDevice,
    revokedAt: null,
    encryptedName,
    nameGeneration,
  }
  return { devices: new Map([...state.devices, [device.id, device]]) }
}

function rotate(
  suite: Suite,
  state: IdentityState,
  header: Header,
  rotation: records.Rotation,
): Partial<IdentityState> {
  must.mustBeNextRotation(state, header, rotation)
  const [generation, kemPublicKey, keyCommit, previousSeed] = rotation
  must.mustBeUsable(suite, kemPublicKey)
  return { generation, kemPublicKey: verifiedKemKey(kemPublicKey), keyCommit, previousSeed }
}

function revokeDevice(suite: Suite, state: IdentityState, header: Header): Partial<IdentityState> {
  const [id, since, rotation] = readPayload(records.deviceRevokePayload, header.payload)
  must.mustBeAllowedToProvision(state, header)
  must.mustBeActive(state, [id])
  must.mustBeSinceInThePast(since, header)
  const fallen = fallenWith(state, id, since)
  must.mustSurvive(fallen, header)
  return {
    ...rotate(suite, state, header, rotation),
    devices: revoke(state, (device) => fallen.has(device), header.seq),
  }
}

function reset(suite: Suite, state: IdentityState, header: Header): Partial<IdentityState> {
  const [kept, rotation] = readPayload(records.resetPayload, header.payload)
  must.mustBeRoot(header)
  must.mustBeInOrder(kept)
  must.mustBeActive(state, kept)
  const stays = new Set(kept)
  return {
    ...rotate(suite, state, header, rotation),
    devices: revoke(state, (device) => !stays.has(device), header.seq),
  }
}

function setHome(state: IdentityState, header: Header): Partial<IdentityState> {
  const [relayId, address] = readPayload(records.homeSchema, header.payload)
  must.mustBeAllowedToProvision(state, header)
  must.mustHaveNoBody(header)
  return { home: { relayId, address } }
}

/** The device and, transitively, every one that a fallen device added from `since` on. */
export function fallenWith(state: IdentityState, id: DeviceId, since: number): ReadonlySet<DeviceId> {
  const fallen = new Set([id])
  for (const device of state.devices.values()) {
    if (device.addedAt >= since && device.addedBy !== null && fallen.has(device.addedBy)) fallen.add(device.id)
  }
  return fallen
}

const revoke = (state: IdentityState, falls: (id: DeviceId) => boolean, seq: number): ReadonlyMap<DeviceId, Device> =>
  new Map(
    [...state.devices].map(([id, device]) => [
      id,
      falls(id) && device.revokedAt === null ? { ...device, revokedAt: seq } : device,
    ]),
  )
