// Locks when nobody has touched the computer for as long as the settings say, when its screen is locked, and before it sleeps. Main
// process. Where the system tells of a locked screen it is at once; a look from time to time notices it everywhere.
import { powerMonitor } from 'electron'
import { isDue, type LockPreferences } from './lock-due.ts'

/** Milliseconds between two looks. */
const interval = 10_000

export type AutoLockOptions = { readonly preferences: () => LockPreferences; readonly lock: () => void }

export class AutoLock {
  #isScreenLocked = false

  constructor({ preferences, lock }: AutoLockOptions) {
    const screenLocked = () => {
      this.#isScreenLocked = true
      if (preferences().lockWithScreen) lock()
    }
    powerMonitor.on('suspend', () => preferences().lockWithScreen && lock())
    powerMonitor.on('lock-screen', screenLocked)
    powerMonitor.on('unlock-screen', () => (this.#isScreenLocked = false))
    setInterval(() => {
      this.#isScreenLocked = powerMonitor.getSystemIdleState(1) === 'locked'
      const idleSeconds = powerMonitor.getSystemIdleTime()
      if (isDue(preferences(), { idleSeconds, isScreenLocked: this.#isScreenLocked })) lock()
    }, interval).unref()
  }

  /** As far as the system tells. */
  get isScreenLocked(): boolean {
    return this.#isScreenLocked
  }
}
