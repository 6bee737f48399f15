// The bridge: every channel between the window and the rest, composed of one file per group. Runs in preload, main and core.
// Calls to core travel over a MessagePort that main brokers; calls to the host go to main itself. Each answers a `Result`.
import { z } from 'zod'
import { errorCodes } from '../base/errors.ts'
import { activityCalls } from './activity.ts'
import { appCalls } from './app.ts'
import type { InputOf, OutputOf } from './call.ts'
import { conflictCalls } from './conflicts.ts'
import { contactCalls } from './contacts.ts'
import { deviceCalls } from './devices.ts'
import { fileCalls } from './files.ts'
import { hostCalls } from './host.ts'
import type { HostIntent } from './host-intent.ts'
import { invitationCalls } from './invitations.ts'
import { needCalls } from './needs.ts'
import { onboardingCalls } from './onboarding.ts'
import { overviewCalls } from './overview.ts'
import { profileCalls } from './profile.ts'
import { relayCalls } from './relay.ts'
import { relaysCalls } from './relays.ts'
import { spaceSettingsCalls } from './space-settings.ts'
import { searchCalls } from './search.ts'
import { sampleCalls } from './sample.ts'
import { spaceCalls } from './spaces.ts'
import { transferCalls } from './transfers.ts'
import { unreachable, type LocalItem } from './values.ts'
import { vaultCalls } from './vault.ts'

export const coreCalls = {
  ...appCalls,
  ...overviewCalls,
  ...onboardingCalls,
  ...vaultCalls,
  ...relayCalls,
  ...relaysCalls,
  ...profileCalls,
  ...contactCalls,
  ...spaceCalls,
  ...sampleCalls,
  ...spaceSettingsCalls,
  ...invitationCalls,
  ...fileCalls,
  ...activityCalls,
  ...searchCalls,
  ...needCalls,
  ...conflictCalls,
  ...transferCalls,
  ...deviceCalls,
} as const
export { hostCalls }

export const allCalls = { ...coreCalls, ...hostCalls } as const
export type CallName = keyof typeof allCalls
export type Input<K extends CallName> = InputOf<(typeof allCalls)[K]>
export type Output<K extends CallName> = OutputOf<(typeof allCalls)[K]>

/**
 * The reasons of base/errors, and those of the bridge itself: E_DOWN core is not there · E_CHANNEL malformed or unknown call ·
 * E_LOCKED not while locked · E_GONE a token, space or person that is not (or no longer) known · E_ALONE only this computer
 * reaches the relay, so that nobody could follow: `relay.setReach` first · E_SILENT
 * no device of the other person was heard for long, so that their keys may be old: `evenIfSilent` · E_MOVING the home is
 * on its way to another relay · E_HELD an entry dated ahead is
 * in the way · E_KEYSTORE this computer's key store is missing, the detail says how · E_WAIT after too many wrong passphrases ·
 * E_CLOCK nothing can be dated, `clockOffBy` says why · E_BUG the handler failed.
 */
export const bridgeErrorCodes = [
  ...errorCodes,
  'E_DOWN',
  'E_CHANNEL',
  'E_LOCKED',
  'E_GONE',
  'E_ALONE',
  'E_SILENT',
  'E_MOVING',
  'E_HELD',
  'E_KEYSTORE',
  'E_WAIT',
  'E_CLOCK',
  'E_BUG',
] as const
export type BridgeErrorCode = (typeof bridgeErrorCodes)[number]

export const failure = z.object({
  code: z.enum(bridgeErrorCodes),
  detail: z.string(),
  /** With E_CLOCK: milliseconds that this computer's clock is ahead, negative: behind. */
  clockOffBy: z.int().optional(),
  /** With E_TRANSPORT, where it is known. */
  why: unreachable.optional(),
})
export type BridgeFailure = z.output<typeof failure>
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: BridgeFailure }

const answer = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: failure }),
])

/** One call on the wire. `id` is chosen by the caller and comes back with the answer. */
export const request = z.strictObject({ id: z.int().min(0), name: z.string().max(100), input: z.unknown() })

/** What core pushes: something under this topic is different now. The window asks again for what it shows of it. */
export const topics = ['app', 'contacts', 'spaces', 'sync', 'files', 'invitations', 'activity', 'gifts'] as const
export const changed = z.object({
  topic: z.enum(topics),
  /** The space concerned, or null: any. At most four a second for one topic and space. */
  id: z.string().nullable(),
})
export type Topic = (typeof topics)[number]
export type Changed = z.output<typeof changed>

/** What core sends over the port: the answer to a call, or news. */
export const fromCore = z.union([z.object({ id: z.int(), answer }), z.object({ changed })])

// shared knows no DOM: a browser's File satisfies this.
export type DroppedFile = { readonly name: string; readonly size: number }

/** What the preload shows the window as `window.siegel`, and all it shows. */
export type Bridge = {
  call<K extends CallName>(name: K, input: Input<K>): Promise<Answer<Output<K>>>
  /** Exchanges really dropped files for tokens; what has no path is left out. */
  drop(files: readonly DroppedFile[]): Promise<readonly LocalItem[]>
  /** News from core. Returns the way to stop listening. */
  onChanged(listener: (event: Changed) => void): () => void
  /** Core came, went or gave up; preferences changed. */
  onHostChanged(listener: () => void): () => void
  /**
   * What menu, tray, notifications, links and card files want of the page. The newest that nobody heard comes to the first listener.
   * Returns the way to stop listening.
   */
  onHostIntent(listener: (intent: HostIntent) => void): () => void
}
