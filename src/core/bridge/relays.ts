// Handlers of `relays`: where this person has an account, what runs there, one more, one less. Runs in core's utility process.
import { isInvitationLink, type Reach } from '../../shared/contact/index.ts'
import type { Handlers } from '../../shared/ipc/index.ts'
import { saidBy } from './place.ts'
import type { Session } from './session.ts'

type GroupHandlers = { [K in keyof Handlers as K extends `relays.${string}` ? K : never]: Handlers[K] }

/** Milliseconds that a relay may take to say who it is, and to take somebody in. */
const patience = 15_000
const longPatience = 60_000
const mostNamed = 5

export function relaysHandlers(session: Session): GroupHandlers {
  const describe = ({ home: { relayId, address } }: Reach) => {
    const { core } = session
    const spaces = core.spaces.ownAt(relayId).map(({ name }) => name)
    const move = core.homeMove.state
    const isHome = relayId === core.home.home.relayId
    return {
      ...{ relay: relayId, address, isHome },
      isHere: core.whereabouts.isHere(relayId),
      wasHome: !isHome && core.accounts.inboxes().some(({ home }) => home.relayId === relayId),
      move: move?.to === relayId ? move.stage : null,
      spaces: { names: spaces.slice(0, mostNamed), more: Math.max(0, spaces.length - mostNamed) },
    }
  }
  return {
    'relays.list': () => session.core.accounts.all().map(describe),
    'relays.describe': async ({ relay }) => {
      const { accounts } = session.core
      return saidBy(await accounts.describe(relay, AbortSignal.timeout(patience)))
    },
    'relays.add': async ({ place, token }) => {
      const signal = AbortSignal.timeout(longPatience)
      const reached = await session.reach(
        isInvitationLink(place)
          ? { kind: 'invited', invitation: place }
          : { kind: 'address', address: place, token: token === null || token === '' ? null : token },
        signal,
      )
      await session.core.accounts.add(reached.relay, reached.token, signal)
      return null
    },
    'relays.moveHome': async ({ relay }) => {
      const isDone = await session.core.homeMove.begin(relay, AbortSignal.timeout(longPatience))
      session.background?.hint()
      return { done: isDone }
    },
    'relays.cancelMove': () => {
      session.core.homeMove.cancel()
      return null
    },
    'relays.remove': ({ relay }) => {
      session.core.accounts.remove(relay)
      return null
    },
  }
}
