// What every new entry of a space log has in common: the author's head, newer heads of others, time, and the proof that readers
// will accept it. PROTOCOL §8, §19.2. Clients.
import type { Cbor } from '../../../base/canonical.ts'
import type { Suite } from '../../../crypto/suite.ts'
import type { Head, IdentityId, LogId, NamedHead } from '../../../domain/ids.ts'
import { buildEntry, MissingHead, type Author, type BodyOf, type Entry } from '../../entry.ts'
import type { Identities } from '../../identity/index.ts'
import { isPending } from '../recipients.ts'
import { reduceSpace } from '../reduce.ts'
import type { SpaceState } from '../state.ts'

/** Who writes the next entry, after which state, knowing which identity logs, at what time (milliseconds; own clock). */
export type Position = {
  readonly state: SpaceState
  readonly identities: Identities
  readonly author: Author
  readonly time: number
}

/** The new entry and the state after it. */
export type Built = { readonly entry: Entry; readonly state: SpaceState }

/** Heads that one entry names at most: the header holds no more. What is left goes into `heads` entries. */
export const maxSeen = 400

/** The next entry. Throws what `reduceSpace` throws: nothing is built that a reader would refuse. */
export function append(
  suite: Suite,
  position: Position,
  content: {
    readonly type: string
    readonly payload: Cbor
    readonly body?: BodyOf | Uint8Array | null
    readonly invited?: IdentityId | null
  },
): Built {
  const { state, identities, author } = position
  const draft = {
    type: content.type,
    authorHead: authorHead(position),
    seen: seenBy(position, content.invited ?? null),
    time: timeOf(position),
    payload: content.payload,
    extensions: null,
    previous: { logId: state.id, ...state.head },
    body: content.body ?? null,
  }
  const entry = buildEntry(suite, 'space', draft, author)
  return { entry, state: reduceSpace(suite, state, entry, identities) }
}

/** The state before the entry as its judges see it: with its time and heads. */
export function judgedState(position: Position, invited: IdentityId | null = null): SpaceState {
  const knownHeads = new Map<LogId, Head>(position.state.knownHeads)
  knownHeads.set(position.author.identityId, authorHead(position))
  for (const { logId, seq, hash } of seenBy(position, invited)) knownHeads.set(logId, { seq, hash })
  return { ...position.state, time: timeOf(position), knownHeads }
}

/** Whether a rotation must come before the next commit, by all this client knows: it waits for nobody's hint (T29). */
export const needsRotation = (suite: Suite, position: Position): boolean =>
  isPending(suite, judgedState(position), position.identities)

/** Heads of principals' logs that the space does not know yet, in ascending order of ids, the author's own left out. */
export function headsAhead({ state, identities, author }: Position): readonly NamedHead[] {
  const others = new Set([state.owner, ...state.grants.keys()].filter((id) => id !== author.identityId))
  return [...others].sort().flatMap((id) => headAhead(state, identities, id))
}

function headAhead(state: SpaceState, identities: Identities, id: IdentityId): NamedHead[] {
  const head = identities.get(id)?.head
  return head === undefined || state.knownHeads.get(id)?.hash === head.hash ? [] : [{ logId: id, ...head }]
}

function seenBy(position: Position, invited: IdentityId | null): readonly NamedHead[] {
  const { state, identities, author } = position
  const first = invited === null || invited === author.identityId ? [] : headAhead(state, identities, invited)
  const others = headsAhead(position).filter(({ logId }) => logId !== invited)
  return [...first, ...others].slice(0, maxSeen).sort((a, b) => (a.logId < b.logId ? -1 : 1))
}

function authorHead({ identities, author }: Position): Head {
  const log = identities.get(author.identityId)
  if (log === null) throw new MissingHead(author.identityId, 0)
  return log.head
}

const timeOf = ({ state, time }: Position): number => Math.max(state.time, time)
