// Pictures of the settings, section by section, and of their dialogs. Tools only.
import type { Page } from 'playwright'
import { press, tab, visit, waitDialog, type Screen, type Words } from './ways.ts'

const open = async (page: Page, t: Words, section: string) => {
  await visit(page, t('settings.title'))
  await tab(page, t(`settings.section.${section}`))
}

const sections = [
  'general',
  'profile',
  'devices',
  'security',
  'relay',
  'network',
  'storage',
  'about',
  'leaving',
] as const

const dialogs: readonly (readonly [name: string, section: string, go: (page: Page, t: Words) => Promise<void>])[] = [
  ['clear-trash', 'storage', (page, t) => press(page, t('storage.clearFor', { name: 'Jahresabschluss 2026' }))],
  ['protect', 'security', (page, t) => press(page, t('settings.changeOpening'))],
  [
    'kit',
    'security',
    async (page, t) => {
      await press(page, t('settings.kitOpen'))
      await page.getByLabel(t('recover.words')).fill('abandon '.repeat(24))
      await press(page, t('settings.kitCheck'))
      await page.getByText(t('settings.kitRight'), { exact: true }).waitFor()
    },
  ],
  ['licences', 'about', (page, t) => press(page, t('about.licences'))],
  ['diagnosis', 'about', (page, t) => press(page, t('about.diagnose'))],
  ['remove', 'leaving', (page, t) => press(page, t('leaving.remove.open'))],
  ['revoke-device', 'devices', (page, t) => press(page, t('devices.revokeFor', { name: 'Notebook unterwegs' }))],
]

export const settingsScreens: readonly Screen[] = [
  ...sections.map((section, i) => ({
    name: `70-settings-${i + 1}-${section}`,
    begin: 'open',
    go: (page: Page, t: Words) => open(page, t, section),
  })),
  ...dialogs.map(([name, section, go]) => ({
    name: `71-settings-${name}`,
    begin: 'open',
    go: async (page: Page, t: Words) => {
      await open(page, t, section)
      await go(page, t)
      await waitDialog(page)
    },
  })),
  {
    name: '72-settings-clock',
    begin: 'empty',
    go: async (page, t) => {
      await open(page, t, 'profile')
      await page.getByText(t('relay.clock.text')).scrollIntoViewIfNeeded()
    },
  },
  {
    name: '72-settings-relay-address',
    begin: 'open',
    go: async (page, t) => {
      await open(page, t, 'relay')
      await page.getByRole('radio', { name: t('relay.reach.address') }).check({ force: true })
      await page.getByLabel(t('relay.url'), { exact: true }).fill('relay.kanzlei-beispiel.de:8787')
      await press(page, t('relay.save'))
      await page.getByText(t('relay.untried')).scrollIntoViewIfNeeded()
    },
  },
]
