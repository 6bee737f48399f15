// grant.set, grant.remove, leave, accept: who is a principal and with which rights. PROTOCOL §10, §19.10. Clients and relay.
import { Refused } from '../../../base/errors.ts'
import type { IdentityId } from '../../../domain/ids.ts'
import { readPayload } from '../../entry.ts'
import * as payloads from '../payloads.ts'
import { maxRecipients, recipientOf, toRef, withRecipient } from '../recipients.ts'
import { mustBeWholeRights, rightsOf } from '../rights.ts'
import type { SpaceState } from '../state.ts'
import * as must from '../validators.ts'
import type { Judged } from '../validators.ts'

/** Replaces the principal's grant. Whoever gains read by it gets the key in force with it. */
export function setGrant(judged: Judged): Partial<SpaceState> {
  const { state, header } = judged
  const [kind, id, level, allow, deny, notAfter] = readPayload(payloads.grantSet, header.payload)
  must.mustBeIdentity(kind, level)
  must.mustHold(judged, 'manage')
  must.mustNotConcernOwner(judged, id)
  mustBeWholeRights(allow, deny)
  const grants = new Map(state.grants).set(id, { allow, deny, notAfter })
  const change = withMembership(judged, id, { grants, left: without(state.left, id) })
  if (rightsOf(state, id) !== 0 || rightsOf({ ...state, ...change }, id) === 0) {
    must.mustHaveNoBody(header)
    return change
  }
  must.mustNotBePending(judged)
  must.mustHaveBody(header)
  if (state.epochRecipients.length >= maxRecipients) throw new Refused('E_LIMIT', 'recipients')
  const recipient = toRef(recipientOf(judged.suite, state, judged.identities, id))
  return { ...change, epochRecipients: withRecipient(state.epochRecipients, recipient) }
}

export function removeGrant(judged: Judged): Partial<SpaceState> {
  const [kind, id, level] = readPayload(payloads.grantRemove, judged.header.payload)
  must.mustBeIdentity(kind, level)
  must.mustHold(judged, 'manage')
  must.mustNotConcernOwner(judged, id)
  const grants = new Map(judged.state.grants)
  if (!grants.delete(id)) throw new Refused('E_ID', 'no such grant')
  return withMembership(judged, id, { grants })
}

/** The own deny of read, until somebody grants anew. */
export function leave(judged: Judged): Partial<SpaceState> {
  readPayload(payloads.empty, judged.header.payload)
  must.mustBePrincipal(judged)
  must.mustNotBeOwner(judged)
  const { state, header } = judged
  return withMembership(judged, header.authorId, { left: new Set([...state.left, header.authorId]) })
}

export function accept(judged: Judged): Partial<SpaceState> {
  readPayload(payloads.empty, judged.header.payload)
  must.mustBePrincipal(judged)
  return { accepted: new Set([...judged.state.accepted, judged.header.authorId]) }
}

/** What changed, and who thereby starts or stops being a principal. */
function withMembership({ state, header }: Judged, id: IdentityId, change: Partial<SpaceState>): Partial<SpaceState> {
  const had = rightsOf(state, id) !== 0
  const has = rightsOf({ ...state, ...change }, id) !== 0
  const formerPrincipals = new Map(state.formerPrincipals)
  if (had && !has) formerPrincipals.set(id, header.seq)
  if (has) formerPrincipals.delete(id)
  const accepted = had && has ? state.accepted : without(state.accepted, id)
  return { ...change, formerPrincipals, accepted }
}

const without = (ids: ReadonlySet<IdentityId>, id: IdentityId): ReadonlySet<IdentityId> =>
  new Set([...ids].filter((one) => one !== id))
