// What a person changes about Siegel itself: how they are called, what opens it, what they take along, and how they leave.
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { App } from '../fixtures/app.ts'
import { RelayProcess } from '../fixtures/processes.ts'

let base: string
let erin: App
let second: RelayProcess | null = null

test.beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'siegel-settings-'))
  erin = new App(base, 'erin')
  await erin.start()
  await erin.onboard(null)
  const folder = path.join(erin.folders, 'Akten')
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'Vertrag.txt'), 'unterschrieben')
  await erin.willPick(folder)
  await erin.page.getByRole('button', { name: 'New space' }).first().click()
  const dialog = erin.page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Choose', exact: true }).click()
  await dialog.getByRole('button', { name: 'Create', exact: true }).click()
  await erin.page.getByRole('tab', { name: 'Files' }).click()
  await expect(erin.page.getByRole('row', { name: /Vertrag\.txt/ })).toBeVisible()
})
test.afterAll(async () => {
  await erin.stop()
  await second?.stop()
  await rm(base, { recursive: true, force: true })
})

test('a new name stands in the window at once', async () => {
  await erin.settings('Profile')
  await erin.page.getByRole('textbox', { name: 'Name' }).fill('Erin Sommer')
  await erin.page.getByRole('button', { name: 'Save' }).click()
  await expect(erin.page.getByText('Erin Sommer').first()).toBeVisible()
})

test('a new passphrase opens Siegel, the one before does not', async () => {
  const { page } = erin
  const next = 'lieber einmal mehr als mehrmals weniger'
  await erin.settings('Security')
  await page.getByRole('button', { name: 'Change passphrase or sign-in' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Passphrase until now' }).fill('etwas ganz anderes als das')
  await dialog.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(next)
  await dialog.getByRole('textbox', { name: 'Repeat the passphrase' }).fill(next)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('That is not the passphrase until now.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Passphrase until now' }).fill(erin.passphrase)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await erin.lock()
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(erin.passphrase)
  await page.getByRole('button', { name: 'Unlock' }).click()
  await expect(page.getByRole('alert').or(page.getByText(/wrong/i)).first()).toBeVisible()
  await page.getByRole('button', { name: 'Unlock' }).click()
  await expect(page.getByText('2 wrong passphrases.').first()).toBeVisible()
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(next)
  await page.getByRole('button', { name: 'Unlock' }).click()
  await expect(page.getByRole('navigation').first()).toBeVisible()
})

test('the recovery kit is checked by its words, and only the right ones do', async () => {
  const { page } = erin
  await erin.settings('Security')
  await page.getByRole('button', { name: 'Check the kit and write it anew' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Recovery words' }).fill(erin.recoveryWords.join(' '))
  await dialog.getByRole('button', { name: 'Check' }).click()
  await expect(dialog.getByText('The kit is right')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
})

test('a diagnosis tells how Siegel is doing and not whose it is', async () => {
  const { page } = erin
  await erin.settings('About Siegel')
  await page.getByRole('button', { name: 'Look at the diagnosis' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Spaces: 1')
  for (const secret of ['Erin', 'kanzlei', 'Akten', 'Vertrag', base, '127.0.0.1'])
    await expect(dialog).not.toContainText(secret)
  await dialog.getByRole('button', { name: 'Close' }).last().click()
})

test('a second relay takes a new space, and is not given up while that lives there', async () => {
  const { page } = erin
  second = await RelayProcess.start(path.join(base, 'second'), { OPERATOR: 'Kammer Köln' })
  await erin.settings('Relay')
  await page.getByRole('button', { name: 'Add a relay' }).click()
  const add = page.getByRole('dialog')
  await add.getByRole('textbox', { name: 'Address or invitation link' }).fill(second.address)
  await add.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(add).toBeHidden()
  await expect(page.getByText('Operator by its own word: Kammer Köln')).toBeVisible()

  const folder = path.join(erin.folders, 'Zweites')
  await mkdir(folder)
  await erin.willPick(folder)
  await erin.go('Spaces')
  await page.getByRole('button', { name: 'New space' }).click()
  const create = page.getByRole('dialog')
  await create.getByRole('button', { name: 'Choose', exact: true }).click()
  await create.getByRole('button', { name: /Relay/ }).click()
  await page.getByRole('option', { name: second.address }).click()
  await create.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(create).toBeHidden()

  await erin.settings('Relay')
  await expect(page.getByText('Your spaces there: Zweites')).toBeVisible()
  await page.getByRole('button', { name: `Remove ${second.address}` }).click()
  const kept = page.getByRole('alertdialog', { name: 'Spaces of yours live here' })
  await expect(kept).toContainText('Zweites')
  await kept.getByRole('button', { name: 'Close' }).click()
})

test('her inbox moves there; what lives at the relay on this computer stays, and who reaches that is still hers to say', async () => {
  const { page } = erin
  const address = second?.address ?? ''
  await page.getByRole('button', { name: `Move the inbox to ${address}` }).click()
  const move = page.getByRole('dialog')
  await expect(move).toContainText('Each space lives where it was made.')
  await move.getByRole('button', { name: 'Move', exact: true }).click()
  await expect(move).toBeHidden()
  const rows = page.getByRole('region', { name: 'All your relays' }).getByRole('listitem')
  await expect(rows.filter({ hasText: address })).toContainText('Your inbox')
  const here = rows.filter({ hasText: 'On this computer' })
  await expect(here).toContainText('Your spaces there: Akten')
  await expect(here).toContainText('What still goes to your former inbox here, Siegel fetches.')
  const former = page.getByRole('region', { name: 'The relay on this computer' })
  await expect(former.getByRole('radio', { name: 'Only me' })).toBeChecked()
  await expect(page.getByText('Connected')).toBeVisible()
})

test('everything is taken along, and Siegel leaves the computer without a file of hers', async () => {
  const { page } = erin
  const target = path.join(base, 'copy')
  await mkdir(target)
  await erin.willPick(target)
  await erin.settings('Take along and remove')
  await page.getByRole('button', { name: 'Choose a folder and copy' }).click()
  await expect(page.getByText(/1 file copied to “Siegel /)).toBeVisible()
  const [copy = ''] = await readdir(target)
  expect(await readFile(path.join(target, copy, 'Akten/Vertrag.txt'), 'utf8')).toBe('unterschrieben')

  const dialog = page.getByRole('alertdialog', { name: 'Remove Siegel from this computer' })
  await erin.willAnswer(0)
  await page.getByRole('button', { name: 'Remove …' }).click()
  await dialog.getByRole('button', { name: 'Remove and quit' }).click()
  await expect(dialog).toBeHidden()
  expect(existsSync(path.join(erin.directory, 'user-data/profile/vault.cbor'))).toBe(true)

  await erin.willAnswer(1)
  await page.getByRole('button', { name: 'Remove …' }).click()
  await dialog.getByRole('button', { name: 'Remove and quit' }).click()
  for (const name of ['profile', 'relay', 'host.json'])
    await expect.poll(() => existsSync(path.join(erin.directory, 'user-data', name))).toBe(false)
  expect(await readFile(path.join(erin.folders, 'Akten/Vertrag.txt'), 'utf8')).toBe('unterschrieben')
})
