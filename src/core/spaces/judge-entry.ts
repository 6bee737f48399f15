// What one more entry makes of the public state of a space, and whether it counts yet. PROTOCOL §8 "Public validity", "Known heads",
// [Note: Held entries]. Runs in core.
import { Refused } from '../../shared/base/errors.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { IdentityId, SpaceId } from '../../shared/domain/ids.ts'
import { MissingHead, type Entry } from '../../shared/logs/entry.ts'
import { openSpace, reduceSpace, type SpaceState } from '../../shared/logs/space/index.ts'
import { EntryHeld, heldEntry } from '../held-entry.ts'
import type { KnownIdentities } from '../identity/index.ts'
import { readPin, type Store } from '../store/index.ts'
import type { Clock, EntryAhead } from '../sync/interface.ts'
import type { SpaceRelay } from './interface.ts'

export type JudgeEnvironment = {
  readonly suite: Suite
  readonly store: Store
  readonly known: KnownIdentities
  readonly relay: SpaceRelay
  /** This computer's own. */
  readonly clock: Pick<Clock, 'now'>
}

/** The log before the entry; null: it begins with it. */
export type Before = { readonly id: SpaceId; readonly state: SpaceState | null }

/** Identity logs that are fetched for one entry. */
const maxFetched = 64

/** Throws what `openSpace` and `reduceSpace` throw. */
export const stateAfter = (
  { suite, known }: Pick<JudgeEnvironment, 'suite' | 'known'>,
  { id, state }: Before,
  entry: Entry,
): SpaceState => (state === null ? openSpace(suite, entry, known, id) : reduceSpace(suite, state, entry, known))

/** The same, fetching identity logs it needs. Throws E_FORK beside the pin, EntryHeld where it names a head that is held itself. */
export async function judge(
  env: JudgeEnvironment,
  before: Before,
  entry: Entry,
  signal: AbortSignal,
): Promise<SpaceState> {
  const { store, known, relay } = env
  const pin = readPin(store, before.id)
  if (pin?.seq === entry.seq && pin.hash !== entry.hash)
    throw new Refused('E_FORK', `space log beside its pin at ${pin.seq}`)
  for (let fetched = 0; ; fetched++) {
    try {
      return stateAfter(env, before, entry)
    } catch (error) {
      if (!(error instanceof MissingHead) || fetched > maxFetched) throw error
      const id = error.logId as IdentityId
      const head = known.get(id)?.head.seq
      const isLonger = (await known.refresh(id, relay, signal)).head.seq !== head
      const ahead = known.ahead(id)
      if (ahead !== null && !isLonger) throw new EntryHeld(ahead)
    }
  }
}

/** Of an entry that a relay shows: the state after it, or, where it is as valid but does not count yet, what has to be waited for. */
export async function judgeShown(
  env: JudgeEnvironment,
  before: Before,
  entry: Entry,
  signal: AbortSignal,
): Promise<
  { readonly after: SpaceState; readonly ahead: null } | { readonly after: null; readonly ahead: EntryAhead }
> {
  try {
    const after = await judge(env, before, entry, signal)
    const ahead = heldEntry({ authorId: entry.header?.authorId ?? after.owner, time: after.time }, env.clock.now())
    return ahead === null ? { after, ahead } : { after: null, ahead }
  } catch (error) {
    if (error instanceof EntryHeld) return { after: null, ahead: error.entry }
    throw error
  }
}
