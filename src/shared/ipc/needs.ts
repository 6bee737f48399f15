// Channel group `needs`: everything that waits for the person, the gravest first, and where to see to it. Answered by core.
import { z } from 'zod'
import { call, nothing } from './call.ts'
import { byteCount, count, instant, person, spaceId, unreachable } from './values.ts'

const place = z.object({ id: spaceId, name: z.string() })
const needOf = <K extends string, T extends z.ZodRawShape>(kind: K, shape: T) =>
  z.object({
    kind: z.literal(kind),
    /** Where the person sees to it: one place each. */
    seeTo: z.enum(['space', 'spaces', 'contacts', 'settings', 'conflicts']),
    ...shape,
  })

export const need = z.discriminatedUnion('kind', [
  /** Two identities claim one address (T02). */
  needOf('identity-conflict', { person }),
  /** A space that writes nothing until that is clear. */
  needOf('keys-in-doubt', { space: place, people: z.array(person).min(1) }),
  /** One of the person's other relays has another history of their own identity. */
  needOf('own-fork', { relay: z.string() }),
  needOf('stopped', { space: place, reason: z.enum(['mismatch', 'fork', 'no-rights', 'refused']) }),
  needOf('damaged', { space: place, files: count }),
  needOf('held-back', { space: place, name: z.string(), at: instant }),
  needOf('clock', { offBy: z.int() }),
  /** `space`: its relay; null: the own one. */
  needOf('unreachable', { space: place.nullable(), why: unreachable }),
  needOf('refused', {}),
  needOf('disk-full', { space: place, neededBytes: byteCount }),
  needOf('relay-full', { space: place }),
  needOf('folder-missing', { space: place }),
  needOf('files-missing', { space: place, files: count }),
  needOf('entry-ahead', { space: place, name: z.string(), until: instant }),
  needOf('invitation', { person }),
  needOf('offer', { space: place, person }),
  needOf('request', { person }),
  needOf('new-device', { person }),
  needOf('conflicts', { space: place, files: count }),
])
export type Need = z.output<typeof need>

export const needCalls = { 'needs.list': call(nothing, z.array(need)) } as const
