// Channel groups `folders`, `spaces` and `sync`: what is shared, with whom, in which state. Answered by core. PROTOCOL §10, SYNC.md.
import { z } from 'zod'
import { allRights } from '../domain/rights.ts'
import { errorCodes } from '../base/errors.ts'
import { call, done } from './call.ts'
import {
  byteCount,
  count,
  displayName,
  identityId,
  instant,
  localToken,
  person,
  preset,
  relayId,
  rights,
  spaceId,
  unreachable,
} from './values.ts'

export const syncState = z.discriminatedUnion('kind', [
  /** All three trees agree. `confirmedBy`: another person's signed statement that it holds the same (PROTOCOL §12). */
  z.object({
    kind: z.literal('up-to-date'),
    at: instant,
    confirmedBy: z.object({ name: z.string(), at: instant }).nullable(),
  }),
  /** As `up-to-date`, but for longer than the limit nobody else has said so: a relay that hides what is new looks the same. */
  z.object({ kind: z.literal('unconfirmed'), since: instant }),
  /** Somebody has signed that they have seen more than the relay shows here. */
  z.object({ kind: z.literal('held-back'), name: z.string(), at: instant }),
  /** The log stops before an entry of this person that is dated too far ahead; from `until` on it counts. Own changes wait. */
  z.object({ kind: z.literal('entry-ahead'), name: z.string(), until: instant }),
  z.object({ kind: z.literal('looking') }),
  z.object({
    kind: z.literal('transferring'),
    up: count,
    down: count,
    doneBytes: byteCount,
    totalBytes: byteCount,
    /** Name of one file that is moving, for people. */
    current: z.string().nullable(),
  }),
  /** Its relay, which need not be the own one. */
  z.object({ kind: z.literal('offline'), retryAt: instant.nullable(), why: unreachable }),
  /** The relay answers, but keeps back `files` contents, or (0) part of the log. Tried again by itself. */
  z.object({ kind: z.literal('withheld'), files: count }),
  /** The relay lost `files` contents, and nobody who has them has brought them again. */
  z.object({ kind: z.literal('lost'), files: count }),
  /** What came for `files` contents is not what the log names: nothing of it was taken over. Tried again by itself. */
  z.object({ kind: z.literal('damaged'), code: z.enum(errorCodes), files: count }),
  z.object({ kind: z.literal('disk-full'), neededBytes: byteCount }),
  /** It takes nothing more for now: no room, or enough for today. */
  z.object({ kind: z.literal('relay-full'), retryAt: instant.nullable() }),
  /** This computer's clock is so far ahead (negative: behind; milliseconds) that nothing can be written. */
  z.object({ kind: z.literal('clock'), offBy: z.int() }),
  z.object({ kind: z.literal('paused') }),
  /** Everything else is done; the person put off `files` contents until they say otherwise. */
  z.object({ kind: z.literal('postponed'), files: count }),
  z.object({ kind: z.literal('folder-missing') }),
  /** The folder is suddenly empty, or came back without a memory of it: was what it lacks deleted on purpose? `names`: at most five. */
  z.object({
    kind: z.literal('files-missing'),
    reason: z.enum(['emptied', 'returned']),
    files: count,
    names: z.array(z.string()).max(5),
    more: count,
  }),
  /** A new key is due, and another identity claims the address of one who would get it (T02): nothing is written until that is clear. */
  z.object({ kind: z.literal('contact-conflict'), people: z.array(person).min(1) }),
  /** Stopped until a person looks: trees that differ from what was signed, a fork, a refusal. */
  z.object({ kind: z.literal('stopped'), reason: z.enum(['mismatch', 'fork', 'no-rights', 'refused']) }),
  z.object({ kind: z.literal('closed') }),
])
export type SyncState = z.output<typeof syncState>

export const space = z.object({
  id: spaceId,
  name: z.string(),
  /** The local folder, for people; null when none is chosen on this computer. */
  folder: z.object({ name: z.string(), location: z.string() }).nullable(),
  owner: person,
  /** The owner offers the space to me, and I have not declined yet. */
  offeredToMe: z.boolean(),
  /** This device tells the other members what it has seen here (PROTOCOL §12). */
  tellsSeen: z.boolean(),
  myRights: rights,
  /** At most five, me first; `memberCount` counts all. */
  members: z.array(person).max(5),
  memberCount: count,
  files: count,
  bytes: byteCount,
  changed: z.object({ at: instant, by: person }).nullable(),
  sync: syncState,
  /** Local entries that are not exchanged and why (name rule, links, no right). */
  skipped: count,
  conflicts: count,
  /** Its log was read just now and nothing speaks against it: what is in step with it is in step (PROTOCOL §12). */
  isFresh: z.boolean(),
})
export type Space = z.output<typeof space>

