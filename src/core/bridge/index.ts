// The core side of the bridge: every channel of the contract, answered. Runs in core's utility process.
import type { Handlers } from '../../shared/ipc/index.ts'
import { appHandlers } from './app.ts'
import { fileHandlers } from './files.ts'
import { onboardingHandlers } from './onboarding.ts'
import { contactHandlers } from './people.ts'
import { Session } from './session.ts'
import { spaceHandlers } from './spaces.ts'
import { vaultHandlers } from './vault.ts'

export { Session }

export const createHandlers = (session: Session): Handlers => ({
  ...appHandlers(session),
  ...onboardingHandlers(session),
  ...vaultHandlers(session),
  ...contactHandlers(session),
  ...spaceHandlers(session),
  ...fileHandlers(session),
})
