// Channel group `host`: what only the main process can do for the window: dialogs, clipboard, appearance, restarting core.
// Answered by main (src/main/host-handlers.ts), not by core.
import { z } from 'zod'
import { aboutCalls } from './about.ts'
import { call, done, nothing } from './call.ts'
import { updateCalls } from './updates.ts'
import { localItem, localToken } from './values.ts'

export const preferences = z.strictObject({
  language: z.enum(['system', 'de', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  /** What may be told outside the window. */
  notifications: z.strictObject({
    requests: z.boolean(),
    arrivals: z.boolean(),
    conflicts: z.boolean(),
    needsYou: z.boolean(),
  }),
  /** Opens with the session, in the tray. */
  startAtLogin: z.boolean(),
  /** Minutes without a key or a click after which Siegel is locked; null: never by itself. */
  lockAfterMinutes: z.int().min(1).max(1440).nullable(),
  /** Locks when the computer sleeps or its screen is locked. */
  lockWithScreen: z.boolean(),
})
export type Preferences = z.output<typeof preferences>

export const defaultPreferences: Preferences = {
  language: 'system',
  theme: 'system',
  notifications: { requests: true, arrivals: true, conflicts: true, needsYou: true },
  startAtLogin: false,
  lockAfterMinutes: null,
  lockWithScreen: false,
}

export const hostState = z.object({
  /** `gave-up`: core ended again and again; only a person starts it anew. */
  core: z.enum(['starting', 'running', 'restarting', 'gave-up']),
  preferences,
  /** The language that results, after the system's wish. */
  language: z.enum(['de', 'en']),
  /** Locale for dates and numbers: the system's region if its language is the one shown. */
  locale: z.string(),
})
export type HostState = z.output<typeof hostState>

/** What stands on the recovery kit. `relay` null: on this computer. */
export const recoverySheet = z.strictObject({
  name: z.string().max(200),
  identity: z.string().max(200),
  relay: z.string().max(2048).nullable(),
  words: z.array(z.string().min(1).max(40)).length(24),
})
export type RecoverySheet = z.output<typeof recoverySheet>

export const hostCalls = {
  ...aboutCalls,
  ...updateCalls,
  'host.state': call(nothing, hostState),
  /** Only what is to be different. */
  'host.setPreferences': call(preferences.partial(), done),
  /** Null: the person cancelled. */
  'host.pickFolder': call(
    z.strictObject({ use: z.enum(['share', 'receive', 'locate', 'takeout']) }),
    localItem.nullable(),
  ),
  'host.pickCard': call(nothing, localItem.nullable()),
  /** A PEM file. */
  'host.pickCertificates': call(nothing, localItem.nullable()),
  /** Files to give to somebody; empty: the person cancelled. */
  'host.pickFiles': call(nothing, z.array(localItem).max(100)),
  /** Asks where to save a text. `name` is null when the person cancelled. */
  'host.saveText': call(
    z.strictObject({
      use: z.enum(['card', 'diagnosis']),
      fileName: z.string().min(1).max(120),
      text: z.string().max(64 * 1024),
    }),
    z.object({ name: z.string().nullable() }),
  ),
  /** Asks where core shall write a file; null: the person cancelled. What is there already they have agreed to replace. */
  'host.pickTarget': call(
    z.strictObject({ use: z.enum(['activity', 'vcard']), fileName: z.string().min(1).max(120) }),
    z.object({ token: localToken, name: z.string() }).nullable(),
  ),
  /** Saves the recovery kit as PDF where the person says. `name` null: they cancelled. E_PATH: not there. */
  'host.saveKit': call(recoverySheet, z.object({ name: z.string().nullable() })),
  /** False: the person cancelled, or nothing could print it. */
  'host.printKit': call(recoverySheet, z.object({ printed: z.boolean() })),
  /** The page may ask for the camera within the next ten seconds. False: the system forbids it. */
  'host.useCamera': call(nothing, z.object({ may: z.boolean() })),
  'host.copyText': call(z.strictObject({ text: z.string().max(64 * 1024) }), done),
  'host.restartCore': call(nothing, done),
} as const
