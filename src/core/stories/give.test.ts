// Dropping files on a contact makes the space "alice ↔ bob", or adds to it. PRODUCT.md; issue "Spaces".
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { presets } from '../../shared/domain/rights.ts'
import { giveFiles, spaceBetween, type Gift } from '../give-files.ts'
import { Office, soon, type Person } from '../testing/office.ts'

let office: Office
let alice: Person
let bob: Person
let desk: string
beforeAll(async () => {
  office = await Office.open()
  const relay = await office.relay()
  alice = await office.person('alice', relay)
  bob = await office.person('bob', relay)
  desk = path.join(office.directory, 'desk')
  await mkdir(path.join(desk, 'Belege'), { recursive: true })
  await writeFile(path.join(desk, 'Bescheid.pdf'), 'vom Amt')
  await writeFile(path.join(desk, 'Belege/1.txt'), 'eins')
})
afterAll(() => office.close())

const give = (from: Person, to: Person, names: readonly string[], more: Partial<Gift> = {}) =>
  giveFiles(
    from.core,
    {
      contact: to.core.me.id,
      sources: names.map((name) => path.join(desk, name)),
      folder: path.join(office.directory, from.name, 'alice ↔ bob'),
      preset: 'contributor',
      ...more,
    },
    { signal: soon(), onProgress: () => undefined },
  )

test('to somebody who has not agreed nothing is given, and no folder is made', async () => {
  await alice.core.contacts.add(await bob.core.contacts.ownCard(soon()), soon())
  await expect(give(alice, bob, ['Bescheid.pdf'])).rejects.toMatchObject({ code: 'E_CONSENT' })
  expect(await readdir(path.join(office.directory, 'alice'))).not.toContain('alice ↔ bob')
  await bob.sync()
  await bob.core.contacts.accept(alice.core.me.id, soon())
  await alice.sync()
})

test('a folder with something in it does not become the space: that would share what lies there', async () => {
  await alice.write('private.txt', 'nicht für bob')
  await expect(give(alice, bob, ['Bescheid.pdf'], { folder: alice.folder })).rejects.toMatchObject({ code: 'E_PATH' })
  expect(await alice.tree()).toEqual({ 'private.txt': 'nicht für bob' })
  expect(alice.core.spaces.list()).toEqual([])
})

test('the first gift makes the space of the two, the next one is added to it, from either side', async () => {
  const { space, files } = await give(alice, bob, ['Bescheid.pdf', 'Belege'])
  expect(files).toBe(2)
  expect(alice.core.spaces.record(space)).toMatchObject({ name: 'alice ↔ bob' })
  const { replica } = alice.core.spaces.open(space)
  expect(replica.rightsOf(bob.core.me.id, alice.core.now())).toBe(presets.contributor)
  await alice.sync()
  await bob.join(space)
  expect(await bob.tree()).toEqual({ 'Belege/1.txt': 'eins', 'Bescheid.pdf': 'vom Amt' })

  expect((await give(alice, bob, ['Bescheid.pdf'], { folder: null })).space).toBe(space)
  await alice.sync()
  await bob.sync()
  expect(Object.keys(await bob.tree())).toEqual(['Belege/1.txt', 'Bescheid (2).pdf', 'Bescheid.pdf'])
  expect((await give(bob, alice, ['Belege/1.txt'], { folder: null })).space).toBe(space)
  expect(await readFile(path.join(desk, 'Bescheid.pdf'), 'utf8')).toBe('vom Amt')
})

test('with a third person in it, it is no longer the space of the two', async () => {
  const carol = await office.person('carol', await office.relay('relay of carol'))
  await alice.befriend(carol)
  const space = spaceBetween(alice.core, bob.core.me.id)
  expect(space).not.toBeNull()
  if (space === null) return
  await alice.grant(space.id, carol, 'viewer')
  expect(spaceBetween(alice.core, bob.core.me.id)).toBeNull()
  // Bob has not looked since: what he gives to alice is for alice all the same.
  expect(spaceBetween(bob.core, alice.core.me.id)?.id).toBe(space.id)
  const folder = path.join(office.directory, 'bob', 'for alice only')
  expect((await give(bob, alice, ['Bescheid.pdf'], { folder })).space).not.toBe(space.id)
})

test('a space that mallory called “alice ↔ bob” gets nothing that alice gives to bob, whoever is in it', async () => {
  const mallory = await office.person('mallory', await office.relay('relay of mallory'))
  await mallory.befriend(alice)
  const claimed = await mallory.core.spaces.create(mallory.folder, 'alice ↔ bob', soon())
  await mallory.grant(claimed, alice, 'manager')
  await alice.sync()
  const folder = path.join(office.directory, 'alice', 'claimed')
  await alice.core.spaces.accept(claimed, folder, soon())
  for (const withBob of [false, true]) {
    if (withBob) await alice.grant(claimed, bob, 'editor')
    expect(spaceBetween(alice.core, bob.core.me.id)?.id).not.toBe(claimed)
    const given = await give(alice, bob, ['Bescheid.pdf'], {
      folder: path.join(office.directory, 'alice', 'for bob only'),
    })
    const { state } = alice.core.spaces.open(given.space).replica
    expect([state.owner, ...state.grants.keys()].sort()).toEqual([alice.core.me.id, bob.core.me.id].sort())
  }
})

test('a space under a name that no folder may have is not begun', async () => {
  const before = alice.core.spaces.list().length
  await mkdir(path.join(desk, 'neu'))
  await expect(alice.core.spaces.create(path.join(desk, 'neu'), 'Q1: Zahlen', soon())).rejects.toMatchObject({
    code: 'E_CANON',
  })
  expect(alice.core.spaces.list()).toHaveLength(before)
  expect(await readdir(path.join(desk, 'neu'))).toEqual([])
})
