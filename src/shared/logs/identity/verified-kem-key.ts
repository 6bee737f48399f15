// The type of an X-Wing public key that stands in a verified identity log: the only keys anything is sealed to. PROTOCOL §5,
// ATTACKS T06. All processes. [Note: Verified keys] Only the identity reducer calls `verifiedKemKey`, and no file but this one
// writes the cast: a static test and dependency-cruiser hold both. A key from anywhere else does not fit the type.
import type { Brand } from '../../base/brand.ts'

/** 1,216 bytes. */
export type VerifiedKemKey = Brand<Uint8Array, 'VerifiedKemKey'>

export const verifiedKemKey = (publicKey: Uint8Array): VerifiedKemKey => publicKey as VerifiedKemKey
