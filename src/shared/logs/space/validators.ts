// What an entry of a space log must be, each rule one sentence, thrown as `Refused`. They look at the state before the entry,
// with the entry's own time and heads counted in (§19.2). PROTOCOL §10, §19. Clients and relay.
import { Refused } from '../../base/errors.ts'
import type { Suite } from '../../crypto/suite.ts'
import type { IdentityId, PackId } from '../../domain/ids.ts'
import { mayDo, type Right, type Rights } from '../../domain/rights.ts'
import type { Header } from '../entry.ts'
import type { Identities } from '../identity/index.ts'
import { identityKind } from './payloads.ts'
import { isPending } from './recipients.ts'
import type { SpaceState } from './state.ts'

/** An entry under judgement. */
export type Judged = {
  readonly suite: Suite
  readonly identities: Identities
  /** The state before the entry, with T′ and known′. */
  readonly state: SpaceState
  readonly header: Header
  /** The author's, in `state`. */
  readonly rights: Rights
}

export function mustHold({ rights }: Judged, ...oneOf: readonly Right[]): void {
  if (!oneOf.some((right) => mayDo(rights, right))) throw new Refused('E_ROLE', `needs ${oneOf.join(' or ')}`)
}

export function mustBePrincipal({ rights }: Judged): void {
  if (rights === 0) throw new Refused('E_ROLE', 'not a principal')
}

export function mustBeOwner({ state, header }: Judged): void {
  if (header.authorId !== state.owner) throw new Refused('E_ROLE', 'owner only')
}

/** The owner's rights change by handing over, not by grants. */
export function mustNotConcernOwner({ state }: Judged, id: IdentityId): void {
  if (id === state.owner) throw new Refused('E_ROLE', 'rights of the owner')
}

export function mustNotBeOwner({ state, header }: Judged): void {
  if (header.authorId === state.owner) throw new Refused('E_POLICY', 'the owner hands over first')
}

/** While pending: rotate, then write. */
export function mustNotBePending(judged: Judged): void {
  if (pending(judged)) throw new Refused('E_PENDING', 'rotate first')
}

export const pending = ({ suite, state, identities }: Judged): boolean => isPending(suite, state, identities)

export function mustBeCurrentEpoch({ state }: Judged, epoch: number): void {
  if (epoch !== state.epoch || epoch === 0) throw new Refused('E_STALE', `epoch ${epoch}`)
}

/** Other kinds of principals come with a later format. */
export function mustBeIdentity(kind: string, level: number | null): void {
  if (kind !== identityKind) throw new Refused('E_UNKNOWN_VERSION', 'kind of principal')
  if (level !== null) throw new Refused('E_CANON', 'level of an identity')
}

export function mustHaveBody(header: Header): void {
  if (header.bodyHash === null) throw new Refused('E_CANON', `${header.type} without a body`)
}

export function mustHaveNoBody(header: Header): void {
  if (header.bodyHash !== null) throw new Refused('E_CANON', `${header.type} with a body`)
}

/** Strictly ascending: one spelling for one set. */
export function mustBeInOrder(ids: readonly PackId[]): void {
  if (ids.some((id, i) => i > 0 && id <= (ids[i - 1] ?? ''))) throw new Refused('E_CANON', 'packs out of order')
}

/** Frozen everywhere: no rule about text may depend on a Unicode version. */
export function mustBeAddress(address: string): void {
  if (!/^[\x21-\x7e]+$/.test(address)) throw new Refused('E_CANON', 'address of a relay')
}
