// The screens inside a space: files with all that can be done, versions, people, its settings, what its server sees. Tools only.
import type { Page } from 'playwright'
import { choose, dragOver, press, reach, tab, waitDialog, type Screen, type Words } from './ways.ts'

export const openSpace = async (page: Page, name = 'Jahresabschluss 2026') => {
  const row = await reach(page, name)
  await row.click()
  await page.getByRole('heading', { level: 1, name: new RegExp(name) }).waitFor()
}
export const ofFile = async (page: Page, t: Words, action: string, name = 'Erläuterungen.docx') => {
  await reach(page, name)
  await page.getByRole('button', { name: t('files.actionsFor', { name }) }).click()
  await choose(page, action)
  await waitDialog(page)
}
const settings = async (page: Page, t: Words, name?: string) => {
  await openSpace(page, name)
  await tab(page, t('space.tab.settings'))
}

const filesDo: readonly Screen[] = [
  { name: '30-files', begin: 'open', go: (page) => openSpace(page).then(() => page.getByRole('row').nth(1).waitFor()) },
  {
    name: '30-files-doubt',
    begin: 'troubled',
    go: (page) => openSpace(page, 'Nicht bestätigt').then(() => page.getByRole('row').nth(1).waitFor()),
  },
  {
    name: '30-files-menu',
    begin: 'open',
    go: async (page, t) => {
      await openSpace(page)
      await reach(page, 'Erläuterungen.docx')
      await page.getByRole('button', { name: t('files.actionsFor', { name: 'Erläuterungen.docx' }) }).click()
      await page.getByRole('menuitem', { name: t('fileDo.remove') }).waitFor()
    },
  },
  {
    name: '30-files-selected',
    begin: 'open',
    go: async (page) => {
      await openSpace(page)
      await page.getByRole('row', { name: /Korrespondenz/ }).click()
      await page.keyboard.press('Shift+ArrowDown')
      await page.keyboard.press('Shift+ArrowDown')
    },
  },
  {
    name: '30-files-removed',
    begin: 'open',
    go: async (page, t) => {
      await openSpace(page)
      await page.getByRole('row', { name: /Erläuterungen.docx/ }).click()
      await page.keyboard.press('Delete')
      await page.getByText(t('fileDo.undo')).waitFor()
    },
  },
  {
    name: '31-files-many',
    begin: 'open',
    go: async (page) => {
      await openSpace(page)
      await page.getByRole('row', { name: /Belege/ }).dblclick()
      await page.getByRole('row', { name: /Beleg 0005/ }).waitFor()
    },
  },
  { name: '32-files-empty', begin: 'open', go: (page) => openSpace(page, 'Leer') },
  {
    name: '32-files-error',
    begin: 'broken',
    go: (page, t) => openSpace(page).then(() => page.getByText(t('problem.title')).waitFor()),
  },
  {
    name: '32-rename',
    begin: 'open',
    go: (page, t) => openSpace(page).then(() => ofFile(page, t, t('fileDo.rename'))),
  },
  {
    name: '32-rename-wrong',
    begin: 'open',
    go: async (page, t) => {
      await openSpace(page)
      await ofFile(page, t, t('fileDo.rename'), 'aux.txt')
      await page.getByRole('textbox').fill('auch/nicht.txt')
      await page.keyboard.press('Tab')
    },
  },
  {
    name: '32-new-folder',
    begin: 'open',
    go: async (page, t) => {
      await openSpace(page)
      await press(page, t('fileDo.newFolder'))
      await waitDialog(page)
      await page.getByRole('textbox').fill('Belege')
      await press(page, t('fileName.make'))
      await page.getByText(t('fileName.problem.taken')).waitFor()
    },
  },
  {
    name: '32-drop',
    begin: 'open',
    go: async (page) => {
      await openSpace(page)
      await dragOver(page.getByRole('row', { name: /Korrespondenz/ }), ['README.md'])
    },
  },
  {
    name: '35-versions',
    begin: 'open',
    go: (page, t) => openSpace(page).then(() => ofFile(page, t, t('versions.title'))),
  },
]

const people: readonly Screen[] = [
  { name: '40-people', begin: 'open', go: (page, t) => openSpace(page).then(() => tab(page, t('space.tab.people'))) },
  {
    name: '40-people-why',
    begin: 'open',
    go: async (page, t) => {
      await openSpace(page)
      await tab(page, t('space.tab.people'))
      await page.getByRole('button', { name: new RegExp(`^${t('rights.write')}, Bob`) }).hover()
      await page.getByRole('tooltip').waitFor()
    },
  },
  {
    name: '40-people-many',
    begin: 'crowded',
    go: async (page, t) => {
      await openSpace(page)
      await tab(page, t('space.tab.people'))
      await page.getByRole('row').nth(1).waitFor()
    },
  },
  {
    name: '42-revoke',
    begin: 'open',
    go: async (page, t) => {
      await openSpace(page)
      await tab(page, t('space.tab.people'))
      await page.getByRole('button', { name: t('people.actionsFor', { name: 'Bob Meier' }) }).click()
      await choose(page, t('people.revoke'))
      await waitDialog(page)
    },
  },
]

const ofSettings: readonly Screen[] = [
  { name: '47-space-settings', begin: 'open', go: (page, t) => settings(page, t) },
  {
    name: '47-space-settings-place',
    begin: 'open',
    go: async (page, t) => {
      await settings(page, t)
      await page.getByRole('table', { name: t('place.devices') }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: '47-space-settings-end',
    begin: 'open',
    go: async (page, t) => {
      await settings(page, t)
      await page.getByRole('heading', { name: t('spaceSettings.end') }).scrollIntoViewIfNeeded()
      await page.getByRole('button', { name: t('spaceSettings.close') }).scrollIntoViewIfNeeded()
    },
  },
  { name: '47-space-settings-many', begin: 'crowded', go: (page, t) => settings(page, t) },
  {
    name: '47-space-settings-nowhere',
    begin: 'broken',
    go: async (page, t) => {
      await settings(page, t)
      await page.getByText(t('place.unreached')).scrollIntoViewIfNeeded()
    },
  },
  { name: '47-space-settings-viewer', begin: 'open', go: (page, t) => settings(page, t, 'Prüfungsunterlagen') },
  {
    name: '48-ignore',
    begin: 'open',
    go: async (page, t) => {
      await settings(page, t)
      await press(page, t('spaceSettings.ignoreEdit'))
      await waitDialog(page)
      await page.getByRole('textbox').fill('*.bak\nFilme/\n!wichtig.bak')
      await page.waitForTimeout(600)
    },
  },
  {
    name: '49-server',
    begin: 'open',
    go: async (page, t) => {
      await settings(page, t)
      await press(page, t('server.do'))
      await page.getByRole('table', { name: t('server.title') }).waitFor()
    },
  },
  {
    name: '49-server-bytes',
    begin: 'open',
    go: async (page, t) => {
      await settings(page, t)
      await press(page, t('server.do'))
      await page.getByRole('table', { name: t('server.title') }).waitFor()
      await page.getByText(t('server.head')).scrollIntoViewIfNeeded()
    },
  },
  {
    name: '49-server-error',
    begin: 'broken',
    go: async (page, t) => {
      await settings(page, t)
      await press(page, t('server.do'))
      await page.getByText(t('problem.title')).waitFor()
    },
  },
]

export const spaceScreens: readonly Screen[] = [...filesDo, ...people, ...ofSettings]
