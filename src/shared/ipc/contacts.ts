// Channel groups `card` and `contacts`: my contact card, the address book, requests in and out, safety numbers. Answered by core.
// PROTOCOL §7.
import { z } from 'zod'
import { call, done, nothing } from './call.ts'
import { count, identityId, instant, level, localToken, person } from './values.ts'

/** Longest card text that is looked at, in characters. */
export const cardTextLimit = 64 * 1024

export const contact = z.object({
  id: identityId,
  name: z.string(),
  email: z.string().nullable(),
  level,
  /** `requested`: by me, not answered · `asks`: wants to become a contact · `accepted`: by both. */
  state: z.enum(['requested', 'asks', 'accepted']),
  since: instant,
  /** A device was added after I compared the safety number. */
  newDevice: z.boolean(),
  /** Spaces both of us are in. */
  spaces: count,
})
export type Contact = z.output<typeof contact>

const ofContact = z.strictObject({ contact: identityId })

export const contactCalls = {
  /** The own card as text to send; `reach` tells whether others can follow it: a relay on loopback is for this computer only. */
  'card.get': call(
    nothing,
    z.object({ text: z.string(), fileName: z.string(), reach: z.enum(['anywhere', 'this-network', 'this-computer']) }),
  ),
  'contacts.list': call(nothing, z.array(contact)),
  /** From the text of a card, or from a card file. E_CANON, E_SIG: not a card, or a damaged one. */
  'contacts.add': call(
    z.union([z.strictObject({ text: z.string().min(1).max(cardTextLimit) }), z.strictObject({ file: localToken })]),
    z.object({ person, outcome: z.enum(['requested', 'answered', 'accepted', 'known', 'self', 'conflict']) }),
  ),
  'contacts.accept': call(ofContact, done),
  'contacts.decline': call(ofContact, done),
  /** Takes back a request of mine. */
  'contacts.withdraw': call(ofContact, done),
  /** Sixty digits in twelve groups of five, the same on both sides. Takes a second: two Argon2id runs. */
  'contacts.safetyNumber': call(ofContact, z.object({ number: z.string() })),
  /** Records that the numbers were compared and are equal (`true`), or takes that back. */
  'contacts.setVerified': call(z.strictObject({ contact: identityId, verified: z.boolean() }), done),
} as const
