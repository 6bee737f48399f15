// Handlers of `sync`: pause, go on, and what a person decides about files a folder lacks. Runs in core's utility process.
import type { Handlers } from '../../shared/ipc/index.ts'
import type { Session } from './session.ts'

type SyncHandlers = { [K in keyof Handlers as K extends `sync.${string}` ? K : never]: Handlers[K] }

export function syncHandlers(session: Session): SyncHandlers {
  return {
    'sync.pause': ({ space }) => {
      session.core.spaces.setPaused(space, true)
      return null
    },
    'sync.resume': ({ space }) => {
      session.core.spaces.setPaused(space, false)
      session.background?.pause.end()
      return null
    },
    'sync.answerMissing': async ({ space, answer }) => {
      await session.core.spaces.engineOf(space).answerMissing(answer)
      return null
    },
  }
}
