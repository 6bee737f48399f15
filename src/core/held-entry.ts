// [Note: Held entries] Entries that are dated too far ahead of this computer's clock. PROTOCOL §8 "Time". Runs in core and CLI.
//
// Whether an entry is valid never depends on a clock: everybody comes to the same. When it counts does. Log time never goes back,
// so one entry dated years ahead would end every grant until a day. The log is taken up to such an entry and stops there, until its
// time is near or the clock is put right. Only what a relay shows is held: what was accepted once stays, whatever the clock does.
import { Refused } from '../shared/base/errors.ts'
import type { IdentityId } from '../shared/domain/ids.ts'
import { furthestAhead } from '../shared/domain/clock.ts'
import type { EntryAhead } from './sync/interface.ts'

/** Null for an entry that counts now; else who wrote it, and when it will. `now`: this computer's own clock. */
export function heldEntry(
  entry: { readonly authorId: IdentityId; readonly time: number },
  now: number,
): EntryAhead | null {
  const until = entry.time - furthestAhead
  return until > now ? { author: entry.authorId, until } : null
}

/** Nothing can go on before an entry counts that a log stops at. E_STALE. */
export class EntryHeld extends Refused {
  readonly entry: EntryAhead

  constructor(entry: EntryAhead) {
    super('E_STALE', 'an entry dated ahead', entry.until)
    this.name = 'EntryHeld'
    this.entry = entry
  }
}
