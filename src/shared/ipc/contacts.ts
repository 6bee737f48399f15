// Channel groups `card`, `contacts`, `links` and `gifts`: my contact card, the address book, requests in and out, safety numbers,
// invitation links, files given to a contact. Answered by core. PROTOCOL §7.
import { z } from 'zod'
import { call, done, nothing } from './call.ts'
import {
  byteCount,
  count,
  identityId,
  instant,
  level,
  localItem,
  localToken,
  person,
  preset,
  rights,
  spaceId,
} from './values.ts'

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
  /** Their newest keys or devices are dated ahead and count from then on ([Note: Held entries]); null: nothing waits. */
  heldUntil: instant.nullable(),
  /** Spaces both of us are in. */
  spaces: count,
  /** Private: nobody else sees them. */
  categories: z.array(z.string()),
  notes: z.string(),
  /** The other contact with the same address: one of the two is not who they say. */
  conflictsWith: identityId.nullable(),
})
export type Contact = z.output<typeof contact>

/** A grant of a contact in a space of mine. */
export const access = z.object({
  space: spaceId,
  name: z.string(),
  rights,
  /** I may end it. */
  mayEnd: z.boolean(),
})
export type Access = z.output<typeof access>

export const link = z.object({
  id: z.string(),
  /** For whom, in my words; may be empty. */
  note: z.string(),
  madeAt: instant,
  expiresAt: instant,
})

export const noteLimit = 10_000
const ofContact = z.strictObject({ contact: identityId })

export const contactCalls = {
  /** The own card as text to send; `reach` tells whether others can follow it: a relay on loopback is for this computer only. */
  'card.get': call(
    nothing,
    z.object({ text: z.string(), fileName: z.string(), reach: z.enum(['anywhere', 'this-network', 'this-computer']) }),
  ),
  'contacts.list': call(nothing, z.array(contact)),
  /** From the text of a card, a card file, or an invitation link. E_CANON, E_SIG: none of these, or a damaged one. */
  'contacts.add': call(
    z.union([z.strictObject({ text: z.string().min(1).max(cardTextLimit) }), z.strictObject({ file: localToken })]),
    z.object({ person, outcome: z.enum(['requested', 'answered', 'accepted', 'known', 'self', 'conflict']) }),
  ),
  'contacts.accept': call(ofContact, done),
  'contacts.decline': call(ofContact, done),
  /** Takes back a request of mine. */
  'contacts.withdraw': call(ofContact, done),
  /**
   * Whether whoever invited me to Siegel still has to be asked: `waiting` for their relay · `alone`: `relay.setReach` first ·
   * `over`: the invitation holds no more. Null: there is nothing to do.
   */
  'contacts.invitedBy': call(nothing, z.object({ state: z.enum(['waiting', 'alone', 'over']) }).nullable()),
  'contacts.forgetInvitation': call(nothing, done),
  'contacts.blocked': call(nothing, z.array(contact)),
  /** Where a contact has rights, in the spaces I am in. */
  'contacts.access': call(ofContact, z.array(access)),
  /** Nothing of them is read any more. `endAccess`: also ends their rights where I may. */
  'contacts.block': call(z.strictObject({ contact: identityId, endAccess: z.boolean() }), done),
  'contacts.unblock': call(ofContact, done),
  /** The contact, compared, takes the place of the one it conflicts with: names of spaces where rights ended, and were offered. */
  'contacts.replace': call(ofContact, z.object({ ended: z.array(z.string()), offered: z.array(z.string()) })),
  /** Writes vCards where `host.pickTarget` said; `withPrivate`: categories and notes, too. E_PATH: it cannot be written there. */
  'contacts.export': call(
    z.strictObject({ contacts: z.array(identityId).min(1).max(10_000), file: localToken, withPrivate: z.boolean() }),
    z.object({ count }),
  ),
  'contacts.describe': call(
    z.strictObject({
      contact: identityId,
      categories: z.array(z.string().trim().min(1).max(60)).max(20),
      notes: z.string().max(noteLimit),
    }),
    done,
  ),
  /** Sixty digits in twelve groups of five, the same on both sides; `code`: what the other side scans instead. Takes a second: two Argon2id runs. */
  'contacts.safetyNumber': call(ofContact, z.object({ number: z.string(), code: z.string() })),
  /**
   * A scanned code of the other side. `match`: each holds the other's identity, which is recorded as verified · `ownCode`: of this
   * screen · `stranger`: of somebody else · `conflict`: one of the two holds another identity · `newer`: of a newer Siegel.
   */
  'contacts.compareCode': call(
    z.strictObject({ contact: identityId, scanned: z.string().max(4096) }),
    z.object({ outcome: z.enum(['match', 'ownCode', 'stranger', 'conflict', 'unreadable', 'newer']) }),
  ),
  /** Records that the numbers were compared and are equal (`true`), or takes that back. */
  'contacts.setVerified': call(z.strictObject({ contact: identityId, verified: z.boolean() }), done),

  /** A link for one person and one use. */
  'links.create': call(
    z.strictObject({ note: z.string().trim().max(200), days: z.int().min(1).max(30) }),
    z.object({ link: z.string(), expiresAt: instant, reach: z.enum(['anywhere', 'this-network', 'this-computer']) }),
  ),
  /** Those nobody has used and that are not over. */
  'links.list': call(nothing, z.array(link)),
  'links.withdraw': call(z.strictObject({ link: z.string().max(64) }), done),

  /** What giving files to this contact would do: add to the space of the two, or make one in `folder`. */
  'gifts.plan': call(
    ofContact,
    z.object({
      space: z.object({ id: spaceId, name: z.string() }).nullable(),
      name: z.string(),
      folder: localItem,
    }),
  ),
  /** Copies; answers when all is there. `leftOut`: links and special files. E_STALE: stopped. */
  'gifts.give': call(
    z.strictObject({
      contact: identityId,
      items: z.array(localToken).min(1).max(100),
      folder: localToken.nullable(),
      preset,
    }),
    z.object({ space: spaceId, files: count, leftOut: count }),
  ),
  /** The copy under way; null: none. */
  'gifts.progress': call(
    nothing,
    z.object({ doneBytes: byteCount, totalBytes: byteCount, current: z.string() }).nullable(),
  ),
  'gifts.stop': call(nothing, done),
} as const
