// Table `contact`: the address book. A copy of it travels in the sealed self record. PROTOCOL §7. Runs in core.
import type { Reach } from '../../shared/contact/index.ts'
import type { IdentityId, MessageId, SpaceId } from '../../shared/domain/ids.ts'
import type { Rights } from '../../shared/domain/rights.ts'
import { plainBytesOrNull, type ReadableStore, type WritableStore } from './handles.ts'
import { formatReach, parseReach } from './reach.ts'

/** Rights in a space that pass from an identity that was replaced to the one that took its place. */
export type Offer = {
  readonly space: SpaceId
  /** Whose grant ends. */
  readonly instead: IdentityId
  readonly rights: Rights
  readonly notAfter: number | null
}

/** `requested`: we asked · `asking`: they asked us · `accepted`: both agreed. */
export type ContactState = 'requested' | 'asking' | 'accepted'

export type ContactRecord = {
  readonly identityId: IdentityId
  readonly state: ContactState
  /** As the contact calls themselves. */
  readonly name: string
  readonly emails: readonly string[]
  /** The safety number was compared. */
  readonly verified: boolean
  /** The identity that another contact with the same e-mail has: sealing stops until a person has compared. */
  readonly conflictsWith: IdentityId | null
  readonly blocked: boolean
  readonly categories: readonly string[]
  readonly notes: string
  /** The contact's home relay. */
  readonly relay: Reach
  /** 16 bytes: what lets us write to their inbox; null where their relay knows us without. */
  readonly theirToken: Uint8Array | null
  /** 16 bytes: what lets them write to our inbox; null before we accepted and after they were blocked. */
  readonly ourToken: Uint8Array | null
  /** The message that asked, ours or theirs; null once both agreed. */
  readonly requestId: MessageId | null
  /** What is still to be offered to them, because they took somebody's place. */
  readonly offers: readonly Offer[]
  /** How many devices the contact had when a person last looked: more than that is worth saying. */
  readonly devicesSeen: number
  /** Milliseconds since 1970. */
  readonly addedAt: number
}

type ContactRow = {
  identity_id: IdentityId
  state: ContactState
  name: string
  emails: string
  verified: number
  conflicts_with: IdentityId | null
  blocked: number
  categories: string
  notes: string
  relay: string
  their_token: Uint8Array | null
  our_token: Uint8Array | null
  request_id: MessageId | null
  offers: string
  devices_seen: number
  added_at: number
}

const toContact = (row: ContactRow): ContactRecord => ({
  identityId: row.identity_id,
  state: row.state,
  name: row.name,
  emails: JSON.parse(row.emails) as string[],
  verified: row.verified === 1,
  conflictsWith: row.conflicts_with,
  blocked: row.blocked === 1,
  categories: JSON.parse(row.categories) as string[],
  notes: row.notes,
  relay: parseReach(row.relay),
  theirToken: plainBytesOrNull(row.their_token),
  ourToken: plainBytesOrNull(row.our_token),
  requestId: row.request_id,
  offers: JSON.parse(row.offers) as Offer[],
  devicesSeen: row.devices_seen,
  addedAt: row.added_at,
})

export function readContacts(store: ReadableStore): readonly ContactRecord[] {
  return store.all<ContactRow>('SELECT * FROM contact ORDER BY name, identity_id').map(toContact)
}

/** Null for an identity that is not in the address book. */
export function readContact(store: ReadableStore, identityId: IdentityId): ContactRecord | null {
  const [row] = store.all<ContactRow>('SELECT * FROM contact WHERE identity_id = ?', identityId)
  return row === undefined ? null : toContact(row)
}

export function putContact(store: WritableStore, contact: ContactRecord): void {
  store.run(
    'INSERT OR REPLACE INTO contact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    contact.identityId,
    contact.state,
    contact.name,
    JSON.stringify(contact.emails),
    contact.verified ? 1 : 0,
    contact.conflictsWith,
    contact.blocked ? 1 : 0,
    JSON.stringify(contact.categories),
    contact.notes,
    formatReach(contact.relay),
    contact.theirToken,
    contact.ourToken,
    contact.requestId,
    JSON.stringify(contact.offers),
    contact.devicesSeen,
    contact.addedAt,
  )
}

export function deleteContact(store: WritableStore, identityId: IdentityId): void {
  store.run('DELETE FROM contact WHERE identity_id = ?', identityId)
}
