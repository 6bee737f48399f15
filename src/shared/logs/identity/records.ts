// The records of an identity log: genesis and the payloads of its entries. PROTOCOL §5. All processes.
import { z } from 'zod'
import { bytes, hexBytes, record, text, uint } from '../../base/record.ts'
import type { Suite } from '../../crypto/suite.ts'
import type { DeviceId, IdentityId, RelayId } from '../../domain/ids.ts'
import { toHex } from '../../base/encoding.ts'

export const signPublicKey = bytes(32)
export const kemPublicKey = bytes(1216)

/** [1, "identity.genesis", root Ed25519 key, recovery X-Wing key, root id 16]. */
export const genesisRecord = record(
  z.tuple([z.literal(1), z.literal('identity.genesis'), signPublicKey, kemPublicKey, bytes(16)]),
)

/** Bit 1: provision. Other bits belong to later versions. */
export const provision = 1

/** [Ed25519 key, X-Wing key, capabilities, [generation of the sealing key, sealed name], reverse signature]. */
export const deviceAddPayload = z.tuple([
  signPublicKey,
  kemPublicKey,
  uint(0xffff),
  z.tuple([uint(), bytes({ min: 73, max: 512 })]),
  bytes(64),
])

/** [generation, X-Wing key, keyCommit, envelope of the previous seed | null]. */
export const rotation = z.tuple([uint(), kemPublicKey, bytes(32), bytes(104).nullable()])
export type Rotation = z.output<typeof rotation>

/** [device, since, rotation]. */
export const deviceRevokePayload = z.tuple([hexBytes<DeviceId>(32), uint(), rotation])

/** [[device…] in ascending order, rotation]. */
export const resetPayload = z.tuple([z.array(hexBytes<DeviceId>(32)).min(1).max(100), rotation])

/** [relay, address]: also the form of a home in a space's genesis and `home.set`. */
export const homeSchema = z.tuple([hexBytes<RelayId>(32), text(255)])

/** What a new device signs with label "device/join": [identity, Ed25519 key, X-Wing key]. */
const joinRecord = record(z.tuple([hexBytes<IdentityId>(32), signPublicKey, kemPublicKey]))
export const joinStatement = (id: IdentityId, signKey: Uint8Array, kemKey: Uint8Array): Uint8Array =>
  joinRecord.encode([id, signKey, kemKey])

/** H("id/device", Ed25519 key, X-Wing key). */
export const deviceIdOf = (suite: Suite, signKey: Uint8Array, kemKey: Uint8Array): DeviceId =>
  toHex(suite.hash('id/device', signKey, kemKey)) as DeviceId
