// An environment in which something stands between core and its relays: it sees calls, and lets them through, before or after something
// else, or not at all. Tests only.
import type { RelayId } from '../../shared/domain/ids.ts'
import type { CoreEnvironment } from '../environment.ts'

/** What is asked of a relay: only calls that change something there. */
const asked = ['mirror', 'append', 'putToken', 'putSelf']

export const watched = (
  environment: CoreEnvironment,
  around: (call: () => Promise<unknown>, method: string, relay: RelayId) => Promise<unknown>,
): CoreEnvironment => ({
  ...environment,
  connect: (reach, device, ownEntries) =>
    new Proxy(environment.connect(reach, device, ownEntries), {
      get: (relay, name) => {
        const member: unknown = Reflect.get(relay, name)
        if (typeof member !== 'function') return member
        const call = (...args: unknown[]): Promise<unknown> => Reflect.apply(member, relay, args) as Promise<unknown>
        if (typeof name !== 'string' || !asked.includes(name)) return call
        return (...args: unknown[]) => around(() => call(...args), name, reach.home.relayId)
      },
    }),
})
