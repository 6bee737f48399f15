// The limit a person sets on what packs take of their line.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Throttle } from './bandwidth.ts'

/** A clock that only sleepers move. */
function clockAt(start: number) {
  let now = start
  return {
    now: () => now,
    sleep: (milliseconds: number, signal: AbortSignal) => {
      signal.throwIfAborted()
      now += milliseconds
      return Promise.resolve()
    },
  }
}
const never = new AbortController().signal

test('∀ pieces: all but the last have had their time before the last one goes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1_000, max: 10_000_000 }),
      fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 20 }),
      async (rate, lengths) => {
        const clock = clockAt(5)
        const throttle = new Throttle(clock)
        throttle.set(rate)
        for (const length of lengths) await throttle.pass(length, never)
        const before = lengths.slice(0, -1).reduce((sum, length) => sum + length, 0)
        expect(clock.now() - 5).toBeCloseTo((before / rate) * 1000, 3)
      },
    ),
  )
})

test('two who share a line share its time; without a limit nobody waits', async () => {
  const clock = clockAt(0)
  const throttle = new Throttle(clock)
  throttle.set(1000)
  await Promise.all([throttle.pass(1000, never), throttle.pass(1000, never)])
  expect(clock.now()).toBe(1000)
  throttle.set(null)
  await throttle.pass(1e9, never)
  expect(clock.now()).toBe(1000)
})

test('whoever stops waiting stops at once', async () => {
  const throttle = new Throttle(clockAt(0))
  throttle.set(1)
  await throttle.pass(1, never)
  await expect(throttle.pass(1, AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped')
})
