// What a contact may open, when the contact is replaced or blocked: old grants end, new ones are offered, and what cannot be done
// now is done later. PROTOCOL §7 (✖), §10, §13. Runs in core and CLI.
import { Refused } from '../shared/base/errors.ts'
import { mayDo, type Rights } from '../shared/domain/rights.ts'
import type { IdentityId, SpaceId } from '../shared/domain/ids.ts'
import type { Contacts } from './contacts/index.ts'
import type { Spaces } from './spaces/index.ts'
import type { Offer } from './store/index.ts'

/** A grant of somebody in a space that is open here. */
export type Access = {
  readonly space: SpaceId
  readonly name: string
  readonly rights: Rights
  readonly notAfter: number | null
  /** Whether this identity may end it. */
  readonly mayEnd: boolean
}

export type Replacement = {
  readonly replaced: IdentityId
  /** Names of the spaces in which the old identity lost its rights. */
  readonly ended: readonly string[]
  /** Those among them that were offered to the new identity already; the others are offered as soon as it is a contact. */
  readonly offered: readonly string[]
}

type Environment = {
  readonly me: IdentityId
  readonly contacts: Contacts
  readonly spaces: Spaces
  readonly now: () => number
}

export class ContactAccess {
  readonly #env: Environment

  constructor(environment: Environment) {
    this.#env = environment
  }

  /** Where `id` has rights, by the spaces joined here. */
  of(id: IdentityId): readonly Access[] {
    const { spaces, me, now } = this.#env
    return spaces.list().flatMap(({ id: space, name, state }) => {
      if (state !== 'joined') return []
      const { replica } = spaces.open(space)
      const rights = replica.isFetched ? replica.rightsOf(id, now()) : 0
      if (rights === 0) return []
      const mayEnd = replica.state.owner !== id && mayDo(replica.rightsOf(me, now()), 'manage')
      return [{ space, name, rights, notAfter: replica.state.grants.get(id)?.notAfter ?? null, mayEnd }]
    })
  }

  /**
   * The exit from ✖, after a person compared the number of `successor`: it takes the place of the identity it conflicts with.
   * Where this identity manages, the old grant ends (the key changes before the next write) and the same rights are offered to
   * the successor. Once the first step is written the rest happens in any case: what fails now is done by `settle`.
   */
  async replace(successor: IdentityId, signal: AbortSignal): Promise<Replacement> {
    const { contacts } = this.#env
    const instead = contacts.get(successor)?.conflictsWith ?? null
    const passing = instead === null ? [] : this.of(instead).filter(({ mayEnd }) => mayEnd)
    const offers = passing.map(({ space, rights, notAfter }): Offer => ({
      space,
      instead: instead ?? successor,
      rights,
      notAfter,
    }))
    const replaced = contacts.replaceConflicting(successor, offers)
    await this.#declineWhatCameFrom(replaced, signal)
    if (contacts.get(successor)?.state === 'asking') await quietly(() => contacts.accept(successor, signal))
    await this.settle(signal)
    const has = (id: IdentityId, space: SpaceId) => this.of(id).some((access) => access.space === space)
    const ended = passing.filter(({ space }) => !has(replaced, space))
    const offered = ended.filter(({ space }) => has(successor, space))
    return { replaced, ended: ended.map(({ name }) => name), offered: offered.map(({ name }) => name) }
  }

  /**
   * Blocks, and declines what they invited to; with `endAccess` also ends every grant this identity may end. Throws E_TRANSPORT
   * where one could not be ended.
   */
  async block(id: IdentityId, { endAccess }: { readonly endAccess: boolean }, signal: AbortSignal): Promise<void> {
    const { contacts, spaces } = this.#env
    await this.#declineWhatCameFrom(id, signal)
    await contacts.block(id, signal)
    if (!endAccess) return
    for (const { space, mayEnd } of this.of(id)) if (mayEnd) await spaces.revoke(space, id, signal)
  }

  /** Ends and offers what is still due after replacements, as far as relays and people allow. A refusal keeps the offer. */
  async settle(signal: AbortSignal): Promise<void> {
    const { contacts } = this.#env
    await quietly(() => contacts.settle(signal))
    for (const { identityId, offers, blocked } of contacts.list()) {
      if (offers.length === 0 || blocked) continue
      const open: Offer[] = []
      for (const offer of offers) if (!(await this.#pass(identityId, offer, signal))) open.push(offer)
      if (open.length < offers.length) contacts.setOffers(identityId, open)
    }
  }

  /** Invitations to spaces that nobody has answered. */
  async #declineWhatCameFrom(id: IdentityId, signal: AbortSignal): Promise<void> {
    const { spaces } = this.#env
    for (const { id: space, state, invitedBy } of spaces.list())
      if (state === 'invited' && invitedBy === id) await quietly(() => spaces.decline(space, signal))
  }

  /** True when nothing is left to do about an offer: it was made, or it cannot be made any more. */
  async #pass(to: IdentityId, { space, instead, rights, notAfter }: Offer, signal: AbortSignal): Promise<boolean> {
    const { spaces, contacts, me, now } = this.#env
    if (spaces.record(space)?.state !== 'joined') return true
    const joined = spaces.open(space)
    const { replica } = joined
    // By a clock that is wrong it would look as if a right were over, and the offer with it.
    if (!(await quietly(() => joined.mustDate(signal)))) return false
    if (replica.isFetched && !mayDo(replica.rightsOf(me, now()), 'manage')) return true
    return quietly(async () => {
      if (replica.isFetched && replica.rightsOf(instead, now()) !== 0) await spaces.revoke(space, instead, signal)
      if (notAfter !== null && notAfter <= now()) return true
      const contact = contacts.get(to)
      if (contact?.state !== 'accepted' || contact.conflictsWith !== null) return false
      await spaces.grant(space, { to, rights, notAfter }, signal)
      return true
    })
  }
}

/** False where the work was refused: it is tried again. */
async function quietly(work: () => Promise<unknown>): Promise<boolean> {
  try {
    return (await work()) !== false
  } catch (error) {
    if (error instanceof Refused) return false
    throw error
  }
}
