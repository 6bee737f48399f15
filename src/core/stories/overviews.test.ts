// What alice is told over all spaces at once, through the handlers of the window on whole cores: what is found, what needs her, what
// happened and on which device, what waits to be transferred. ATTACKS T79.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SpaceId } from '../../shared/domain/ids.ts'
import type { ActivityFilter } from '../../shared/ipc/activity.ts'
import { createHandlers, Session } from '../bridge/index.ts'
import { Office, type Person } from '../testing/office.ts'

let office: Office
let alice: Person
let mallory: Person
let space: SpaceId
const formula = '=SUM(A1;B1).txt'

/** The window's handlers on a core that runs already. */
function windowOf(person: Person) {
  const { environment } = office
  const session = new Session({ environment, profileDirectory: person.profileDirectory, toMain: () => undefined })
  Object.defineProperty(session, 'core', { value: person.core })
  return { session, ask: createHandlers(session) }
}
const everything: ActivityFilter = { space: null, by: null, group: null, text: '' }
const happened = async (filter: Partial<ActivityFilter> = {}) =>
  (await windowOf(alice).ask['activity.list']({ filter: { ...everything, ...filter }, before: null, limit: 50 })).items

beforeAll(async () => {
  office = await Office.open()
  const relay = await office.relay()
  alice = await office.person('alice', relay)
  mallory = await office.person('mallory', relay)
  await alice.write('Verträge/Übersicht.txt', 'eins')
  space = await alice.create('Mandant Öztürk')
  await alice.sync()
  await alice.befriend(mallory)
  await alice.grant(space, mallory, 'editor')
  await mallory.join(space)
  await mallory.write(formula, 'zwei')
  await mallory.sync()
  await alice.sync()
})
afterAll(() => office.close())

test('alice finds spaces, contacts and files by a part of their names, and where the files lie', async () => {
  const find = (text: string) => windowOf(alice).ask['search.find']({ text, offset: 0, limit: 10 })
  expect(await find('ozt')).toMatchObject({ total: 1, items: [{ kind: 'space', space: { id: space } }] })
  expect(await find('MALL')).toMatchObject({ items: [{ kind: 'contact', person: { name: 'mallory' } }] })
  const { items } = await find('ubersicht')
  expect(items).toMatchObject([{ kind: 'node', name: 'Übersicht.txt', type: 'file', folders: ['Verträge'] }])
  expect(await find('vertrage')).toMatchObject({ items: [{ kind: 'node', type: 'folder', folder: null }] })
  expect(await find('nichts davon')).toEqual({ items: [], total: 0 })
})

test('what is in the trash is not found, and what comes is, without a restart', async () => {
  await alice.write('Kurz da.txt', 'drei')
  await alice.sync()
  const find = () => windowOf(alice).ask['search.find']({ text: 'kurz', offset: 0, limit: 10 })
  const [found] = (await find()).items
  if (found?.kind !== 'node') throw new Error('not found')
  await windowOf(alice).ask['files.remove']({ space, nodes: [found.node] })
  expect((await find()).total).toBe(0)
})

test('somebody asks to become a contact: that needs alice, until she has answered', async () => {
  const erin = await office.person('erin', { address: alice.core.home.home.address })
  expect(await windowOf(alice).ask['needs.list']({})).toEqual([])
  await erin.core.contacts.add(
    await alice.core.contacts.ownCard(AbortSignal.timeout(30_000)),
    AbortSignal.timeout(30_000),
  )
  await alice.sync()
  expect(await windowOf(alice).ask['needs.list']({})).toMatchObject([{ kind: 'request', person: { name: 'erin' } }])
  await alice.core.contacts.accept(erin.core.me.id, AbortSignal.timeout(30_000))
  expect(await windowOf(alice).ask['needs.list']({})).toEqual([])
})

test('what happened names the own device and nobody else’s, and is found by person, kind and text', async () => {
  const [own] = alice.core.devices.list()
  const mine = await happened({ text: 'ubersicht' })
  expect(mine).toMatchObject([{ what: 'files-added', by: { me: true }, device: own?.name }])
  const hers = await happened({ by: mallory.core.me.id, group: 'files' })
  expect(hers).toMatchObject([{ what: 'files-added', subject: formula, device: null }])
})

test('a message that passed by is read again, and only kinds of messages can be kept', async () => {
  const { ask } = windowOf(alice)
  await ask['activity.keep']({ tone: 'info', text: 'Nur „a“ wurde übernommen.' })
  expect(await happened({ group: 'messages' })).toMatchObject([
    { what: 'told-info', by: null, subject: 'Nur „a“ wurde übernommen.' },
  ])
})

test('T79 mallory’s file is a cell in what alice exports, and no formula; JSON says the same', async () => {
  const { session, ask } = windowOf(alice)
  const filter = { ...everything, by: mallory.core.me.id, group: 'files' as const }
  const written = async (form: 'csv' | 'json') => {
    const target = path.join(office.directory, `activity.${form}`)
    const { token } = session.offer(target)
    expect(await ask['activity.export']({ filter, form, language: 'de', file: token })).toEqual({ count: 1 })
    return readFile(target, 'utf8')
  }
  const csv = await written('csv')
  expect(csv).toContain(`;"'=SUM(A1;B1).txt";1\r\n`)
  expect(csv).not.toContain(';"=')
  expect(JSON.parse(await written('json'))).toMatchObject([
    {
      event: 'files-added',
      person: 'mallory',
      identity: mallory.core.me.id,
      subject: formula,
      space: 'Mandant Öztürk',
    },
  ])
})

test('a place that cannot be written to is refused, and says so', async () => {
  const { session, ask } = windowOf(alice)
  const { token } = session.offer(path.join(office.directory, 'not', 'there', 'activity.csv'))
  const wish = { filter: everything, form: 'csv' as const, language: 'de' as const, file: token }
  await expect(ask['activity.export'](wish)).rejects.toMatchObject({ code: 'E_PATH' })
})

test('a file that is put off is listed as such, is not sent, and is sent when alice takes it up again', async () => {
  const { ask } = windowOf(alice)
  const list = () => ask['transfers.list']({ offset: 0, limit: 10 })
  const node = (await ask['search.find']({ text: 'ubersicht', offset: 0, limit: 1 })).items[0]
  if (node?.kind !== 'node') throw new Error('not found')
  expect(await list()).toMatchObject({ total: 0, secondsLeft: null })
  await ask['transfers.postpone']({ space, node: node.node })
  await alice.write('Verträge/Übersicht.txt', 'eins, geändert')
  await alice.sync()
  const { items, files } = await list()
  expect(files).toBe(0)
  expect(items).toMatchObject([{ name: 'Übersicht.txt', folders: ['Verträge'], direction: 'up', state: 'postponed' }])
  await mallory.sync()
  expect(await mallory.read('Verträge/Übersicht.txt')).toBe('eins')
  await ask['transfers.resume']({ space, node: node.node })
  await alice.sync()
  await mallory.sync()
  expect(await mallory.read('Verträge/Übersicht.txt')).toBe('eins, geändert')
  expect((await list()).total).toBe(0)
})
