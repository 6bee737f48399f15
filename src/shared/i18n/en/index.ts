// The English catalogue. The compiler checks that it has the keys of the German one, no more and no fewer.
import type { de } from '../de/index.ts'
import * as addressBook from './address-book.ts'
import * as common from './common.ts'
import * as contacts from './contacts.ts'
import * as inSpace from './in-space.ts'
import * as desktop from './desktop.ts'
import * as onboarding from './onboarding.ts'
import * as overviews from './overviews.ts'
import * as relay from './relay.ts'
import * as relays from './relays.ts'
import * as settings from './settings.ts'
import * as sample from './sample.ts'
import * as spaces from './spaces.ts'

type Same<T> = { readonly [K in keyof T]: T[K] extends string ? string : Same<T[K]> }

export const en: Same<typeof de> = {
  ...common,
  ...desktop,
  ...onboarding,
  ...overviews,
  ...relay,
  ...relays,
  ...sample,
  ...spaces,
  ...inSpace,
  ...contacts,
  ...addressBook,
  ...settings,
}
