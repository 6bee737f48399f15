// The address book at work: cards and links in, requests both ways, levels, blocking, and the exit from a conflict. PROTOCOL §7,
// §19.11–13. Runs in core.
import { Refused } from '../../shared/base/errors.ts'
import {
  maxMessageAge,
  parseCard,
  sealMessage,
  verifyCard,
  type Card,
  type MessageContent,
} from '../../shared/contact/index.ts'
import { safetyNumber } from '../../shared/crypto/safety-number.ts'
import type { IdentityId, MessageId } from '../../shared/domain/ids.ts'
import {
  addActivity,
  deleteLink,
  readContact,
  type ContactRecord,
  type LinkRecord,
  type Offer,
} from '../store/index.ts'
import { mayReceiveKeys } from './address-book.ts'
import type { ContactsEnvironment } from './interface.ts'
import { InvitationLinks } from './invitation-links.ts'
import { makeContactToken, makeOwnCard } from './own-card.ts'
import { ContactRecords, type Contact } from './records.ts'

/** `answered`: an invitation link was followed, and the inviter hears of it. */
export type AddOutcome = 'requested' | 'answered' | 'accepted' | 'known' | 'self' | 'conflict'
export type Added = { readonly outcome: AddOutcome; readonly contact: Contact | null }

type Incoming<K> = MessageContent & { readonly kind: K }

export class Contacts {
  readonly links: InvitationLinks
  readonly #env: ContactsEnvironment
  readonly #records: ContactRecords

  constructor(environment: ContactsEnvironment) {
    this.#env = environment
    this.#records = new ContactRecords(environment)
    this.links = new InvitationLinks(environment)
  }

  /** Everybody in the book, those blocked included. */
  list(): readonly Contact[] {
    return this.#records.list()
  }

  /** Null for an identity that is not in the address book. */
  get(id: IdentityId): Contact | null {
    return this.#records.get(id)
  }

