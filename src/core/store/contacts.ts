// Table `contact`: the address book. A copy of it travels in the sealed self record. PROTOCOL §7. Runs in core.
import type { IdentityId } from '../../shared/domain/ids.ts'
import { plainBytesOrNull, type ReadableStore, type WritableStore } from './handles.ts'

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
  /** Address hint of the contact's home relay. */
  readonly relay: string
  /** 16 bytes: what lets us write to their inbox, and them to ours. */
  readonly theirToken: Uint8Array | null
  readonly ourToken: Uint8Array | null
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
  relay: row.relay,
  theirToken: plainBytesOrNull(row.their_token),
  ourToken: plainBytesOrNull(row.our_token),
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
    'INSERT OR REPLACE INTO contact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    contact.identityId,
    contact.state,
    contact.name,
    JSON.stringify(contact.emails),
    contact.verified ? 1 : 0,
    contact.conflictsWith,
    contact.blocked ? 1 : 0,
    JSON.stringify(contact.categories),
    contact.notes,
    contact.relay,
    contact.theirToken,
    contact.ourToken,
    contact.addedAt,
  )
}

export function deleteContact(store: WritableStore, identityId: IdentityId): void {
  store.run('DELETE FROM contact WHERE identity_id = ?', identityId)
}
