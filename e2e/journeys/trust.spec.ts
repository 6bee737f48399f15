// What Siegel asks a person about, in the real window: two contacts in conflict, what a space tells of what was seen, a clock that is
// days off. The others sit at command lines; the clock that is off is the relay's, which to this computer is the same. T02.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { startTestRelay } from '../../src/relay/testing.ts'
import { App } from '../fixtures/app.ts'
import { dialogOn } from '../fixtures/dialog.ts'
import { Keyboard } from '../fixtures/keyboard.ts'
import { isUpToDate } from '../fixtures/pair.ts'
import { createSpace, invite } from '../fixtures/people.ts'
import { Typist } from '../fixtures/processes.ts'

test.describe.configure({ mode: 'serial' })

const day = 24 * 60 * 60_000
let base: string
let relay: Awaited<ReturnType<typeof startTestRelay>>
let alice: App
let folder: string
/** What is added to the relay's clock. It begins long ago: a relay takes nothing that was signed before. */
let by = -30 * day

/** Somebody with a card, and no contacts. */
async function sitDown(name: string, email: string): Promise<Typist> {
  const person = new Typist(base, name)
  await person.sitDown()
  const words = path.join(base, `${name}.words`)
  const who = ['--name', name, '--email', `${email}@kanzlei.example`]
  await person.answer('init', ...who, '--relay', relay.address, '--recovery-out', words)
  await person.answer('card', '--out', path.join(base, `${name}.card`))
  return person
}

async function addCardOf(name: string): Promise<void> {
  await alice.page.getByRole('button', { name: 'Add contact' }).click()
  const dialog = dialogOn(alice.page)
  const card = await readFile(path.join(base, `${name}.card`), 'utf8')
  await dialog.getByRole('textbox', { name: 'Contact card' }).fill(card)
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog).toBeHidden()
}

test.beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'siegel-trust-'))
  relay = await startTestRelay({ DATA_DIR: path.join(base, 'relay') }, () => Date.now() + by)
  by = 0
  alice = new App(base, 'alice')
  await alice.start()
  await alice.onboard(relay.address)
})
test.afterAll(async () => {
  await alice.stop()
  await relay.close()
  await rm(base, { recursive: true, force: true })
})

test('bob and carol are in conflict where a new key is due: nothing goes out, one is taken out, the other compared and replaced', async () => {
  const { page } = alice
  const [bob, carol, dave] = await Promise.all(['bob', 'carol', 'dave'].map((name) => sitDown(name, name)))
  await Promise.all([sitDown('mallory', 'carol'), sitDown('bob anew', 'bob')])
  await alice.go('Contacts')
  for (const { name } of [bob, carol, dave] as Typist[]) await addCardOf(name)
  await Promise.all(([bob, carol, dave] as Typist[]).map((person) => person.answer('contact', 'accept', 'alice')))
  await expect(page.getByText('Asked, no answer yet')).toHaveCount(0, { timeout: 120_000 })
  folder = path.join(alice.folders, 'Akten')
  await mkdir(folder, { recursive: true })
  await createSpace(alice, folder, 'Akten')
  for (const name of ['bob', 'carol', 'dave']) await invite(alice, name, 'edit')

  await alice.go('Contacts')
  for (const name of ['mallory', 'bob anew']) await addCardOf(name)
  const inBook = (name: string) => page.getByRole('row').filter({ hasText: `${name}@` })
  for (const name of ['bob', 'carol']) await expect(inBook(name).getByText('Conflict: please compare')).toHaveCount(2)
  await alice.open('Akten', 'People & rights')
  await page.getByRole('button', { name: 'Actions for dave' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await writeFile(path.join(folder, 'Bescheid.txt'), 'wartet')

  const notice = page.getByRole('group', { name: /^Is it really (bob and carol|carol and bob)\?/ })
  await notice.getByRole('button', { name: 'Remove carol' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  const left = page.getByRole('group', { name: 'Is it really bob?' })
  await expect(left).toBeVisible()
  await expect(page.getByRole('status').getByText('Waiting for your check')).toBeVisible()

  const keyboard = new Keyboard(page)
  await keyboard.activate(left.getByRole('button', { name: 'Check bob' }))
  const dialog = dialogOn(page)
  const digits = dialog.getByRole('list', { name: 'Safety number with the new identity' }).getByRole('listitem')
  await expect(digits).toHaveText(Array.from({ length: 4 }, () => /(\d{5}\s*){3}/))
  await expect(dialog).toContainText('Akten')
  await keyboard.to(dialog.getByRole('checkbox', { name: /compared the numbers/ }))
  await keyboard.press('Space')
  await keyboard.activate(dialog.getByRole('button', { name: 'Replace' }))
  await expect(page.getByText('Old access to 1 space has ended.')).toBeVisible()
  await expect(left).toBeHidden()
  await page.getByRole('tab', { name: 'Files' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Bescheid.txt' })).toContainText('Up to date')
  await isUpToDate(alice)
})

test('what a space tells of what was seen here is switched off and on in its settings, and says what that is good for', async () => {
  const { page } = alice
  await page.getByRole('tab', { name: 'Settings' }).click()
  const tells = page.getByRole('switch', { name: 'Tell others what this device has seen' })
  await expect(tells).toBeChecked()
  await expect(page.getByText('So it is noticed if the relay keeps something new from somebody')).toBeVisible()
  for (const on of [false, true]) {
    await tells.focus()
    await page.keyboard.press('Space')
    await expect(tells).toBeChecked({ checked: on })
  }
})

test('a clock that is three days slow is named, what is changed waits, and goes once it is right', async () => {
  const { page } = alice
  by = 3 * day
  await writeFile(path.join(folder, 'Frist.txt'), 'am dritten Tag')
  const state = page.getByRole('status').filter({ hasText: 'The clock of this computer is 3 days slow' })
  await expect(state.filter({ hasText: 'Until it is set, nothing is sent' })).toBeVisible({ timeout: 120_000 })
  await page.getByRole('link', { name: 'The clock of this computer is 3 days slow' }).click()
  await expect(page.getByRole('heading', { name: 'The clock of this computer is 3 days slow' })).toBeVisible()
  by = 0
  await alice.open('Akten')
  await isUpToDate(alice)
  await expect(page.getByRole('row').filter({ hasText: 'Frist.txt' })).toContainText('Up to date')
  await expect(page.getByRole('link', { name: /The clock of this computer/ })).toBeHidden()
})
