// What a screen reader is told without being asked: the region is there before, and only what it says changes. EN 301 549, 9.4.1.3.
import { expect } from '@playwright/test'
import { openSpace } from '../preview/space-screens.ts'
import { visit } from '../preview/ways.ts'
import { test } from './window.ts'
import { wordsOf } from './words.ts'

test('a space that begins to transfer, and is up to date again, says so', async ({ shown }) => {
  const t = wordsOf(shown.look)
  await shown.begin('open')
  await openSpace(shown.page)
  const region = await shown.page
    .getByRole('status')
    .filter({ hasText: t('sync.up-to-date') })
    .elementHandle()
  shown.goOn('moving')
  await expect.poll(() => region.textContent()).toBe(t('sync.moving'))
  await expect(shown.page.getByRole('progressbar', { name: t('sync.moving') })).toHaveAttribute('aria-valuenow')
  shown.goOn('open')
  await expect.poll(() => region.textContent()).toContain(t('sync.up-to-date'))
})

test('the page that a row leads to takes the focus', async ({ shown }) => {
  await shown.begin('open')
  await openSpace(shown.page)
  await expect(shown.page.getByRole('main')).toBeFocused()
})

test('the search names an entry that is there, whichever key was last', async ({ shown: { page }, shown }) => {
  const t = wordsOf(shown.look)
  await shown.begin('open')
  await page.keyboard.press('Control+k')
  const field = page.getByRole('searchbox', { name: t('search.title') })
  await field.fill('er')
  await page.getByRole('menuitem', { name: 'Bob Meier', exact: true }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  const named = () =>
    field.evaluate((one) => document.getElementById(one.getAttribute('aria-activedescendant') ?? '-')?.role)
  await expect.poll(named).toBe('menuitem')
})

test('files that are being added to a folder are announced as such; how far it is says a progress bar', async ({
  shown,
}) => {
  const t = wordsOf(shown.look)
  await shown.begin('open')
  await openSpace(shown.page)
  await shown.page.getByRole('row').nth(3).waitFor()
  shown.goOn('moving')
  const said = shown.page.getByRole('status').filter({ hasText: t('fileDo.addingBegun') })
  await expect(said).toHaveText(t('fileDo.addingBegun'))
  await expect(
    shown.page.getByRole('progressbar', { name: t('fileDo.adding', { current: 'Beleg 0007.pdf' }) }),
  ).toBeVisible()
})

test('transfers say when they begin and when all is done; each says how far it is', async ({ shown }) => {
  const t = wordsOf(shown.look)
  await shown.begin('transfers.list:empty')
  await visit(shown.page, t('shell./activity'))
  await shown.page.getByRole('tab', { name: t('activity.tab.transfers'), exact: true }).click()
  const region = await shown.page
    .getByRole('status')
    .filter({ hasText: t('transfers.empty.title') })
    .elementHandle()
  shown.goOn('open')
  await expect.poll(() => region.textContent()).toBe(t('sync.moving'))
  const bar = shown.page.getByRole('progressbar', { name: /mp4/ })
  await expect(bar).toHaveAttribute('aria-valuetext', /\d/)
})
