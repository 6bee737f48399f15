// Channel group `relays`: where this person has an account, which is where a new space of theirs may live. Answered by core. PROTOCOL §8.
import { z } from 'zod'
import { call, done, nothing } from './call.ts'
import { count, relayId } from './values.ts'

const ofRelay = z.strictObject({ relay: relayId })

export const ownRelay = z.object({
  relay: relayId,
  address: z.string(),
  /** The inbox and what was saved of the profile are there. */
  isHome: z.boolean(),
  /** It runs in this app. */
  isHere: z.boolean(),
  /** Home was there: what still comes to the inbox there is fetched. */
  wasHome: z.boolean(),
  /**
   * Home is being moved there. `begun`: there is a way back · `offered`: none any more, it goes on by itself · `torn`: another computer of
   * this person was first, home stays where it is, and this relay can never become home.
   */
  move: z.enum(['begun', 'offered', 'torn']).nullable(),
  /** Of this person's own spaces that live there: their names, at most five, and how many more there are. */
  spaces: z.object({ names: z.array(z.string()).max(5), more: count }),
})
export type OwnRelay = z.output<typeof ownRelay>

export const relaysCalls = {
  /** Home first. */
  'relays.list': call(nothing, z.array(ownRelay)),
  /** What its operator says; asked of the relay now. E_TRANSPORT: it does not answer. */
  'relays.describe': call(
    ofRelay,
    z.object({ name: z.string(), operator: z.string(), place: z.string(), contact: z.string(), privacy: z.string() }),
  ),
  /**
   * Opens an account: at an address, or at the relay that somebody's invitation link names, whose key and token come with it. E_CANON:
   * `place` is neither. E_POLICY: the relay does not take this person, or not with this token. E_CONFLICT: home. E_LIMIT: too many, or
   * too long an address.
   */
  'relays.add': call(
    z.strictObject({ place: z.string().trim().min(1).max(8192), token: z.string().trim().max(512).nullable() }),
    done,
  ),
  /**
   * Moves home there. `done` false: begun; it goes on by itself as soon as both relays answer. E_CONFLICT: home, or another move is under
   * way. E_FORK: `torn`. E_ALONE: only this computer reaches that relay. With every other code everything is as before.
   */
  'relays.moveHome': call(ofRelay, z.object({ done: z.boolean() })),
  /** Takes back what was `begun`, forgets what is `torn`. E_CONFLICT: there is no way back. */
  'relays.cancelMove': call(nothing, done),
  /** E_POLICY: a space of this person lives there. */
  'relays.remove': call(ofRelay, done),
} as const
