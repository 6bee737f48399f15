// Requests to become contacts, from this side: made with a card or a link, taken back, answered, and sent as soon as it is possible.
// PROTOCOL §7, §19.11–13. Runs in core.
import { Refused } from '../../shared/base/errors.ts'
import { parseCard, verifyCard, type MessageContent } from '../../shared/contact/index.ts'
import type { IdentityId, MessageId } from '../../shared/domain/ids.ts'
import { deleteLink, readContact, type ContactRecord, type LinkRecord } from '../store/index.ts'
import type { ContactsEnvironment, PostOffice } from './interface.ts'
import type { InvitationLinks } from './invitation-links.ts'
import { makeContactToken, makeOwnCard } from './own-card.ts'
import type { Contact, ContactRecords } from './records.ts'
import { sendMessage } from './send-message.ts'

/** `answered`: an invitation link was followed, and the inviter hears of it. */
export type AddOutcome = 'requested' | 'answered' | 'accepted' | 'known' | 'self' | 'conflict'
export type Added = { readonly outcome: AddOutcome; readonly contact: Contact | null }

export class Requests {
  readonly #env: ContactsEnvironment
  readonly #records: ContactRecords
  readonly #links: InvitationLinks

  constructor(environment: ContactsEnvironment, records: ContactRecords, links: InvitationLinks) {
    this.#env = environment
    this.#records = records
    this.#links = links
  }

  async add(cardBytes: Uint8Array, signal: AbortSignal): Promise<Added> {
    const unverified = parseCard(cardBytes)
    if (unverified.identityId === this.#env.me.id) return { outcome: 'self', contact: null }
    await this.#env.known.refresh(unverified.identityId, this.#env.relayAt(unverified), signal)
    const card = verifyCard(this.#env.suite, unverified, this.#env.known)
    const existing = this.#records.get(card.identityId)
    if (existing !== null && existing.state !== 'asking') return { outcome: 'known', contact: existing }

    const contact = existing ?? this.#records.fromCard(card, 'requested')
    const rival = this.#records.rivalOf({ identityId: card.identityId, emails: card.addresses })
    if (rival !== null) {
      this.#records.putConflict(contact, rival)
      return { outcome: 'conflict', contact: this.#records.get(card.identityId) }
    }
    if (existing !== null) await this.accept(card.identityId, signal)
    else await this.#ask(contact, null, signal)
    return { outcome: existing === null ? 'requested' : 'accepted', contact: this.#records.get(card.identityId) }
  }

  async addByLink(link: string, signal: AbortSignal): Promise<Added> {
    const { inviterId, token, proof, home, tlsPin } = await this.#links.follow(link, signal)
    if (inviterId === this.#env.me.id) return { outcome: 'self', contact: null }
    const existing = this.#records.get(inviterId)
    if (existing?.state === 'accepted' || existing?.blocked === true) return { outcome: 'known', contact: existing }
    const place = { identityId: inviterId, state: 'requested', theirToken: token, relay: { home, tlsPin } } as const
    await this.#ask(existing ? { ...existing, ...place } : this.#records.draft(place), proof, signal)
    return { outcome: 'answered', contact: this.#records.get(inviterId) }
  }

  async accept(id: IdentityId, signal: AbortSignal): Promise<void> {
    const contact = this.#inState(id, 'asking')
    if (contact.conflictsWith !== null) throw new Refused('E_CONSENT', 'conflict not resolved')
    await this.agree(contact, null, signal)
  }

  async decline(id: IdentityId, signal: AbortSignal): Promise<void> {
    const contact = this.#inState(id, 'asking')
    this.#records.remove(id)
    await this.end(contact, signal)
  }

  async withdraw(id: IdentityId, signal: AbortSignal): Promise<void> {
    const contact = this.#inState(id, 'requested')
    this.#records.remove(id)
    await this.end(contact, signal)
  }

  async settle(signal: AbortSignal): Promise<void> {
    for (const contact of this.#records.list()) {
      const { identityId, blocked, ourToken, state, requestId, conflictsWith } = contact
      if (blocked && ourToken !== null) {
        const end = (relay: PostOffice, limited: AbortSignal) => relay.deleteToken(ourToken, { signal: limited })
        await end(this.#env.relayAt(this.#env.home()), signal)
        // Known here until it opens no inbox any more: a former home may be silent now.
        if (await this.#env.atFormerHomes(end, signal)) this.#records.update(identityId, { ourToken: null })
      } else if (!blocked && conflictsWith === null && requestId === null && state === 'requested') {
        await this.#ask(contact, null, signal)
      } else if (!blocked && conflictsWith === null && ourToken === null && state === 'accepted') {
        this.#records.update(identityId, { ourToken: await this.#sendAccept(contact, signal) })
      }
    }
  }

  async #ask(contact: ContactRecord, proof: Uint8Array | null, signal: AbortSignal): Promise<void> {
    const cardBytes = await makeOwnCard(this.#env, signal)
    const requestId = await this.#send(contact, { kind: 'contact.request', cardBytes, note: '', proof }, signal)
    this.#records.put({ ...contact, requestId }, 'contact-requested')
  }

  /** Both have said yes: a token for them alone, and the word of it. `link`: what they were invited by, now used up. */
  async agree(contact: ContactRecord, link: LinkRecord | null, signal: AbortSignal): Promise<void> {
    const ourToken = await this.#sendAccept(contact, signal)
    const accepted: ContactRecord = { ...contact, state: 'accepted', requestId: null, ourToken }
    this.#records.put(accepted, 'contact-accepted', (w) => link !== null && deleteLink(w, link.token))
  }

  /** Answers the token that lets them write here from now on. */
  async #sendAccept(contact: ContactRecord, signal: AbortSignal): Promise<Uint8Array> {
    const token = contact.ourToken ?? (await makeContactToken(this.#env, contact.identityId, signal))
    await this.#send(
      contact,
      { kind: 'contact.accept', cardBytes: await makeOwnCard(this.#env, signal), token },
      signal,
    )
    return token
  }

  /** Tells the other side that a request is over, ours or theirs. */
  async end({ state, requestId, ...contact }: ContactRecord, signal: AbortSignal): Promise<void> {
    if (requestId === null) return
    const kind = state === 'asking' ? 'contact.decline' : 'contact.withdraw'
    await quietly(this.#send({ state, requestId, ...contact }, { kind, requestId }, signal))
  }

  #send(contact: ContactRecord, content: MessageContent, signal: AbortSignal): Promise<MessageId> {
    return sendMessage(this.#env, contact, { content, signal })
  }

  #inState(id: IdentityId, state: ContactRecord['state']): ContactRecord {
    const contact = readContact(this.#env.store, id)
    if (contact?.state !== state || contact.blocked) throw new Refused('E_ID', `no contact is ${state}`)
    return contact
  }
}

/** What may also happen later, or never, does not stop what was asked for. */
export async function quietly(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error
  })
}
