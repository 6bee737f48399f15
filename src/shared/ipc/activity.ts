// Channel group `activity`: what happened, newest first. Answered by core.
import { z } from 'zod'
import { call } from './call.ts'
import { count, instant, person, spaceId } from './values.ts'

export const happening = z.enum([
  'files-added',
  'files-changed',
  'files-moved',
  'files-removed',
  'files-restored',
  'conflict',
  'not-exchanged',
  'change-void',
  'space-created',
  'space-closed',
  'member-invited',
  'member-joined',
  'member-left',
  'member-removed',
  'rights-changed',
  'access-ended',
  'owner-offered',
  'owner-changed',
  'key-changed',
  'contact-requested',
  'contact-accepted',
  'contact-verified',
  'contact-conflict',
  'device-added',
  'device-removed',
])

export const activity = z.object({
  id: z.string(),
  at: instant,
  what: happening,
  /** Null: this computer. */
  by: person.nullable(),
  space: z.object({ id: spaceId, name: z.string() }).nullable(),
  /** Name of the file, folder or person concerned; with several, of the first. */
  subject: z.string().nullable(),
  /** How many files or persons; 1 for a single one. */
  count,
})
export type Activity = z.output<typeof activity>

export const activityCalls = {
  /** `before`: only what is older than this item's id, for paging; `space` null: everything. */
  'activity.list': call(
    z.strictObject({ space: spaceId.nullable(), before: z.string().nullable(), limit: z.int().min(1).max(200) }),
    z.object({ items: z.array(activity), more: z.boolean() }),
  ),
} as const
