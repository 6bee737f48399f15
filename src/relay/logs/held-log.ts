// A log of either kind as the relay holds it, and one step further: the same reducers as on every client. Relay only.
// PROTOCOL §8 (public validity; at append also the lockboxes in the body).
import { Refused } from '../../shared/base/errors.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { Head, IdentityId, LogId, PackId } from '../../shared/domain/ids.ts'
import { readPayload, type Entry } from '../../shared/logs/entry.ts'
import { IdentityLog, mustHandOutSeed, type Home, type Identities } from '../../shared/logs/identity/index.ts'
import { mustHandOutEpochKey } from '../../shared/logs/space/lockboxes.ts'
import { packsAdd, sealedHeader } from '../../shared/logs/space/payloads.ts'
import { openSpace, reduceSpace } from '../../shared/logs/space/reduce.ts'
import type { SpaceState } from '../../shared/logs/space/state.ts'

export type HeldLog =
  { readonly kind: 'identity'; readonly log: IdentityLog } | { readonly kind: 'space'; readonly state: SpaceState }

export const headOf = (held: HeldLog): Head => (held.kind === 'identity' ? held.log.head : held.state.head)
export const homeOf = (held: HeldLog): Home | null => (held.kind === 'identity' ? held.log.state.home : held.state.home)

/** The log with one more entry, whole. `before` null: the entry begins it. Throws what the reducers throw. */
export function advance(
  suite: Suite,
  before: HeldLog | null,
  step: { readonly id: LogId; readonly kind: HeldLog['kind']; readonly entry: Entry },
  identities: Identities,
): HeldLog {
  const { id, kind, entry } = step
  if (before !== null && before.kind !== kind) throw new RangeError('kind of log')
  if ((entry.header?.bodyHash ?? null) !== null && entry.body === null)
    throw new Refused('E_INTEGRITY', 'body is missing')
  if (kind === 'identity') {
    const log =
      before?.kind === 'identity'
        ? before.log.append(suite, entry)
        : IdentityLog.verify(suite, [entry], id as IdentityId)
    mustHandOutSeed(suite, log, entry)
    return { kind, log }
  }
  if (before?.kind !== 'space') return { kind, state: openSpace(suite, entry, identities, id as SpaceState['id']) }
  const state = reduceSpace(suite, before.state, entry, identities)
  mustHandOutEpochKey(suite, { entry, before: before.state, after: state }, identities)
  return { kind, state }
}

/** Packs that an accepted entry adds, with the length it gives them. */
export function packsAddedBy({ header }: Entry): readonly { readonly id: PackId; readonly length: number }[] {
  const packs =
    header?.type === 'commit' || header?.type === 'snapshot'
      ? readPayload(sealedHeader, header.payload)[1]
      : header?.type === 'packs.add'
        ? readPayload(packsAdd, header.payload)[0]
        : []
  return packs.map(([id, length]) => ({ id, length }))
}
