// Judgements about the address book that need nothing but its records. PROTOCOL §7. Pure, runs in core.
import type { IdentityId } from '../../shared/domain/ids.ts'
import type { ContactRecord } from '../store/index.ts'

/** ● verified by me · ○ first contact · ✖ conflict: a known e-mail under another identity, sealing stops. (◐ comes with organisations.) */
export type Level = 'verified' | 'first-contact' | 'conflict'

export function levelOf(contact: ContactRecord): Level {
  if (contact.conflictsWith !== null) return 'conflict'
  return contact.verified ? 'verified' : 'first-contact'
}

/** May keys be sealed to this contact? Both have agreed, nobody is blocked, and no other identity claims the same address. */
export const mayReceiveKeys = (contact: ContactRecord): boolean =>
  contact.state === 'accepted' && !contact.blocked && contact.conflictsWith === null

/**
 * Another identity in the book that has one of these e-mail addresses, or null. Upper and lower case are the same mailbox. A
 * blocked one has lost its claim: it is how a conflict ends.
 */
export function findConflict(
  contacts: readonly ContactRecord[],
  id: IdentityId,
  emails: readonly string[],
): ContactRecord | null {
  const wanted = new Set(emails.map(comparable))
  return (
    contacts.find(
      (contact) =>
        contact.identityId !== id && !contact.blocked && contact.emails.some((email) => wanted.has(comparable(email))),
    ) ?? null
  )
}

const comparable = (email: string): string => email.trim().normalize('NFC').toLowerCase()
