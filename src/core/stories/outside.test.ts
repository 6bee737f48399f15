// Bob's window is closed: what alice does reaches him through his tray and notifications, in few words, and nothing once he has locked.
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { presets } from '../../shared/domain/rights.ts'
import type { FromCoreProcess, Notice } from '../../shared/ipc/core-process.ts'
import type { Overview } from '../../shared/ipc/overview.ts'
import { Outside } from '../bridge/index.ts'
import { Desk } from '../testing/desk.ts'
import { Office } from '../testing/office.ts'

let office: Office
let alice: Desk
let bob: Desk
let outside: Outside
let space: SpaceId
const heard: FromCoreProcess[] = []
const notices = (): readonly Notice[] => heard.flatMap((one) => (one.kind === 'notice' ? [one.notice] : []))
const shown = (): Overview | undefined => heard.flatMap((one) => (one.kind === 'overview' ? [one.overview] : [])).at(-1)
const eventually = { timeout: 40_000 }

beforeAll(async () => {
  office = await Office.open()
  const { address } = await office.relay()
  alice = await Desk.sitDown('alice', office.directory, office.environment)
  bob = await Desk.sitDown('bob', office.directory, office.environment)
  outside = new Outside(bob.session, (message) => heard.push(message))
  for (const desk of [alice, bob]) await desk.onboard({ kind: 'address', address, token: '' })
}, 60_000)
afterAll(async () => {
  await alice.leave()
  await bob.leave()
  await office.close()
})

test('alice asks to become a contact: bob is told once, with her name, and his icon needs him', async () => {
  await expect.poll(() => shown()?.overall.kind, eventually).toBe('empty')
  const { text } = await bob.ask('card.get', {})
  await alice.ask('contacts.add', { text })
  await expect.poll(() => shown()?.overall, eventually).toMatchObject({ kind: 'needs-you', matters: { requests: 1 } })
  await expect.poll(notices, eventually).toEqual([{ kind: 'requests', of: 'contact', count: 1, from: 'alice' }])
  await bob.ask('contacts.accept', { contact: alice.session.core.me.id })
  await expect.poll(() => shown()?.overall.kind, eventually).toBe('empty')
}, 60_000)

test('she shares a folder: an invitation, then its files in one notification, and they can be opened from the tray', async () => {
  for (const name of ['Vertrag.txt', 'Anlage.txt', 'Brief.txt']) await writeFile(path.join(alice.folder, name), name)
  const { token: folder } = alice.session.offer(alice.folder)
  ;({ space } = await alice.ask('spaces.create', { folder, name: 'Akten' }))
  const identity = bob.session.core.me.id
  const grant = { space, identity, rights: presets.editor, expiresAt: null, evenIfSilent: false }
  await expect.poll(() => alice.try('spaces.invite', grant), eventually).toBeNull()
  await expect.poll(notices, eventually).toContainEqual({ kind: 'requests', of: 'space', count: 1, from: 'alice' })
  await bob.ask('invitations.accept', { invitation: space, folder: bob.session.offer(bob.folder).token })
  await expect
    .poll(
      () =>
        shown()
          ?.recent.map(({ name }) => name)
          .sort(),
      eventually,
    )
    .toEqual(['Anlage.txt', 'Brief.txt', 'Vertrag.txt'])
  const arrivals = () => notices().flatMap((one) => (one.kind === 'arrivals' ? [one] : []))
  await expect.poll(arrivals, eventually).toHaveLength(1)
  expect(arrivals()).toMatchObject([{ space: { name: 'Akten' }, files: 3, by: ['alice'] }])
  const [recent] = shown()?.recent ?? []
  expect(recent).toMatchObject({ space, spaceName: 'Akten' })
}, 90_000)

test('he pauses from the tray, and what he locked is not told any more: no name is left', async () => {
  outside.carryOut({ kind: 'pause', until: null })
  await expect.poll(() => shown()?.pause, eventually).toEqual({ until: null })
  outside.carryOut({ kind: 'resume' })
  await expect.poll(() => shown()?.pause, eventually).toBeNull()
  const told = notices().length
  outside.carryOut({ kind: 'lock' })
  await expect.poll(() => shown()?.overall.kind, eventually).toBe('locked')
  expect(JSON.stringify(shown())).not.toMatch(/alice|Akten|Brief/)
  await writeFile(path.join(alice.folder, 'Neu.txt'), 'neu')
  outside.carryOut({ kind: 'pause', until: null })
  expect(notices()).toHaveLength(told)
}, 60_000)
