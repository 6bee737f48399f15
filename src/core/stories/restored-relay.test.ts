// A relay lost a day and was restored from its backup: the people bring back what it lacks, identities first, then contents.
// PROTOCOL §8 "Pins", §19.8.
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

test('carol, who never fetched a file, gets what alice has; what only dave has is named until he is back', async () => {
  const [carol, dave] = [await office.person('carol', relay), await office.person('dave', relay)]
  for (const newcomer of [carol, dave]) await alice.befriend(newcomer)
  await alice.grant(space, carol, 'viewer')
  await alice.grant(space, dave, 'editor')
  await carol.join(space)
  await dave.join(space)
  await administer(at('restored'), ['backup', at('evening')])
  await bob.write('e.txt', 'in der Nacht von bob')
  await bob.sync()
  await alice.sync()
  await dave.write('d.txt', 'in der Nacht von dave')
  await dave.sync()
  await dave.lock()
  // Alice has seen that there is d.txt, and has not fetched it yet.
  await alice.core.spaces.tend(space, AbortSignal.timeout(30_000))
  await relay.close()
  await bob.lock()
  await administer(at('morning'), ['restore', at('evening'), '--healing', '10'])
  const PORT = new URL(relay.address).port
  relay = await startTestRelay({ DATA_DIR: at('morning'), PORT }, () => office.now())

  await alice.sync()
  const lostAt = async () =>
    (await carol.sync()).map(({ obstacle, held }) => [obstacle, held.map(({ path }) => path).sort()])
  expect(await lostAt()).toEqual([[{ kind: 'lost', files: 2 }, ['d.txt', 'e.txt']]])
  office.pass(600_000)
  await alice.sync()
  expect(await lostAt()).toEqual([[{ kind: 'lost', files: 1 }, ['d.txt']]])
  expect(await carol.read('e.txt')).toBe('in der Nacht von bob')
  const { packs } = (await administer(at('morning'), ['verify'])) as { packs: number }
  await bob.unlock()
  await bob.sync()
  // What alice brought is not brought once more.
  expect(await administer(at('morning'), ['verify'])).toMatchObject({ packs })
  await dave.unlock()
  await dave.sync()
  await carol.sync()
  expect(await carol.tree()).toEqual(await dave.tree())
  expect(await carol.read('d.txt')).toBe('in der Nacht von dave')
})
