// What an entry knows of other logs: the heads it names must never lie behind those named before it. PROTOCOL §8 "Known heads",
// §19.2, §19.16. Clients and relay.
import { Refused } from '../../base/errors.ts'
import type { Head, IdentityId, LogId, NamedHead } from '../../domain/ids.ts'
import type { Header } from '../entry.ts'
import { compareHeads, stateAt, type Identities } from '../identity/index.ts'
import type { SpaceState } from './state.ts'

/**
 * known ∪ authorHead ∪ seen. `invited` is the identity the entry itself makes a principal. Throws MissingHead, E_STALE for a
 * head behind the known one (or, in `seen`, not newer), E_FORK for one on no known branch, E_ID for a log that has no
 * business in this space, E_CANON for a list out of order.
 */
export function learnHeads(
  state: SpaceState,
  header: Header,
  identities: Identities,
  invited: IdentityId | null,
): ReadonlyMap<LogId, Head> {
  const { authorId, authorHead, seen } = header
  if (authorHead === null) throw new Refused('E_CANON', 'author without a head')
  const known = new Map(state.knownHeads)
  learn(known, { logId: authorId, ...authorHead }, identities)
  mustBeInOrder(seen)
  for (const named of seen) {
    const isPrincipal = named.logId === state.owner || state.grants.has(named.logId as IdentityId)
    if (named.logId === authorId || !(isPrincipal || named.logId === invited)) throw new Refused('E_ID', 'foreign log')
    if (known.get(named.logId)?.hash === named.hash) throw new Refused('E_STALE', 'head named before')
    learn(known, named, identities)
  }
  return known
}

/** Throws MissingHead, E_FORK or E_STALE. A branch that root signed counts as newer than the one given up (§19.16). */
function learn(known: Map<LogId, Head>, named: NamedHead, identities: Identities): void {
  const logId = named.logId as IdentityId
  stateAt(identities, { ...named, logId })
  const before = known.get(logId)
  const log = identities.get(logId)
  const order = before === undefined || log === null ? 'newer' : compareHeads(log, before, named)
  if (order === 'older') throw new Refused('E_STALE', 'head')
  if (order === 'fork') throw new Refused('E_FORK', 'head')
  known.set(logId, { seq: named.seq, hash: named.hash })
}

/** Ascending, each log once: one spelling for one set. */
function mustBeInOrder(seen: readonly NamedHead[]): void {
  if (seen.some(({ logId }, i) => i > 0 && logId <= (seen[i - 1]?.logId ?? ''))) {
    throw new Refused('E_CANON', 'heads out of order')
  }
}
