// What an entry changed about who takes part, as people read it. Every client tells it from the log, its own entries included, so
// that all say the same. Runs in core.
import { identityCode } from '../../shared/domain/identity-code.ts'
import type { IdentityId, SpaceId } from '../../shared/domain/ids.ts'
import { rightsOf, type SpaceState } from '../../shared/logs/space/index.ts'
import type { ActivityRecord } from '../store/index.ts'
import type { AcceptedEntry } from './sealed-part.ts'

/** Null for what is no news about people. */
export function describeAccess(
  { entry, before, after }: AcceptedEntry,
  spaceId: SpaceId,
  nameOf: (id: IdentityId) => string,
): Omit<ActivityRecord, 'id'> | null {
  const { header } = entry
  if (header === null) return null
  const told = changeOf(header.type, header.authorId, before, after)
  if (told === null) return null
  const subject = told.about === null ? '' : nameOf(told.about) || identityCode(told.about)
  const { authorId: identityId, authorDevice: deviceId, time: at } = header
  return { at, kind: told.kind, spaceId, identityId, deviceId, subject, count: 1 }
}

type Told = { readonly kind: string; readonly about: IdentityId | null }

function changeOf(type: string, author: IdentityId, before: SpaceState, after: SpaceState): Told | null {
  switch (type) {
    case 'grant.set':
    case 'grant.remove': {
      const about = whoseGrantChanged(before, after)
      return about === null ? null : { kind: kindOfGrant(about, before, after), about }
    }
    case 'accept':
      return { kind: 'member-joined', about: author }
    case 'leave':
      return { kind: 'member-left', about: author }
    case 'owner.offer':
      return after.offer === null ? null : { kind: 'owner-offered', about: after.offer.to }
    case 'owner.accept':
      return { kind: 'owner-changed', about: author }
    case 'close':
      return { kind: 'space-closed', about: null }
    default:
      return null
  }
}

/** Grants are values: the one that was set or removed is another object than before. */
const whoseGrantChanged = (before: SpaceState, after: SpaceState): IdentityId | null =>
  [...before.grants.keys(), ...after.grants.keys()].find((id) => before.grants.get(id) !== after.grants.get(id)) ?? null

function kindOfGrant(id: IdentityId, before: SpaceState, after: SpaceState): string {
  if (!after.grants.has(id)) return 'member-removed'
  return rightsOf(before, id, after.time) === 0 ? 'member-invited' : 'rights-changed'
}
