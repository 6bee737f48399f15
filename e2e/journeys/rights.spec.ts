// Somebody who may only look: what he changes is never pushed, never lost, and explained to him.
import { readFile, rename, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from '@playwright/test'
import { contentsOf } from '../fixtures/folders.ts'
import { isUpToDate, test } from '../fixtures/pair.ts'
import { share } from '../fixtures/people.ts'

test('what a viewer edits, adds, moves and deletes stays with him as copies, and the files are as the others have them', async ({
  pair: { alice, bob, relay },
}) => {
  const names = ['Liste.txt', 'Notiz.txt', 'Plan.txt']
  const space = await share(alice, bob, {
    name: 'Nur lesen',
    may: 'look',
    plant: async (folder) => {
      for (const name of names) await writeFile(path.join(folder, name), `${name} von alice`)
    },
  })
  const original = await space.inStep()
  for (const app of [alice, bob]) await isUpToDate(app)
  const packs = await relay.packs()

  await writeFile(path.join(space.bob, 'Liste.txt'), 'von bob geändert')
  await writeFile(path.join(space.bob, 'Eigenes.txt'), 'von bob dazu')
  await rename(path.join(space.bob, 'Notiz.txt'), path.join(space.bob, 'Umbenannt.txt'))
  await unlink(path.join(space.bob, 'Plan.txt'))

  const his = async () => Object.keys(await contentsOf(space.bob))
  const copyOfList = expect.stringMatching(/^Liste \(local copy, .+\)\.txt$/)
  await expect.poll(his, { timeout: 120_000 }).toEqual(['Eigenes.txt', copyOfList, ...names])
  const copy = (await his()).find((name) => name.startsWith('Liste (')) ?? ''
  expect(await readFile(path.join(space.bob, copy), 'utf8')).toBe('von bob geändert')
  expect(await readFile(path.join(space.bob, 'Eigenes.txt'), 'utf8')).toBe('von bob dazu')
  expect(await contentsOf(space.bob)).toMatchObject(original)

  const { page } = bob
  await expect(page.getByRole('status').getByText('2 entries are not exchanged')).toBeVisible()
  await expect(page.getByText('Your changes stay on this computer')).toBeVisible()
  for (const name of [copy, 'Eigenes.txt'])
    await expect(page.getByRole('row').filter({ hasText: name })).toContainText('No rights')

  await writeFile(path.join(space.alice, 'Liste.txt'), 'zweite Fassung von alice')
  await expect.poll(() => readFile(path.join(space.bob, 'Liste.txt'), 'utf8')).toBe('zweite Fassung von alice')
  expect(Object.keys(await contentsOf(space.alice))).toEqual(names)
  expect(await his()).toEqual(['Eigenes.txt', copyOfList, ...names])
  // One pack more: alice's second version.
  expect((await relay.packs()).size).toBe(packs.size + 1)
})
