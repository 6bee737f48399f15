// The address book in the real window: files dropped on a person, an invitation link, notes by keyboard alone, blocking. Bob sits
// at a command line.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { App } from '../fixtures/app.ts'
import { dialogOn } from '../fixtures/dialog.ts'
import { dropFiles } from '../fixtures/drop-files.ts'
import { RelayProcess, Typist } from '../fixtures/processes.ts'

test.describe.configure({ mode: 'serial' })

let base: string
let relay: RelayProcess
let alice: App
let bob: Typist

test.beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'siegel-contacts-'))
  relay = await RelayProcess.start(path.join(base, 'relay'))
  alice = new App(base, 'alice')
  await alice.start()
  await alice.onboard(relay.address)
  bob = new Typist(base, 'bob')
  await bob.sitDown()
  const recovery = path.join(base, 'bob.words')
  const email = 'bob@kanzlei.example'
  await bob.answer('init', '--name', 'bob', '--email', email, '--relay', relay.address, '--recovery-out', recovery)
})
test.afterAll(async () => {
  await alice.stop()
  await relay.stop()
  await rm(base, { recursive: true, force: true })
})

const row = () => alice.page.getByRole('row', { name: /bob/ })

const dropOnBob = (...files: string[]) =>
  dropFiles(
    alice.page,
    files,
    async () => {
      const { x, y } = (await row().boundingBox()) ?? { x: 0, y: 0 }
      return { x: x + 100, y: y + 20 }
    },
    'Files for bob',
  )

test('bob follows an invitation link made in the window: a contact of both at once', async () => {
  const { page } = alice
  await alice.go('Contacts')
  await page.getByRole('button', { name: 'Invite by link' }).click()
  await page.getByRole('textbox', { name: 'For whom?' }).fill('Bob from the office')
  await page.getByRole('button', { name: 'Create link' }).click()
  const link = await page.getByRole('textbox', { name: 'Invitation link' }).inputValue()
  await expect(page.getByRole('list', { name: 'Not used yet' })).toContainText('Bob from the office')
  await page.getByRole('button', { name: 'Close' }).click()
  await writeFile(path.join(base, 'link'), link)
  expect(await bob.answer('contact', 'add', path.join(base, 'link'))).toMatchObject({ outcome: 'answered' })
  await expect(row()).toContainText('Not verified yet')
  await expect(row()).not.toContainText('no answer yet')
  await bob.answer('sync', '--once')
  expect(await bob.answer('contact', 'list')).toMatchObject([{ name: 'alice', state: 'accepted' }])
})

test('categories and notes by keyboard alone; the book is searched by them', async () => {
  const { page } = alice
  await page.getByRole('searchbox', { name: 'Search contacts' }).focus()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Export…' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(row()).toBeFocused()
  const actions = page.getByRole('button', { name: 'Actions for bob' })
  const isThere = () => actions.evaluate((button) => button === document.activeElement)
  for (let n = 0; n < 6 && !(await isThere()); n++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Compare safety number…' })).toBeFocused()
  for (let n = 0; n < 2; n++) await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'Categories and notes…' })).toBeFocused()
  await page.keyboard.press('Enter')
  const dialog = dialogOn(page)
  await dialog.getByRole('textbox', { name: 'New category' }).focus()
  await page.keyboard.type('Mandanten')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('row', { name: 'Mandanten' })).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Notes' }).focus()
  await page.keyboard.type('calls in the morning')
  await dialog.getByRole('button', { name: 'Save' }).focus()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(row()).toContainText('Mandanten')
  await page.getByRole('searchbox', { name: 'Search contacts' }).fill('afternoon')
  await expect(page.getByText('No contact matches.')).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search contacts' }).fill('morning')
  await expect(row()).toBeVisible()
})

test('carol’s card, opened as a file outside the window, is asked with; the request stands by itself and is withdrawn', async () => {
  const { page } = alice
  const carol = new Typist(base, 'carol')
  await carol.sitDown()
  const own = (name: string) => path.join(carol.directory, name)
  const email = 'carol@kanzlei.example'
  await carol.answer(
    'init',
    '--name',
    'carol',
    '--email',
    email,
    '--relay',
    relay.address,
    '--recovery-out',
    own('words'),
  )
  await carol.answer('card', '--out', own('carol.siegel-card'))
  await alice.openFile(own('carol.siegel-card'))
  const dialog = dialogOn(page)
  await expect(dialog).toContainText('carol.siegel-card')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog).toBeHidden()
  await alice.go('Contacts')
  await page.getByRole('searchbox', { name: 'Search contacts' }).fill('')
  const requests = page.getByRole('list', { name: 'Your requests' })
  await expect(requests.getByRole('listitem')).toContainText(/carol.*Asked, no answer yet/)
  await expect(page.getByRole('row', { name: /carol/ })).toHaveCount(0)
  await requests.getByRole('button', { name: 'Withdraw request to carol' }).click()
  await expect(requests).toBeHidden()
})

