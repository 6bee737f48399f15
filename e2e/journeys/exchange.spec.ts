// Two people, two windows, one relay: from the first start to a folder that stays in step, and what comes after.
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { App } from '../fixtures/app.ts'
import { contentsOf } from '../fixtures/folders.ts'
import { RelayProcess } from '../fixtures/processes.ts'

test.describe.configure({ mode: 'serial' })

let base: string
let relay: RelayProcess
let alice: App
let bob: App

test.beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'siegel-e2e-'))
  relay = await RelayProcess.start(path.join(base, 'relay'))
  alice = new App(base, 'alice')
  bob = new App(base, 'bob')
})
test.afterAll(async () => {
  await alice.stop()
  await bob.stop()
  await relay.stop()
  await rm(base, { recursive: true, force: true })
})

const inStep = () =>
  expect
    .poll(async () => JSON.stringify(await contentsOf(bob.folder)) === JSON.stringify(await contentsOf(alice.folder)), {
      timeout: 180_000,
    })
    .toBe(true)

test('both set up their identity, with the recovery kit asked back', async () => {
  for (const app of [alice, bob]) {
    await app.start()
    await app.onboard(relay.address)
  }
})

test('alice adds the card of bob, and bob accepts', async () => {
  await bob.go('Contacts')
  await bob.page.getByRole('button', { name: 'My contact card' }).first().click()
  const card = await bob.page.getByRole('dialog').getByRole('textbox', { name: 'Contact card' }).inputValue()
  expect(card).toContain('siegel:card:')
  await bob.page.keyboard.press('Escape')

  await alice.go('Contacts')
  await alice.page.getByRole('button', { name: 'Add contact' }).click()
  const dialog = alice.page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Contact card' }).fill(card)
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog).toBeHidden()

  await bob.page.getByRole('button', { name: 'Accept' }).click()
  await expect(alice.page.getByText('Asked, no answer yet')).toBeHidden({ timeout: 120_000 })
  await expect(alice.page.getByRole('grid').getByText('bob').first()).toBeVisible()
})

test('alice makes a space of a real folder and invites bob, who chooses where the files go', async () => {
  await mkdir(path.join(alice.folder, 'Verträge/leer'), { recursive: true })
  await writeFile(path.join(alice.folder, 'Verträge/Müller & Söhne 📄.txt'), 'Entwurf')
  await writeFile(path.join(alice.folder, 'leer.txt'), '')
  await writeFile(path.join(alice.folder, `${'lang'.repeat(40)}.txt`), 'langer Name')
  await writeFile(path.join(alice.folder, 'groß.bin'), randomBytes(40 * 2 ** 20))
  await mkdir(path.join(alice.folder, 'viele'))
  for (let n = 0; n < 300; n++) await writeFile(path.join(alice.folder, 'viele', `${n}.txt`), `Datei ${n}`)

  await alice.go('Spaces')
  await alice.willPick(alice.folder)
  await alice.page.getByRole('button', { name: 'New space' }).click()
  const create = alice.page.getByRole('dialog')
  await create.getByRole('button', { name: 'Choose' }).click()
  await create.getByRole('textbox', { name: 'Name of the space' }).fill('Mandanten')
  await create.getByRole('button', { name: 'Create' }).click()
  await alice.page.getByRole('button', { name: 'Invite' }).click()
  const invite = alice.page.getByRole('dialog', { name: /Invite to/ })
  await invite.getByRole('button', { name: /contact/i }).click()
  await alice.page.getByRole('option', { name: 'bob' }).click()
  await invite.getByText('Adds, changes and deletes.').click()
  await invite.getByRole('button', { name: 'Send invitation' }).click()
  await expect(invite).toBeHidden()

  await bob.go('Spaces')
  await bob.page.getByRole('button', { name: 'Accept' }).click({ timeout: 180_000 })
  const accept = bob.page.getByRole('dialog')
  await bob.willPick(bob.folder)
  await accept.getByRole('button', { name: 'Change' }).click()
  await accept.getByRole('button', { name: 'Accept' }).click()
  await expect(accept).toBeHidden({ timeout: 120_000 })
  await inStep()
  await expect(bob.page.getByText('Up to date').first()).toBeVisible({ timeout: 120_000 })
})

test('edits, renames and deletions go both ways while both are open', async () => {
  await writeFile(path.join(bob.folder, 'von bob.txt'), 'von bob')
  await rename(path.join(alice.folder, 'viele'), path.join(alice.folder, 'viele, umbenannt'))
  await expect
    .poll(() => readFile(path.join(alice.folder, 'von bob.txt'), 'utf8').catch(() => ''), { timeout: 120_000 })
    .toBe('von bob')
  await inStep()
  await unlink(path.join(bob.folder, 'von bob.txt'))
  await inStep()
})

test('what changes while a window is closed arrives when it opens again', async () => {
  await bob.stop()
  await writeFile(path.join(alice.folder, 'Nachricht.txt'), 'während du weg warst')
  await writeFile(path.join(bob.folder, 'Antwort.txt'), 'ohne Fenster geschrieben')
  await bob.start()
  await bob.unlock()
  await inStep()
  expect(await readFile(path.join(bob.folder, 'Nachricht.txt'), 'utf8')).toBe('während du weg warst')
  expect(await readFile(path.join(alice.folder, 'Antwort.txt'), 'utf8')).toBe('ohne Fenster geschrieben')
})

test('alice locks: nothing is exchanged until she unlocks', async () => {
  await alice.go('Settings')
  await alice.page.getByRole('button', { name: 'Lock now' }).click()
  await expect(alice.page.getByRole('heading', { name: 'Siegel is locked' })).toBeVisible()
  await writeFile(path.join(bob.folder, 'später.txt'), 'später')
  await alice.unlock()
  await inStep()
})

test('alice removes bob: he keeps his files and gets nothing newer', async () => {
  await alice.go('Spaces')
  await alice.page.getByRole('grid').getByText('Mandanten').first().dblclick()
  await alice.page.getByRole('tab', { name: 'People & rights' }).click()
  await alice.page.getByRole('button', { name: 'Actions for bob' }).click()
  await alice.page.getByRole('menuitem', { name: /Remove/ }).click()
  await alice.page
    .getByRole('alertdialog')
    .getByRole('button', { name: /Remove/ })
    .click()
  await expect(alice.page.getByRole('button', { name: 'Actions for bob' })).toBeHidden({ timeout: 120_000 })
  await writeFile(path.join(alice.folder, 'geheim.txt'), 'nicht mehr für bob')
  await expect(alice.page.getByText('Up to date').first()).toBeVisible({ timeout: 120_000 })
  await bob.page.waitForTimeout(5_000)
  const mine = await contentsOf(bob.folder)
  expect(Object.keys(mine)).toContain('Nachricht.txt')
  expect(Object.keys(mine)).not.toContain('geheim.txt')
})
