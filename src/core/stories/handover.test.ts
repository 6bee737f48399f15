// Alice hands her space over to bob, who lives at another relay: offered, withdrawn, declined, taken. PROTOCOL §10, §19.10.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identityCode } from '../../shared/domain/identity-code.ts'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { allRights, presets } from '../../shared/domain/rights.ts'
import { membersOf } from '../bridge/space-members.ts'
import { readActivity } from '../store/index.ts'
import { Office, soon, type Person } from '../testing/office.ts'

let office: Office
let alice: Person
let bob: Person
let carol: Person
let space: SpaceId
beforeAll(async () => {
  office = await Office.open()
  const [first, second] = [await office.relay('relay A'), await office.relay('relay B')]
  alice = await office.person('alice', first)
  bob = await office.person('bob', second)
  carol = await office.person('carol', first)
  for (const other of [bob, carol]) await alice.befriend(other)
  space = await alice.create('Akten')
  await alice.write('a.txt', 'von alice')
  await alice.grant(space, bob, 'editor')
  await alice.grant(space, carol, 'viewer')
  await alice.sync()
  for (const other of [bob, carol]) await other.join(space)
})
afterAll(() => office.close())

const joined = (person: Person) => person.core.spaces.open(space)
const fetched = (person: Person) => person.core.spaces.fetched(space, soon())
const happened = (person: Person) =>
  readActivity(person.core.store, { spaceId: space, limit: 100 }).map(({ kind, subject, identityId }) => [
    kind,
    subject,
    person.core.nameOf(identityId ?? person.core.me.id),
  ])

test('the owner cannot leave before somebody else owns the space, and only the owner offers it', async () => {
  await expect(alice.core.spaces.leave(space, soon())).rejects.toMatchObject({ code: 'E_POLICY' })
  await expect(joined(bob).offer(bob.core.me.id, soon())).rejects.toMatchObject({ code: 'E_ROLE' })
  expect(alice.core.spaces.record(space)?.state).toBe('joined')
})

test('who is in a space stands in the order of names, whoever looks first', () => {
  const names = (person: Person) => membersOf(person.core, joined(person)).map(({ person: { name } }) => name)
  expect(names(alice)).toEqual(['alice', 'bob', 'carol'])
  expect(names(bob).slice(0, 1)).toEqual(['bob'])
})

test('what is withdrawn cannot be taken any more; what is offered to bob is no offer to carol', async () => {
  await (await fetched(alice)).offer(bob.core.me.id, soon())
  await bob.sync()
  expect(joined(bob).isOfferedToMe()).toBe(true)
  await expect((await fetched(carol)).takeOver(soon())).rejects.toMatchObject({ code: 'E_CONFLICT' })
  await (await fetched(alice)).offer(null, soon())
  await expect(joined(bob).takeOver(soon())).rejects.toMatchObject({ code: 'E_CONFLICT' })
  await bob.sync()
  expect(joined(bob).isOfferedToMe()).toBe(false)
})

test('an offer that bob declines is gone for him, until alice makes another', async () => {
  await (await fetched(alice)).offer(bob.core.me.id, soon())
  await bob.sync()
  joined(bob).declineOffer()
  expect(joined(bob).isOfferedToMe()).toBe(false)
  expect(membersOf(alice.core, joined(alice)).filter(({ offered }) => offered)).toHaveLength(1)
  await (await fetched(alice)).offer(bob.core.me.id, soon())
  await bob.sync()
  expect(joined(bob).isOfferedToMe()).toBe(true)
})

test('bob takes over: alice keeps all four rights as a grant, everybody sees it, and files go on both ways', async () => {
  await (await fetched(bob)).takeOver(soon())
  for (const person of [alice, carol]) await person.sync()
  for (const person of [alice, bob, carol]) {
    const { state } = joined(person).replica
    expect(state.owner).toBe(bob.core.me.id)
    expect(state.grants.get(alice.core.me.id)).toMatchObject({ allow: allRights, notAfter: null })
    expect(state.grants.has(bob.core.me.id)).toBe(false)
    const former = membersOf(person.core, joined(person)).find(({ person: { id } }) => id === alice.core.me.id)
    expect(former).toMatchObject({ owner: false, state: 'joined' })
  }
  expect(happened(alice)).toContainEqual(['owner-offered', 'bob', 'alice'])
  expect(happened(alice)).toContainEqual(['owner-changed', 'bob', 'bob'])
  await bob.write('b.txt', 'von bob')
  await bob.sync()
  await alice.write('c.txt', 'noch von alice')
  await alice.sync()
  await bob.sync()
  expect(await bob.tree()).toEqual({ 'a.txt': 'von alice', 'b.txt': 'von bob', 'c.txt': 'noch von alice' })
})

test('now bob may take alice’s rights, she may leave, and only he may close', async () => {
  await bob.core.spaces.grant(space, { to: alice.core.me.id, rights: presets.viewer, notAfter: null }, soon())
  await alice.sync()
  expect(joined(alice).replica.rightsOf(alice.core.me.id, office.now())).toBe(presets.viewer)
  await expect(alice.core.spaces.close(space, soon())).rejects.toMatchObject({ code: 'E_ROLE' })
  await alice.core.spaces.leave(space, soon())
  await bob.write('d.txt', 'ohne alice')
  await bob.sync()
  await carol.sync()
  expect(happened(carol)).toContainEqual(['member-left', 'alice', 'alice'])
  expect(happened(carol)).toContainEqual(['owner-changed', identityCode(bob.core.me.id), ''])
  expect(joined(bob).replica.state.epochRecipients.map(({ id }) => id)).not.toContain(alice.core.me.id)
  await bob.core.spaces.close(space, soon())
  await carol.sync()
  expect(carol.core.spaces.record(space)?.state).toBe('closed')
  expect(await carol.tree()).toMatchObject({ 'd.txt': 'ohne alice' })
})
