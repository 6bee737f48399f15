// Who is in a space, as the window's matrix shows it: those who hold rights now, those whose date has come, and those whose key
// is still in use. Runs in core's utility process. PROTOCOL §10.
import type { IdentityId } from '../../shared/domain/ids.ts'
import { presetOf } from '../../shared/domain/rights.ts'
import type { Member } from '../../shared/ipc/index.ts'
import { principalsOf, rightsOf, type SpaceState } from '../../shared/logs/space/index.ts'
import type { Core } from '../core.ts'
import { describePerson } from './people.ts'

/** Principals first, in the order of their ids; then expired ones; then those who were removed. None before the log is fetched. */
export function membersOf(core: Core, state: SpaceState): Member[] {
  const now = core.now()
  const principals = principalsOf(state, now)
  const expired = [...state.grants.keys()].filter((id) => hasExpired(state, id, now))
  const known = new Set([...principals, ...expired])
  const leaving = state.epochRecipients.flatMap(({ id }) => (known.has(id) ? [] : id))
  const describe = (id: IdentityId, standing: Member['state']): Member => {
    const rights = standing === 'expired' ? grantedTo(state, id) : rightsOf(state, id, now)
    const expiresAt = state.grants.get(id)?.notAfter ?? null
    const offered = state.offer?.to === id
    const owner = id === state.owner
    return {
      person: describePerson(core, id),
      owner,
      offered,
      preset: presetOf(rights),
      rights,
      expiresAt,
      state: standing,
    }
  }
  return [
    ...principals.map((id) => describe(id, id === state.owner || state.accepted.has(id) ? 'joined' : 'invited')),
    ...expired.map((id) => describe(id, 'expired')),
    ...leaving.map((id) => describe(id, 'leaving')),
  ]
}

/** Those who hold rights now. */
export const isHere = ({ state }: Member): boolean => state === 'joined' || state === 'invited'

const hasExpired = (state: SpaceState, id: IdentityId, now: number): boolean =>
  !state.left.has(id) && rightsOf(state, id, now) === 0 && (state.grants.get(id)?.notAfter ?? Infinity) <= now

/** What the grant gave while it lasted. */
function grantedTo(state: SpaceState, id: IdentityId): number {
  const grant = state.grants.get(id)
  return grant === undefined ? 0 : grant.allow & ~grant.deny
}
