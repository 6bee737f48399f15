// Who is in a space, as the window's matrix shows it: those who hold rights now, those whose date has come, and those whose key
// is still in use. Runs in core's utility process. PROTOCOL §10.
import type { IdentityId } from '../../shared/domain/ids.ts'
import { presetOf } from '../../shared/domain/rights.ts'
import type { Member } from '../../shared/ipc/index.ts'
import { principalsOf, rightsOf, type SpaceState } from '../../shared/logs/space/index.ts'
import type { Core } from '../core.ts'
import type { DeviceWord } from '../freshness/index.ts'
import { grantOrigins, type GrantOrigin, type JoinedSpace } from '../spaces/index.ts'
import { byName, describePerson } from './people.ts'

/** Principals first; then expired ones; then those who were removed; each by name. None before the log is fetched. */
export function membersOf(core: Core, joined: Pick<JoinedSpace, 'replica' | 'words'>): Member[] {
  const { state } = joined.replica
  const now = core.now()
  const origins = grantOrigins(joined.replica)
  const words = joined.words()
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
      origin: owner ? null : describeOrigin(core, origins.get(id)),
      seen: seenBy(
        joined,
        words.find(({ by }) => by === id),
      ),
    }
  }
  return [
    principals.map((id) => describe(id, id === state.owner || state.accepted.has(id) ? 'joined' : 'invited')),
    expired.map((id) => describe(id, 'expired')),
    leaving.map((id) => describe(id, 'leaving')),
  ].flatMap((standing) => standing.sort((a, b) => byName(a.person, b.person)))
}

const describeOrigin = (core: Core, origin: GrantOrigin | undefined): Member['origin'] =>
  origin === undefined ? null : { by: describePerson(core, origin.by), at: origin.at }

/** What the newest word of one of their devices says; a device that has seen all says more than one that spoke later. */
const seenBy = ({ replica }: Pick<JoinedSpace, 'replica'>, word: DeviceWord | undefined): Member['seen'] =>
  word === undefined
    ? null
    : { at: word.at, upTo: replica.timeAt(word.seq), newest: word.seq >= replica.state.head.seq }

const hasExpired = (state: SpaceState, id: IdentityId, now: number): boolean =>
  !state.left.has(id) && rightsOf(state, id, now) === 0 && (state.grants.get(id)?.notAfter ?? Infinity) <= now

/** What the grant gave while it lasted. */
function grantedTo(state: SpaceState, id: IdentityId): number {
  const grant = state.grants.get(id)
  return grant === undefined ? 0 : grant.allow & ~grant.deny
}
