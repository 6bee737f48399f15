// What is told outside the page in one glance: one overall state, what moves, what was changed last. Core makes it, main shows it in the
// tray, the page may ask for it. Names only while the profile is open.
import { z } from 'zod'
import { call, done, nothing } from './call.ts'
import { byteCount, count, instant, nodeId, spaceId, unreachable } from './values.ts'

const confirmation = z.object({ name: z.string(), at: instant })

/** What waits for the person, counted. */
export const matters = z.object({
  /** Contact requests, and spaces offered to me. */
  requests: count,
  conflicts: count,
  /** Spaces that do not go on without the person: folder missing, disk full, files missing, a person in doubt. */
  spaces: count,
  /** This computer's clock is wrong. */
  clock: z.boolean(),
})
export type Matters = z.output<typeof matters>

/** From the top: the first that applies is the state. */
export const overall = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('starting') }),
  z.object({ kind: z.literal('new') }),
  z.object({ kind: z.literal('locked') }),
  /** The profile cannot be opened, or core gave up. */
  z.object({ kind: z.literal('failed') }),
  /** `spaces` stopped or get what was not signed; `refused`: the own relay does not serve us. */
  z.object({ kind: z.literal('error'), spaces: count, refused: z.boolean() }),
  z.object({ kind: z.literal('needs-you'), matters }),
  /** All of it, until a person or `until` ends the pause. */
  z.object({ kind: z.literal('paused'), until: instant.nullable() }),
  z.object({ kind: z.literal('offline'), retryAt: instant.nullable(), why: unreachable }),
  /** Looking (no files) or transferring. */
  z.object({ kind: z.literal('syncing'), up: count, down: count, doneBytes: byteCount, totalBytes: byteCount }),
  z.object({ kind: z.literal('empty') }),
  /** Up to date as far as the relay shows; nobody else has said so since. */
  z.object({ kind: z.literal('unconfirmed'), since: instant }),
  /** The oldest instant and the oldest confirmation of all spaces. */
  z.object({ kind: z.literal('up-to-date'), at: instant, confirmedBy: confirmation.nullable() }),
])
export type Overall = z.output<typeof overall>

export const overview = z.object({
  overall,
  /** A pause of everything goes on, whatever else there is to say. */
  pause: z.object({ until: instant.nullable() }).nullable(),
  /** When everything was up to date last, since the profile is open. */
  lastSuccess: z.object({ at: instant, confirmedBy: confirmation.nullable() }).nullable(),
  /** At most five; `moreTransfers` counts the rest. */
  transfers: z
    .array(
      z.object({ name: z.string(), direction: z.enum(['up', 'down']), doneBytes: byteCount, totalBytes: byteCount }),
    )
    .max(5),
  moreTransfers: count,
  /** Files changed last that are on this computer, newest first. */
  recent: z.array(z.object({ space: spaceId, node: nodeId, name: z.string(), spaceName: z.string() })).max(8),
})
export type Overview = z.output<typeof overview>

export const overviewCalls = {
  'overview.get': call(nothing, overview),
  /** Pauses everything; spaces paused one by one stay so afterwards. Null: until `overview.resume`. */
  'overview.pause': call(z.strictObject({ until: instant.nullable() }), done),
  'overview.resume': call(nothing, done),
} as const
