// Every list in the states in which it is met and that no other screen shows: empty, one, five hundred with long names, none because
// core failed. Tools only.
import type { Page } from 'playwright'
import { ofFile, openSpace } from './space-screens.ts'
import { states } from './list-states.ts'
import { choose, press, tab, visit, waitDialog, type Screen, type Words } from './ways.ts'

type State = (typeof states)[number]
const inStates = (name: string, list: string, wanted: readonly State[], go: Screen['go']): Screen[] =>
  wanted.map((state) => ({ name: `${name}-${state}`, begin: `${list}:${state}`, go }))

const section = (name: string) => async (page: Page, t: Words) => {
  await visit(page, t('settings.title'))
  await tab(page, t(`settings.section.${name}`))
}
const ofContact = (item: string) => async (page: Page, t: Words) => {
  await visit(page, t('shell./contacts'))
  await page.getByRole('button', { name: t('contacts.actionsFor', { name: 'Bob Meier' }) }).click()
  await choose(page, t(item))
  await waitDialog(page)
}
const inSpace = (name: 'people' | 'activity' | 'settings') => async (page: Page, t: Words) => {
  await openSpace(page)
  await tab(page, t(`space.tab.${name}`))
}

/** One of everything, as in the first days: no other list is in the way there. */
const pages: readonly (readonly [name: string, go: Screen['go']])[] = [
  ['21-spaces-one', (page) => page.getByRole('row').nth(1).waitFor()],
  ['50-contacts-one', (page, t) => visit(page, t('shell./contacts'))],
  ['62-needs-one', (page, t) => visit(page, t('shell./needs-you'))],
]

export const stateScreens: readonly Screen[] = [
  ...pages.map(([name, go]) => ({ name, begin: 'one', go })),
  ...inStates('21-spaces', 'spaces.list', ['many'], (page) => page.getByRole('row').nth(1).waitFor()),
  ...inStates('24-invitations', 'invitations.list', ['many', 'error'], (page) =>
    page.getByRole('row').nth(1).waitFor(),
  ),
  ...inStates('32-files', 'files.list', ['one', 'many'], (page) =>
    openSpace(page).then(() => page.getByRole('row').nth(1).waitFor()),
  ),
  ...inStates('34-trash', 'trash.list', states, async (page, t) => {
    await openSpace(page)
    await press(page, t('trash.title'))
    await waitDialog(page)
  }),
  ...inStates('35-versions', 'versions.list', ['one', 'many', 'error'], (page, t) =>
    openSpace(page).then(() => ofFile(page, t, t('versions.title'))),
  ),
  ...inStates('40-people', 'spaces.members', ['one', 'error'], inSpace('people')),
  ...inStates('43-space-activity', 'activity.list', states, inSpace('activity')),
  ...inStates('57-access', 'contacts.access', states, ofContact('access.menu')),
  ...inStates('59-links', 'links.list', ['empty', 'many', 'error'], async (page, t) => {
    await visit(page, t('shell./contacts'))
    await press(page, t('invite.title'))
    await waitDialog(page)
  }),
  ...inStates('59-blocked', 'contacts.blocked', ['many'], async (page, t) => {
    await visit(page, t('shell./contacts'))
    await page.getByRole('button', { name: new RegExp(t('book.all')) }).click()
    await page.getByRole('option', { name: t('book.blocked') }).click()
  }),
  ...inStates('63-activity', 'activity.list', ['one'], (page, t) => visit(page, t('shell./activity'))),
  ...(['conflicts', 'transfers'] as const).flatMap((name) =>
    inStates(`64-${name}`, `${name}.list`, ['one'], async (page, t) => {
      await visit(page, t('shell./activity'))
      await tab(page, t(`activity.tab.${name}`))
    }),
  ),
  ...inStates('70-devices', 'devices.list', ['one', 'many', 'error'], section('devices')),
  ...inStates('70-storage', 'profile.measure', states, section('storage')),
]
