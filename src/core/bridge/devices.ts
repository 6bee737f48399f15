// Handlers of `devices`: which computers a person uses, and taking one out. Runs in core's utility process.
import type { Handlers } from '../../shared/ipc/index.ts'
import type { Session } from './session.ts'

type Group = 'devices'
type GroupHandlers = { [K in keyof Handlers as K extends `${Group}.${string}` ? K : never]: Handlers[K] }

/** Milliseconds that an answer may wait for the relay. */
const patience = 30_000

export function deviceHandlers(session: Session): GroupHandlers {
  return {
    'devices.list': () =>
      session.core.devices
        .list()
        .map(({ id, name, addedAt, isThis }) => ({ id, name: name === '' ? null : name, addedAt, here: isThis })),
    'devices.revoke': async ({ device }) => {
      await session.core.devices.revoke(device, AbortSignal.timeout(patience))
      return null
    },
  }
}
