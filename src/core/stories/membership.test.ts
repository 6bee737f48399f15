// Who is in and who is not: viewers, leaving, closing, two relays, recovery on another computer, conflicts of identity.
import { mkdir, rename, rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Office, soon } from '../testing/office.ts'

let office: Office
beforeAll(async () => {
  office = await Office.open()
})
afterAll(() => office.close())

const files = { 'Bescheid.txt': 'vom Amt' }

describe('a viewer', () => {
  test("carol's edit is never pushed, never lost, and the file is what alice wrote", async () => {
    const names = ['alice-1', 'carol-1'] as const
    const { alice, bob: carol } = await office.pair({ names, files, preset: 'viewer' })
    await carol.write('Bescheid.txt', 'von carol geändert')
    const [status] = await carol.sync()
    await carol.sync()
    await alice.sync()
    expect(await alice.tree()).toEqual({ 'Bescheid.txt': 'vom Amt' })
    const mine = await carol.tree()
    expect(mine['Bescheid.txt']).toBe('vom Amt')
    expect(Object.values(mine)).toContain('von carol geändert')
    expect(status?.skipped.map(({ reason }) => reason)).toContain('no-right')
  })
})

describe('ends', () => {
  test('dave leaves: his files stay, and nothing newer arrives', async () => {
    const { alice, bob: dave, space } = await office.pair({ names: ['alice-2', 'dave-2'], files })
    await dave.core.spaces.leave(space, soon())
    await alice.write('später.txt', 'später')
    await alice.sync()
    await dave.sync()
    expect(await dave.tree()).toEqual({ 'Bescheid.txt': 'vom Amt' })
    expect(dave.core.spaces.record(space)?.state).toBe('left')
    expect(alice.core.spaces.open(space).isMember(dave.core.me.id)).toBe(false)
  })

  test('alice closes the space: both keep their files, nobody writes any more', async () => {
    const { alice, bob, space } = await office.pair({ names: ['alice-3', 'bob-3'], files })
    await expect(bob.core.spaces.close(space, soon())).rejects.toMatchObject({ code: 'E_ROLE' })
    await alice.core.spaces.close(space, soon())
    await bob.sync()
    expect([alice, bob].map((person) => person.core.spaces.record(space)?.state)).toEqual(['closed', 'closed'])
    expect(await bob.tree()).toEqual(await alice.tree())
  })

  test('a declined invitation is gone, and so are requests that are declined or withdrawn', async () => {
    const { alice, bob, space } = await office.pair({ names: ['alice-4', 'bob-4'], preset: null })
    await alice.grant(space, bob, 'editor')
    await bob.sync()
    await bob.core.spaces.decline(space, soon())
    expect(bob.core.spaces.list()).toEqual([])
    const relay = await office.relay('relay of erin')
    const erin = await office.person('erin-4', relay)
    await erin.core.contacts.add(await alice.core.contacts.ownCard(soon()), soon())
    await alice.sync()
    await alice.core.contacts.decline(erin.core.me.id, soon())
    await erin.sync()
    expect(erin.core.contacts.list()).toEqual([])
    await erin.core.contacts.add(await bob.core.contacts.ownCard(soon()), soon())
    await erin.core.contacts.withdraw(bob.core.me.id, soon())
    await bob.sync()
    expect(bob.core.contacts.get(erin.core.me.id)).toBeNull()
  })
})

describe('relays', () => {
  test('alice on one relay and bob on another exchange a space that lives at hers', async () => {
    const [first, second] = [await office.relay('relay A'), await office.relay('relay B')]
    const alice = await office.person('alice-5', first)
    const bob = await office.person('bob-5', second)
    await alice.befriend(bob)
    const space = await alice.create('Akten')
    await alice.write('a.txt', 'von A')
    await alice.share(space, bob, 'editor')
    await bob.write('b.txt', 'von B')
    await bob.sync()
    await alice.sync()
    expect(await alice.tree()).toEqual({ 'a.txt': 'von A', 'b.txt': 'von B' })
    expect(await bob.tree()).toEqual(await alice.tree())
  })
})

describe('computers', () => {
  test('alice recovers on another computer: contacts, levels and spaces are there, and the files come to a folder she chooses', async () => {
    const relay = await office.relay('relay of recovery')
    const alice = await office.person('alice-6', relay)
    const bob = await office.person('bob-6', relay)
    await alice.befriend(bob)
    alice.core.contacts.setVerified(bob.core.me.id, true)
    const space = await alice.create('Akten')
    await alice.write('a.txt', 'wichtig')
    await alice.sync()
    const id = alice.core.me.id
    await alice.recoverElsewhere(relay.address)
    expect(alice.core.me.id).toBe(id)
    await alice.sync()
    expect(alice.core.contacts.list()).toMatchObject([{ name: 'bob-6', level: 'verified' }])
    await rm(alice.folder, { recursive: true })
    await mkdir(alice.folder)
    await alice.core.spaces.accept(space, alice.folder, soon())
    await alice.sync()
    expect(await alice.tree()).toEqual({ 'a.txt': 'wichtig' })
  })

  test('a folder that is gone is not a deletion; moved and located it goes on without a transfer', async () => {
    const { alice, bob, space } = await office.pair({ names: ['alice-7', 'bob-7'], files })
    await rename(bob.folder, `${bob.folder}-moved`)
    const [status] = await bob.sync()
    expect(status?.obstacle).toEqual({ kind: 'root-missing' })
    await alice.sync()
    expect(await alice.tree()).toEqual({ 'Bescheid.txt': 'vom Amt' })
    const { packs } = bob.core.spaces.open(space).replica.state
    await bob.core.spaces.locate(space, `${bob.folder}-moved`)
    const [after] = await bob.sync()
    expect(after).toMatchObject({ settled: true, obstacle: null })
    expect(bob.core.spaces.open(space).replica.state.packs.size).toBe(packs.size)
  })
})

describe('T02: a known e-mail under another identity', () => {
  test('nothing is sealed to either until alice compares and replaces', async () => {
    const { alice, bob, space } = await office.pair({ names: ['alice-8', 'bob-8'], preset: null })
    const relay = await office.relay('relay of mallory')
    const mallory = await office.person('mallory-8', relay, 'BOB-8@kanzlei.example')
    const { outcome } = await alice.core.contacts.add(await mallory.core.contacts.ownCard(soon()), soon())
    expect(outcome).toBe('conflict')
    for (const person of [bob, mallory]) {
      expect(alice.core.contacts.get(person.core.me.id)?.level).toBe('conflict')
      await expect(alice.grant(space, person, 'viewer')).rejects.toMatchObject({ code: 'E_CONSENT' })
    }
    expect(alice.core.contacts.replaceConflicting(mallory.core.me.id)).toBe(bob.core.me.id)
    expect(alice.core.contacts.get(mallory.core.me.id)?.level).toBe('verified')
    expect(alice.core.contacts.get(bob.core.me.id)?.blocked).toBe(true)
  })
})
