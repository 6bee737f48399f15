// The screens about the relay, the way out of the network, and the clock. Tools only.
import type { Page } from 'playwright'
import { press, tab, visit, waitDialog, type Screen, type Words } from './ways.ts'

const toRelays = async (page: Page, t: Words) => {
  await visit(page, t('settings.title'))
  await tab(page, t('settings.section.relay'))
  await page.getByRole('button', { name: t('relays.add.open') }).scrollIntoViewIfNeeded()
}
const removing = (name: string) => async (page: Page, t: Words) => {
  await toRelays(page, t)
  await press(page, t('relays.remove.openFor', { name }))
  await waitDialog(page)
}

export const relayScreens: readonly Screen[] = [
  {
    name: '73-card-alone',
    begin: 'open',
    go: async (page, t) => {
      await visit(page, t('contacts.title'))
      await press(page, t('card.title'))
      await page.getByText(t('relay.offer.text')).waitFor()
    },
  },
  { name: '74-relays', begin: 'open', go: toRelays },
  { name: '74-relays-one', begin: 'empty', go: toRelays },
  {
    name: '74-relays-error',
    begin: 'relays.list:error',
    go: async (page, t) => {
      await visit(page, t('settings.title'))
      await tab(page, t('settings.section.relay'))
      await page.getByText(t('problem.title')).first().waitFor()
    },
  },
  {
    name: '75-relays-add',
    begin: 'open',
    go: async (page, t) => {
      await toRelays(page, t)
      await press(page, t('relays.add.open'))
      await page.getByLabel(t('relays.add.place')).fill('relay.kanzlei-beispiel.de')
      await press(page, t('relays.add.do'))
      await page.getByText(t('relays.add.refused')).waitFor()
    },
  },
  {
    name: '75-relays-proxy',
    begin: 'open',
    go: async (page, t) => {
      await toRelays(page, t)
      await press(page, t('relays.add.open'))
      await page.getByLabel(t('relays.add.place')).fill('relay.ausserhalb.example')
      await press(page, t('relays.add.do'))
      await page.getByLabel(t('relay.proxyLogin.name')).waitFor()
    },
  },
  {
    name: '75-relays-move',
    begin: 'open',
    go: async (page, t) => {
      await toRelays(page, t)
      await press(page, t('relays.move.openFor', { name: 'relay.steuerberaterkammer-koeln.example:8787' }))
      await waitDialog(page)
    },
  },
  {
    name: '76-relays-moving',
    begin: 'open',
    go: async (page, t) => {
      await toRelays(page, t)
      await press(page, t('relays.move.openFor', { name: 'relay.muster.example' }))
      await press(page, t('relays.move.do'))
      await page.getByText(t('relays.move.begun')).scrollIntoViewIfNeeded()
    },
  },
  { name: '75-relays-kept', begin: 'open', go: removing('relay.steuerberaterkammer-koeln.example:8787') },
  { name: '75-relays-remove', begin: 'open', go: removing('relay.muster.example') },
]
