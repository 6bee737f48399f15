// The address book: cards in, requests both ways, levels, and the exit from a conflict. PROTOCOL §7, §19.11–13. Runs in core.
import { fromBase64url, toBase64url } from '../../shared/base/encoding.ts'
import { Refused } from '../../shared/base/errors.ts'
import {
  createCard,
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
  deleteContact,
  putContact,
  putSetting,
  readContact,
  readContacts,
  readSetting,
  type ContactRecord,
} from '../store/index.ts'
import { findConflict, levelOf, mayReceiveKeys, type Level } from './address-book.ts'
import type { ContactsEnvironment } from './interface.ts'

export type Contact = ContactRecord & {
  readonly level: Level
  /** The contact added a device since a person last compared or looked. */
  readonly newDevice: boolean
}

export type AddOutcome = 'requested' | 'accepted' | 'known' | 'self' | 'conflict'

export class Contacts {
  readonly #env: ContactsEnvironment

  constructor(environment: ContactsEnvironment) {
    this.#env = environment
  }

  list(): readonly Contact[] {
    return readContacts(this.#env.store).map((contact) => this.#describe(contact))
  }

  /** Null for an identity that is not in the address book. */
  get(id: IdentityId): Contact | null {
    const contact = readContact(this.#env.store, id)
    return contact === null ? null : this.#describe(contact)
  }

  /** The own card, at most 4 KiB. Its inbox token is registered with the relay the first time. Throws E_TRANSPORT. */
  async ownCard(signal: AbortSignal): Promise<Uint8Array> {
    const { suite, store, me, now } = this.#env
    const home = this.#env.home()
    const known = readSetting(store, 'card-token')
    const token = known === null ? suite.random(16) : fromBase64url(known)
    if (known === null) {
      await this.#env.relayAt(home).putToken(token, { label: 'card', signal })
      store.write((w) => putSetting(w, 'card-token', toBase64url(token)))
    }
    const name = readSetting(store, 'name') ?? ''
    const addresses = JSON.parse(readSetting(store, 'emails') ?? '[]') as string[]
    return createCard(suite, me.device, { ...home, head: me.head, token, name, addresses, time: now() })
  }

  /** Takes a card somebody handed over, checks it against the identity's own log, and asks to become contacts. */
  async add(
    cardBytes: Uint8Array,
    signal: AbortSignal,
  ): Promise<{ readonly outcome: AddOutcome; readonly contact: Contact | null }> {
    const { store, me, now } = this.#env
    const unverified = parseCard(cardBytes)
    if (unverified.identityId === me.id) return { outcome: 'self', contact: null }
    await this.#env.known.refresh(unverified.identityId, this.#env.relayAt(unverified), signal)
    const card = verifyCard(this.#env.suite, unverified, this.#env.known)
    const existing = readContact(store, card.identityId)
    if (existing !== null && existing.state !== 'asking') return { outcome: 'known', contact: this.#describe(existing) }

    const contact = existing ?? this.#fromCard(card, 'requested')
    const rival = findConflict(readContacts(store), card.identityId, card.addresses)
    if (rival !== null) {
      this.#putConflict(contact, rival)
      return { outcome: 'conflict', contact: this.get(card.identityId) }
    }
    if (existing !== null) {
      await this.accept(card.identityId, signal)
      return { outcome: 'accepted', contact: this.get(card.identityId) }
    }
    const request: MessageContent = {
      kind: 'contact.request',
      cardBytes: await this.ownCard(signal),
      note: '',
      proof: null,
    }
    const requestId = await this.send(contact, request, signal)
    this.#put({ ...contact, requestId }, 'contact-requested', now())
    return { outcome: 'requested', contact: this.get(card.identityId) }
  }

  /** Says yes to somebody who asked. Throws E_ID where nobody with this id asks. */
  async accept(id: IdentityId, signal: AbortSignal): Promise<void> {
    const contact = this.#inState(id, 'asking')
    if (contact.conflictsWith !== null) throw new Refused('E_CONSENT', 'conflict not resolved')
    await this.#sendAccept(contact, signal)
    this.#put({ ...contact, state: 'accepted', requestId: null }, 'contact-accepted', this.#env.now())
  }

  /** Says no, and forgets the request. Saying so may fail quietly: forgetting does not depend on the relay. */
  async decline(id: IdentityId, signal: AbortSignal): Promise<void> {
    await this.#endRequest(this.#inState(id, 'asking'), 'contact.decline', signal)
  }

  /** Takes back a request of one's own. */
  async withdraw(id: IdentityId, signal: AbortSignal): Promise<void> {
    await this.#endRequest(this.#inState(id, 'requested'), 'contact.withdraw', signal)
  }

  /** From now on nothing of this identity is read, nothing is sealed to it; or again, with `false`. */
  setBlocked(id: IdentityId, blocked: boolean): void {
    this.#update(id, { blocked })
  }

  setNotes(id: IdentityId, notes: string, categories: readonly string[]): void {
    this.#update(id, { notes, categories })
  }

  /** Sixty digits, the same on both sides; costs two Argon2id runs. Throws E_ID for a stranger. */
  safetyNumber(id: IdentityId): string {
    if (this.get(id) === null) throw new Refused('E_ID', 'not a contact')
    return safetyNumber(this.#env.suite, this.#env.me.id, id)
  }

  /** Records that the numbers were compared and are equal, or takes that back. Looking also settles "new device". */
  setVerified(id: IdentityId, verified: boolean): void {
    this.#update(id, { verified, devicesSeen: this.#activeDevices(id) })
    this.#env.store.write((w) =>
      addActivity(w, { at: this.#env.now(), kind: 'contact-verified', spaceId: null, identityId: id, subject: '' }),
    )
  }

  /**
   * The exit from ✖: the person has compared the number of `newId` and it takes the place of the identity it conflicts with,
   * which is blocked. Answers the id that was replaced: its grants are to end. Throws E_CONSENT where there is no conflict.
   */
  replaceConflicting(newId: IdentityId): IdentityId {
    const successor = readContact(this.#env.store, newId)
    const oldId = successor?.conflictsWith ?? null
    const old = oldId === null ? null : readContact(this.#env.store, oldId)
    if (successor === null || oldId === null || old === null) throw new Refused('E_CONSENT', 'no conflict')
    this.#env.store.write((w) => {
      putContact(w, { ...successor, conflictsWith: null, verified: true, categories: old.categories, notes: old.notes })
      putContact(w, { ...old, conflictsWith: null, verified: false, blocked: true })
    })
    this.#env.onChanged()
    return oldId
  }

  /** The contact if keys may be sealed to it now. Throws E_ID for a stranger, E_CONSENT before both agreed or in conflict. */
  mustReceiveKeys(id: IdentityId): Contact {
    const contact = this.get(id)
    if (contact === null) throw new Refused('E_ID', 'not a contact')
    if (!mayReceiveKeys(contact)) throw new Refused('E_CONSENT', 'contact has not agreed, is blocked or in conflict')
    return contact
  }

  /** Seals `content` to the newest key of the contact and puts it into their inbox. Answers the message's id. */
  async send(contact: ContactRecord, content: MessageContent, signal: AbortSignal): Promise<MessageId> {
    const { suite, me, known, now } = this.#env
    const relay = this.#env.relayAt(contact.relay)
    const { state } = await known.refresh(contact.identityId, relay, signal)
    const sender = { device: me.device, head: me.head }
    const { id, messageBytes } = sealMessage(suite, sender, {
      recipient: state,
      content,
      notAfter: now() + maxMessageAge,
    })
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
        await this.#receiveRequest(senderId, messageId, content.cardBytes, signal)
        return true
      case 'contact.accept':
        this.#receiveAccept(senderId, content)
        return true
      case 'contact.decline':
      case 'contact.withdraw': {
        const contact = readContact(this.#env.store, senderId)
        if (contact !== null && contact.requestId === content.requestId && contact.state !== 'accepted')
          this.#remove(senderId)
        return true
      }
      case 'relay.address':
        if (readContact(this.#env.store, senderId) !== null) this.#update(senderId, { relay: content })
        return true
      case 'space.invite':
      case 'space.decline':
        return false
    }
  }

  /** They ask. Whoever we asked ourselves is accepted at once: both have now said yes. */
  async #receiveRequest(
    senderId: IdentityId,
    messageId: MessageId,
    cardBytes: Uint8Array,
    signal: AbortSignal,
  ): Promise<void> {
    const card = this.#cardOf(senderId, cardBytes)
    const existing = readContact(this.#env.store, senderId)
    if (existing?.blocked === true) return
    const contact: ContactRecord = {
      ...(existing ?? this.#fromCard(card, 'asking')),
      theirToken: card.token,
      relay: card,
    }
    const rival = findConflict(readContacts(this.#env.store), senderId, card.addresses)
    if (rival !== null && existing === null) {
      this.#putConflict({ ...contact, requestId: messageId }, rival)
    } else if (existing === null || existing.state === 'asking') {
      this.#put({ ...contact, requestId: messageId }, 'contact-requested', this.#env.now())
    } else {
      await this.#sendAccept(contact, signal)
      this.#put({ ...contact, state: 'accepted', requestId: null }, 'contact-accepted', this.#env.now())
    }
  }

  /** They say yes: only to what we asked. An acceptance out of the blue changes nothing. */
  #receiveAccept(senderId: IdentityId, content: { readonly cardBytes: Uint8Array; readonly token: Uint8Array }): void {
    const contact = readContact(this.#env.store, senderId)
    if (contact === null || contact.blocked || contact.state === 'asking') return
    const card = this.#cardOf(senderId, content.cardBytes)
    const accepted: ContactRecord = {
      ...contact,
      state: 'accepted',
      requestId: null,
      relay: card,
      theirToken: content.token,
    }
    if (contact.state === 'requested') this.#put(accepted, 'contact-accepted', this.#env.now())
    else this.#update(senderId, accepted)
  }

  #cardOf(senderId: IdentityId, cardBytes: Uint8Array): Card {
    const card = verifyCard(this.#env.suite, parseCard(cardBytes), this.#env.known)
    if (card.identityId !== senderId) throw new Refused('E_ID', 'card of another identity')
    return card
  }

  #fromCard(card: Card, state: 'requested' | 'asking'): ContactRecord {
    return {
      identityId: card.identityId,
      state,
      name: card.name,
      emails: card.addresses,
      verified: false,
      conflictsWith: null,
      blocked: false,
      categories: [],
      notes: '',
      relay: { home: card.home, tlsPin: card.tlsPin },
      theirToken: card.token,
      requestId: null,
      devicesSeen: this.#activeDevices(card.identityId),
      addedAt: this.#env.now(),
    }
  }

  async #sendAccept(contact: ContactRecord, signal: AbortSignal): Promise<void> {
    const token = this.#env.suite.random(16)
    await this.#env
      .relayAt(this.#env.home())
      .putToken(token, { label: `contact ${contact.identityId.slice(0, 32)}`, signal })
    await this.send(contact, { kind: 'contact.accept', cardBytes: await this.ownCard(signal), token }, signal)
  }

  async #endRequest(
    contact: ContactRecord,
    kind: 'contact.decline' | 'contact.withdraw',
    signal: AbortSignal,
  ): Promise<void> {
    this.#remove(contact.identityId)
    if (contact.requestId === null) return
    await this.send(contact, { kind, requestId: contact.requestId }, signal).catch((error: unknown) => {
      if (!(error instanceof Refused)) throw error
    })
  }

  #inState(id: IdentityId, state: ContactRecord['state']): ContactRecord {
    const contact = readContact(this.#env.store, id)
    if (contact?.state !== state) throw new Refused('E_ID', `no contact is ${state}`)
    return contact
  }

  /** Both sides of a conflict stop: nobody can know yet which of the two is the person. */
  #putConflict(contact: ContactRecord, rival: ContactRecord): void {
    this.#env.store.write((w) => putContact(w, { ...rival, conflictsWith: contact.identityId }))
    this.#put({ ...contact, conflictsWith: rival.identityId }, 'contact-conflict', this.#env.now())
  }

  #put(contact: ContactRecord, kind: string, at: number): void {
    this.#env.store.write((w) => {
      putContact(w, contact)
      addActivity(w, { at, kind, spaceId: null, identityId: contact.identityId, subject: contact.name })
    })
    this.#env.onChanged()
  }

  #update(id: IdentityId, change: Partial<ContactRecord>): void {
    const contact = readContact(this.#env.store, id)
    if (contact === null) throw new Refused('E_ID', 'not a contact')
    this.#env.store.write((w) => putContact(w, { ...contact, ...change }))
    this.#env.onChanged()
  }

  /** Forgets them. Whoever was in conflict with them alone is so no longer: the address is theirs again. */
  #remove(id: IdentityId): void {
    this.#env.store.write((w) => {
      deleteContact(w, id)
      for (const other of readContacts(w))
        if (other.conflictsWith === id) putContact(w, { ...other, conflictsWith: null })
    })
    this.#env.onChanged()
  }

  #describe(contact: ContactRecord): Contact {
    const newDevice = this.#activeDevices(contact.identityId) > contact.devicesSeen
    return { ...contact, level: levelOf(contact), newDevice }
  }

  #activeDevices(id: IdentityId): number {
    const devices = this.#env.known.get(id)?.state.devices.values() ?? []
    return [...devices].filter((device) => device.revokedAt === null).length
  }
}
