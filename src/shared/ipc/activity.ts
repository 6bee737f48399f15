// Channel group `activity`: what happened, newest first, and what the app said in passing. Answered by core.
import { z } from 'zod'
import { call, done } from './call.ts'
import { count, identityId, instant, localToken, person, spaceId } from './values.ts'

/** What happened, in the groups by which people look for it. `told-…`: a message of the window that passed by. */
export const activityGroups = {
  files: ['files-added', 'files-changed', 'files-moved', 'files-removed', 'files-restored'],
  attention: ['conflict', 'not-exchanged', 'change-void', 'contact-conflict', 'access-ended'],
  people: [
    'member-invited',
    'member-joined',
    'member-left',
    'member-removed',
    'rights-changed',
    'owner-offered',
    'owner-changed',
    'contact-requested',
    'contact-accepted',
    'contact-verified',
  ],
  spaces: ['space-created', 'space-closed', 'key-changed'],
  devices: ['device-added', 'device-removed'],
  messages: ['told-positive', 'told-info', 'told-negative'],
} as const
export type ActivityGroup = keyof typeof activityGroups

export const happening = z.enum([
  ...activityGroups.files,
  ...activityGroups.attention,
  ...activityGroups.people,
  ...activityGroups.spaces,
  ...activityGroups.devices,
  ...activityGroups.messages,
])

export const activity = z.object({
  id: z.string(),
  at: instant,
  what: happening,
  /** Null: this computer. */
  by: person.nullable(),
  /** Name of the device it was done on, where it is known: only one's own devices say how they are called. */
  device: z.string().nullable(),
  space: z.object({ id: spaceId, name: z.string() }).nullable(),
  /** Name of the file, folder or person concerned; with several, of the first. A message: its text. */
  subject: z.string().nullable(),
  /** How many files or persons; 1 for a single one. */
  count,
})
export type Activity = z.output<typeof activity>

/** Null and the empty text: no matter. `text` is looked for in subjects and in names of people and spaces. */
const activityFilter = z.strictObject({
  space: spaceId.nullable(),
  by: identityId.nullable(),
  group: z.enum(Object.keys(activityGroups) as [ActivityGroup, ...ActivityGroup[]]).nullable(),
  text: z.string().trim().max(200),
})
export type ActivityFilter = z.output<typeof activityFilter>

const messageTone = z.enum(['positive', 'info', 'negative'])
export type MessageTone = z.output<typeof messageTone>

export const activityCalls = {
  /** `before`: only what is older than this item's id, for paging. */
  'activity.list': call(
    z.strictObject({ filter: activityFilter, before: z.string().nullable(), limit: z.int().min(1).max(200) }),
    z.object({ items: z.array(activity), more: z.boolean() }),
  ),
  /** Everybody who did something that is told here, by name. */
  'activity.people': call(z.strictObject({}), z.array(person)),
  /** Keeps what the window said in passing, so that it can be read again. */
  'activity.keep': call(z.strictObject({ tone: messageTone, text: z.string().trim().min(1).max(500) }), done),
  /** Writes all that passes the filter into the chosen file; answers how many entries. E_PATH: nothing can be written there. */
  'activity.export': call(
    z.strictObject({
      filter: activityFilter,
      form: z.enum(['csv', 'json']),
      language: z.enum(['de', 'en']),
      file: localToken,
    }),
    z.object({ count }),
  ),
} as const
