// Over all spaces at once: what is found by Ctrl K, what needs alice, a conflict settled, what happened and the file of it.
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from '@playwright/test'
import { contentsOf } from '../fixtures/folders.ts'
import { isUpToDate, test } from '../fixtures/pair.ts'
import { share, type Shared } from '../fixtures/people.ts'

test.describe.configure({ mode: 'serial' })

let space: Shared

test('alice finds a file by part of its name with the keyboard alone, and comes to where it lies', async ({
  pair: { alice, bob },
}) => {
  space = await share(alice, bob, {
    name: 'Überblick',
    may: 'edit',
    plant: (folder) => writeFile(path.join(folder, 'Müllers Bilanz.txt'), 'erste Fassung'),
  })
  await space.inStep()
  await alice.go('Contacts')
  const { page } = alice
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('searchbox', { name: 'Search', exact: true })).toBeFocused()
  await page.keyboard.insertText('muller bil')
  await expect(page.getByRole('menuitem', { name: 'Müllers Bilanz.txt' })).toContainText('Überblick')
  await expect(page.getByRole('status').getByText('1 result')).toBeAttached()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Überblick', level: 1 })).toBeVisible()
  await expect(page.getByRole('row', { name: /Müllers Bilanz\.txt/ })).toBeVisible()
})

test('both change the file at once: it needs alice, who sees both versions side by side and keeps bob’s', async ({
  pair: { alice, bob },
}) => {
  const sides = [
    [alice, space.alice],
    [bob, space.bob],
  ] as const
  for (const [app] of sides) {
    await isUpToDate(app)
    await app.page.getByRole('button', { name: 'Pause' }).click()
    await expect(app.page.getByRole('status').getByText('Paused')).toBeVisible()
  }
  for (const [app, folder] of sides) await writeFile(path.join(folder, 'Müllers Bilanz.txt'), `von ${app.name}`)
  for (const [app] of sides) await app.page.getByRole('button', { name: 'Resume' }).click()
  await expect.poll(async () => Object.keys(await contentsOf(space.alice)), { timeout: 120_000 }).toHaveLength(2)
  await space.inStep()

  const { page } = alice
  await page.getByRole('navigation').getByText('Needs you').click()
  await page.getByRole('button', { name: 'Resolve: 1 conflict in “Überblick”' }).click()
  const conflict = page.getByRole('listitem').filter({ hasText: 'Müllers Bilanz.txt' })
  await expect(conflict.getByRole('group', { name: 'Your version' })).toBeVisible()
  await conflict
    .getByRole('group', { name: 'Version of bob' })
    .getByRole('button', { name: /^Keep the version of bob/ })
    .click()
  await expect(page.getByText('No conflicts')).toBeVisible()
  const file = (folder: string) => readFile(path.join(folder, 'Müllers Bilanz.txt'), 'utf8').catch(() => '')
  for (const [, folder] of sides) {
    await expect.poll(() => file(folder)).toBe('von bob')
    await expect.poll(async () => Object.keys(await contentsOf(folder))).toEqual(['Müllers Bilanz.txt'])
  }
})

test('what the window said in passing is read again in Activity, and what she looks for goes into a file', async ({
  pair: { alice },
}) => {
  const { page } = alice
  await alice.go('Activity')
  await page.getByRole('tab', { name: 'History' }).click()
  const list = page.getByRole('main')
  await expect(list.getByText(/^Conflict about “Müllers Bilanz\.txt” resolved/)).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search', exact: true }).fill('mullers')
  await page.getByRole('button', { name: /^All Kind|Kind/ }).click()
  await page.getByRole('option', { name: 'Files' }).click()
  await expect(list.getByText(/^Conflict about/)).toBeHidden()
  const file = path.join(alice.folders, 'activity.csv')
  await alice.willSave(file)
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'As a table (CSV) …' }).click()
  await expect(page.getByText(/saved in “activity\.csv”/).first()).toBeVisible()
  const lines = (await readFile(file, 'utf8')).trim().split('\r\n')
  expect(lines[0]).toContain('"Time (UTC)","Event"')
  expect(lines.slice(1).length).toBeGreaterThan(1)
  for (const line of lines.slice(1)) expect(line).toMatch(/^"\d{4}-\d\d-\d\dT[\d:.]+Z","files-.+Müllers Bilanz/)
})
