// A verified space at a real relay keeps the contract of what the engine is given. SYNC.md "How it is tested" 3.
import { afterAll } from 'vitest'
import { Office, type Person } from '../testing/office.ts'
import { spaceRemoteContract } from '../testing/space-remote-contract.ts'

const office = await Office.open()
afterAll(() => office.close())

spaceRemoteContract('a verified space at a real relay', async () => {
  const { alice, bob, space } = await office.pair()
  await alice.sync()
  const side = ({ core }: Person) => ({
    remote: core.spaces.open(space).remote,
    packs: core.homeRelay.packsOf(space),
  })
  return { suite: office.environment.suite, alice: side(alice), bob: side(bob) }
})
