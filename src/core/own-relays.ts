// The part of core that is about this person's own relays: the accounts there, which of them is home and where it is found, and moving home
// to another. Runs in core and CLI. PROTOCOL §8 "Home and mirrors".
import type { Reach } from '../shared/contact/index.ts'
import type { Suite } from '../shared/crypto/suite.ts'
import { Accounts } from './accounts.ts'
import type { Contacts } from './contacts/index.ts'
import type { CoreEnvironment, Relay } from './environment.ts'
import { HomeMove } from './home-move.ts'
import type { KnownIdentities, OwnIdentity } from './identity/index.ts'
import type { Relays } from './relays.ts'
import type { SelfKeeper } from './self-keeper.ts'
import type { Spaces } from './spaces/index.ts'
import type { Store } from './store/index.ts'
import { Whereabouts } from './whereabouts.ts'

type Environment = {
  readonly suite: Suite
  readonly store: Store
  readonly me: OwnIdentity
  readonly known: KnownIdentities
  readonly relays: Relays<Relay>
  readonly outside: Pick<CoreEnvironment, 'clock' | 'connect' | 'identifyRelay'>
  readonly self: SelfKeeper
  readonly contacts: Contacts
  readonly spaces: Spaces
  /** By the home relay's clock ([Note: Whose clock]). */
  readonly now: () => number
  /** Where home is when the profile is opened next. Durable when it fulfils. */
  readonly saveHome: (home: Reach) => Promise<void>
  readonly onChanged: () => void
}

type OwnRelays = { readonly accounts: Accounts; readonly homeMove: HomeMove; readonly whereabouts: Whereabouts }

export function createOwnRelays(environment: Environment, home: Reach): OwnRelays {
  const { outside, self, contacts, spaces } = environment
  const { clock, identifyRelay } = outside
  const whereabouts: Whereabouts = new Whereabouts(
    {
      ...environment,
      hasAccount: (relay) => accounts.others().some(({ home: other }) => other.relayId === relay),
      friends: () => contacts.list().filter(({ state, blocked }) => state === 'accepted' && !blocked),
      tell: async (friend, reach, signal) => {
        const contact = contacts.get(friend)
        if (contact !== null) await contacts.send(contact, { kind: 'relay.address', ...reach }, signal)
      },
      setSpaceHomes: (reach, isDue, signal) => spaces.setHomes(reach, isDue, signal),
    },
    home,
  )
  const accounts = new Accounts({
    ...environment,
    identifyRelay,
    home: () => whereabouts.home,
    hear: (hint, signal) => whereabouts.hear(hint, signal),
    ownSpacesAt: (relay) => spaces.ownAt(relay).map(({ name }) => name),
    accountsInSelf: (signal) => self.accounts(signal),
    copySelf: (to, signal) => self.copyTo(to, signal),
    selfCounter: () => self.counter,
    now: () => clock.now(),
  })
  const homeMove = new HomeMove({
    ...environment,
    ...{ clock, accounts, whereabouts },
    openInboxAt: (relay, signal) => contacts.openInboxAt(relay, signal),
    bringSelf: (to, signal) => self.bring(to, signal),
  })
  return { accounts, homeMove, whereabouts }
}
