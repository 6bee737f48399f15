// The German catalogue: the original that others follow.
import * as common from './common.ts'
import * as contacts from './contacts.ts'
import * as onboarding from './onboarding.ts'
import * as spaces from './spaces.ts'

export const de = { ...common, ...onboarding, ...spaces, ...contacts } as const
