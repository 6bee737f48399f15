// What main itself remembers between starts, in one small plain file beside the profile: appearance, window bounds, whether the
// embedded relay runs. Nothing in it is secret: it is needed before anything is unlocked. Main process.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { defaultPreferences, preferences } from '../shared/ipc/host.ts'
import { updateAddress } from '../shared/ipc/updates.ts'

const reach = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('only-me') }),
  z.object({ kind: z.literal('this-network') }),
  z.object({ kind: z.literal('address'), address: z.url(), pinned: z.boolean() }),
])

/** Version 0.1.0 wrote the kind alone. */
const embeddedReach = z.union([reach, z.enum(['only-me', 'this-network']).transform((kind) => ({ kind }))])

const { shape } = preferences
/** An earlier version wrote fewer; each counts for itself. */
const storedPreferences = z
  .object({
    language: shape.language.catch(defaultPreferences.language),
    theme: shape.theme.catch(defaultPreferences.theme),
    notifications: shape.notifications.catch(defaultPreferences.notifications),
    startAtLogin: shape.startAtLogin.catch(defaultPreferences.startAtLogin),
    lockAfterMinutes: shape.lockAfterMinutes.catch(defaultPreferences.lockAfterMinutes),
    lockWithScreen: shape.lockWithScreen.catch(defaultPreferences.lockWithScreen),
  })
  .catch(defaultPreferences)

const hostSettings = z.object({
  preferences: storedPreferences,
  window: z
    .object({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1), maximised: z.boolean() })
    .nullable()
    .catch(null),
  embeddedRelay: embeddedReach.nullable().catch(null),
  /** The person was told once that a closed window is not the end. */
  toldAboutTray: z.boolean().catch(false),
  /** Where newer versions are looked for; the newest that was genuinely offered there. */
  updates: z
    .object({ address: updateAddress.nullable(), newestSeen: z.string().nullable() })
    .catch({ address: null, newestSeen: null }),
})
export type HostSettings = z.output<typeof hostSettings>

export class HostSettingsFile {
  readonly #file: string
  #value: HostSettings

  /** A missing or damaged file, or a damaged part of it, means the defaults. */
  constructor(file: string) {
    this.#file = file
    this.#value = hostSettings.parse(readJson(file))
  }

  get value(): HostSettings {
    return this.#value
  }

  update(change: Partial<HostSettings>): void {
    this.#value = { ...this.#value, ...change }
    mkdirSync(path.dirname(this.#file), { recursive: true })
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.#value), { mode: 0o600 })
    renameSync(`${this.#file}.new`, this.#file)
  }
}

function readJson(file: string): object {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
  } catch {
    return {}
  }
}
