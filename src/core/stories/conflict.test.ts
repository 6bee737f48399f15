// ✖ and its exit: alice's contact bob returns with another identity. PROTOCOL §7 "Levels"; ATTACKS T02.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { presets } from '../../shared/domain/rights.ts'
import type { RunningRelay } from '../../relay/index.ts'
import { Office, soon, type Person } from '../testing/office.ts'

let office: Office
let relay: RunningRelay
beforeAll(async () => {
  office = await Office.open()
  relay = await office.relay()
})
afterAll(() => office.close())

const rightsIn = (owner: Person, space: SpaceId, member: Person): number =>
  owner.core.spaces.open(space).replica.rightsOf(member.core.me.id, owner.core.now())

describe("alice's contact bob returns with another identity", () => {
  let alice: Person
  let bob: Person
  let bobAgain: Person
  let space: SpaceId
  beforeAll(async () => {
    alice = await office.person('alice', relay)
    bob = await office.person('bob', relay)
    bobAgain = await office.person('bob-again', relay, 'Bob@Kanzlei.example')
    await alice.befriend(bob)
    alice.core.contacts.setNotes(bob.core.me.id, 'ruft nur vormittags an', ['Mandanten'])
    space = await alice.create('Akten')
    await alice.write('alt.txt', 'vor dem Wechsel')
    await alice.grant(space, bob, 'contributor')
    await alice.sync()
    await bob.join(space)
  })

  test('T02 he asks under the known address: both are ✖, and nothing is sealed to either', async () => {
    await bobAgain.core.contacts.add(await alice.core.contacts.ownCard(soon()), soon())
    await alice.sync()
    for (const person of [bob, bobAgain]) {
      const { id } = person.core.me
      expect(alice.core.contacts.get(id)?.level).toBe('conflict')
      await expect(alice.grant(space, person, 'manager')).rejects.toMatchObject({ code: 'E_CONSENT' })
      expect(() => alice.core.contacts.mustReceiveKeys(id)).toThrow('E_CONSENT')
    }
    await expect(alice.core.contacts.accept(bobAgain.core.me.id, soon())).rejects.toMatchObject({ code: 'E_CONSENT' })
    await bobAgain.sync()
    expect(bobAgain.core.contacts.get(alice.core.me.id)?.state).toBe('requested')
  })

  test('alice compares and replaces: the old grant ends, the same rights are offered, what she noted stays', async () => {
    const epoch = alice.core.spaces.open(space).replica.state.epoch
    expect(alice.core.access.of(bob.core.me.id)).toMatchObject([{ space, rights: presets.contributor, mayEnd: true }])
    const { replaced, ended, offered } = await alice.core.access.replace(bobAgain.core.me.id, soon())
    expect([replaced, ended, offered]).toEqual([bob.core.me.id, ['Akten'], ['Akten']])
    expect(rightsIn(alice, space, bob)).toBe(0)
    expect(rightsIn(alice, space, bobAgain)).toBe(presets.contributor)
    expect(alice.core.spaces.open(space).replica.state.epoch).toBeGreaterThan(epoch)
    expect(alice.core.contacts.get(bobAgain.core.me.id)).toMatchObject({
      level: 'verified',
      state: 'accepted',
      notes: 'ruft nur vormittags an',
      categories: ['Mandanten'],
      offers: [],
    })
    expect(alice.core.contacts.get(bob.core.me.id)).toMatchObject({ blocked: true, level: 'first-contact' })
  })

  test('the replaced identity opens nothing newer; the new one has it all', async () => {
    await alice.write('neu.txt', 'nach dem Wechsel')
    await alice.sync()
    await bob.sync().catch(() => undefined)
    expect(await bob.tree()).toEqual({ 'alt.txt': 'vor dem Wechsel' })
    const { replica } = alice.core.spaces.open(space)
    expect(replica.state.epochRecipients.map(({ id }) => id).sort()).toEqual(
      [alice.core.me.id, bobAgain.core.me.id].sort(),
    )
    await bobAgain.join(space)
    expect(await bobAgain.tree()).toEqual({ 'alt.txt': 'vor dem Wechsel', 'neu.txt': 'nach dem Wechsel' })
  })

  test('what the replaced identity says is not heard any more, and its address is no conflict', async () => {
    await bob.core.contacts.add(await alice.core.contacts.ownCard(soon()), soon())
    await alice.sync()
    expect(alice.core.contacts.list().map(({ level, blocked }) => [level, blocked])).toEqual(
      expect.arrayContaining([
        ['verified', false],
        ['first-contact', true],
      ]),
    )
    expect(alice.core.contacts.list()).toHaveLength(2)
  })
})

describe('a card that alice was handed', () => {
  test('conflicts, is compared, replaces: asked first, and offered the rights only when he has said yes', async () => {
    const alice = await office.person('alice-2', relay)
    const carol = await office.person('carol', relay)
    const carolAgain = await office.person('carol-again', relay, 'carol@kanzlei.example')
    await alice.befriend(carol)
    const space = await alice.create('Akten')
    await alice.grant(space, carol, 'editor')
    await alice.sync()
    const card = await carolAgain.core.contacts.ownCard(soon())
    expect(await alice.core.contacts.add(card, soon())).toMatchObject({ outcome: 'conflict' })
    await carolAgain.sync()
    expect(carolAgain.core.contacts.list()).toEqual([])

    const { ended, offered } = await alice.core.access.replace(carolAgain.core.me.id, soon())
    expect([ended, offered]).toEqual([['Akten'], []])
    expect(rightsIn(alice, space, carol)).toBe(0)
    await carolAgain.sync()
    await carolAgain.core.contacts.accept(alice.core.me.id, soon())
    await alice.sync()
    expect(rightsIn(alice, space, carolAgain)).toBe(presets.editor)
    await carolAgain.join(space)
    expect(carolAgain.core.spaces.record(space)?.state).toBe('joined')
  })

  test('the other exit: the newcomer is blocked, and dave is dave again', async () => {
    const alice = await office.person('alice-3', relay)
    const dave = await office.person('dave', relay)
    const mallory = await office.person('mallory', relay, 'dave@kanzlei.example')
    await alice.befriend(dave)
    alice.core.contacts.setVerified(dave.core.me.id, true)
    await mallory.core.contacts.add(await alice.core.contacts.ownCard(soon()), soon())
    await alice.sync()
    expect(alice.core.contacts.get(dave.core.me.id)?.level).toBe('conflict')
    await alice.core.contacts.block(mallory.core.me.id, soon())
    expect(alice.core.contacts.get(dave.core.me.id)?.level).toBe('verified')
    await mallory.core.contacts.add(await alice.core.contacts.ownCard(soon()), soon())
    await alice.sync()
    expect(alice.core.contacts.get(dave.core.me.id)?.level).toBe('verified')
  })

  test('without a conflict there is nothing to replace', async () => {
    const alice = await office.person('alice-4', relay)
    const erin = await office.person('erin', relay)
    await alice.befriend(erin)
    await expect(alice.core.access.replace(erin.core.me.id, soon())).rejects.toMatchObject({ code: 'E_CONSENT' })
    expect(alice.core.contacts.get(erin.core.me.id)).toMatchObject({ blocked: false, state: 'accepted' })
  })
})
