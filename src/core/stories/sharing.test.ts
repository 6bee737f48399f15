// Alice and Bob share a folder: the whole of core on both sides, a real relay between them.
import { rename, rm, unlink } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SpaceId } from '../../shared/domain/ids.ts'
import type { RunningRelay } from '../../relay/index.ts'
import { readActivity } from '../store/index.ts'
import { Office, type Person } from '../testing/office.ts'

let office: Office
let relay: RunningRelay
let alice: Person
let bob: Person
beforeAll(async () => {
  office = await Office.open()
  relay = await office.relay()
  alice = await office.person('alice', relay)
  bob = await office.person('bob', relay)
})
afterAll(() => office.close())

const onlySpace = (person: Person): SpaceId => {
  const [space] = person.core.spaces.list()
  if (space === undefined) throw new Error('no space')
  return space.id
}

test('alice and bob become contacts only when both have said yes', async () => {
  const signal = AbortSignal.timeout(30_000)
  await alice.core.contacts.add(await bob.core.contacts.ownCard(signal), signal)
  expect(alice.core.contacts.get(bob.core.me.id)?.state).toBe('requested')
  const space = await alice.create('Akten')
  await expect(alice.grant(space, bob, 'editor')).rejects.toMatchObject({ code: 'E_CONSENT' })
  await bob.sync()
  expect(bob.core.contacts.list()).toMatchObject([{ name: 'alice', state: 'asking', level: 'first-contact' }])
  await bob.core.contacts.accept(alice.core.me.id, signal)
  await alice.sync()
  expect(alice.core.contacts.get(bob.core.me.id)?.state).toBe('accepted')
  const number = await alice.core.contacts.safetyNumber(bob.core.me.id)
  expect(await bob.core.contacts.safetyNumber(alice.core.me.id)).toBe(number)
})

test('what one writes the other has, both ways, and a renamed folder costs no upload', async () => {
  const space = onlySpace(alice)
  await alice.write('Verträge/Müller.txt', 'Entwurf')
  await alice.write('leer.txt', '')
  await alice.grant(space, bob, 'editor')
  await alice.sync()
  await bob.join(space)
  expect(await bob.tree()).toEqual({ 'Verträge/Müller.txt': 'Entwurf', 'leer.txt': '' })

  await bob.write('Verträge/Müller.txt', 'Endfassung')
  await bob.sync()
  await alice.sync()
  expect(await alice.read('Verträge/Müller.txt')).toBe('Endfassung')

  const { packs } = alice.core.spaces.open(space).replica.state
  await rename(path.join(alice.folder, 'Verträge'), path.join(alice.folder, 'Verträge 2026'))
  await alice.sync()
  await bob.sync()
  expect(await bob.tree()).toEqual(await alice.tree())
  expect(Object.keys(await bob.tree())).toContain('Verträge 2026/Müller.txt')
  expect(alice.core.spaces.open(space).replica.state.packs.size).toBe(packs.size)
})

test('both write the same file: the later keeps the name, the other is a copy beside it, on both sides', async () => {
  await alice.write('leer.txt', 'von alice')
  await bob.write('leer.txt', 'von bob')
  await alice.sync()
  await bob.sync()
  await alice.sync()
  await bob.sync()
  const tree = await alice.tree()
  expect(tree).toEqual(await bob.tree())
  expect(Object.values(tree)).toEqual(expect.arrayContaining(['von alice', 'von bob']))
})

test('what bob deletes goes to the trash and comes back for both', async () => {
  await unlink(path.join(bob.folder, 'Verträge 2026/Müller.txt'))
  await bob.sync()
  await alice.sync()
  expect(Object.keys(await alice.tree())).not.toContain('Verträge 2026/Müller.txt')
  const space = onlySpace(alice)
  const { tree } = alice.core.spaces.open(space).replica
  const trashed = [...tree.nodes.values()].find((node) => node.trashed && node.name === 'Müller.txt')
  expect(trashed).toBeDefined()
  if (trashed === undefined) return
  expect((await alice.core.spaces.engineOf(space).restoreNode(trashed.id, AbortSignal.timeout(30_000))).ok).toBe(true)
  await alice.sync()
  await bob.sync()
  expect(await bob.read('Verträge 2026/Müller.txt')).toBe('Endfassung')
})

test('the activity names who did what, once for many files', () => {
  const kinds = readActivity(bob.core.store, { spaceId: onlySpace(bob), limit: 50 }).map(
    ({ kind, subject, identityId }) => [kind, subject, bob.core.nameOf(identityId ?? bob.core.me.id)],
  )
  expect(kinds).toContainEqual(['files-changed', 'Müller.txt', 'bob'])
  expect(kinds).toContainEqual(['conflict', 'leer.txt', 'bob'])
  expect(kinds).toContainEqual(['files-moved', 'Verträge 2026', 'alice'])
  expect(kinds).toContainEqual(['files-restored', 'Müller.txt', 'alice'])
})

test('bob is removed: the key changes before the next write, and he keeps what he has and gets nothing newer', async () => {
  const space = onlySpace(alice)
  const before = alice.core.spaces.open(space).replica.state.epoch
  await alice.revoke(space, bob)
  expect(alice.core.spaces.open(space).replica.state.epoch).toBe(before + 1)
  await alice.write('geheim.txt', 'nicht für bob')
  await alice.sync()
  await bob.sync().catch(() => undefined)
  const tree = await bob.tree()
  expect(Object.keys(tree)).toContain('Verträge 2026/Müller.txt')
  expect(Object.keys(tree)).not.toContain('geheim.txt')
})

test('the lost cache comes back: contacts and spaces, and the same folder transfers nothing', async () => {
  const space = onlySpace(alice)
  alice.core.contacts.setVerified(bob.core.me.id, true)
  await alice.sync()
  await alice.lock()
  for (const suffix of ['', '-wal', '-shm'])
    await rm(path.join(alice.profileDirectory, `cache.db${suffix}`), { force: true })
  await alice.unlock()
  await alice.sync()
  expect(alice.core.contacts.list()).toMatchObject([{ name: 'bob', state: 'accepted', level: 'verified' }])
  expect(alice.core.spaces.list()).toMatchObject([{ id: space, name: 'Akten', folder: null }])
  const tree = await alice.tree()
  await alice.core.spaces.accept(space, alice.folder, AbortSignal.timeout(30_000))
  const { packs } = alice.core.spaces.open(space).replica.state
  await alice.sync()
  expect(await alice.tree()).toEqual(tree)
  expect(alice.core.spaces.open(space).replica.state.packs.size).toBe(packs.size)
})
