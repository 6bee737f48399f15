// Identity logs: what the rest of the program may use. PROTOCOL §5. All processes.
export { IdentityLog } from './identity-log.ts'
export { stateAt, type Identities } from './interface.ts'
export { homeSchema } from './records.ts'
export { activeDevice, type Device, type Home, type IdentityState } from './state.ts'
export type { VerifiedKemKey } from './verified-kem-key.ts'
