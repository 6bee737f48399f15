// Channel group `invitations`: spaces that others offer me. Answered by core. PROTOCOL §7: until the space's log is verified
// only the inviter and the level are shown.
import { z } from 'zod'
import { call, done, nothing } from './call.ts'
import { byteCount, count, instant, localItem, localToken, person, preset, spaceId } from './values.ts'

export const invitation = z.object({
  id: spaceId,
  from: person,
  receivedAt: instant,
  /** Null until the log is fetched and verified. */
  space: z
    .object({ name: z.string(), preset: preset.nullable(), members: count, files: count, bytes: byteCount })
    .nullable(),
})
export type Invitation = z.output<typeof invitation>

const ofInvitation = z.strictObject({ invitation: spaceId })

export const invitationCalls = {
  'invitations.list': call(nothing, z.array(invitation)),
  /** A folder that would do: does not exist yet or is empty; made when the invitation is accepted. */
  'invitations.suggestFolder': call(ofInvitation, localItem),
  'invitations.accept': call(z.strictObject({ invitation: spaceId, folder: localToken }), z.object({ space: spaceId })),
  'invitations.decline': call(ofInvitation, done),
} as const
