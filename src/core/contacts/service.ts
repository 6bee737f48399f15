// The address book at work: cards and links in, requests both ways, levels, blocking, and the exit from a conflict. PROTOCOL §7,
// §19.11–13. Runs in core.
import { Refused } from '../../shared/base/errors.ts'
import {
  compareSafetyCode,
  parseSafetyCode,
  safetyCodeText,
  type MessageContent,
  type SafetyCodeOutcome,
} from '../../shared/contact/index.ts'
import { safetyNumber } from '../../shared/crypto/safety-number.ts'
import type { IdentityId, MessageId } from '../../shared/domain/ids.ts'
import { addActivity, readContact, type ContactRecord, type Offer } from '../store/index.ts'
import { mayReceiveKeys } from './address-book.ts'
import type { MessageHandler } from './inbox.ts'
import { IncomingRequests } from './incoming-requests.ts'
import type { ContactsEnvironment, PostOffice } from './interface.ts'
import { InvitationLinks } from './invitation-links.ts'
import { MovedContacts } from './moved-contacts.ts'
import { makeOwnCard, openInboxAt } from './own-card.ts'
import { ContactRecords, type Contact } from './records.ts'
import { quietly, Requests, type Added } from './requests.ts'
import { sendMessage } from './send-message.ts'

export class Contacts {
  readonly links: InvitationLinks
  readonly #env: ContactsEnvironment
  readonly #records: ContactRecords
  readonly #requests: Requests
  readonly #moved: MovedContacts
  /** A verified message about being contacts. Answers false for kinds that are not about that. */
  readonly receive: MessageHandler

  constructor(environment: ContactsEnvironment) {
    this.#env = environment
    this.#records = new ContactRecords(environment)
    this.links = new InvitationLinks(environment)
    this.#requests = new Requests(environment, this.#records, this.links)
    this.#moved = new MovedContacts(environment, this.#records)
    const { links } = this
    const book = { records: this.#records, links, requests: this.#requests }
    this.receive = new IncomingRequests(environment, book).receive
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

  /** Whoever may write to the own inbox may do so at `relay`, too. Throws E_QUOTA, E_TRANSPORT. */
  openInboxAt(relay: PostOffice, signal: AbortSignal): Promise<void> {
    return openInboxAt(this.#env, relay, signal)
  }

  /** Takes a card somebody handed over, checks it against the identity's own log, and asks to become contacts. */
  add(cardBytes: Uint8Array, signal: AbortSignal): Promise<Added> {
    return this.#requests.add(cardBytes, signal)
  }

  /**
   * Follows an invitation link: asks the inviter with the proof that only its holder can make. Who it is called comes with the
   * answer. Throws E_CANON or E_LIMIT for no link, E_ID where it is used up or over, E_FORK and E_ROLLBACK for a changed one.
   */
  addByLink(link: string, signal: AbortSignal): Promise<Added> {
    return this.#requests.addByLink(link, signal)
  }

  /** Says yes to somebody who asked. Throws E_ID where nobody with this id asks, E_CONSENT in conflict. */
  accept(id: IdentityId, signal: AbortSignal): Promise<void> {
    return this.#requests.accept(id, signal)
  }

  /** Says no, and forgets the request. Saying so may fail quietly: forgetting does not depend on the relay. */
  decline(id: IdentityId, signal: AbortSignal): Promise<void> {
    return this.#requests.decline(id, signal)
  }

  /** Takes back a request of one's own. */
  withdraw(id: IdentityId, signal: AbortSignal): Promise<void> {
    return this.#requests.withdraw(id, signal)
  }

  /**
   * From now on nothing of this identity is read and nothing sealed to it; what they ask is declined, and their token opens the
   * inbox no more (at once, or as soon as the relay answers: `settle`). What they were granted stays until somebody ends it.
   */
  async block(id: IdentityId, signal: AbortSignal): Promise<void> {
    const contact = this.#records.mustGet(id)
    this.#records.block(contact)
    if (contact.state !== 'accepted') await this.#requests.end(contact, signal)
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
    // What they could write with may still be on its way out.
    const freed = { ...contact, blocked: false, ourToken: null }
    const rival = this.#records.rivalOf(contact)
    if (rival === null) await this.#requests.agree(freed, null, signal)
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

  /** What the other side scans from this screen instead of reading sixty digits. Throws E_ID for a stranger. */
  safetyCode(id: IdentityId): string {
    return safetyCodeText({ owner: this.#env.me.id, other: this.#records.mustGet(id).identityId })
  }

  /** A code scanned from the other side's screen: only an equal one verifies anybody. Throws E_CANON, E_LIMIT, E_UNKNOWN_VERSION. */
  compareCode(id: IdentityId, scanned: string): SafetyCodeOutcome {
    const outcome = compareSafetyCode(parseSafetyCode(scanned), this.#env.me.id, this.#records.mustGet(id).identityId)
    if (outcome === 'match') this.setVerified(id, true)
    return outcome
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
   * said yes to a request of ours gets a token of their own, so that not everybody writes here with the card's. Whoever has moved is followed.
   */
  async settle(signal: AbortSignal): Promise<void> {
    await this.#moved.settle(signal)
    await this.#requests.settle(signal)
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
  send(contact: ContactRecord, content: MessageContent, signal: AbortSignal): Promise<MessageId> {
    return sendMessage(this.#env, contact, { content, signal })
  }
}
