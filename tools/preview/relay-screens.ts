// The screens about the relay, the way out of the network, and the clock. Tools only.
import { press, visit, type Screen } from './ways.ts'

export const relayScreens: readonly Screen[] = [
  {
    name: '70-relay',
    begin: 'open',
    go: async (page, t) => {
      await visit(page, t('settings.title'))
      await page.getByRole('heading', { name: t('relay.title'), exact: true }).scrollIntoViewIfNeeded()
      await page.getByText(t('relay.aloneText')).scrollIntoViewIfNeeded()
    },
  },
  {
    name: '71-relay-address',
    begin: 'open',
    go: async (page, t) => {
      await visit(page, t('settings.title'))
      await page.getByRole('radio', { name: t('relay.reach.address') }).check({ force: true })
      await page.getByLabel(t('relay.url'), { exact: true }).fill('relay.kanzlei-beispiel.de:8787')
      await press(page, t('relay.save'))
      await page.getByText(t('relay.untried')).scrollIntoViewIfNeeded()
    },
  },
  {
    name: '72-network',
    begin: 'open',
    go: async (page, t) => {
      await visit(page, t('settings.title'))
      await page.getByText(t('relay.network.certificatesWhy')).scrollIntoViewIfNeeded()
    },
  },
  {
    name: '73-card-alone',
    begin: 'open',
    go: async (page, t) => {
      await visit(page, t('contacts.title'))
      await press(page, t('card.title'))
      await page.getByText(t('relay.offer.text')).waitFor()
    },
  },
  {
    name: '74-clock',
    begin: 'empty',
    go: async (page, t) => {
      await visit(page, t('settings.title'))
      await page.getByText(t('relay.clock.text')).scrollIntoViewIfNeeded()
    },
  },
]
