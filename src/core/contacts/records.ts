// The records of the address book: read, described, changed in one transaction each, conflicts kept up with. PROTOCOL §7. Core.
import { Refused } from '../../shared/base/errors.ts'
import type { Card } from '../../shared/contact/index.ts'
import type { IdentityId } from '../../shared/domain/ids.ts'
import {
  addActivity,
  deleteContact,
  putContact,
  readContact,
  readContacts,
  type ContactRecord,
  type Offer,
  type WritableStore,
} from '../store/index.ts'
import { findConflict, levelOf, type Level } from './address-book.ts'
import type { ContactsEnvironment } from './interface.ts'

export type Contact = ContactRecord & {
  readonly level: Level
  /** The contact added a device since a person last compared or looked. */
  readonly newDevice: boolean
}

export class ContactRecords {
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

  /** Throws E_ID for a stranger. */
  mustGet(id: IdentityId): Contact {
    const contact = this.get(id)
    if (contact === null) throw new Refused('E_ID', 'not a contact')
    return contact
  }

  /** A record that is not in the book yet. */
  draft(
    known: Pick<ContactRecord, 'identityId' | 'state' | 'theirToken' | 'relay'> & Partial<ContactRecord>,
  ): ContactRecord {
    return {
      name: '',
      emails: [],
      verified: false,
      conflictsWith: null,
      blocked: false,
      categories: [],
      notes: '',
      ourToken: null,
      requestId: null,
      offers: [],
      devicesSeen: this.activeDevices(known.identityId),
      addedAt: this.#env.now(),
      ...known,
    }
  }

  fromCard(card: Card, state: 'requested' | 'asking'): ContactRecord {
    const { identityId, name, addresses, token, home, tlsPin } = card
    return this.draft({ identityId, state, name, emails: addresses, theirToken: token, relay: { home, tlsPin } })
  }

  /** `also`: what belongs into the same transaction. */
  put(contact: ContactRecord, kind: string, also: (store: WritableStore) => unknown = () => undefined): void {
    this.#env.store.write((w) => {
      putContact(w, contact)
      also(w)
      addActivity(w, {
        at: this.#env.now(),
        kind,
        spaceId: null,
        identityId: contact.identityId,
        subject: contact.name,
      })
    })
    this.#env.onChanged()
  }

  update(id: IdentityId, change: Partial<ContactRecord>): void {
    const contact = readContact(this.#env.store, id)
    if (contact === null) throw new Refused('E_ID', 'not a contact')
    this.#env.store.write((w) => putContact(w, { ...contact, ...change }))
    this.#env.onChanged()
  }

  /** Whom this contact's addresses also belong to, by the book as it is. */
  rivalOf(contact: Pick<ContactRecord, 'identityId' | 'emails'>): ContactRecord | null {
    return findConflict(readContacts(this.#env.store), contact.identityId, contact.emails)
  }

  /** Both sides of a conflict stop: nobody can know yet which of the two is the person. `also`: as for `put`. */
  putConflict(
    contact: ContactRecord,
    rival: ContactRecord,
    also: (store: WritableStore) => unknown = () => undefined,
  ): void {
    this.put({ ...contact, conflictsWith: rival.identityId }, 'contact-conflict', (w) => {
      putContact(w, { ...rival, conflictsWith: contact.identityId })
      also(w)
    })
  }

  /** Forgets them: the address is that of whoever was in conflict with them. */
  remove(id: IdentityId): void {
    this.#env.store.write((w) => {
      deleteContact(w, id)
      this.#judgeRivalsOf(w, id)
    })
    this.#env.onChanged()
  }

  /** Nothing of them is read any more, nothing sealed to them, and their address is no longer theirs. */
  block(contact: ContactRecord): void {
    this.#env.store.write((w) => {
      putContact(w, { ...contact, blocked: true, conflictsWith: null, requestId: null, offers: [] })
      this.#judgeRivalsOf(w, contact.identityId)
    })
    this.#env.onChanged()
  }

  /** The one takes the place of the other, which is blocked; what was said about the person stays with the person. */
  replace(old: ContactRecord, successor: ContactRecord, offers: readonly Offer[]): void {
    const { categories, notes } = old
    this.#env.store.write((w) => {
      const place = { conflictsWith: null, verified: true, categories, notes, offers: [...successor.offers, ...offers] }
      putContact(w, { ...successor, ...place, devicesSeen: this.activeDevices(successor.identityId) })
      putContact(w, { ...old, conflictsWith: null, verified: false, blocked: true, offers: [] })
      this.#judgeRivalsOf(w, old.identityId)
    })
    this.#env.onChanged()
  }

  activeDevices(id: IdentityId): number {
    const devices = this.#env.known.get(id)?.state.devices.values() ?? []
    return [...devices].filter((device) => device.revokedAt === null).length
  }

  #judgeRivalsOf(store: WritableStore, gone: IdentityId): void {
    for (const other of readContacts(store)) {
      if (other.conflictsWith !== gone) continue
      const rival = findConflict(readContacts(store), other.identityId, other.emails)
      putContact(store, { ...other, conflictsWith: rival?.identityId ?? null })
    }
  }

  #describe(contact: ContactRecord): Contact {
    const newDevice = this.activeDevices(contact.identityId) > contact.devicesSeen
    return { ...contact, level: levelOf(contact), newDevice }
  }
}
