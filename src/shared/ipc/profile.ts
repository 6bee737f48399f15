// Channel groups `profile` and `takeout`: how one is called, what Siegel keeps on this computer and how it is doing, and a copy of
// everything for whoever leaves. Answered by core.
import { z } from 'zod'
import { call, done, nothing } from './call.ts'
import { byteCount, count, displayName, email, localToken, spaceId } from './values.ts'
import { connection } from './app.ts'
import { syncState } from './spaces.ts'
import { relayKind } from './relay.ts'

/** What Siegel itself keeps here; the person's own folders are theirs. */
export const storage = z.object({
  /** Keys, address book, what is known of every space: encrypted. */
  profileBytes: byteCount,
  /** Removed and replaced files in the folders, until they are cleared. */
  trash: z.array(z.object({ space: spaceId, name: z.string(), files: count, bytes: byteCount })),
})

/** How Siegel is doing, without names, paths, addresses and keys: for whoever helps. */
export const diagnosis = z.object({
  profile: z.object({
    spaces: count,
    invited: count,
    paused: count,
    contacts: count,
    files: count,
    bytes: byteCount,
    profileBytes: byteCount,
  }),
  relay: relayKind,
  connection: connection.options[0].shape.state.or(z.enum(['connecting', 'offline', 'refused'])),
  clockOffBy: z.int().nullable(),
  /** How many spaces stand where. */
  states: z.array(z.object({ state: z.enum(syncState.options.map(({ shape }) => shape.kind.value)), spaces: count })),
  /** Local entries that are not exchanged. */
  skipped: count,
  hasProxy: z.boolean(),
  ownCertificates: count,
})
export type Diagnosis = z.output<typeof diagnosis>

export const profileCalls = {
  /** On cards and in requests from now on; contacts keep the name they know. */
  'profile.set': call(z.strictObject({ name: displayName, email: email.nullable() }), done),
  'profile.measure': call(nothing, storage),
  /** Empties the trash in the folder of one space, for good. Versions at the relay stay. */
  'profile.clearTrash': call(z.strictObject({ space: spaceId }), done),
  'profile.diagnose': call(nothing, diagnosis),

  /** Copies every folder, the address book (vCard) and the activity (CSV) into a new folder in `folder`. E_CONFLICT: one is under way. E_STALE: stopped. */
  'takeout.start': call(
    z.strictObject({ folder: localToken, language: z.enum(['de', 'en']) }),
    z.object({ name: z.string(), spaces: count, files: count, leftOut: count, notHere: count }),
  ),
  /** Null: none is under way. */
  'takeout.progress': call(
    nothing,
    z.object({ doneBytes: byteCount, totalBytes: byteCount, current: z.string() }).nullable(),
  ),
  'takeout.stop': call(nothing, done),
} as const
