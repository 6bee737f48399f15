// The relay says that it has lost what it has. What that costs the people who have it is bounded. T54. docs/SYNC.md SYNC-98.
import { afterAll, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import { endpoints, packItem } from '../../shared/protocol/index.ts'
import { mustWithstand } from '../testing/evil-relay/attack.ts'
import { answerWith } from '../testing/evil-relay/mutations.ts'
import { stage } from '../testing/evil-relay/world.ts'

const { world, alice, bob, space } = await stage(startTestRelay, { bob: 'editor' })
afterAll(() => world.close())

const uploads = (): number =>
  world.evil.kept.filter(({ method, path }) => method === 'PUT' && path.includes('/packs/')).length
const path = endpoints.missingPacks(space)

test('T54: a relay that says it lost every pack gets each file once, however often the app is started, and no version is lost', async () => {
  let brought: number[] = []
  await mustWithstand({
    world,
    victim: alice,
    space,
    prepare: () => world.edit(alice, bob),
    attempt: async () => {
      brought = []
      for (let start = 0; start < 3; start++) {
        const before = uploads()
        await alice.restart()
        const outcome = await alice.sync()
        if (outcome !== 'settled') return outcome
        brought.push(uploads() - before)
      }
      return 'settled'
    },
    shows: () => expect(brought).toEqual([0, 0, 0]),
    lies: [
      {
        code: 'settled',
        lie: () =>
          answerWith(
            (one) => one.method === 'GET' && one.path === path,
            () => {
              const packs = [...alice.core.spaces.open(space).replica.state.packs.keys()]
              return { answer: Buffer.concat(packs.map((pack) => packItem.encode(pack))) }
            },
          ),
      },
    ],
    sees: () => {
      expect(brought[0]).toBeGreaterThan(0)
      expect(brought.slice(1)).toEqual([0, 0])
    },
  })
})
