// Nothing is lost: what was deleted, what was written over, and what both changed at once.
import { readFile, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from '@playwright/test'
import { dialogOn } from '../fixtures/dialog.ts'
import { contentsOf } from '../fixtures/folders.ts'
import { isUpToDate, test } from '../fixtures/pair.ts'
import { share, type Shared } from '../fixtures/people.ts'

test.describe.configure({ mode: 'serial' })

let space: Shared
const read = (folder: string, name: string) => readFile(path.join(folder, name), 'utf8')

test('alice and bob share two files', async ({ pair: { alice, bob } }) => {
  space = await share(alice, bob, {
    name: 'Zurück',
    may: 'edit',
    plant: async (folder) => {
      await writeFile(path.join(folder, 'Vertrag.txt'), 'erste Fassung')
      await writeFile(path.join(folder, 'Bleibt.txt'), 'bleibt')
    },
  })
  await space.inStep()
})

test('bob deletes a file, and alice takes it out of the trash for both', async ({ pair: { alice, bob } }) => {
  await isUpToDate(bob)
  await unlink(path.join(space.bob, 'Vertrag.txt'))
  await expect.poll(async () => Object.keys(await contentsOf(space.alice))).toEqual(['Bleibt.txt'])
  await alice.page.getByRole('button', { name: 'Trash' }).click()
  const trash = dialogOn(alice.page)
  await expect(trash.getByRole('row', { name: /Vertrag\.txt/ })).toContainText('bob')
  await trash
    .getByRole('row', { name: /Vertrag\.txt/ })
    .getByRole('button', { name: 'Restore' })
    .click()
  await expect(trash.getByText('The trash is empty')).toBeVisible()
  // The row with the focus is gone: the dialog takes the focus back, and only then hears a key.
  await expect.poll(() => trash.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true)
  await alice.page.keyboard.press('Escape')
  await expect(trash).toBeHidden()
  await expect.poll(() => read(space.bob, 'Vertrag.txt').catch(() => '')).toBe('erste Fassung')
  await space.inStep()
})

test('bob writes over a file, and alice makes the earlier version the current one again', async ({
  pair: { alice, bob },
}) => {
  await isUpToDate(bob)
  await writeFile(path.join(space.bob, 'Vertrag.txt'), 'zweite Fassung, von bob')
  await expect.poll(() => read(space.alice, 'Vertrag.txt')).toBe('zweite Fassung, von bob')
  await alice.page.getByRole('button', { name: 'Actions for Vertrag.txt' }).click()
  await alice.page.getByRole('menuitem', { name: 'Versions' }).click()
  const versions = dialogOn(alice.page)
  await expect(versions.getByRole('row').nth(1)).toContainText(/bob.*Current/)
  await versions.getByRole('button', { name: 'Restore' }).last().click()
  await expect.poll(() => read(space.bob, 'Vertrag.txt')).toBe('erste Fassung')
  // The restored version stands there twice, and only its newest place is the current one.
  await expect(versions.getByRole('row')).toHaveCount(4)
  await expect(versions.getByText('Current')).toHaveCount(1)
  await alice.page.keyboard.press('Escape')
  await space.inStep()
})

test('both change the same file while neither hears of the other: both contents are there, and both windows say so', async ({
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
  for (const [app, folder] of sides)
    await writeFile(path.join(folder, 'Vertrag.txt'), `dritte Fassung, von ${app.name}`)
  for (const [app] of sides) await app.page.getByRole('button', { name: 'Resume' }).click()
  await expect.poll(async () => Object.keys(await contentsOf(space.bob)), { timeout: 120_000 }).toHaveLength(3)
  const names = Object.keys(await space.inStep())
  const copy = names.find((name) => /^Vertrag \(conflict, (alice|bob), .+\)\.txt$/.test(name)) ?? ''
  const contents = await Promise.all([copy, 'Vertrag.txt'].map((name) => read(space.alice, name)))
  expect(contents.sort()).toEqual(['dritte Fassung, von alice', 'dritte Fassung, von bob'])
  for (const [{ page }] of sides) {
    await expect(page.getByRole('status').getByText('1 conflict')).toBeVisible()
    await expect(page.getByRole('row').filter({ hasText: copy })).toContainText('Conflict')
    await page.getByRole('tab', { name: 'Activity' }).click()
    await expect(page.getByText('Both sides changed “Vertrag.txt”: both copies are there')).toBeVisible()
    await page.getByRole('tab', { name: 'Files' }).click()
  }
  await unlink(path.join(space.alice, copy))
  for (const [{ page }] of sides) await expect(page.getByRole('status').getByText('1 conflict')).toBeHidden()
  await space.inStep()
})
