// The state of an identity that its log has led to. PROTOCOL §5. All processes.
import { Refused } from '../../base/errors.ts'
import type { DeviceId, Head, IdentityId, RelayId } from '../../domain/ids.ts'
import type { VerifiedKemKey } from './verified-kem-key.ts'

/** Where a log is ordered. The address is a hint; the relay's key hash is what counts. */
export type Home = { readonly relayId: RelayId; readonly address: string }

export type Device = {
  readonly id: DeviceId
  /** Ed25519, 32 bytes. */
  readonly signPublicKey: Uint8Array
  readonly kemPublicKey: VerifiedKemKey
  /** May add and revoke devices and set the home. */
  readonly mayProvision: boolean
  /** Seq of the entry that added it. */
  readonly addedAt: number
  /** Null: added by the root key. */
  readonly addedBy: DeviceId | null
  /** Seq of the entry that revoked it; null while it is active. A revoked device never returns. */
  readonly revokedAt: number | null
  /** For the person's own devices only: `openDeviceName`. Others see "device 2". */
  readonly encryptedName: Uint8Array
  /** The identity seed's generation under which the name is sealed. */
  readonly nameGeneration: number
}

export type IdentityState = {
  readonly id: IdentityId
  readonly head: Head
  readonly rootSignPublicKey: Uint8Array
  readonly recoveryKemPublicKey: VerifiedKemKey
  /** In the order they were added, revoked ones included. */
  readonly devices: ReadonlyMap<DeviceId, Device>
  /** Of the identity key; 0 before the first `key.rotate`. */
  readonly generation: number
  /** Null exactly while `generation` is 0: nothing can be sealed to this identity yet. */
  readonly kemPublicKey: VerifiedKemKey | null
  /** `keyCommitOf` of the identity seed, 32 bytes. */
  readonly keyCommit: Uint8Array | null
  /** Envelope of the seed before this generation's; null at generation 1 and where root began anew. */
  readonly previousSeed: Uint8Array | null
  readonly home: Home | null
  /** The highest entry time so far, in milliseconds; 0 at genesis. */
  readonly time: number
}

/** The device if it is active in this state. Throws E_ROLE. */
export function activeDevice(state: IdentityState, id: DeviceId | null): Device {
  const device = id === null ? undefined : state.devices.get(id)
  if (device?.revokedAt !== null) throw new Refused('E_ROLE', 'device not active')
  return device
}

export const activeDevices = (state: IdentityState): readonly Device[] =>
  [...state.devices.values()].filter((device) => device.revokedAt === null)
