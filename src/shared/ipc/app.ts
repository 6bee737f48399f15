// Channel group `app`: where the profile stands, who is here, is the relay there. Answered by core (src/core/bridge).
import { z } from 'zod'
import { call, nothing } from './call.ts'
import { reachKind, relayKind } from './relay.ts'
import { count, email, instant, person, unreachable } from './values.ts'
import { vaultMode } from './vault.ts'

export const connection = z.discriminatedUnion('state', [
  z.object({ state: z.literal('online'), since: instant }),
  z.object({ state: z.literal('connecting') }),
  z.object({ state: z.literal('offline'), since: instant, retryAt: instant.nullable(), why: unreachable }),
  /** The relay answers but does not serve us: quota, unknown identity, wrong key. */
  z.object({ state: z.literal('refused'), since: instant }),
])
export type Connection = z.output<typeof connection>

export const appState = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('starting') }),
  /** No vault in this profile: onboarding. */
  z.object({ phase: z.literal('new'), deviceName: z.string() }),
  /** `wrong`: passphrases in a row; `waitUntil`: when the next one counts, null: now. */
  z.object({ phase: z.literal('locked'), mode: vaultMode, wrong: count, waitUntil: instant.nullable() }),
  z.object({
    phase: z.literal('open'),
    person: person.extend({ email: email.nullable() }),
    device: z.object({ name: z.string() }),
    /** What opens Siegel here. */
    protection: vaultMode,
    /** `reach`: of the relay in this app; null: it is another one, or it does not run. */
    relay: z.object({ kind: relayKind, address: z.string(), reach: reachKind.nullable() }),
    connection,
    /** Invitations (spaces offered to me among them) and contact requests that wait for an answer. */
    invitations: count,
    requests: count,
    /** Milliseconds this computer's clock is off (positive: ahead), when it is enough to tell the person; else null. */
    clockOffBy: z.int().nullable(),
  }),
  z.object({
    phase: z.literal('failed'),
    reason: z.enum(['profile-in-use', 'profile-newer', 'profile-damaged', 'disk', 'other']),
  }),
])
export type AppState = z.output<typeof appState>

export const appCalls = { 'app.state': call(nothing, appState) } as const
