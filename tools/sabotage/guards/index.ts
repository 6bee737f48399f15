// All guards of the sabotage run, a file an area.
import type { Guard } from '../guard.ts'
import { baseGuards } from './base.ts'
import { claimGuards } from './claims.ts'
import { contactGuards } from './contact.ts'
import { contentGuards } from './content.ts'
import { cryptoGuards } from './crypto.ts'
import { desktopGuards } from './desktop.ts'
import { freshnessGuards } from './freshness.ts'
import { hostGuards } from './host.ts'
import { inSpaceGuards } from './in-space.ts'
import { localGuards } from './local.ts'
import { logGuards } from './logs.ts'
import { networkGuards } from './network.ts'
import { outsideGuards } from './outside.ts'
import { overviewGuards } from './overviews.ts'
import { relayGuards } from './relay.ts'
import { relaysGuards } from './relays.ts'
import { seenGuards } from './seen.ts'
import { spaceGuards } from './spaces.ts'
import { syncGuards } from './sync.ts'
import { transferGuards } from './transfers.ts'

export const allGuards: readonly Guard[] = [
  ...baseGuards,
  ...cryptoGuards,
  ...logGuards,
  ...claimGuards,
  ...contactGuards,
  ...contentGuards,
  ...desktopGuards,
  ...freshnessGuards,
  ...hostGuards,
  ...inSpaceGuards,
  ...localGuards,
  ...networkGuards,
  ...outsideGuards,
  ...overviewGuards,
  ...relayGuards,
  ...relaysGuards,
  ...seenGuards,
  ...spaceGuards,
  ...syncGuards,
  ...transferGuards,
]
