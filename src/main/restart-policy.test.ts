// When a process that ended is started again.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterEnd, restartLimit } from './restart-policy.ts'

/** Plays ends at these instants; answers the pauses in order. */
function play(instants: readonly number[]): (number | null)[] {
  let ends: readonly number[] = []
  return instants.map((at) => {
    const restart = afterEnd(ends, at)
    ends = restart.ends
    return restart.pause
  })
}

describe('restart policy', () => {
  it('waits twice as long after each end within a minute, and gives up after five', () => {
    expect(play([0, 1, 2, 3, 4, 5])).toEqual([100, 200, 400, 800, 1600, null])
  })

  it('forgets ends that are a minute old', () => {
    expect(play([0, 1, 2, 3, 4, 60_005])).toEqual([100, 200, 400, 800, 1600, 100])
  })

  it('never gives up on a process that ends less than five times a minute, whatever the history', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 13_000, max: 1e7 }), { maxLength: 60 }), (gaps) => {
        let at = 0
        const instants = gaps.map((gap) => (at += gap))
        expect(play(instants)).not.toContain(null)
      }),
    )
  })

  it('always gives up on a process that keeps ending at once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: restartLimit + 1, maxLength: 9 }),
        (gaps) => {
          let at = 0
          expect(play(gaps.map((gap) => (at += gap)))[restartLimit]).toBeNull()
        },
      ),
    )
  })
})
