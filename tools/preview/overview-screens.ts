// Search, what needs alice, activity, transfers, conflicts: in the states in which they are met. Tools only.
import { tab, visit, type Screen, type Words } from './ways.ts'
import type { Page } from 'playwright'

const states = ['open', 'empty', 'many', 'error'] as const
const search = async (page: Page, t: Words, text: string) => {
  await page.getByRole('navigation').first().waitFor()
  await page.keyboard.press('Control+k')
  const field = page.getByRole('searchbox', { name: t('search.title') })
  await field.waitFor()
  await page.keyboard.type(text)
  await page.waitForTimeout(600)
}
const ofActivity = (name: string) => async (page: Page, t: Words) => {
  await visit(page, t('shell./activity'))
  await tab(page, t(`activity.tab.${name}`))
}
const inAllStates = (name: string, go: Screen['go']): Screen[] =>
  states.map((begin) => ({ name: `${name}-${begin}`, begin, go }))

export const overviewScreens: readonly Screen[] = [
  { name: '61-search', begin: 'open', go: (page, t) => search(page, t, '') },
  { name: '61-search-found', begin: 'open', go: (page, t) => search(page, t, 'er') },
  { name: '61-search-one', begin: 'search.find:one', go: (page, t) => search(page, t, 'er') },
  { name: '61-search-none', begin: 'open', go: (page, t) => search(page, t, 'xyzzy') },
  { name: '61-search-many', begin: 'many', go: (page, t) => search(page, t, 'gewinn') },
  { name: '61-search-error', begin: 'error', go: (page, t) => search(page, t, 'gewinn') },
  ...inAllStates('62-needs', (page, t) => visit(page, t('shell./needs-you'))),
  { name: '62-needs-all', begin: 'troubled', go: (page, t) => visit(page, t('shell./needs-you')) },
  ...inAllStates('63-activity', (page, t) => visit(page, t('shell./activity'))),
  {
    name: '63-activity-none',
    begin: 'open',
    go: async (page, t) => {
      await visit(page, t('shell./activity'))
      await page.getByRole('searchbox').fill('xyzzy')
      await page.getByText(t('activity.filter.none')).waitFor()
    },
  },
  ...inAllStates('64-conflicts', ofActivity('conflicts')),
  ...inAllStates('65-transfers', ofActivity('transfers')),
  {
    name: '65-transfers-menu',
    begin: 'open',
    go: async (page, t) => {
      await ofActivity('transfers')(page, t)
      await page.getByRole('button', { name: t('transfers.actionsFor', { name: 'Bilanz 2026.xlsx' }) }).click()
      await page.getByRole('menuitem', { name: t('transfers.first') }).waitFor()
    },
  },
]
