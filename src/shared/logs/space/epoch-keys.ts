// Getting at epoch keys: my own lockbox, and from the newest key back to every earlier one. PROTOCOL §4, §10, §19.1. Clients.
import { equalBytes } from '../../base/bytes.ts'
import { fromHex } from '../../base/encoding.ts'
import { Refused } from '../../base/errors.ts'
import { openEnvelope, sealEnvelope, type EnvelopePlace } from '../../crypto/envelope.ts'
import { openLockbox, verifyLockbox } from '../../crypto/lockbox.ts'
import { lengthPrefixed, type Suite } from '../../crypto/suite.ts'
import type { IdentityId, SpaceId } from '../../domain/ids.ts'
import type { Entry } from '../entry.ts'
import type { Identities } from '../identity/index.ts'
import { parseLockboxes } from '../lockbox-list.ts'
import { openOrVoid } from './commit-body.ts'
import { authorKey, contextOf, epochCommit, placeIn } from './lockboxes.ts'
import type { SpaceState } from './state.ts'

/** Whose lockboxes to open. `secretKeyOf` gives the X-Wing secret (32 bytes) of a generation of the identity key. */
export type EpochKeyOpener = {
  readonly id: IdentityId
  secretKeyOf(generation: number): Uint8Array
}

/**
 * The 32-byte key that an accepted `epoch.rotate` or `grant.set` hands to me; `after` is the state right after it. The checks
 * of PROTOCOL §4 in their order; those on the author's device and right are `reduceSpace`'s. Throws E_INTEGRITY while the
 * body is withheld, else E_LIMIT, E_CANON, E_SIG, E_OPEN: reasons for a complaint.
 */
export function openEpochKey(
  suite: Suite,
  { entry, after }: { readonly entry: Entry; readonly after: SpaceState },
  opener: EpochKeyOpener,
  identities: Identities,
): Uint8Array {
  if (entry.hash !== after.head.hash) throw new RangeError('state of another entry')
  if (entry.body === null) throw new Refused('E_INTEGRITY', 'body is missing')
  const lockbox = parseLockboxes(entry.body).find(({ context }) => context.recipientId === opener.id)
  const recipient = after.epochRecipients.find(({ id }) => id === opener.id)
  if (lockbox === undefined || recipient === undefined) throw new Refused('E_OPEN', 'no lockbox')
  verifyLockbox(suite, lockbox, authorKey(entry, identities))
  const expected = contextOf(placeIn(after, entry), recipient)
  return openLockbox(suite, lockbox, { secretKey: opener.secretKeyOf(recipient.generation), expected })
}

/** The envelope of the key of `epoch` − 1 under that of `epoch`: 104 bytes. */
export const sealLink = (
  suite: Suite,
  id: SpaceId,
  epoch: number,
  keys: { newer: Uint8Array; older: Uint8Array },
): Uint8Array => sealEnvelope(suite, linkPlace(suite, id, epoch, keys.newer), keys.older)

/**
 * Every key from `newest` back, by epoch. `brokenAt` is the epoch whose links all fail to open the key before it: complain
 * about it, and try again after a relink; null when the way leads back to epoch 1.
 */
export function earlierEpochKeys(
  suite: Suite,
  state: SpaceState,
  newest: { readonly epoch: number; readonly key: Uint8Array },
): { readonly keys: ReadonlyMap<number, Uint8Array>; readonly brokenAt: number | null } {
  const keys = new Map([[newest.epoch, newest.key]])
  let key = newest.key
  for (let epoch = newest.epoch; epoch > 1; epoch--) {
    const older = keyBefore(suite, state, epoch, key)
    if (older === null) return { keys, brokenAt: epoch }
    keys.set(epoch - 1, older)
    key = older
  }
  return { keys, brokenAt: null }
}

/** By the first link of `epoch` that leads to what the earlier epoch published; null: none does. `key` is that of `epoch`. */
export function keyBefore(suite: Suite, state: SpaceState, epoch: number, key: Uint8Array): Uint8Array | null {
  const [before, here] = [state.epochs[epoch - 2], state.epochs[epoch - 1]]
  if (before === undefined || here === undefined) throw new RangeError('epoch')
  for (const link of here.links) {
    const older = openOrVoid(() => openEnvelope(suite, linkPlace(suite, state.id, epoch, key), link))
    if (older !== null && equalBytes(epochCommit(suite, older, state.id, epoch - 1), before.keyCommit)) return older
  }
  return null
}

const linkPlace = (suite: Suite, id: SpaceId, epoch: number, newer: Uint8Array): EnvelopePlace => ({
  key: suite.kdf(newer, 'space/prev', 32),
  label: 'space/prev',
  context: lengthPrefixed(fromHex(id), epoch),
})
