// Whole engines in a simulated world: one seed, one history; properties 1–7 and 9 of SYNC.md at the end of each.
// SIMULATION_SEEDS and SIMULATION_FIRST choose how many histories of each kind are played, and from which seed on.
import { beforeAll, describe, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import { shrink } from '../testing/history.ts'
import { historyOf, judge, scenarios } from '../testing/scenarios.ts'

let suite: Suite
beforeAll(async () => {
  suite = await openSuite()
})

const count = Number(process.env['SIMULATION_SEEDS'] ?? 60)
const first = Number(process.env['SIMULATION_FIRST'] ?? 1)

for (const [name, scenario] of Object.entries(scenarios)) {
  describe(`simulation: ${name}`, () => {
    test(
      `${count} histories from seed ${first} on end as they must`,
      { timeout: 60_000 + count * 10_000 },
      async () => {
        for (let seed = first; seed < first + count; seed++) {
          const { faults } = await judge(suite, scenario, seed)
          if (faults.length === 0) continue
          const smallest = await shrink(
            historyOf(scenario, seed),
            async (shorter) => (await judge(suite, scenario, seed, shorter)).faults.length > 0,
          )
          const last = await judge(suite, scenario, seed, smallest)
          const told = [...faults, '', `shrunk to ${JSON.stringify(smallest)}`, ...last.faults, '', ...last.world.trace]
          expect.fail(`seed ${seed}: ${told.join('\n')}`)
        }
      },
    )

    test('the same seed twice is the same history', async () => {
      const [one, other] = [await judge(suite, scenario, first), await judge(suite, scenario, first)]
      expect(one.world.trace.length).toBeGreaterThan(20)
      expect(one.world.trace).toEqual(other.world.trace)
    })
  })
}
