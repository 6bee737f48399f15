// What the public part of a space log says: who may do what, which key is in force for whom, which packs exist. An immutable
// value that clients and the relay derive alike, without any key. PROTOCOL §10, §19.
import type { DeviceId, Head, IdentityId, LogId, PackId, SpaceId } from '../../domain/ids.ts'
import type { Rights } from '../../domain/rights.ts'
import type { Home, VerifiedKemKey } from '../identity/index.ts'

/** The newest format this version knows (`format.raise`). */
export const knownFormat = 1

/** A place in another space's log that this one continues under new keys. */
export type Predecessor = { readonly spaceId: SpaceId } & Head

export type Grant = {
  readonly allow: Rights
  readonly deny: Rights
  /** Milliseconds since 1970: the grant ends when log time reaches it. Null: it does not end by itself. */
  readonly notAfter: number | null
}

/** Who an epoch key is sealed to, as `recipientsHash` names it. */
export type RecipientRef = {
  readonly kind: 'identity'
  readonly id: IdentityId
  readonly generation: number
  /** `kemKeyHash` of the public key, 32 bytes. */
  readonly keyHash: Uint8Array
}

/** The same with the key itself, which stands in the identity's verified log. */
export type Recipient = RecipientRef & { readonly kemPublicKey: VerifiedKemKey }

/** One generation of the space key, as published. */
export type Epoch = {
  /** 1 … */
  readonly number: number
  /** `keyCommitOf` of the epoch key, 32 bytes. */
  readonly keyCommit: Uint8Array
  /** X-Wing, 1,216 bytes; reserved. */
  readonly dropPublicKey: Uint8Array | null
  /** Envelopes that claim to hold the key before, the rotation's own first, then those of `epoch.relink`. Empty for epoch 1. */
  readonly links: readonly Uint8Array[]
  readonly seq: number
  readonly authorId: IdentityId
  readonly authorDevice: DeviceId
}

export type Complaint = {
  readonly by: IdentityId
  readonly epoch: number
  readonly about: 'lockbox' | 'link'
  readonly time: number
  /** Whether it asks for a rotation: about a lockbox, and one of the person's first three of that UTC day. */
  readonly counted: boolean
}

export type SpaceState = {
  readonly id: SpaceId
  readonly owner: IdentityId
  readonly home: Home
  readonly predecessor: Predecessor | null
  readonly head: Head
  /** Log time T: the highest entry time so far, in milliseconds. */
  readonly time: number
  readonly format: number
  /** Without the owner's: the owner always holds all rights. Ended grants stay until they are removed or replaced. */
  readonly grants: ReadonlyMap<IdentityId, Grant>
  /** Who left: denied read, and so everything, until the next `grant.set` for them. */
  readonly left: ReadonlySet<IdentityId>
  /** Whose `accept`, or handing over, stands after their latest grant: display only. */
  readonly accepted: ReadonlySet<IdentityId>
  /** The identity the owner offers the space to, and the seq of the offer. */
  readonly offer: { readonly to: IdentityId; readonly seq: number } | null
  /** The highest head named so far of each foreign log. */
  readonly knownHeads: ReadonlyMap<LogId, Head>
  /** Number of the epoch in force; 0 before the first rotation. */
  readonly epoch: number
  readonly keyCommit: Uint8Array | null
  /** Epoch n stands at index n − 1. */
  readonly epochs: readonly Epoch[]
  /** Who holds the key in force: the rotation's recipients and those of later grants, ordered by (kind, id). */
  readonly epochRecipients: readonly RecipientRef[]
  readonly complaints: readonly Complaint[]
  /** Bytes of every pack added so far, padding included. */
  readonly packs: ReadonlyMap<PackId, number>
  /** Packs that were given up and not kept, by the entry time of their release. */
  readonly released: ReadonlyMap<PackId, number>
  /** Seq of the entry that ended their rights; they may read headers up to it. */
  readonly formerPrincipals: ReadonlyMap<IdentityId, number>
  readonly closed: boolean
}
