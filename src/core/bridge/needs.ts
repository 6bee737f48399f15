// Handlers of `needs`: what waits for the person, from what is known. Runs in core's utility process.
import type { Handlers } from '../../shared/ipc/index.ts'
import { needsOf, type Known } from '../needs/index.ts'
import type { SpaceRecord } from '../store/index.ts'
import { describeContact, describePerson } from './people.ts'
import type { Session } from './session.ts'
import { syncStateOf } from './sync-state.ts'

type NeedHandlers = { [K in keyof Handlers as K extends `needs.${string}` ? K : never]: Handlers[K] }

export const needHandlers = (session: Session): NeedHandlers => ({
  'needs.list': () => {
    const { core } = session
    const records = core.spaces.list()
    const invited = records.filter(({ state }) => state === 'invited')
    return [
      ...needsOf({
        spaces: records.filter(({ state }) => state === 'joined').map((record) => spaceOf(session, record)),
        contacts: core.contacts
          .list()
          .filter(({ blocked }) => !blocked)
          .map((contact) => describeContact(core, contact)),
        invitations: invited.map(({ invitedBy }) => ({ from: describePerson(core, invitedBy ?? core.me.id) })),
        connection: session.background?.connection ?? { state: 'connecting' },
        clockOffBy: core.clockOffBy,
        contradicting: core.accounts.contradicting().map(({ home }) => home.address),
      }),
    ]
  },
})

function spaceOf(session: Session, record: SpaceRecord): Known['spaces'][number] {
  const { core } = session
  const joined = core.spaces.open(record.id)
  const { replica } = joined
  return {
    id: record.id,
    name: core.spaces.nameOf(record),
    sync: syncStateOf(session, record),
    conflicts: replica.summarise().conflicts,
    offeredToMe: joined.isOfferedToMe(),
    owner: describePerson(core, replica.isFetched ? replica.state.owner : core.me.id),
  }
}
