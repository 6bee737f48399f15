// The core side of the bridge: every channel of the contract, answered. Runs in core's utility process.
import { BridgeRefused, type Handlers } from '../../shared/ipc/index.ts'
import { Silent } from '../freshness/index.ts'
import { EntryHeld } from '../held-entry.ts'
import { Moving } from '../identity/index.ts'
import { OnlyHere } from '../whereabouts.ts'
import { activityHandlers } from './activity.ts'
import { appHandlers } from './app.ts'
import { conflictHandlers } from './conflicts.ts'
import { deviceHandlers } from './devices.ts'
import { fileHandlers } from './files.ts'
import { giftHandlers } from './gifts.ts'
import { ignoringHandlers } from './ignoring.ts'
import { invitationHandlers } from './invitations.ts'
import { needHandlers } from './needs.ts'
import { networkHandlers } from './network.ts'
import { onboardingHandlers } from './onboarding.ts'
import { overviewHandlers } from './overview.ts'
import { contactHandlers } from './people.ts'
import { placeHandlers } from './place.ts'
import { profileHandlers } from './profile.ts'
import { relayHandlers } from './relay.ts'
import { relaysHandlers } from './relays.ts'
import { searchHandlers } from './search.ts'
import { serverHandlers } from './server-view.ts'
import { sampleHandlers } from './sample.ts'
import { Session } from './session.ts'
import { spaceHandlers } from './spaces.ts'
import { syncHandlers } from './sync.ts'
import { transferHandlers } from './transfers.ts'
import { vaultHandlers } from './vault.ts'
import { versionHandlers } from './versions.ts'

export { Outside } from './outside.ts'
export { Session }
export { SystemProxies } from './system-proxies.ts'

const allHandlers = (session: Session): Handlers => ({
  ...appHandlers(session),
  ...overviewHandlers(session),
  ...onboardingHandlers(session),
  ...vaultHandlers(session),
  ...relayHandlers(session),
  ...networkHandlers(session),
  ...relaysHandlers(session),
  ...profileHandlers(session),
  ...contactHandlers(session),
  ...spaceHandlers(session),
  ...sampleHandlers(session),
  ...invitationHandlers(session),
  ...syncHandlers(session),
  ...fileHandlers(session),
  ...versionHandlers(session),
  ...ignoringHandlers(session),
  ...placeHandlers(session),
  ...serverHandlers(session),
  ...deviceHandlers(session),
  ...giftHandlers(session),
  ...activityHandlers(session),
  ...searchHandlers(session),
  ...needHandlers(session),
  ...conflictHandlers(session),
  ...transferHandlers(session),
})

/**
 * Refusals for which the window has words of its own: E_ALONE, where another person would have been told of a relay that only this
 * computer reaches, E_SILENT, where keys would have been sealed to somebody who was not heard for long, E_MOVING, while the home is on its
 * way to another relay, and E_HELD, where an entry dated ahead is in the way.
 */
export function inWindowWords(error: unknown): unknown {
  if (error instanceof OnlyHere) return new BridgeRefused('E_ALONE', error.detail)
  if (error instanceof Silent) return new BridgeRefused('E_SILENT', error.detail)
  if (error instanceof Moving) return new BridgeRefused('E_MOVING', error.detail)
  return error instanceof EntryHeld ? new BridgeRefused('E_HELD', error.detail) : error
}

export function createHandlers(session: Session): Handlers {
  const asking = Object.entries(allHandlers(session)).map(([name, handle]) => [
    name,
    async (input: never) => {
      try {
        return await handle(input)
      } catch (error) {
        throw inWindowWords(error)
      }
    },
  ])
  return Object.fromEntries(asking) as Handlers
}
