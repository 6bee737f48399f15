// A computer is lost: alice, recovered on another one, takes it out. PROTOCOL §5, §13; T29, T35.
import { mkdir } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningRelay } from '../../relay/index.ts'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { readActivity } from '../store/index.ts'
import { Office, soon, type Person } from '../testing/office.ts'

let office: Office
let relay: RunningRelay
/** Alice's first computer, the one that gets lost, and her second. */
let lost: Person
let alice: Person
let bob: Person
let carol: Person
let bobs: SpaceId
let hers: SpaceId
beforeAll(async () => {
  office = await Office.open()
  relay = await office.relay()
  lost = await office.person('alice', relay)
  bob = await office.person('bob', relay)
  carol = await office.person('carol', relay)
  await lost.befriend(bob)
  await bob.befriend(carol)
  hers = await lost.create('Mandate')
  await lost.write('a.txt', 'von alice')
  await lost.sync()
  bobs = await bob.create('Akten')
  await bob.write('b.txt', 'von bob')
  await bob.grant(bobs, lost, 'viewer')
  await bob.grant(bobs, carol, 'editor')
  await bob.sync()
  await carol.join(bobs)
})
afterAll(() => office.close())

const stateOf = (person: Person, space: SpaceId) => person.core.spaces.open(space).replica.state
const generationIn = (person: Person, space: SpaceId) =>
  stateOf(person, space).epochRecipients.find(({ id }) => id === alice.core.me.id)?.generation
const typesFrom = (person: Person, space: SpaceId, seq: number) =>
  person.core.spaces
    .open(space)
    .replica.entries(seq)
    .map(({ header }) => `${header?.type ?? ''} by ${person.core.nameOf(header?.authorId ?? person.core.me.id)}`)

test('the second computer lists both, under their names, and knows which one it is', async () => {
  await lost.sync()
  await mkdir(`${lost.folder}-bobs`)
  await lost.core.spaces.accept(bobs, `${lost.folder}-bobs`, soon())
  await lost.sync()
  alice = await office.secondComputer(lost, relay)
  await alice.sync()
  expect(alice.core.devices.list().map(({ isThis }) => isThis)).toEqual([false, true])
  expect(alice.core.devices.list().every(({ name, addedAt }) => name !== '' && addedAt > 0)).toBe(true)
  await alice.core.spaces.accept(hers, alice.folder, soon())
  await alice.sync()
  expect(await alice.tree()).toEqual({ 'a.txt': 'von alice' })
})

test('no device takes itself out, nor one that is not there', async () => {
  const [first, second] = alice.core.devices.list()
  await expect(alice.core.devices.revoke(second?.id ?? alice.core.me.device.deviceId, soon())).rejects.toMatchObject({
    code: 'E_POLICY',
  })
  const stranger = bob.core.me.device.deviceId
  await expect(alice.core.devices.revoke(stranger, soon())).rejects.toMatchObject({ code: 'E_ROLE' })
  expect(first).toBeDefined()
})

test('T29: alice revokes the lost one, nobody tells bob and carol: carol’s client changes the key before she writes', async () => {
  await carol.sync()
  const before = stateOf(carol, bobs).head.seq
  await alice.core.devices.revoke(lost.core.me.device.deviceId, soon())
  expect(alice.core.devices.list()).toMatchObject([{ isThis: true }])
  await carol.write('c.txt', 'nach dem Verlust')
  await carol.sync()
  expect(typesFrom(carol, bobs, before + 1)).toEqual(['epoch.rotate by carol', 'commit by carol'])
  expect(generationIn(carol, bobs)).toBe(alice.core.me.log.state.generation)
})

test('alice’s own space changes its key before her next write, and her second computer reads and writes on', async () => {
  const before = stateOf(alice, hers).head.seq
  await alice.write('d.txt', 'weiter')
  await alice.sync()
  expect(typesFrom(alice, hers, before + 1)).toEqual(['epoch.rotate by alice', 'commit by alice'])
  expect(generationIn(alice, hers)).toBe(alice.core.me.log.state.generation)
  const { kind, subject } =
    readActivity(alice.core.store, { spaceId: null, limit: 50 }).find((one) => one.kind === 'device-removed') ?? {}
  expect([kind, subject === '']).toEqual(['device-removed', false])
})

test('the lost computer is refused from then on, and reads and sends nothing', async () => {
  await lost.write('e.txt', 'vom Dieb')
  await expect(lost.sync()).rejects.toMatchObject({ code: 'E_ROLE' })
  await alice.sync()
  expect(Object.keys(await alice.tree())).toEqual(['a.txt', 'd.txt'])
  expect(Object.keys(await lost.tree())).not.toContain('d.txt')
})

test('a viewer, who may not change the key, names the newer head of her own log at once', async () => {
  await office.secondComputer(alice, relay)
  await alice.sync()
  await alice.core.spaces.fetched(bobs, soon())
  const before = stateOf(alice, bobs).head.seq
  await alice.core.spaces.tend(bobs, soon())
  expect(typesFrom(alice, bobs, before + 1)).toEqual(['heads by alice'])
  await alice.core.spaces.tend(bobs, soon())
  expect(stateOf(alice, bobs).head.seq).toBe(before + 1)
})

test('another recovery still finds contacts and spaces: the self record lies under the new key', async () => {
  await alice.recoverElsewhere(relay.address)
  await alice.sync()
  expect(alice.core.contacts.list()).toMatchObject([{ name: 'bob' }])
  expect(alice.core.spaces.record(hers)?.name).toBe('Mandate')
})
