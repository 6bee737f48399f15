// Whether Siegel locks itself now. Pure; main process.
import type { Preferences } from '../../shared/ipc/host.ts'

export type LockPreferences = Pick<Preferences, 'lockAfterMinutes' | 'lockWithScreen'>

export const isDue = (
  { lockAfterMinutes, lockWithScreen }: LockPreferences,
  { idleSeconds, isScreenLocked }: { readonly idleSeconds: number; readonly isScreenLocked: boolean },
): boolean => (lockWithScreen && isScreenLocked) || (lockAfterMinutes !== null && idleSeconds >= 60 * lockAfterMinutes)