export const member = z.object({
  person,
  owner: z.boolean(),
  /** The owner offers the space to this person. */
  offered: z.boolean(),
  /** Null: single rights. */
  preset: preset.nullable(),
  rights,
  expiresAt: instant.nullable(),
  /** `invited`: no answer yet · `joined` · `expired`: the date has come · `leaving`: removed, the new key is not in use yet. */
  state: z.enum(['invited', 'joined', 'expired', 'leaving']),
  /** Who gave these rights, and when; null: the owner's, which nobody gave. */
  origin: z.object({ by: person, at: instant }).nullable(),
  /** What one of their devices said last: when, and whether it had seen all that this one has. Null: nothing was heard. */
  seen: z.object({ at: instant, upTo: instant.nullable(), newest: z.boolean() }).nullable(),
})
export type Member = z.output<typeof member>

export const folderRefusal = z.enum([
  'not-a-folder',
  'inside-space',
  'contains-space',
  'profile',
  'home',
  'volume-root',
  'system',
  'denied',
  'not-empty',
])
export const folderWarning = z.enum(['sync-program', 'network-drive', 'fat', 'many-files'])

const ofSpace = z.strictObject({ space: spaceId })
/** Bits of `rightBits` that can be granted; completed by what they include. `expiresAt`: the first instant without them. */
const grant = {
  space: spaceId,
  identity: identityId,
  rights: z.int().min(1).max(allRights),
  expiresAt: instant.nullable(),
}

export const spaceCalls = {
  /** May this folder become a space (`share`), receive one, or be the moved folder of one (`locate`)? */
  'folders.inspect': call(
    z.strictObject({ folder: localToken, use: z.enum(['share', 'receive', 'locate']) }),
    z.object({
      name: z.string(),
      refusal: folderRefusal.nullable(),
      warnings: z.array(folderWarning),
      empty: z.boolean(),
    }),
  ),
  'spaces.list': call(z.strictObject({}), z.array(space)),
  'spaces.get': call(ofSpace, space),
  /** `relay`: where it lives; absent: at home. E_ID: this person has no account there. */
  'spaces.create': call(
    z.strictObject({ folder: localToken, name: displayName, relay: relayId.optional() }),
    z.object({ space: spaceId }),
  ),
  'spaces.members': call(ofSpace, z.array(member)),
  /** Whether the key is to be changed before the next change is sent. */
  'spaces.keyDue': call(ofSpace, z.object({ due: z.boolean() })),
  /** Grants rights to a contact that is not in yet, and sends the invitation. */
  'spaces.invite': call(z.strictObject({ ...grant, evenIfSilent: z.boolean() }), done),
  'spaces.setRights': call(z.strictObject(grant), done),
  'spaces.revoke': call(z.strictObject({ space: spaceId, identity: identityId }), done),
  /** Everyone who leaves, closes or is removed keeps the local files. */
  'spaces.leave': call(ofSpace, done),
  'spaces.close': call(ofSpace, done),
  /** Offers the space to a member, who owns it from the moment they accept; null withdraws the offer. The former owner keeps all rights. */
  'spaces.handOver': call(z.strictObject({ space: spaceId, identity: identityId.nullable() }), done),
  'spaces.takeOver': call(ofSpace, done),
  /** From now on this device tells the other members what it has seen in the space, or does not. */
  'spaces.tellSeen': call(z.strictObject({ space: spaceId, tells: z.boolean() }), done),
  /** Hides the offer here; whoever made it is not told. */
  'spaces.declineOffer': call(ofSpace, done),
  /** The folder was moved by its owner: this is where it is now. */
  'spaces.locate': call(z.strictObject({ space: spaceId, folder: localToken }), done),
  /** One space; all of them: `overview.pause`. Letting one go on ends a pause of all. */
  'sync.pause': call(ofSpace, done),
  'sync.resume': call(ofSpace, done),
  /** What the folder lacks (`files-missing`) comes back, or goes to everybody's trash. */
  'sync.answerMissing': call(z.strictObject({ space: spaceId, answer: z.enum(['fetch', 'remove']) }), done),
} as const
