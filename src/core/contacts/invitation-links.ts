// Invitation links: made here, handed over outside of Siegel, recognised when somebody answers with their proof. The relay learns
// the hash of a one-time token and when it ends, never the secret. PROTOCOL §7, §19.13. Runs in core.
import { Refused } from '../../shared/base/errors.ts'
import {
  invitationLink,
  invitationProof,
  mustProveInvitation,
  parseInvitationLink,
  type Invitation,
} from '../../shared/contact/index.ts'
import type { IdentityId } from '../../shared/domain/ids.ts'
import { EntryHeld } from '../held-entry.ts'
import { deleteLink, putLink, readLinks, type LinkRecord } from '../store/index.ts'
import type { ContactsEnvironment } from './interface.ts'

/** What the relay is told of a link's token, besides when it ends. */
export const linkToken = { label: 'invitation', uses: 1, admitsRegistration: true } as const

export class InvitationLinks {
  readonly #env: ContactsEnvironment

  constructor(environment: ContactsEnvironment) {
    this.#env = environment
  }

  /** Those nobody has used and whose time is not over, the newest first. */
  list(): readonly LinkRecord[] {
    return readLinks(this.#env.store).filter(({ expiresAt }) => expiresAt > this.#env.now())
  }

  /** A link for one person, good until `expiresAt` (milliseconds since 1970). Throws E_TRANSPORT, WrongClock; then there is none. */
  async create(
    wish: { readonly note: string; readonly expiresAt: number },
    signal: AbortSignal,
  ): Promise<{ readonly link: string; readonly record: LinkRecord }> {
    const { suite, store, me, now, mustDate } = this.#env
    const home = this.#env.forOthers()
    await mustDate(signal)
    const record: LinkRecord = { ...wish, token: suite.random(16), secret: suite.random(16), madeAt: now() }
    const { token, secret } = record
    await this.#env.relayAt(home).putToken(token, { ...linkToken, expiresAt: wish.expiresAt, signal })
    store.write((w) => {
      for (const over of readLinks(w)) if (over.expiresAt <= now()) deleteLink(w, over.token)
      putLink(w, record)
    })
    this.#env.onChanged()
    return { link: invitationLink({ ...home, inviterId: me.id, head: me.head, token, secret }), record }
  }

  /** Nobody can use the link any more, whether or not the relay can be told now. */
  async withdraw(token: Uint8Array, signal: AbortSignal): Promise<void> {
    this.#env.store.write((w) => deleteLink(w, token))
    this.#env.onChanged()
    await this.#env.relayAt(this.#env.home()).deleteToken(token, { signal })
  }

  /** The link whose secret `proof` shows for this invitee. Throws E_CONSENT where there is none, or not any more. */
  mustBeInvited(inviteeId: IdentityId, proof: Uint8Array): LinkRecord {
    const { suite, me } = this.#env
    const link = this.list().find(({ secret }) => {
      try {
        mustProveInvitation(suite, { secret, inviterId: me.id, inviteeId }, proof)
        return true
      } catch (error) {
        if (error instanceof Refused) return false
        throw error
      }
    })
    if (link === undefined) throw new Refused('E_CONSENT', 'no such invitation')
    return link
  }

  /**
   * Somebody else's link: their identity log, fetched and verified, must hold the head the link names. Throws E_CANON, E_LIMIT
   * for no link; E_ID, E_ROLLBACK, E_FORK, EntryHeld; E_TRANSPORT.
   */
  async follow(link: string, signal: AbortSignal): Promise<Invitation & { readonly proof: Uint8Array }> {
    const { suite, known, me } = this.#env
    const invitation = parseInvitationLink(link)
    const { inviterId, head, secret } = invitation
    const log = await known.refresh(inviterId, this.#env.relayAt(invitation), signal)
    const ahead = known.ahead(inviterId)
    if (log.head.seq < head.seq && ahead !== null) throw new EntryHeld(ahead)
    if (log.head.seq < head.seq) throw new Refused('E_ROLLBACK', 'log ends before the head of the link')
    if (log.at(head) === null) throw new Refused('E_FORK', 'head of the link is not on the log')
    return { ...invitation, proof: invitationProof(suite, { secret, inviterId, inviteeId: me.id }) }
  }
}
