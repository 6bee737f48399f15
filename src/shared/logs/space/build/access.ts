// Building entries about people: grants, leaving, accepting, heads, handing over, closing. PROTOCOL §10, §19.10. Clients.
import type { Suite } from '../../../crypto/suite.ts'
import type { IdentityId } from '../../../domain/ids.ts'
import { closeRights, type Rights } from '../../../domain/rights.ts'
import { writePayload } from '../../entry.ts'
import type { Home } from '../../identity/index.ts'
import { sealEpochKey } from '../lockboxes.ts'
import * as payloads from '../payloads.ts'
import { recipientOf } from '../recipients.ts'
import { closeDenied, rightsOf } from '../rights.ts'
import { append, judgedState, type Built, type Position } from './append.ts'

export type GrantWish = {
  readonly id: IdentityId
  /** Completed by what is included. */
  readonly allow: Rights
  readonly deny?: Rights
  readonly notAfter?: number | null
  /** The key in force, for a person who does not have it yet; may be left out for others. */
  readonly epochKey?: Uint8Array
}

/** Throws RangeError where the person needs the key and it is not given, E_PENDING where it must be rotated first. */
export function buildGrantSet(suite: Suite, position: Position, wish: GrantWish): Built {
  const { id, notAfter = null } = wish
  const [allow, deny] = [closeRights(wish.allow), closeDenied(wish.deny ?? 0)]
  const payload = writePayload(payloads.grantSet, [payloads.identityKind, id, null, allow, deny, notAfter])
  const before = judgedState(position, id)
  const grants = new Map(before.grants).set(id, { allow, deny, notAfter })
  const gains = rightsOf(before, id) === 0 && rightsOf({ ...before, grants, left: new Set() }, id) !== 0
  return append(suite, position, { type: 'grant.set', payload, body: gains ? lockboxFor() : null, invited: id })

  function lockboxFor(): Uint8Array {
    if (wish.epochKey === undefined) throw new RangeError('key in force')
    const sealed = { id: before.id, epoch: before.epoch, key: wish.epochKey, author: position.author }
    return sealEpochKey(suite, sealed, [recipientOf(suite, before, position.identities, id)])
  }
}

export const buildGrantRemove = (suite: Suite, position: Position, id: IdentityId): Built =>
  append(suite, position, {
    type: 'grant.remove',
    payload: writePayload(payloads.grantRemove, [payloads.identityKind, id, null]),
  })

export const buildAccept = (suite: Suite, position: Position): Built =>
  append(suite, position, { type: 'accept', payload: [] })

export const buildLeave = (suite: Suite, position: Position): Built =>
  append(suite, position, { type: 'leave', payload: [] })

/** Names the newest heads held of other principals, at most `maxSeen` of them. */
export const buildHeads = (suite: Suite, position: Position): Built =>
  append(suite, position, { type: 'heads', payload: [] })

/** To a principal; to null withdraws an offer. */
export const buildOwnerOffer = (suite: Suite, position: Position, to: IdentityId | null): Built =>
  append(suite, position, {
    type: 'owner.offer',
    payload: writePayload(payloads.ownerOffer, [to === null ? null : [payloads.identityKind, to]]),
  })

/** Throws RangeError where nothing is offered. */
export function buildOwnerAccept(suite: Suite, position: Position): Built {
  const { offer } = position.state
  if (offer === null) throw new RangeError('no offer')
  return append(suite, position, { type: 'owner.accept', payload: [offer.seq] })
}

export const buildHomeSet = (suite: Suite, position: Position, { relayId, address }: Home): Built =>
  append(suite, position, { type: 'home.set', payload: writePayload(payloads.homeSet, [relayId, address]) })

export const buildClose = (suite: Suite, position: Position): Built =>
  append(suite, position, { type: 'close', payload: [] })
