// How fast something is said to move.
import { expect, test } from 'vitest'
import { Speed } from './speed.ts'

test('it is told from the last ten seconds, not from the whole way', () => {
  const speed = new Speed()
  for (let second = 0; second <= 60; second++)
    speed.note(second * 1000, second <= 50 ? second * 10 : 500 + (second - 50) * 100)
  expect(speed.perSecond(60_000)).toBe(100)
})

test('nothing is told from a single look, from a standstill or after a stall', () => {
  const speed = new Speed()
  speed.note(0, 0)
  expect(speed.perSecond(500)).toBeNull()
  speed.note(1000, 0)
  expect(speed.perSecond(1000)).toBeNull()
  speed.note(2000, 4000)
  expect(speed.perSecond(2000)).toBe(2000)
  expect(speed.perSecond(13_000)).toBeNull()
})

test('what begins anew, or a clock that was put back, is measured anew', () => {
  const speed = new Speed()
  speed.note(0, 0)
  speed.note(1000, 9000)
  speed.note(2000, 100)
  expect(speed.perSecond(2000)).toBeNull()
  speed.note(3000, 1100)
  expect(speed.perSecond(3000)).toBe(1000)
  speed.note(500, 1200)
  speed.note(1500, 1700)
  expect(speed.perSecond(1500)).toBe(500)
})
