// Handlers of `app` and `activity`: where the profile stands, what happened. Runs in core's utility process.
import { hostname } from 'node:os'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { happening, type AppState, type Handlers } from '../../shared/ipc/index.ts'
import { readActivity, readSpace, type ActivityRecord } from '../store/index.ts'
import type { Core } from '../core.ts'
import { describePerson } from './people.ts'
import type { Session } from './session.ts'

type Group = 'app' | 'activity'
type GroupHandlers = { [K in keyof Handlers as K extends `${Group}.${string}` ? K : never]: Handlers[K] }

const deviceName = (): string => hostname().slice(0, 60)

export function appHandlers(session: Session): GroupHandlers {
  return {
    'app.state': () => stateOf(session),
    'activity.list': ({ space, before, limit }) => {
      const { core } = session
      const records = readActivity(core.store, {
        spaceId: space,
        before: before === null ? null : Number(before),
        limit: limit + 1,
      })
      return {
        items: records.slice(0, limit).flatMap((record) => describe(core, record)),
        more: records.length > limit,
      }
    },
  }
}

function stateOf(session: Session): AppState {
  const { stage } = session
  switch (stage.kind) {
    case 'starting':
    case 'locked':
      return { phase: stage.kind }
    case 'new':
      return { phase: 'new', deviceName: deviceName() }
    case 'failed':
      return { phase: 'failed', reason: stage.reason }
    case 'open': {
      const { core, background } = stage
      return {
        phase: 'open',
        person: { ...describePerson(core, core.me.id), email: core.person.email },
        device: { name: deviceName() },
        relay: {
          kind: session.relayKind,
          address: core.home.home.address,
          reach: session.relayKind === 'embedded' ? (session.ownRelay.running?.reach.kind ?? null) : null,
        },
        connection: background.connection,
        invitations: core.spaces.list().filter(({ id, state }) => awaitsAnswer(core, id, state)).length,
        requests: core.contacts.list().filter(({ state, blocked }) => state === 'asking' && !blocked).length,
        clockOffBy: core.clockOffBy,
      }
    }
  }
}

/** An invitation, or a space that is offered to me. */
export const awaitsAnswer = (core: Core, id: SpaceId, state: string): boolean =>
  state === 'invited' || (state === 'joined' && core.spaces.open(id).isOfferedToMe())

function describe(core: Core, record: ActivityRecord) {
  const what = happening.safeParse(record.kind)
  if (!what.success) return []
  const space = record.spaceId === null ? null : readSpace(core.store, record.spaceId)
  return [
    {
      id: String(record.id),
      at: record.at,
      what: what.data,
      by: record.identityId === null ? null : describePerson(core, record.identityId),
      space: space && { id: space.id, name: space.name },
      subject: record.subject === '' ? null : record.subject,
      count: record.count,
    },
  ]
}
