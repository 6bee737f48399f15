// Identity logs: what the rest of the program may use. PROTOCOL §5. All processes.
export { chooseBranch, compareHeads } from './branches.ts'
export {
  addDevice,
  createIdentity,
  identityIdOf,
  recoverDevice,
  resetDevices,
  revokeDevice,
  rotateIdentityKey,
  setHome,
  type Extended,
  type Reseeded,
  type WithDevice,
} from './build.ts'
export { IdentityLog } from './identity-log.ts'
export { deviceNow, mustReachPin, stateAt, type Identities } from './interface.ts'
export {
  createDeviceSecrets,
  identityKemKey,
  openDeviceName,
  requestJoin,
  rootAuthor,
  selfKey,
  type DeviceSecrets,
  type JoinRequest,
} from './keys.ts'
export { homeSchema } from './records.ts'
export { mustHandOutSeed, openIdentitySeed, type SeedOpener } from './seeds.ts'
export { activeDevice, activeDevices, type Device, type Home, type IdentityState } from './state.ts'
export type { VerifiedKemKey } from './verified-kem-key.ts'
