// The screens about the relay, the way out of the network, and the clock. Tools only.
import { press, visit, type Screen } from './ways.ts'

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
]
