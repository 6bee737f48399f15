// Waiting after wrong passphrases.
import { describe, expect, it } from 'vitest'
import { Attempts, pauseAfter } from './attempts.ts'

describe('wrong passphrases', () => {
  it('four are free, then the pause doubles from five seconds to five minutes and no further', () => {
    expect([0, 1, 4, 5, 6, 7, 10, 11, 12, 400].map(pauseAfter)).toEqual([
      0, 0, 0, 5_000, 10_000, 20_000, 160_000, 300_000, 300_000, 300_000,
    ])
  })

  it('alice mistypes five times and has to wait; the right one begins anew', () => {
    let now = 1_000
    const attempts = new Attempts(() => now)
    for (let typed = 0; typed < 5; typed++) {
      expect(attempts.waitUntil).toBeNull()
      attempts.failed()
    }
    expect(attempts.wrong).toBe(5)
    expect(attempts.waitUntil).toBe(6_000)
    now = 6_000
    expect(attempts.waitUntil).toBeNull()
    attempts.succeeded()
    attempts.failed()
    expect([attempts.wrong, attempts.waitUntil]).toEqual([1, null])
  })
})
