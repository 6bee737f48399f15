// A person works with the files of a space in the window alone: many of them, named, dropped, dragged, thrown away and brought back; and
// sees what the server sees.
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import { dialogOn } from '../fixtures/dialog.ts'
import { dropFiles } from '../fixtures/drop-files.ts'
import { isUpToDate, test } from '../fixtures/pair.ts'
import { share, type Shared } from '../fixtures/people.ts'

test.describe.configure({ mode: 'serial' })

const many = 620
let space: Shared

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
const choose = async (page: Page, name: string, action: string) => {
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: action }).click()
}
const toTop = (page: Page) => page.getByRole('link', { name: 'Werkbank', exact: true }).click()
const his = async (folder = '') => readdir(path.join(space.bob, folder)).catch(() => [])

test('a folder of many files is shown page by page, with few rows in the document', async ({
  pair: { alice, bob },
}) => {
  space = await share(alice, bob, {
    name: 'Werkbank',
    may: 'edit',
    plant: async (folder) => {
      await mkdir(path.join(folder, 'Belege'))
      for (let n = 0; n < many; n++)
        await writeFile(path.join(folder, 'Belege', `Beleg ${String(n).padStart(4, '0')}.txt`), `Beleg ${n}`)
      await writeFile(path.join(folder, 'Vertrag.txt'), 'erste Fassung')
      await writeFile(path.join(folder, 'Notiz.txt'), 'eine Notiz')
    },
  })
  await space.inStep()
  for (const app of [alice, bob]) await isUpToDate(app)
  const { page } = alice
  await row(page, 'Belege').dblclick()
  await expect(page.getByText(`1–100 of ${many}`)).toBeVisible()
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('')
  expect(await page.getByRole('row').count()).toBeLessThan(60)
  await page.getByRole('button', { name: 'Next page' }).click()
  await row(page, 'Beleg 0101.txt').click()
  // The list is whole a few frames later; who is faster stands higher up.
  await expect(async () => {
    await page.keyboard.press('Control+End')
    await expect(page.locator('[role=row]:focus-within')).toContainText('Beleg 0199.txt', { timeout: 1000 })
  }).toPass()
  expect(await page.getByRole('row').count()).toBeLessThan(60)
  await page.getByRole('columnheader', { name: 'Name' }).click()
  await expect(row(page, 'Beleg 0619.txt')).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('searchbox', { name: 'Search', exact: true }).fill('beleg 0613')
  await page.getByRole('menuitem', { name: 'Beleg 0613.txt' }).click()
  await expect(page.getByText(`601–${many} of ${many}`)).toBeVisible()
  await expect(row(page, 'Beleg 0613.txt')).toBeFocused()
  await expect(row(page, 'Beleg 0613.txt')).toHaveAttribute('aria-selected', 'true')
  await toTop(page)
})

test('alice renames a file, and takes it back; what she drops goes into the folder shown', async ({
  pair: { alice, bob },
}) => {
  const { page } = alice
  await choose(page, 'Notiz.txt', 'Rename')
  const dialog = dialogOn(page)
  await dialog.getByRole('textbox').fill('vertrag.TXT')
  await dialog.getByRole('button', { name: 'Rename' }).click()
  await expect(dialog.getByText('Something here is called this already')).toBeVisible()
  await dialog.getByRole('textbox').fill('Merkzettel.txt')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect.poll(() => his()).toContain('Merkzettel.txt')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => his()).toContain('Notiz.txt')

  const dropped = path.join(bob.directory, 'Quittung.txt')
  await writeFile(dropped, 'bezahlt')
  await row(page, 'Belege').dblclick()
  await expect(row(page, 'Beleg 0000.txt')).toBeVisible()
  await dropFiles(page, [dropped], () => ({ x: 500, y: 400 }), 'Drop into “Belege”')
  await expect.poll(() => readdir(path.join(space.alice, 'Belege'))).toContain('Quittung.txt')
  await expect.poll(() => his('Belege')).toContain('Quittung.txt')
  expect(await readFile(path.join(space.bob, 'Belege/Quittung.txt'), 'utf8')).toBe('bezahlt')
  await toTop(page)
})

