// The lockboxes of an epoch key: sealing them, and what whoever has the body demands of it. PROTOCOL §4, §10. Sealing: clients;
// checking: also the relay, at append.
import { keyCommitOf, sealLockbox, type LockboxContext } from '../../crypto/lockbox.ts'
import type { Suite } from '../../crypto/suite.ts'
import type { DeviceId, IdentityId, SpaceId } from '../../domain/ids.ts'
import type { Author, Entry } from '../entry.ts'
import { activeDevice, stateAt, type Identities } from '../identity/index.ts'
import { encodeLockboxes, mustHandOut } from '../lockbox-list.ts'
import type { Recipient, RecipientRef, SpaceState } from './state.ts'

/** Which key, and who seals it. */
export type EpochPlace = {
  readonly id: SpaceId
  readonly epoch: number
  readonly keyCommit: Uint8Array
  readonly authorId: IdentityId
  readonly authorDevice: DeviceId | null
}

export const epochCommit = (suite: Suite, key: Uint8Array, id: SpaceId, epoch: number): Uint8Array =>
  keyCommitOf(suite, key, 'epoch', id, id, epoch)

export const contextOf = (place: EpochPlace, recipient: RecipientRef): LockboxContext => ({
  keyKind: 'epoch',
  logId: place.id,
  keyId: place.id,
  generation: place.epoch,
  recipientKind: recipient.kind,
  recipientId: recipient.id,
  recipientGeneration: recipient.generation,
  recipientKeyHash: recipient.keyHash,
  authorId: place.authorId,
  authorDevice: place.authorDevice,
  keyCommit: place.keyCommit,
})

/** The body that hands the key of `epoch` to these, in their order. */
export function sealEpochKey(
  suite: Suite,
  sealed: { readonly id: SpaceId; readonly epoch: number; readonly key: Uint8Array; readonly author: Author },
  recipients: readonly Recipient[],
): Uint8Array {
  const { id, epoch, key, author } = sealed
  const keyCommit = epochCommit(suite, key, id, epoch)
  const place = { id, epoch, keyCommit, authorId: author.identityId, authorDevice: author.deviceId }
  const keys = { key, authorDeviceSecretKey: author.signSecretKey }
  const lockboxes = recipients.map((recipient) =>
    sealLockbox(suite, contextOf(place, recipient), { ...keys, recipientPublicKey: recipient.kemPublicKey }),
  )
  return encodeLockboxes(lockboxes)
}

/** Whom the body of an accepted `epoch.rotate` or `grant.set` seals to; none where the entry has no lockboxes. */
export function sealedTo(before: SpaceState, after: SpaceState): readonly RecipientRef[] {
  if (after.epoch !== before.epoch) return after.epochRecipients
  const had = new Set(before.epochRecipients.map(({ id }) => id))
  return after.epochRecipients.filter(({ id }) => !had.has(id))
}

/**
 * What the relay demands at append: the body hands the key to exactly the right recipients. `before` and `after` are the
 * states around the accepted entry. Throws what `mustHandOut` throws; entries that hand out nothing pass.
 */
export function mustHandOutEpochKey(
  suite: Suite,
  { entry, before, after }: { readonly entry: Entry; readonly before: SpaceState; readonly after: SpaceState },
  identities: Identities,
): void {
  const due = sealedTo(before, after)
  if (due.length === 0) return
  const place = placeIn(after, entry)
  const contexts = due.map((recipient) => contextOf(place, recipient))
  mustHandOut(suite, entry, contexts, authorKey(entry, identities))
}

export function placeIn({ id, epoch, keyCommit }: SpaceState, { header }: Entry): EpochPlace {
  if (header === null || keyCommit === null) throw new RangeError('entry without a key')
  return { id, epoch, keyCommit, authorId: header.authorId, authorDevice: header.authorDevice }
}

/** The Ed25519 key of the author's device, active at the head the entry names. */
export function authorKey({ header }: Entry, identities: Identities): Uint8Array {
  if (!header?.authorHead) throw new RangeError('entry without an author')
  const author = stateAt(identities, { logId: header.authorId, ...header.authorHead })
  return activeDevice(author, header.authorDevice).signPublicKey
}
