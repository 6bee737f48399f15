// The stage itself: an honest run over the evil relay succeeds, and what it keeps and changes is what it says. ATTACKS.md "Harness".
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import { World } from '../testing/evil-relay/world.ts'

let world: World
beforeAll(async () => {
  world = await World.create(startTestRelay)
})
afterAll(() => world.close())

test('alice shares a folder with bob and both edit it, as long as the relay leaves every answer as it is', async () => {
  const alice = await world.onboard('alice')
  const bob = await world.onboard('bob')
  const space = await world.share(alice, [[bob, 'editor']])
  await bob.write('second.txt', 'second words')
  await world.mustSettle(bob, alice)
  expect(await alice.files()).toEqual(await bob.files())
  expect(await alice.read('second.txt')).toBe('second words')
  const believed = alice.believes().entries
  expect(believed.length).toBeGreaterThan(10)
  expect(believed.filter((entry) => !world.evil.isGenuine(entry))).toEqual([])
  expect(world.evil.keptLog(space)).toHaveLength(alice.core.spaces.open(space).replica.state.head.seq + 1)
})
