// A grant with an end: what happens when its date comes, without anybody doing anything. PROTOCOL §8 "Time", §10.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { rightBits } from '../../shared/domain/rights.ts'
import { Background } from '../background.ts'
import { membersOf } from '../bridge/space-members.ts'
import { readActivity } from '../store/index.ts'
import { Office, soon, type Person } from '../testing/office.ts'

const day = 86_400_000
let office: Office
let alice: Person
let bob: Person
let carol: Person
let space: SpaceId
beforeAll(async () => {
  office = await Office.open()
  const relay = await office.relay()
  alice = await office.person('alice', relay)
  bob = await office.person('bob', relay)
  carol = await office.person('carol', relay)
  for (const other of [bob, carol]) await alice.befriend(other)
  space = await alice.create('Akten')
  await alice.write('Bescheid.txt', 'vom Amt')
})
afterAll(() => office.close())

const grantBob = (rights: number, notAfter: number | null) =>
  alice.core.spaces.grant(space, { to: bob.core.me.id, rights, notAfter }, soon())
const replicaOf = (person: Person) => person.core.spaces.open(space).replica
const holders = (person: Person) =>
  replicaOf(person)
    .state.epochRecipients.map(({ id }) => id)
    .sort()
const standingOfBob = () =>
  membersOf(alice.core, alice.core.spaces.open(space)).find(({ person }) => person.id === bob.core.me.id)

/** One look of what goes on while the app is open. */
async function lookOnce(person: Person): Promise<void> {
  const background = new Background(person.core, office.environment.clock)
  const looked = new Promise<void>((resolve) => {
    background.onConnection(() => resolve())
  })
  background.start()
  await looked
  await background.stop()
}

test('bob gets single rights until tomorrow: read and delete, not write; what is included comes with it', async () => {
  await grantBob(rightBits.delete, office.now() + day)
  await alice.grant(space, carol, 'editor')
  await alice.sync()
  await bob.join(space)
  await carol.join(space)
  expect(standingOfBob()).toMatchObject({ rights: rightBits.read | rightBits.delete, preset: null, state: 'invited' })
  await alice.sync()
  expect(standingOfBob()).toMatchObject({ state: 'joined', expiresAt: expect.any(Number) as number })
  await bob.write('neu.txt', 'darf er nicht')
  await bob.sync()
  await alice.sync()
  expect(await alice.tree()).toEqual({ 'Bescheid.txt': 'vom Amt' })
})

test('an end that has passed is refused', async () => {
  await expect(grantBob(rightBits.read, office.now() - 1)).rejects.toMatchObject({ code: 'E_CANON' })
})

test('the date comes: alice sees it, and carol’s client changes the key by its own clock, before anything is written', async () => {
  const { epoch, head } = replicaOf(carol).state
  expect(holders(carol)).toContain(bob.core.me.id)
  office.pass(2 * day)
  expect(standingOfBob()).toMatchObject({ state: 'expired', expiresAt: expect.any(Number) as number })
  // Bob's own clock alone makes him give up nothing: that is for the log to say.
  await bob.sync()
  expect(bob.core.spaces.record(space)?.state).toBe('joined')
  await lookOnce(carol)
  expect(replicaOf(carol).state.epoch).toBe(epoch + 1)
  expect(holders(carol)).toEqual([alice.core.me.id, carol.core.me.id].sort())
  const types = replicaOf(carol)
    .entries(head.seq + 1)
    .map(({ header }) => header?.type)
  expect(types).toEqual(['epoch.rotate'])
})

test('bob keeps his files, gets nothing newer, and is told why', async () => {
  await carol.write('später.txt', 'nicht für bob')
  await carol.sync()
  await bob.sync()
  expect(await bob.tree()).toEqual({ 'Bescheid.txt': 'vom Amt', 'neu.txt': 'darf er nicht' })
  expect(bob.core.spaces.record(space)?.state).toBe('left')
  const kinds = readActivity(bob.core.store, { spaceId: space, limit: 50 }).map(({ kind, subject }) => [kind, subject])
  expect(kinds).toContainEqual(['access-ended', 'Akten'])
})

test('a new end brings bob back, with an invitation', async () => {
  await alice.sync()
  await grantBob(rightBits.read, office.now() + day)
  await bob.join(space)
  await bob.sync()
  expect(await bob.tree()).toMatchObject({ 'später.txt': 'nicht für bob' })
})
