// Identities in core: the person's own, and the verified logs of everybody else.
export { Devices, type OwnDevice } from './devices.ts'
export type { LogReader } from './interface.ts'
export { KnownIdentities } from './known-identities.ts'
export { OwnIdentity } from './own-identity.ts'
export { Moving } from './own-log.ts'
export { decodeSecrets, encodeSecrets, type IdentitySecrets } from './secrets.ts'
export { encodeSelfContent, restoreSelfContent, selfSetting } from './self-content.ts'
