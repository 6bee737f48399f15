// Handlers of `place`: where a space is, and which devices have seen what of it. Only what was said and signed. PROTOCOL §12. Runs in
// core's utility process.
import type { SpaceId } from '../../shared/domain/ids.ts'
import type { DeviceWord, Handlers } from '../../shared/ipc/index.ts'
import type { RelayInfo } from '../../shared/protocol/index.ts'
import { freshnessLimit } from '../freshness/index.ts'
import { describePerson } from './people.ts'
import type { Session } from './session.ts'

type GroupHandlers = { [K in keyof Handlers as K extends `place.${string}` ? K : never]: Handlers[K] }

const patience = 15_000
const day = 24 * 60 * 60 * 1000

export const placeHandlers = (session: Session): GroupHandlers => ({
  'place.get': ({ space }) => {
    const { home } = session.core.spaces.mustKnow(space).relay
    return {
      relay: { address: home.address, isMine: session.ownRelay.running?.relayId === home.relayId },
      devices: devicesOf(session, space),
      limitDays: freshnessLimit / day,
    }
  },
  'place.relay': async ({ space }) => {
    return saidBy(await session.core.spaces.open(space).stored.info(AbortSignal.timeout(patience)))
  },
})

/** What an operator says, as the window shows it. */
export const saidBy = ({ name, operator, place, contact, privacyNotice }: RelayInfo) => ({
  ...{ name, operator, place, contact },
  privacy: privacyNotice?.url ?? '',
})

const nameOf = (device: { readonly name: string } | undefined): string | null =>
  device === undefined || device.name === '' ? null : device.name

/** This device first, then those that said something, the latest first. */
function devicesOf({ core }: Session, space: SpaceId): DeviceWord[] {
  const joined = core.spaces.open(space)
  if (!joined.replica.isFetched) return []
  const { head } = joined.replica.state
  const own = new Map(core.devices.list().map((device) => [device.id, device]))
  const here = [...own.values()].find(({ isThis }) => isThis)
  const settledAt = joined.engine?.status.settledAt ?? null
  const upTo = joined.replica.timeAt(head.seq)
  return [
    {
      person: describePerson(core, core.me.id),
      name: nameOf(here),
      here: true,
      at: settledAt,
      upTo,
      newest: true,
    },
    ...joined.words().map(({ by, device, at, seq }) => ({
      person: describePerson(core, by),
      name: nameOf(own.get(device)),
      here: false,
      at,
      upTo: joined.replica.timeAt(seq),
      newest: seq >= head.seq,
    })),
  ]
}
