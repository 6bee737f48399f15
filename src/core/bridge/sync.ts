// Handlers of `sync`: pause, go on, and what a person decides about files a folder lacks. Runs in core's utility process.
import type { SpaceId } from '../../shared/domain/ids.ts'
import type { Handlers } from '../../shared/ipc/index.ts'
import type { Session } from './session.ts'

type SyncHandlers = { [K in keyof Handlers as K extends `sync.${string}` ? K : never]: Handlers[K] }

export function syncHandlers(session: Session): SyncHandlers {
  const setPaused = (space: SpaceId | null, paused: boolean) => {
    const { spaces } = session.core
    const joined = spaces.list().filter(({ id, state }) => state === 'joined' && (space === null || id === space))
    for (const { id } of joined) spaces.setPaused(id, paused)
    return null
  }
  return {
    'sync.pause': ({ space }) => setPaused(space, true),
    'sync.resume': ({ space }) => setPaused(space, false),
    'sync.answerMissing': async ({ space, answer }) => {
      await session.core.spaces.engineOf(space).answerMissing(answer)
      return null
    },
  }
}
