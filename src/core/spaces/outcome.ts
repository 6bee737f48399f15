// How the last look at a space ended, remembered for whoever asks without looking anew (`siegel status`). Runs in core and CLI.
import { WrongClock, type Refused } from '../../shared/base/errors.ts'
import type { PackId, SpaceId } from '../../shared/domain/ids.ts'
import { EntryHeld } from '../held-entry.ts'
import { putSetting, readSetting, type ReadableStore, type Store } from '../store/index.ts'
import { obstacleOfRefusal, type SyncObstacle } from '../sync/index.ts'

export type SyncOutcome = {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly settled: boolean
  /** What it waits for or was refused with; null where nothing is in the way. */
  readonly obstacle: SyncObstacle | null
}

const keyOf = (id: SpaceId): string => `outcome:${id}`

/** Null before the first look. */
export function readOutcome(store: ReadableStore, id: SpaceId): SyncOutcome | null {
  const stored = readSetting(store, keyOf(id))
  return stored === null ? null : (JSON.parse(stored) as SyncOutcome)
}

export function noteOutcome(store: Store, id: SpaceId, { at, settled, obstacle }: SyncOutcome): void {
  const value = JSON.stringify({ at, settled, obstacle })
  if (readSetting(store, keyOf(id)) !== value) store.write((writable) => putSetting(writable, keyOf(id), value))
}

const lostKeyOf = (id: SpaceId): string => `lost:${id}`

/** Packs that the relay had lost at the last look. */
export function readLostPacks(store: ReadableStore, id: SpaceId): ReadonlySet<PackId> {
  return new Set(JSON.parse(readSetting(store, lostKeyOf(id)) ?? '[]') as PackId[])
}

export function noteLostPacks(store: Store, id: SpaceId, packs: ReadonlySet<PackId>): void {
  const value = JSON.stringify([...packs].sort())
  if ((readSetting(store, lostKeyOf(id)) ?? '[]') !== value)
    store.write((writable) => putSetting(writable, lostKeyOf(id), value))
}

/** The space was not even looked at: the refusal stands for the outcome. `at`: milliseconds since 1970. */
export function noteRefusal(store: Store, id: SpaceId, refused: Refused, at: number): void {
  noteOutcome(store, id, { at, settled: false, obstacle: obstacleOf(refused) })
}

function obstacleOf(refused: Refused): SyncObstacle {
  if (refused instanceof EntryHeld) return { kind: 'entry-ahead', ...refused.entry }
  return refused instanceof WrongClock ? { kind: 'clock', offBy: refused.offBy } : obstacleOfRefusal(refused)
}
