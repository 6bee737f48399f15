// Who may read and extend what. Relay only. PROTOCOL §8 (readable), §13, §19.20. [Note: Alike] applies to every refusal.
import type { IdentityId } from '../../shared/domain/ids.ts'
import { mayDo } from '../../shared/domain/rights.ts'
import { rightsOf } from '../../shared/logs/space/rights.ts'
import type { SpaceState } from '../../shared/logs/space/state.ts'

export type Reading =
  | { readonly kind: 'all' }
  /** Headers up to the entry that ended the person's rights. */
  | { readonly kind: 'headers'; readonly untilSeq: number }

/** Null: nothing. A grant that ran out by the relay's clock ends at once; a rotation makes it final. */
export function readingOf(state: SpaceState, id: IdentityId, now: number): Reading | null {
  if (mayDo(rightsOf(state, id, now), 'read')) return { kind: 'all' }
  const untilSeq = state.formerPrincipals.get(id)
  if (untilSeq !== undefined) return { kind: 'headers', untilSeq }
  if (mayDo(rightsOf(state, id), 'read')) return { kind: 'headers', untilSeq: state.head.seq }
  return null
}

export const mayRead = (state: SpaceState, id: IdentityId, now: number): boolean =>
  readingOf(state, id, now)?.kind === 'all'

export const mayWrite = (state: SpaceState, id: IdentityId, now: number): boolean =>
  mayDo(rightsOf(state, id, now), 'write')
