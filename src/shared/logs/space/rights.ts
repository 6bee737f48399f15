// Who may do what: the rights algebra. PROTOCOL §10, §19.10. Clients and relay. [Note: Drop is reserved] The bit exists so that
// its place is taken, but no grant of this format may hold it; with it would come a right that stands without read.
import { Refused } from '../../base/errors.ts'
import type { IdentityId } from '../../domain/ids.ts'
import { allRights, closeRights, mayDo, rightBits, type Rights } from '../../domain/rights.ts'
import type { Grant, SpaceState } from './state.ts'

/** What `id` may do in an entry of time `time`; 0 for whoever is not a principal. A closed space does not change it. */
export function rightsOf(state: SpaceState, id: IdentityId, time: number = state.time): Rights {
  if (id === state.owner) return allRights
  if (state.left.has(id)) return 0
  const grant = state.grants.get(id)
  return grant === undefined ? 0 : rightsOfGrant(grant, Math.max(state.time, time))
}

/** Everybody with any right, in ascending order of ids. */
export const principalsOf = (state: SpaceState, time: number = state.time): readonly IdentityId[] =>
  [state.owner, ...state.grants.keys()].filter((id) => rightsOf(state, id, time) !== 0).sort()

/** A grant ends, with what it allows and what it denies, when log time reaches `notAfter`. */
const rightsOfGrant = ({ allow, deny, notAfter }: Grant, time: number): Rights =>
  notAfter !== null && notAfter <= time ? 0 : allow & ~deny

/** The set and all that goes with it: who is denied read is denied everything. */
export const closeDenied = (deny: Rights): Rights => (mayDo(deny, 'read') ? deny | allRights : deny)

/** Throws E_UNKNOWN_VERSION for drop, E_CANON for sets that are not closed, or for a grant that says nothing. */
export function mustBeWholeRights(allow: Rights, deny: Rights): void {
  if (((allow | deny) & rightBits.drop) !== 0) throw new Refused('E_UNKNOWN_VERSION', 'right of a later format')
  if (closeRights(allow) !== allow || closeDenied(deny) !== deny) throw new Refused('E_CANON', 'rights not closed')
  if (allow === 0 && deny === 0) throw new Refused('E_CANON', 'empty grant')
}
