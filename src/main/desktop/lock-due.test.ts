// Locking by itself: after how long, and whether with the screen. Main process.
import { expect, it } from 'vitest'
import { isDue } from './lock-due.ts'

const never = { lockAfterMinutes: null, lockWithScreen: false }
const now = { idleSeconds: 300, isScreenLocked: true }

it('happens after so many minutes without a hand on the computer, not a second before', () => {
  const wanted = { ...never, lockAfterMinutes: 5 }
  expect(isDue(wanted, { idleSeconds: 299, isScreenLocked: true })).toBe(false)
  expect(isDue(wanted, { idleSeconds: 300, isScreenLocked: false })).toBe(true)
})

it('happens with the screen only if that is wished, and never unasked', () => {
  expect(isDue({ ...never, lockWithScreen: true }, now)).toBe(true)
  expect(isDue({ ...never, lockWithScreen: true }, { ...now, isScreenLocked: false })).toBe(false)
  expect(isDue(never, { idleSeconds: 1e9, isScreenLocked: true })).toBe(false)
})
