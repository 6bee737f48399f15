// Where somebody's rights in a space come from: who gave them, when. Read from the log once, then only what is new. PROTOCOL §10.
// Runs in core.
import { toHex } from '../../shared/base/encoding.ts'
import type { IdentityId } from '../../shared/domain/ids.ts'
import type { SpaceReplica } from './replica.ts'

/** `at`: log time, milliseconds since 1970. */
export type GrantOrigin = { readonly by: IdentityId; readonly at: number }

type Read = { next: number; readonly origins: Map<IdentityId, GrantOrigin> }
const read = new WeakMap<SpaceReplica, Read>()

/** By whose grant each member holds what they hold; the owner's rights come from no grant. */
export function grantOrigins(replica: SpaceReplica): ReadonlyMap<IdentityId, GrantOrigin> {
  const known: Read = read.get(replica) ?? { next: 0, origins: new Map() }
  read.set(replica, known)
  if (known.next > replica.state.head.seq) return known.origins
  for (const { seq, header } of replica.entries(known.next)) {
    known.next = seq + 1
    if (header?.type !== 'grant.set' || !Array.isArray(header.payload)) continue
    const id: unknown = header.payload[1]
    if (id instanceof Uint8Array) known.origins.set(toHex(id) as IdentityId, { by: header.authorId, at: header.time })
  }
  return known.origins
}
