// Every screen and dialog of the thin window, and how a person gets there. Tools only.
import type { Page } from 'playwright'
import { relayScreens } from './relay-screens.ts'
import { contactScreens } from './contact-screens.ts'
import { openSpace, spaceScreens, tab } from './space-screens.ts'
import { overviewScreens } from './overview-screens.ts'
import { settingsScreens } from './settings-screens.ts'
import { press, visit, waitDialog, type Screen, type Words } from './ways.ts'

export type { Words }

const openSpace = async (page: Page, name = 'Jahresabschluss 2026') => {
  await page.getByRole('row', { name: new RegExp(name) }).click()
  await page.getByRole('heading', { level: 1, name: new RegExp(name) }).waitFor()
}
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click()

const toPerson = async (page: Page, t: Words) => {
  await press(page, t('welcome.create'))
  await page.getByLabel(t('onboarding.person.name')).first().fill('Alice Brandt')
}
const toPassphrase = async (page: Page, t: Words) => {
  await toPerson(page, t)
  await page.getByLabel(t('onboarding.person.email')).fill('alice@kanzlei-beispiel.de')
  await press(page, t('common.next'))
  await press(page, t('passphrase.propose'))
  await page.waitForTimeout(400)
}
const toRelay = async (page: Page, t: Words) => {
  await toPassphrase(page, t)
  await press(page, t('common.next'))
  await page.getByRole('radio').first().waitFor()
}
const toKit = async (page: Page, t: Words) => {
  await toRelay(page, t)
  await press(page, t('common.next'))
  await page.getByRole('listitem').first().waitFor()
}
const toCheck = async (page: Page, t: Words) => {
  await toKit(page, t)
  await page.getByText(t('kit.kept')).click()
  await press(page, t('common.next'))
  for (const [position, word] of [
    [3, 'able'],
    [11, 'falsch'],
    [20, 'act'],
  ] as const)
    await page.getByLabel(t('check.word', { position })).fill(word)
  await press(page, t('check.do'))
  await page.waitForTimeout(300)
}

export const screens: readonly Screen[] = [
  {
    name: '01-welcome',
    begin: 'new',
    go: (page, t) => page.getByRole('button', { name: t('welcome.create') }).waitFor(),
  },
  { name: '02-person', begin: 'new', go: toPerson },
  { name: '03-passphrase', begin: 'new', go: toPassphrase },
  { name: '04-relay', begin: 'new', go: toRelay },
  { name: '05-kit', begin: 'new', go: toKit },
  { name: '06-check', begin: 'new', go: toCheck },
  {
    name: '07-recover',
    begin: 'new',
    go: async (page, t) => {
      await page.getByText(t('welcome.recover')).click()
      await page.getByRole('textbox').fill('abandon zzz '.repeat(12))
      await page.waitForTimeout(500)
    },
  },
  {
    name: '10-lock',
    begin: 'locked',
    go: async (page, t) => {
      await page.getByLabel(t('lock.passphrase')).fill('falsch')
      await press(page, t('lock.unlock'))
      await page.getByText(t('lock.wrong')).waitFor()
    },
  },
  {
    name: '11-reset',
    begin: 'locked',
    go: async (page, t) => {
      await page.getByText(t('lock.forgotten')).click()
      await waitDialog(page)
    },
  },
  { name: '12-failed', begin: 'failed', go: (page, t) => page.getByText(t('start.failed')).waitFor() },
  { name: '13-gone', begin: 'gone', go: (page, t) => page.getByText(t('start.gone')).waitFor() },
  { name: '20-spaces-empty', begin: 'empty', go: (page, t) => page.getByText(t('spaces.empty.title')).waitFor() },
  { name: '21-spaces', begin: 'open', go: (page) => page.getByRole('row').nth(3).waitFor() },
  { name: '21-troubled', begin: 'troubled', go: (page) => page.getByRole('row').nth(12).waitFor() },
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
  { name: '30-files', begin: 'open', go: (page) => openSpace(page).then(() => page.getByRole('row').nth(3).waitFor()) },
  {
    name: '31-files-many',
    begin: 'open',
    go: async (page) => {
      await openSpace(page)
      await page.getByRole('row', { name: /Belege/ }).click()
      await page.getByRole('row', { name: /Beleg 0005/ }).waitFor()
      console.log('  rows in the document:', await page.getByRole('row').count())
    },
  },
  { name: '32-files-empty', begin: 'open', go: (page) => openSpace(page, 'Leer') },
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
    name: '35-versions',
    begin: 'open',
    go: async (page, t) => {
      await openSpace(page)
      await page.getByRole('button', { name: t('files.actionsFor', { name: 'Erläuterungen.docx' }) }).click()
      await page.getByRole('menuitem', { name: t('versions.title') }).click()
      await waitDialog(page)
    },
  },
  { name: '40-people', begin: 'open', go: (page, t) => openSpace(page).then(() => tab(page, t('space.tab.people'))) },
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
      await page.getByRole('button', { name: /Dave/ }).click()
      await page.getByRole('menuitem', { name: t('people.change') }).click()
      await waitDialog(page)
      await page.getByRole('switch').focus()
      for (let field = 0; field < 4; field++) await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.waitForTimeout(400)
    },
  },
  {
    name: '42-revoke',
    begin: 'open',
    go: async (page, t) => {
      await openSpace(page)
      await tab(page, t('space.tab.people'))
      await page.getByRole('button', { name: t('people.actionsFor', { name: 'Bob Meier' }) }).click()
      await page.getByRole('menuitem', { name: t('people.revoke') }).click()
      await waitDialog(page)
    },
  },
  {
    name: '45-hand-over',
    begin: 'open',
    go: async (page, t) => {
      await openSpace(page)
      await press(page, t('space.more'))
      await page.getByRole('menuitem', { name: t('space.leave.menu') }).click()
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
  ...contactScreens,
  ...spaceScreens,
  ...overviewScreens,
  ...settingsScreens,
  ...relayScreens,
]
