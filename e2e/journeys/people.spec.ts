// Rights one by one and for a time, set with the keyboard alone; then the space is handed over, and its first owner leaves.
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import { dialogOn } from '../fixtures/dialog.ts'
import { Keyboard } from '../fixtures/keyboard.ts'
import { isUpToDate, test } from '../fixtures/pair.ts'
import { share } from '../fixtures/people.ts'

const openPeople = (page: Page) => page.getByRole('tab', { name: 'People & rights' }).click()

test('bob’s rights are limited by keyboard, he takes the space over, alice leaves it and keeps her files', async ({
  pair: { alice, bob },
}) => {
  const space = await share(alice, bob, {
    name: 'Übergabe',
    may: 'edit',
    plant: (folder) => writeFile(path.join(folder, 'Liste.txt'), 'von alice'),
  })
  await space.inStep()
  const { page } = alice
  const keys = new Keyboard(page)

  await openPeople(page)
  const row = page.getByRole('row').filter({ hasText: bob.person })
  // Tab leads into the table, the first letters of a name to its row, arrows to what stands in it.
  await keys.to(page.getByRole('grid'))
  await page.keyboard.type(bob.person)
  await expect(row).toBeFocused()
  await keys.press('ArrowLeft')
  await expect(row.getByRole('button', { name: `Actions for ${bob.person}` })).toBeFocused()
  await keys.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Change rights' })).toBeFocused()
  await keys.press('Enter')
  await page.getByRole('dialog', { name: 'Change rights' }).waitFor()
  await keys.to(dialogOn(page).getByRole('radio', { name: /^Editor/ }))
  await keys.press('ArrowDown', 2)
  await keys.to(dialogOn(page).getByRole('checkbox', { name: /^Delete/ }))
  await keys.press('Space')
  await keys.to(dialogOn(page).getByRole('switch', { name: /^Limit access in time/ }))
  await keys.press('Space')
  await expect(page.getByText('Access ends at midnight at the end of this day.')).toBeVisible()
  await keys.activate(dialogOn(page).getByRole('button', { name: 'Save' }))
  await expect(dialogOn(page)).toBeHidden()
  await expect(row).toContainText('Single rights')
  await expect(row).toContainText('until ')
  await expect(row.getByRole('button', { name: /not allowed/ })).toHaveCount(1)

  await page.getByRole('tab', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Leave …' }).click()
  const handOver = page.getByRole('dialog', { name: 'Hand over “Übergabe”' })
  await expect(handOver.getByText('This space is yours. Hand it over first; then you can leave it.')).toBeVisible()
  await handOver.getByRole('button', { name: /Hand over to/ }).click()
  await page.getByRole('option', { name: bob.person }).click()
  await handOver.getByRole('button', { name: 'Offer' }).click()
  await expect(handOver).toBeHidden()
  await openPeople(page)
  await expect(row).toContainText('hand-over offered')

  const offer = bob.page.getByRole('group', { name: 'Would you like to take over “Übergabe”?' }).first()
  await offer.getByRole('button', { name: 'Take over' }).click({ timeout: 120_000 })
  await expect(offer).toBeHidden({ timeout: 60_000 })
  await openPeople(bob.page)
  await expect(bob.page.getByRole('row').filter({ hasText: `${bob.person} (you)` })).toContainText('Owner')

  await expect(row).toContainText('Owner', { timeout: 120_000 })
  await page.getByRole('tab', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Leave …' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Spaces' })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('row').filter({ hasText: 'Übergabe' })).toHaveCount(0)

  await writeFile(path.join(space.bob, 'Liste.txt'), 'nur noch von bob')
  await isUpToDate(bob)
  await bob.page.getByRole('tab', { name: 'Activity' }).click()
  await expect(bob.page.getByText('Space now belongs to', { exact: false })).toBeVisible()
  await expect(bob.page.getByText(`${alice.person} left the space`)).toBeVisible({ timeout: 120_000 })
  expect(await readFile(path.join(space.alice, 'Liste.txt'), 'utf8')).toBe('von alice')
})
