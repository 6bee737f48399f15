// Identifiers and hashes as branded lower-case hex: comparable, usable as keys, never confused. Runs everywhere.
// On the wire they are byte strings; codecs convert at the edge with `toHex` and `fromHex`.
import type { Brand } from '../base/brand.ts'

/** 32 bytes, H("id/identity", genesis). */
export type IdentityId = Brand<string, 'IdentityId'>
/** 32 bytes, H("id/device", signPk, kemPk). */
export type DeviceId = Brand<string, 'DeviceId'>
/** 32 bytes, H("id/space", genesis). */
export type SpaceId = Brand<string, 'SpaceId'>
/** 32 bytes, H("id/organisation", genesis). */
export type OrganisationId = Brand<string, 'OrganisationId'>
/** 32 bytes, H("id/relay", Ed25519 public key). */
export type RelayId = Brand<string, 'RelayId'>
/** Any log: an identity's, an organisation's or a space's. */
export type LogId = IdentityId | OrganisationId | SpaceId
/** 16 random bytes: a file or directory, whatever it is called and wherever it lies. Sixteen zero bytes: the root. */
export type NodeId = Brand<string, 'NodeId'>
/** 16 random bytes: a stored ciphertext object. */
export type PackId = Brand<string, 'PackId'>
/** 16 random bytes. */
export type MessageId = Brand<string, 'MessageId'>
/** 32 bytes, H("id/revision", manifest). */
export type RevisionId = Brand<string, 'RevisionId'>
/** 32 bytes, SHA-256 over size, chunk size and chunk hashes: equal plaintext cut alike has an equal content id. */
export type ContentId = Brand<string, 'ContentId'>
/** 32 bytes: the hash of an entry's header. */
export type EntryHash = Brand<string, 'EntryHash'>

/** A place in a log: `seq` counts from 0 (genesis). */
export type Head = { readonly seq: number; readonly hash: EntryHash }
/** A head and the log it belongs to. */
export type NamedHead = Head & { readonly logId: LogId }

export const rootNodeId = '00000000000000000000000000000000' as NodeId