test('bob is exported as a vCard that any address book reads, without what alice noted about him unless she says so', async () => {
  const { page } = alice
  const dialog = dialogOn(page)
  const file = path.join(base, 'contacts.vcf')
  await alice.willSave(file)
  const exported = async (withPrivate: boolean) => {
    await page.getByRole('button', { name: 'Export…' }).click()
    if (withPrivate) await dialog.getByRole('checkbox', { name: 'My categories and notes, too' }).check({ force: true })
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toBeHidden()
    return readFile(file, 'utf8')
  }
  const card = await exported(false)
  expect(card).toMatch(/^BEGIN:VCARD\r\n[^]*FN:bob\r\n[^]*bob@kanzlei\.example[^]*END:VCARD\r\n$/)
  expect(card).not.toMatch(/Mandanten|morning/)
  expect(await exported(true)).toMatch(/CATEGORIES:Mandanten[^]*calls in the morning/)
})

test('files and a folder dropped on bob make the space of the two, in a folder that alice chooses', async () => {
  const { page } = alice
  const desk = path.join(base, 'desk')
  await mkdir(path.join(desk, 'Belege'), { recursive: true })
  await writeFile(path.join(desk, 'Bescheid.txt'), 'vom Amt')
  await writeFile(path.join(desk, 'Belege/1.txt'), 'eins')
  const folder = path.join(base, 'alice', 'for bob')
  await mkdir(folder)
  await dropOnBob(path.join(desk, 'Bescheid.txt'), path.join(desk, 'Belege'))
  const dialog = dialogOn(page)
  await expect(dialog).toContainText('Bescheid.txt and 1 more will be copied')
  await expect(dialog).toContainText('alice ↔ bob')
  await alice.willPick(desk)
  await dialog.getByRole('button', { name: /Change|Choose/ }).click()
  await expect(dialog).toContainText('There is something in this folder already')
  await expect(dialog.getByRole('button', { name: 'Give', exact: true })).toBeDisabled()
  await alice.willPick(folder)
  await dialog.getByRole('button', { name: /Change|Choose/ }).click()
  await dialog.getByRole('button', { name: 'Give', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'alice ↔ bob', level: 1 })).toBeVisible()
  await expect(page.getByRole('row', { name: /Bescheid\.txt/ })).toBeVisible()
  expect((await readdir(folder)).filter((name) => name !== '.siegel').sort()).toEqual(['Belege', 'Bescheid.txt'])
  expect(await readFile(path.join(desk, 'Bescheid.txt'), 'utf8')).toBe('vom Amt')
  await bob.answer('sync', '--once')
  await bob.answer('space', 'accept', 'alice ↔ bob', bob.folder)
  await expect
    .poll(async () => {
      await bob.type('sync', '--once')
      return (await readdir(bob.folder)).filter((name) => name !== '.siegel').sort()
    })
    .toEqual(['Belege', 'Bescheid.txt'])
})

test('what is dropped on bob again goes into that space, beside what is there', async () => {
  const { page } = alice
  await alice.go('Contacts')
  await dropOnBob(path.join(base, 'desk/Bescheid.txt'))
  const dialog = dialogOn(page)
  await expect(dialog).toContainText('They go into the space you share, “alice ↔ bob”.')
  await dialog.getByRole('button', { name: 'Give', exact: true }).click()
  await expect(page.getByRole('row', { name: /Bescheid \(2\)\.txt/ })).toBeVisible()
})

test('bob is blocked: his access is named and ended, he is out of the book, and comes back unblocked', async () => {
  const { page } = alice
  await alice.go('Contacts')
  await page.getByRole('button', { name: 'Actions for bob' }).click()
  await page.getByRole('menuitem', { name: 'Block…' }).click()
  const dialog = dialogOn(page)
  await expect(dialog.getByRole('listitem')).toContainText('alice ↔ bob')
  await dialog.getByRole('checkbox', { name: /End the access too/ }).check({ force: true })
  await dialog.getByRole('button', { name: 'Block', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(row()).toHaveCount(0)
  await bob.type('sync', '--once')
  expect(await bob.answer('space', 'list')).toMatchObject([{ state: 'left' }])
  await page.getByRole('button', { name: /All contacts/ }).click()
  await page.getByRole('option', { name: 'Blocked' }).click()
  await page.getByRole('button', { name: 'Actions for bob' }).click()
  await page.getByRole('menuitem', { name: 'Unblock' }).click()
  await expect(row()).toContainText('Not verified yet')
})
