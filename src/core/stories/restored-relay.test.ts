// A relay lost a day and was restored from its backup: the people bring back what it lacks, identities first. PROTOCOL §8 "Pins".
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { administer } from '../../relay/admin/index.ts'
import { startTestRelay } from '../../relay/testing.ts'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { Office, type Person } from '../testing/office.ts'

type TestRelay = Awaited<ReturnType<typeof startTestRelay>>
let office: Office
let relay: TestRelay
let alice: Person
let bob: Person
let space: SpaceId
const at = (name: string) => path.join(office.directory, name)
beforeAll(async () => {
  office = await Office.open()
  relay = await startTestRelay({ DATA_DIR: at('relay') }, () => office.now())
  alice = await office.person('alice', relay)
  bob = await office.person('bob', relay)
  await alice.befriend(bob)
  space = await alice.create('Akten')
  await alice.grant(space, bob, 'editor')
  await alice.write('a.txt', 'vor der Sicherung')
  await alice.sync()
  await bob.join(space)
})
afterAll(async () => {
  await office.close()
  await relay.close()
})

test('bob alone brings back the space and the newer log of alice that its entries name', async () => {
  await administer(at('relay'), ['backup', at('backup')])
  const second = await office.secondComputer(alice, relay)
  await bob.write('b.txt', 'nach der Sicherung')
  await bob.sync()
  await alice.sync()
  const { head, knownHeads } = bob.core.spaces.open(space).replica.state
  expect(knownHeads.get(alice.core.me.id)).toEqual(second.core.me.head)
  const { address } = relay
  await relay.close()
  await administer(at('restored'), ['restore', at('backup'), '--healing', '1'])
  relay = await startTestRelay({ DATA_DIR: at('restored'), PORT: new URL(address).port }, () => office.now())
  expect(relay.address).toBe(address)

  await bob.sync()
  expect(bob.core.spaces.open(space).replica.state.head.seq).toBeGreaterThanOrEqual(head.seq)
  await second.sync()
  expect(second.core.devices.list()).toHaveLength(2)
  // It takes nothing new while it may still get back what it had.
  office.pass(120_000)
  await alice.write('c.txt', 'es geht weiter')
  await alice.sync()
  await bob.sync()
  expect(await bob.read('c.txt')).toBe('es geht weiter')
})
