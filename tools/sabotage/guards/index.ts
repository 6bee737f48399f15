// All guards of the sabotage run, a file an area.
import type { Guard } from '../guard.ts'
import { baseGuards } from './base.ts'
import { cryptoGuards } from './crypto.ts'
import { logGuards } from './logs.ts'

export const guards: readonly Guard[] = [...baseGuards, ...cryptoGuards, ...logGuards]
