// Every screen and dialog of the thin window, and how a person gets there. Tools only.
import type { Page } from 'playwright'
import { relayScreens } from './relay-screens.ts'
import { contactScreens } from './contact-screens.ts'
import { firstScreens } from './first-screens.ts'
import { openSpace, spaceScreens } from './space-screens.ts'
import { overviewScreens } from './overview-screens.ts'
import { stateScreens } from './state-screens.ts'
import { settingsScreens } from './settings-screens.ts'
import { choose, press, reach, tab, visit, waitDialog, type Screen, type Words } from './ways.ts'

export type { Words }

export const screens: readonly Screen[] = [
  ...firstScreens,
  { name: '12-failed', begin: 'failed', go: (page, t) => page.getByText(t('start.failed')).waitFor() },
  { name: '13-gone', begin: 'gone', go: (page, t) => page.getByText(t('start.gone')).waitFor() },
  { name: '20-spaces-empty', begin: 'empty', go: (page, t) => page.getByText(t('spaces.empty.title')).waitFor() },
  { name: '21-spaces', begin: 'open', go: (page) => page.getByRole('row').nth(1).waitFor() },
  { name: '21-troubled', begin: 'troubled', go: (page) => page.getByRole('row').nth(1).waitFor() },
  ...['Andere Uhr', 'Aus der Zukunft', 'Doppelte Adresse', 'Falscher Schlüssel', 'Verlorene Inhalte'].map(
    (name, n) => ({
      name: `21-troubled-${String(n)}`,
      begin: 'troubled',
      go: (page: Page) => openSpace(page, name),
    }),
  ),
  { name: '22-spaces-error', begin: 'error', go: (page, t) => page.getByText(t('problem.title')).waitFor() },
  {
    name: '23-create',
    begin: 'open',
    go: async (page, t) => {
      await press(page, t('spaces.new'))
      await waitDialog(page)
    },
  },
  {
    name: '24-accept',
    begin: 'open',
    go: async (page, t) => {
      await press(page, t('invitations.accept'))
      await waitDialog(page)
    },
  },
  { name: '33-files-missing', begin: 'open', go: (page) => openSpace(page, 'Verträge') },
  {
    name: '33-files-missing-remove',
    begin: 'open',
    go: async (page, t) => {
      await openSpace(page, 'Verträge')
      await press(page, t('missing.remove'))
      await waitDialog(page)
    },
  },
  { name: '33-files-transfer', begin: 'open', go: (page) => openSpace(page, 'Mandant Hohenlohe') },
  {
    name: '34-trash',
    begin: 'open',
    go: async (page, t) => {
      await openSpace(page)
      await press(page, t('trash.title'))
      await waitDialog(page)
    },
  },
  {
    name: '41-invite',
    begin: 'open',
    go: async (page, t) => {
      await openSpace(page)
      await tab(page, t('space.tab.people'))
      await press(page, t('people.invite'))
      await waitDialog(page)
    },
  },
  {
    name: '41-invite-single',
    begin: 'open',
    go: async (page, t) => {
      await openSpace(page)
      await tab(page, t('space.tab.people'))
      await press(page, t('people.invite'))
      await waitDialog(page)
      await page.getByRole('radio', { name: new RegExp(`^${t('rights.preset.single')}`) }).focus()
      await page.keyboard.press('Space')
      await page.getByRole('checkbox', { name: t('rights.delete') }).focus()
      await page.keyboard.press('Space')
      await page.getByRole('switch').focus()
      await page.keyboard.press('Space')
      await page.getByText(t('people.lastDayText')).scrollIntoViewIfNeeded()
    },
  },
  {
    name: '41-change-date',
    begin: 'open',
    go: async (page, t) => {
      await openSpace(page)
      await tab(page, t('space.tab.people'))
      const name = 'Dave Freiherr von und zu Hohenlohe-Langenscheidt'
      await reach(page, name)
      await page.getByRole('button', { name: t('people.actionsFor', { name }) }).click()
      await choose(page, t('people.change'))
      await waitDialog(page)
      await page.getByRole('switch').focus()
      for (let field = 0; field < 4; field++) await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.waitForTimeout(400)
    },
  },
  {
    name: '45-hand-over',
    begin: 'open',
    go: async (page, t) => {
      await openSpace(page)
      await tab(page, t('space.tab.settings'))
      await press(page, t('spaceSettings.leave'))
      await waitDialog(page)
    },
  },
  {
    name: '46-offer',
    begin: 'open',
    go: (page) => openSpace(page, 'Prüfungsunterlagen'),
  },
  {
    name: '43-space-activity',
    begin: 'open',
    go: (page, t) => openSpace(page).then(() => tab(page, t('space.tab.activity'))),
  },
  {
    name: '44-people-viewer',
    begin: 'open',
    go: (page, t) => openSpace(page, 'Prüfungsunterlagen').then(() => tab(page, t('space.tab.people'))),
  },
  { name: '50-contacts', begin: 'open', go: (page, t) => visit(page, t('shell./contacts')) },
  { name: '51-contacts-empty', begin: 'empty', go: (page, t) => visit(page, t('shell./contacts')) },
  {
    name: '52-card',
    begin: 'open',
    go: async (page, t) => {
      await visit(page, t('shell./contacts'))
      await press(page, t('card.title'))
      await waitDialog(page)
    },
  },
  {
    name: '53-add-contact',
    begin: 'open',
    go: async (page, t) => {
      await visit(page, t('shell./contacts'))
      await press(page, t('contacts.add.title'))
      await waitDialog(page)
    },
  },
  {
    name: '54-safety',
    begin: 'open',
    go: async (page, t) => {
      await visit(page, t('shell./contacts'))
      await page.getByRole('row', { name: /Carol/ }).click()
      await page.getByText('10482').waitFor()
    },
  },
  {
    name: '54-doubt',
    begin: 'troubled',
    go: async (page, t) => {
      await openSpace(page, 'Doppelte Adresse')
      await press(page, t('doubt.compare', { name: 'Mallory Klein' }))
      await waitDialog(page)
    },
  },
  ...contactScreens,
  ...spaceScreens,
  ...overviewScreens,
  ...settingsScreens,
  ...relayScreens,
  ...stateScreens,
]