  /** The own card, at most 4 KiB. Its inbox token is registered with the relay the first time. Throws E_TRANSPORT. */
  ownCard(signal: AbortSignal): Promise<Uint8Array> {
    return makeOwnCard(this.#env, signal)
  }

  /** Takes a card somebody handed over, checks it against the identity's own log, and asks to become contacts. */
  async add(cardBytes: Uint8Array, signal: AbortSignal): Promise<Added> {
    const unverified = parseCard(cardBytes)
    if (unverified.identityId === this.#env.me.id) return { outcome: 'self', contact: null }
    await this.#env.known.refresh(unverified.identityId, this.#env.relayAt(unverified), signal)
    const card = verifyCard(this.#env.suite, unverified, this.#env.known)
    const existing = this.get(card.identityId)
    if (existing !== null && existing.state !== 'asking') return { outcome: 'known', contact: existing }

    const contact = existing ?? this.#records.fromCard(card, 'requested')
    const rival = this.#records.rivalOf({ identityId: card.identityId, emails: card.addresses })
    if (rival !== null) {
      this.#records.putConflict(contact, rival)
      return { outcome: 'conflict', contact: this.get(card.identityId) }
    }
    if (existing !== null) await this.accept(card.identityId, signal)
    else await this.#ask(contact, null, signal)
    return { outcome: existing === null ? 'requested' : 'accepted', contact: this.get(card.identityId) }
  }

  /**
   * Follows an invitation link: asks the inviter with the proof that only its holder can make. Who it is called comes with the
   * answer. Throws E_CANON or E_LIMIT for no link, E_ID where it is used up or over, E_FORK and E_ROLLBACK for a changed one.
   */
  async addByLink(link: string, signal: AbortSignal): Promise<Added> {
    const { inviterId, token, proof, home, tlsPin } = await this.links.follow(link, signal)
    if (inviterId === this.#env.me.id) return { outcome: 'self', contact: null }
    const existing = this.get(inviterId)
    if (existing?.state === 'accepted' || existing?.blocked === true) return { outcome: 'known', contact: existing }
    const place = { identityId: inviterId, state: 'requested', theirToken: token, relay: { home, tlsPin } } as const
    await this.#ask(existing ? { ...existing, ...place } : this.#records.draft(place), proof, signal)
    return { outcome: 'answered', contact: this.get(inviterId) }
  }

  /** Says yes to somebody who asked. Throws E_ID where nobody with this id asks, E_CONSENT in conflict. */
  async accept(id: IdentityId, signal: AbortSignal): Promise<void> {
    const contact = this.#inState(id, 'asking')
    if (contact.conflictsWith !== null) throw new Refused('E_CONSENT', 'conflict not resolved')
    await this.#accept(contact, null, signal)
  }

  /** Says no, and forgets the request. Saying so may fail quietly: forgetting does not depend on the relay. */
  async decline(id: IdentityId, signal: AbortSignal): Promise<void> {
    const contact = this.#inState(id, 'asking')
    this.#records.remove(id)
    await this.#endRequest(contact, signal)
  }

  /** Takes back a request of one's own. */
  async withdraw(id: IdentityId, signal: AbortSignal): Promise<void> {
    const contact = this.#inState(id, 'requested')
    this.#records.remove(id)
    await this.#endRequest(contact, signal)
  }

  /**
   * From now on nothing of this identity is read and nothing sealed to it; what they ask is declined, and their token opens the
   * inbox no more (at once, or as soon as the relay answers: `settle`). What they were granted stays until somebody ends it.
   */
  async block(id: IdentityId, signal: AbortSignal): Promise<void> {
    const contact = this.#records.mustGet(id)
    this.#records.block(contact)
    if (contact.state !== 'accepted') await this.#endRequest(contact, signal)
    await quietly(this.settle(signal))
  }

  /** A contact as before, with a new token for the inbox; somebody who had only asked is forgotten, and may ask again. */
  async unblock(id: IdentityId, signal: AbortSignal): Promise<void> {
    const contact = this.#records.mustGet(id)
    if (!contact.blocked) return
    if (contact.state !== 'accepted') {
      this.#records.remove(id)
      return
    }
    const freed = { ...contact, blocked: false }
    const rival = this.#records.rivalOf(contact)
    if (rival === null) await this.#accept(freed, null, signal)
    else this.#records.putConflict(freed, rival)
  }

  /** Notes and categories are private: they travel in the self record and nowhere else. */
  setNotes(id: IdentityId, notes: string, categories: readonly string[]): void {
    this.#records.update(id, { notes, categories: [...new Set(categories)] })
  }

  /** Sixty digits, the same on both sides; costs two Argon2id runs. Throws E_ID for a stranger. */
  safetyNumber(id: IdentityId): Promise<string> {
    const { suite, argon2id, me } = this.#env
    return safetyNumber(suite, argon2id, me.id, this.#records.mustGet(id).identityId)
  }

  /** Records that the numbers were compared and are equal, or takes that back. Looking also settles "new device". */
  setVerified(id: IdentityId, verified: boolean): void {
    this.#records.update(id, { verified, devicesSeen: this.#records.activeDevices(id) })
    this.#env.store.write((w) =>
      addActivity(w, { at: this.#env.now(), kind: 'contact-verified', spaceId: null, identityId: id, subject: '' }),
    )
  }

  /**
   * The exit from ✖: the person has compared the number of `newId` and it takes the place of the identity it conflicts with,
   * which is blocked. `offers` is what passes on to it. Answers the id that was replaced. Throws E_CONSENT without a conflict.
   */
  replaceConflicting(newId: IdentityId, offers: readonly Offer[] = []): IdentityId {
    const successor = readContact(this.#env.store, newId)
    const oldId = successor?.conflictsWith ?? null
    const old = oldId === null ? null : readContact(this.#env.store, oldId)
    if (successor === null || oldId === null || old === null) throw new Refused('E_CONSENT', 'no conflict')
    this.#records.replace(old, successor, offers)
    return oldId
  }

  /** What was offered, or never can be, is struck off. */
  setOffers(id: IdentityId, offers: readonly Offer[]): void {
    this.#records.update(id, { offers })
  }

  /**
   * Does what was due and could not be done: tokens of people who are blocked end, requests that were held back go out, and whoever
   * said yes to a request of ours gets a token of their own, so that not everybody writes here with the card's.
   */
  async settle(signal: AbortSignal): Promise<void> {
    for (const contact of this.list()) {
      const { identityId, blocked, ourToken, state, requestId, conflictsWith } = contact
      if (blocked && ourToken !== null) {
        await this.#env.relayAt(this.#env.home()).deleteToken(ourToken, { signal })
        this.#records.update(identityId, { ourToken: null })
      } else if (!blocked && conflictsWith === null && requestId === null && state === 'requested') {
        await this.#ask(contact, null, signal)
      } else if (!blocked && conflictsWith === null && ourToken === null && state === 'accepted') {
        this.#records.update(identityId, { ourToken: await this.#sendAccept(contact, signal) })
      }
    }
  }

  /** The contact if keys may be sealed to it now. Throws E_ID for a stranger, E_CONSENT before both agreed or in conflict. */
  mustReceiveKeys(id: IdentityId): Contact {
    const contact = this.#records.mustGet(id)
    if (!mayReceiveKeys(contact)) throw new Refused('E_CONSENT', 'contact has not agreed, is blocked or in conflict')
    return contact
  }

  /**
   * Whoever is in a space already may get other rights without being a contact (null), but not while blocked or in conflict.
   * Throws E_CONSENT.
   */
  mustNotBeInDoubt(id: IdentityId): Contact | null {
    const contact = this.get(id)
    if (contact !== null && (contact.blocked || contact.conflictsWith !== null))
      throw new Refused('E_CONSENT', 'contact is blocked or in conflict')
    return contact
  }

  /** Seals `content` to the newest key of the contact and puts it into their inbox. Answers the message's id. */
  async send(contact: ContactRecord, content: MessageContent, signal: AbortSignal): Promise<MessageId> {
    const { suite, me, known, now } = this.#env
    const relay = this.#env.relayAt(contact.relay)
    const { state: recipient } = await known.refresh(contact.identityId, relay, signal)
    const sender = { device: me.device, head: me.head }
    const notAfter = now() + maxMessageAge
    const { id, messageBytes } = sealMessage(suite, sender, { recipient, content, notAfter })
    await relay.postMessage(contact.identityId, messageBytes, { token: contact.theirToken, signal })
    return id
  }

  /** A verified message about being contacts. Answers false for kinds that are not about that. */
  async receive(
    senderId: IdentityId,
    messageId: MessageId,
    content: MessageContent,
    signal: AbortSignal,
  ): Promise<boolean> {
    switch (content.kind) {
      case 'contact.request':
        await this.#receiveRequest(senderId, messageId, content, signal)
        return true
      case 'contact.accept':
        this.#receiveAccept(senderId, content)
        return true
      case 'contact.decline':
      case 'contact.withdraw': {
        const contact = this.get(senderId)
        if (contact !== null && contact.requestId === content.requestId && contact.state !== 'accepted')
          this.#records.remove(senderId)
        return true
      }
      case 'relay.address':
        if (this.get(senderId) === null) return true
        this.#records.update(senderId, { relay: { home: content.home, tlsPin: content.tlsPin } })
        await this.#env.onRelayMoved(content, signal)
        return true
      case 'space.invite':
      case 'space.decline':
        return false
    }
  }

  /**
   * They ask. Whoever we asked ourselves, or invited by the link they show, is accepted at once: both have now said yes. In a
   * conflict nothing is sealed: the request waits for a person. Throws E_CONSENT for a proof of no invitation.
   */
  async #receiveRequest(
    senderId: IdentityId,
    messageId: MessageId,
    { cardBytes, proof }: Incoming<'contact.request'>,
    signal: AbortSignal,
  ): Promise<void> {
    const card = this.#cardOf(senderId, cardBytes)
    const link = proof === null ? null : this.links.mustBeInvited(senderId, proof)
    const existing = this.get(senderId)
    if (existing?.blocked === true) return
    const { identityId, theirToken, relay, name, emails } = this.#records.fromCard(card, 'asking')
    const told = existing !== null && existing.state !== 'asking' ? {} : { name, emails }
    const contact: ContactRecord = {
      ...(existing ?? this.#records.draft({ identityId, state: 'asking', theirToken, relay })),
      ...told,
      theirToken,
      relay,
      requestId: messageId,
    }
    const rival = this.#records.rivalOf({ identityId, emails })
    const waiting: ContactRecord = contact.state === 'accepted' ? contact : { ...contact, state: 'asking' }
    if (rival !== null) {
      this.#records.putConflict({ ...waiting, emails }, rival)
    } else if (contact.conflictsWith !== null || (contact.state === 'asking' && link === null)) {
      this.#records.put(waiting, 'contact-requested')
    } else {
      await this.#accept(contact, link, signal)
    }
  }

  /**
   * They say yes: only to what we asked. An acceptance out of the blue changes nothing. With it comes what they call themselves,
   * which an invitation link does not tell.
   */
  #receiveAccept(senderId: IdentityId, { cardBytes, token }: Incoming<'contact.accept'>): void {
    const contact = this.get(senderId)
    if (contact === null || contact.blocked || contact.state === 'asking') return
    const { relay, name, emails } = this.#records.fromCard(this.#cardOf(senderId, cardBytes), 'requested')
    const reached = { ...contact, relay, theirToken: token, requestId: null }
    if (contact.state === 'accepted') {
      this.#records.update(senderId, reached)
      return
    }
    const accepted: ContactRecord = { ...reached, state: 'accepted', name, emails }
    const rival = this.#records.rivalOf(accepted)
    if (rival === null) this.#records.put(accepted, 'contact-accepted')
    else this.#records.putConflict(accepted, rival)
  }

  #cardOf(senderId: IdentityId, cardBytes: Uint8Array): Card {
    const card = verifyCard(this.#env.suite, parseCard(cardBytes), this.#env.known)
    if (card.identityId !== senderId) throw new Refused('E_ID', 'card of another identity')
    return card
  }

  async #ask(contact: ContactRecord, proof: Uint8Array | null, signal: AbortSignal): Promise<void> {
    const cardBytes = await this.ownCard(signal)
    const requestId = await this.send(contact, { kind: 'contact.request', cardBytes, note: '', proof }, signal)
    this.#records.put({ ...contact, requestId }, 'contact-requested')
  }

  async #accept(contact: ContactRecord, link: LinkRecord | null, signal: AbortSignal): Promise<void> {
    const ourToken = await this.#sendAccept(contact, signal)
    const accepted: ContactRecord = { ...contact, state: 'accepted', requestId: null, ourToken }
    this.#records.put(accepted, 'contact-accepted', (w) => link !== null && deleteLink(w, link.token))
  }

  /** Answers the token that lets them write here from now on. */
  async #sendAccept(contact: ContactRecord, signal: AbortSignal): Promise<Uint8Array> {
    const token = contact.ourToken ?? (await makeContactToken(this.#env, contact.identityId, signal))
    await this.send(contact, { kind: 'contact.accept', cardBytes: await this.ownCard(signal), token }, signal)
    return token
  }

  /** Tells the other side that a request is over, ours or theirs. */
  async #endRequest({ state, requestId, ...contact }: ContactRecord, signal: AbortSignal): Promise<void> {
    if (requestId === null) return
    const kind = state === 'asking' ? 'contact.decline' : 'contact.withdraw'
    await quietly(this.send({ state, requestId, ...contact }, { kind, requestId }, signal))
  }

  #inState(id: IdentityId, state: ContactRecord['state']): ContactRecord {
    const contact = readContact(this.#env.store, id)
    if (contact?.state !== state || contact.blocked) throw new Refused('E_ID', `no contact is ${state}`)
    return contact
  }
}

/** What may also happen later, or never, does not stop what was asked for. */
async function quietly(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error
  })
}
