// owner.offer, owner.accept, home.set, format.raise, close: what the owner decides. PROTOCOL §10, §19.9, §19.10.
// Clients and relay.
import { Refused } from '../../../base/errors.ts'
import { allRights } from '../../../domain/rights.ts'
import { readPayload } from '../../entry.ts'
import * as payloads from '../payloads.ts'
import { rightsOf } from '../rights.ts'
import { knownFormat, type SpaceState } from '../state.ts'
import * as must from '../validators.ts'
import type { Judged } from '../validators.ts'

/** To a principal, replacing an earlier offer; to nobody: withdraws it. */
export function offerOwnership(judged: Judged): Partial<SpaceState> {
  const { state, header } = judged
  const [to] = readPayload(payloads.ownerOffer, header.payload)
  must.mustBeOwner(judged)
  if (to === null) return { offer: null }
  const [kind, id] = to
  must.mustBeIdentity(kind, null)
  if (id === state.owner || rightsOf(state, id) === 0) throw new Refused('E_POLICY', 'offer to nobody of this space')
  return { offer: { to: id, seq: header.seq } }
}

/** The former owner keeps all four rights as a grant, and is here without a word. */
export function acceptOwnership(judged: Judged): Partial<SpaceState> {
  const { state, header } = judged
  const [seq] = readPayload(payloads.ownerAccept, header.payload)
  must.mustBePrincipal(judged)
  if (state.offer?.to !== header.authorId || state.offer.seq !== seq) throw new Refused('E_ROLE', 'not offered')
  const grants = new Map(state.grants)
  grants.delete(header.authorId)
  grants.set(state.owner, { allow: allRights, deny: 0, notAfter: null })
  return { owner: header.authorId, grants, offer: null, accepted: new Set([...state.accepted, state.owner]) }
}

export function setHome(judged: Judged): Partial<SpaceState> {
  const [relayId, address] = readPayload(payloads.homeSet, judged.header.payload)
  must.mustBeOwner(judged)
  must.mustBeAddress(address)
  return { home: { relayId, address } }
}

/** No format but the first is known: this stops every reader of this version, after it has seen that it may. */
export function raiseFormat(judged: Judged): Partial<SpaceState> {
  const [format] = readPayload(payloads.formatRaise, judged.header.payload)
  must.mustHold(judged, 'manage')
  if (format <= judged.state.format) throw new Refused('E_CANON', 'format not raised')
  if (format > knownFormat) throw new Refused('E_UNKNOWN_VERSION', `format ${format}`)
  return { format }
}

/** For good: nothing is valid afterwards. */
export function close(judged: Judged): Partial<SpaceState> {
  readPayload(payloads.empty, judged.header.payload)
  must.mustBeOwner(judged)
  return { closed: true }
}
