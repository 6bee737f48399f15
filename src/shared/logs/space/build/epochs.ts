// Building genesis and entries about the epoch key: rotation, relink, complaint. PROTOCOL §10, §19.1, §19.3. Clients.
import type { Suite } from '../../../crypto/suite.ts'
import { buildGenesisEntry, MissingHead, writePayload, type Author } from '../../entry.ts'
import type { Home, Identities } from '../../identity/index.ts'
import { sealLink } from '../epoch-keys.ts'
import { epochCommit, sealEpochKey } from '../lockboxes.ts'
import * as payloads from '../payloads.ts'
import { recipientsHash, recipientsOf } from '../recipients.ts'
import { openSpace } from '../reduce.ts'
import type { Predecessor } from '../state.ts'
import { append, judgedState, type Built, type Position } from './append.ts'

export type GenesisWish = {
  readonly identities: Identities
  readonly author: Author
  readonly time: number
  readonly home: Home
  readonly predecessor?: Predecessor
}

/** A new space owned by the author; its first rotation comes next. */
export function buildGenesis(suite: Suite, { identities, author, time, home, predecessor }: GenesisWish): Built {
  const { identityId, deviceId, signSecretKey } = author
  const head = identities.get(identityId)?.head
  if (head === undefined) throw new MissingHead(identityId, 0)
  if (deviceId === null) throw new RangeError('author without a device')
  const genesis = payloads.genesisRecord.encode([
    1,
    'space.genesis',
    [payloads.identityKind, identityId],
    [home.relayId, home.address],
    predecessor === undefined ? null : [predecessor.spaceId, predecessor.seq, predecessor.hash],
    identityId,
    deviceId,
    [head.seq, head.hash],
    time,
    suite.random(16),
  ])
  const entry = buildGenesisEntry(suite, 'space', genesis, signSecretKey)
  return { entry, state: openSpace(suite, entry, identities) }
}

/**
 * A new key for exactly those who may read after this entry's time and heads. `previousKey` is the key in force, null for
 * the first epoch. Answers the new key too.
 */
export function buildRotation(
  suite: Suite,
  position: Position,
  previousKey: Uint8Array | null,
): Built & { readonly epochKey: Uint8Array } {
  const before = judgedState(position)
  const { id } = before
  const epoch = before.epoch + 1
  if ((previousKey === null) !== (epoch === 1)) throw new RangeError('key in force')
  const epochKey = suite.random(32)
  const recipients = recipientsOf(suite, before, position.identities)
  const payload = writePayload(payloads.epochRotate, [
    epoch,
    epochCommit(suite, epochKey, id, epoch),
    null,
    previousKey && sealLink(suite, id, epoch, { newer: epochKey, older: previousKey }),
    recipientsHash(suite, recipients),
  ])
  const body = sealEpochKey(suite, { id, epoch, key: epochKey, author: position.author }, recipients)
  return { ...append(suite, position, { type: 'epoch.rotate', payload, body }), epochKey }
}

/** Seals the key before `epoch` once more under that of `epoch`, where the rotation's own link does not open. */
export const buildRelink = (
  suite: Suite,
  position: Position,
  link: { readonly epoch: number; readonly newer: Uint8Array; readonly older: Uint8Array },
): Built =>
  append(suite, position, {
    type: 'epoch.relink',
    payload: [link.epoch, sealLink(suite, position.state.id, link.epoch, link)],
  })

/** My lockbox of the key in force, or the link of `epoch`, does not open. */
export const buildComplaint = (
  suite: Suite,
  position: Position,
  about: { readonly what: 'lockbox' } | { readonly what: 'link'; readonly epoch: number },
): Built =>
  append(suite, position, {
    type: 'complaint',
    payload: about.what === 'lockbox' ? [position.state.epoch, 0] : [about.epoch, 1],
  })
