// What others say they have seen of a space, as commands answer it. Runs in the CLI. PROTOCOL §12.
import type { Core } from '../core/core.ts'
import type { Word } from '../core/freshness/index.ts'
import type { SpaceId } from '../shared/domain/ids.ts'

export type Seen = {
  /** Who has seen exactly what is here, and when, in milliseconds since 1970. */
  readonly confirmedBy: { readonly name: string; readonly at: number } | null
  /** Nobody else has been heard since then, which is longer than the limit. */
  readonly unconfirmedSince: number | null
  /** Who has seen more than the relay shows here. */
  readonly heldBackFrom: { readonly name: string; readonly at: number } | null
  /** Whether this device tells the others what it has seen. */
  readonly tells: boolean
}

/** Null for a space that was not fetched yet, or is over. */
export function seenOf(core: Core, id: SpaceId): Seen | null {
  const joined = core.spaces.record(id)?.state === 'joined' ? core.spaces.open(id) : null
  const standing = joined?.standing() ?? null
  if (joined === null || standing === null) return null
  const named = (word: Word | null) => word && { name: core.nameOf(word.by), at: word.at }
  const { confirmed, ahead, unconfirmedSince } = standing
  return { confirmedBy: named(confirmed), unconfirmedSince, heldBackFrom: named(ahead), tells: joined.isSpeaking }
}
