// The window asks while a longer log is taken in: nothing it is told then is told again once the log is whole. PROTOCOL §8.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { Office, soon, type Person } from '../testing/office.ts'

let office: Office
let alice: Person
let bob: Person
let space: SpaceId
beforeAll(async () => {
  office = await Office.open()
  const relay = await office.relay()
  alice = await office.person('alice', relay)
  bob = await office.person('bob', relay)
  await alice.befriend(bob)
  space = await alice.create('Akten')
  await alice.grant(space, bob, 'editor')
  await alice.sync()
  await bob.join(space)
})
afterAll(() => office.close())

test('bob looks at every step at how much is in the space: at the end it is all of it, with the copy in conflict', async () => {
  for (let n = 0; n < 6; n++) {
    await alice.write(n === 5 ? 'a (conflict, bob, 2026-11-24 03.15).txt' : `${n}.txt`, `file ${n}`)
    await alice.sync()
  }
  const { replica } = bob.core.spaces.open(space)
  const seen: number[] = []
  const refreshed = replica.refresh(soon()).then(() => true)
  const turn = () => new Promise<false>((resolve) => setImmediate(() => resolve(false)))
  while (!(await Promise.race([refreshed, turn()]))) seen.push(replica.summarise().files)
  expect(new Set(seen).size).toBeGreaterThan(1)
  expect(replica.summarise()).toMatchObject({ files: 6, conflicts: 1 })
})