test('several go to the trash with a key and come back; one is dragged out, one is opened', async ({
  pair: { alice },
}) => {
  const { page } = alice
  await isUpToDate(alice)
  await row(page, 'Notiz.txt').click()
  await row(page, 'Vertrag.txt').click({ modifiers: ['Control'] })
  await page.keyboard.press('Delete')
  await expect.poll(() => his()).toEqual(['.siegel', 'Belege'])
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect.poll(async () => (await his()).sort()).toEqual(['.siegel', 'Belege', 'Notiz.txt', 'Vertrag.txt'])
  await space.inStep()
  await isUpToDate(alice)

  await alice.noteFiles()
  // What is not here yet cannot be dragged.
  await expect(row(page, 'Notiz.txt')).toContainText('Up to date')
  const box = await row(page, 'Notiz.txt').getByText('Notiz.txt').boundingBox()
  const [x, y] = [(box?.x ?? 0) + 10, (box?.y ?? 0) + 8]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 40, y + 60, { steps: 8 })
  await expect.poll(() => alice.notedFiles()).toEqual([['drag', path.join(space.alice, 'Notiz.txt')]])
  await page.mouse.up()
  await row(page, 'Vertrag.txt').dblclick()
  await expect.poll(() => alice.notedFiles()).toContainEqual(['open', path.join(space.alice, 'Vertrag.txt')])
})

test('alice looks at an earlier version, and nothing of it stays behind when she locks', async ({
  pair: { alice, bob },
}) => {
  const { page } = alice
  await isUpToDate(bob)
  await writeFile(path.join(space.bob, 'Vertrag.txt'), 'zweite Fassung, von bob')
  await expect.poll(() => readFile(path.join(space.alice, 'Vertrag.txt'), 'utf8')).toContain('zweite')
  await choose(page, 'Vertrag.txt', 'Versions')
  const versions = dialogOn(page)
  await expect(versions.getByRole('row')).toHaveCount(3)
  await versions.getByRole('button', { name: 'View' }).last().click()
  await expect.poll(async () => (await alice.notedFiles()).at(-1)?.[1]).toMatch(/opened.+Vertrag \(.+\)\.txt$/)
  const copy = (await alice.notedFiles()).at(-1)?.[1] ?? ''
  expect(await readFile(copy, 'utf8')).toBe('erste Fassung')
  expect((await stat(copy)).mode & 0o777).toBe(0o400)
  for (const version of await versions.getByRole('row').getByRole('checkbox').all())
    await version.check({ force: true })
  const before = (await alice.notedFiles()).length
  await versions.getByRole('button', { name: 'Open both' }).click()
  await expect.poll(async () => (await alice.notedFiles()).length).toBe(before + 2)
  const compared = await Promise.all(
    (await alice.notedFiles()).slice(before).map(([, file = '']) => readFile(file, 'utf8')),
  )
  expect(compared.sort()).toEqual(['erste Fassung', 'zweite Fassung, von bob'])
  await page.keyboard.press('Escape')
  await alice.lock()
  await expect
    .poll(() =>
      stat(copy).then(
        () => 'there',
        () => 'gone',
      ),
    )
    .toBe('gone')
  await alice.unlock()
})

test('alice sees where the space is, who has seen it, and what the server has of a file', async ({
  pair: { alice, bob, line },
}) => {
  const { page } = alice
  await alice.open(space.name, 'Settings')
  await expect(page.getByText(line.address)).toBeVisible()
  const devices = page.getByRole('table', { name: 'Devices that have this space' })
  await expect(devices.getByRole('row', { name: new RegExp(`a device of ${bob.person}`) })).toContainText(
    'confirmed by',
  )
  await page.getByRole('button', { name: 'Have a look' }).click()
  const dialog = dialogOn(page)
  await dialog.getByRole('combobox').fill('Vertrag')
  await page.getByRole('option', { name: 'Vertrag.txt' }).click()
  await expect(dialog.getByRole('heading', { name: 'What the server sees of “Vertrag.txt”' })).toBeVisible()
  await expect(dialog.getByText('The name does not occur in the')).toBeVisible()
  const bytes = await dialog.locator('pre').allInnerTexts()
  expect(bytes).toHaveLength(2)
  expect(bytes[1]).toContain('SGL1')
  for (const text of bytes) expect(text).not.toMatch(/Vertrag|Fassung/)
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Edit rules' }).click()
  await dialogOn(page).getByRole('textbox').fill('*.geheim\nNotiz.txt')
  await expect(dialogOn(page).getByText('1 entry of the space is no longer exchanged here')).toBeVisible()
  await dialogOn(page).getByRole('button', { name: 'Save' }).click()
  await expect(dialogOn(page)).toHaveCount(0)
  await expect(page.getByText('*.geheim Notiz.txt')).toBeVisible()
})
