// Handlers of `relay`: where home is, and who can reach the relay in this app. Runs in core's utility process.
import type { Handlers } from '../../shared/ipc/index.ts'
import { isLoopback } from '../remote/index.ts'
import { networkNow } from './network.ts'
import type { Session } from './session.ts'

/** Milliseconds that a change of reach may take: two starts and two trials. */
const patience = 60_000

export const relayHandlers = (session: Session): Pick<Handlers, 'relay.get' | 'relay.setReach'> => ({
  'relay.get': async () => {
    const { core } = session
    const { address } = core.home.home
    const running = core.whereabouts.ownRelay === null ? null : session.ownRelay.running
    return {
      kind: session.relayKind,
      address: session.relayKind === 'embedded' && isLoopback(address) ? null : address,
      embedded: running && { reach: running.reach.kind, address: running.outside, inNetwork: running.inNetwork },
      network: await networkNow(session),
    }
  },
  'relay.setReach': async (choice) => {
    await session.setReach(choice, AbortSignal.timeout(patience))
    return null
  },
})
