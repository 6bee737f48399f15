// Handlers of `app`: where the profile stands. Runs in core's utility process.
import { hostname } from 'node:os'
import type { SpaceId } from '../../shared/domain/ids.ts'
import type { AppState, Handlers } from '../../shared/ipc/index.ts'
import type { Core } from '../core.ts'
import { vaultMode } from '../vault/index.ts'
import { describePerson } from './people.ts'
import type { Session } from './session.ts'

type GroupHandlers = { [K in keyof Handlers as K extends `app.${string}` ? K : never]: Handlers[K] }

const deviceName = (): string => hostname().slice(0, 60)

export function appHandlers(session: Session): GroupHandlers {
  return {
    'app.state': () => stateOf(session),
  }
}

async function stateOf(session: Session): Promise<AppState> {
  const { stage } = session
  switch (stage.kind) {
    case 'starting':
      return { phase: 'starting' }
    case 'locked': {
      const { wrong, waitUntil } = session.attempts
      const mode = (await vaultMode(stage.profile.files.vault)) ?? 'passphrase'
      return { phase: 'locked', mode, wrong, waitUntil }
    }
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
        protection: core.protection,
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
