// One space as this profile has verified it: its public state, its keys, its tree. What the relay sends means nothing until the
// reducers have accepted it and the pin has moved with it. PROTOCOL §8, §10, §19. Runs in core.
import { Refused } from '../../shared/base/errors.ts'
import { Serial } from '../../shared/base/serial.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { EntryHash, IdentityId, LogId, SpaceId } from '../../shared/domain/ids.ts'
import { encodeEntry, MissingHead, parseEntry, type Entry } from '../../shared/logs/entry.ts'
import {
  applyCommit,
  checkSnapshot,
  isPending,
  openCommitBody,
  openSpace,
  reduceSpace,
  rightsOf,
  SpaceTree,
  type Operation,
  type SpaceState,
} from '../../shared/logs/space/index.ts'
import type { KnownIdentities, OwnIdentity } from '../identity/index.ts'
import {
  completeEntry,
  insertEntry,
  raisePin,
  readEntries,
  readEntry,
  readEntryHash,
  readPin,
  type Store,
} from '../store/index.ts'
import { EpochKeyRing } from './epoch-key-ring.ts'
import type { SpaceRelay } from './interface.ts'

/** Why the sealed part cannot go on although the public part did. */
export type ReplicaHold =
  /** A body was withheld, or its key is not here yet: waits. */
  | { readonly kind: 'waiting-for-data' }
  /** A commit of this author claims another tree, also after a rebuild: the space pauses here. PROTOCOL §8. */
  | { readonly kind: 'state-mismatch'; readonly author: IdentityId }
  /** A member's device has signed that it saw another entry in a place held here. PROTOCOL §12. */
  | { readonly kind: 'fork'; readonly by: IdentityId }

/** An entry that has just been accepted, between the states around it. Not told again when the log is replayed. */
export type AcceptedEntry = { readonly entry: Entry; readonly before: SpaceState; readonly after: SpaceState }

/** A commit that has just taken effect: who did what, when. Not told again when the log is replayed. */
export type AppliedCommit = {
  readonly author: IdentityId
  /** Log time, milliseconds since 1970. */
  readonly time: number
  readonly operations: readonly Operation[]
}

export type ReplicaEnvironment = {
  readonly suite: Suite
  readonly store: Store
  readonly known: KnownIdentities
  readonly me: OwnIdentity
  readonly relay: SpaceRelay
  readonly onAccepted?: (accepted: AcceptedEntry) => void
  readonly onApplied?: (commit: AppliedCommit) => void
  /** Something signed and sealed that means nothing: it is shown under its author's name. PROTOCOL §8. */
  readonly onVoid?: (entry: Pick<AppliedCommit, 'author' | 'time'>) => void
  /** Who says to have seen another history than the one held here; null: nobody. */
  readonly disputedBy?: () => IdentityId | null
}

/** What a relay lacks of a log: everything from entry `from` on. */
type MissingLog = { readonly logId: LogId; readonly from: number }

/** Identity logs that are fetched or pushed for one entry or one push. */
const maxFetched = 64

export class SpaceReplica {
  readonly id: SpaceId
  readonly keys: EpochKeyRing
  readonly #env: ReplicaEnvironment
  #state: SpaceState | null = null
  #tree: SpaceTree
  /** Accepted publicly, not yet applied to the tree. */
  #unapplied: AcceptedEntry[] = []
  /** The first entry whose body the relay withheld; null: none. */
  #firstGap: number | null = null
  #isWaiting = false
  /** Whose commit claimed another tree, until a later commit of somebody else matches ours (PROTOCOL §19.4). */
  #mismatch: IdentityId | null = null
  #voids = 0
  readonly #serial = new Serial()
  /** The last commit whose taking effect was told, or was known when this began. */
  #toldUpTo = Infinity

  /** Holds what the store holds; throws only for a store that contradicts itself. */
  constructor(environment: ReplicaEnvironment, id: SpaceId) {
    this.id = id
    this.#env = environment
    this.keys = new EpochKeyRing(environment)
    this.#tree = new SpaceTree(environment.suite)
    this.#replay()
    const [waiting] = this.#unapplied
    this.#toldUpTo = waiting === undefined ? (this.#state?.head.seq ?? 0) : waiting.entry.seq - 1
  }

  /** Throws E_ID before the first entry was accepted. */
  get state(): SpaceState {
    if (this.#state === null) throw new Refused('E_ID', 'space not fetched yet')
    return this.#state
  }

  get isFetched(): boolean {
    return this.#state !== null
  }

  get tree(): SpaceTree {
    return this.#tree
  }

  get hold(): ReplicaHold | null {
    const by = this.#env.disputedBy?.() ?? null
    if (by !== null) return { kind: 'fork', by }
    if (this.#isWaiting) return { kind: 'waiting-for-data' }
    return this.#mismatch === null ? null : { kind: 'state-mismatch', author: this.#mismatch }
  }

  /** Commits that kept their place and changed nothing, and snapshots of another tree. */
  get voids(): number {
    return this.#voids
  }

  /** The key of the epoch in force, 32 bytes. Throws E_OPEN where it was not sealed to this identity. */
  get epochKey(): Uint8Array {
    const key = this.keys.get(this.state.epoch)
    if (key === undefined) throw new Refused('E_OPEN', 'no key of this epoch')
    return key
  }

  hasKey(): boolean {
    return this.keys.get(this.state.epoch) !== undefined
  }

  rightsOf(id: IdentityId, time: number): number {
    return rightsOf(this.state, id, time)
  }

  isPending(time: number): boolean {
    return isPending(this.#env.suite, this.state, this.#env.known, Math.max(time, this.state.time))
  }

  entries(from = 0): readonly Entry[] {
    return readEntries(this.#env.store, this.id, from).map(({ bytes }) => this.#parse(bytes))
  }

  /** The hash of entry `seq` of this log; null beyond its head. */
  hashAt(seq: number): EntryHash | null {
    return readEntryHash(this.#env.store, this.id, seq)
  }

  /** Whether entry `seq` of this log has this hash. */
  has(seq: number, hash: EntryHash): boolean {
    return this.hashAt(seq) === hash
  }

  /**
   * Fetches and verifies what is new. Throws E_ROLLBACK (after offering the relay what it lacks), E_FORK, E_TRANSPORT, or
   * the refusal of the first bad entry: everything before it stands, nothing after it is looked at.
   */
  refresh(signal: AbortSignal): Promise<void> {
    return this.exclusively(() => this.catchUp(signal))
  }

  /** Everything that changes the replica runs one after another. Not reentrant. */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    return this.#serial.run(work)
  }

  /** `refresh` for whoever already runs exclusively. */
  async catchUp(signal: AbortSignal): Promise<void> {
    if (this.#firstGap !== null) await this.#fillGaps(this.#firstGap, signal)
    const from = this.#state?.head.seq ?? 0
    let first = true
    for await (const bytes of this.#env.relay.readLog(this.id, from, { signal })) {
      const entry = this.#parse(bytes)
      if (first && this.#state !== null) this.#mustContinue(entry)
      else await this.accept(entry, signal)
      first = false
    }
    if (first) await this.#heal(signal)
    for (const applied of this.#sealedSteps()) if (applied > 0) await turnOfOthers()
    this.#mustReachPin()
  }

  /** Judges one more entry, fetching identity logs it needs; remembers it and the pin in one transaction. */
  async accept(entry: Entry, signal: AbortSignal): Promise<void> {
    const before = this.#state
    const pin = readPin(this.#env.store, this.id)
    if (pin?.seq === entry.seq && pin.hash !== entry.hash)
      throw new Refused('E_FORK', `space log beside its pin at ${pin.seq}`)
    for (let fetched = 0; ; fetched++) {
      try {
        this.#advance(entry)
        break
      } catch (error) {
        if (!(error instanceof MissingHead) || fetched > maxFetched) throw error
        await this.#env.known.refresh(error.logId as IdentityId, this.#env.relay, signal)
      }
    }
    try {
      this.#env.store.write((store) => {
        insertEntry(store, this.id, { seq: entry.seq, hash: entry.hash, bytes: encodeEntry(entry) })
        raisePin(store, { logId: this.id, kind: 'space', seq: entry.seq, hash: entry.hash })
      })
    } catch (error) {
      this.#state = before
      throw error
    }
    if (before !== null) this.#env.onAccepted?.({ entry, before, after: this.state })
  }

  /**
   * The relay judges with the same logs: of an identity that the space names, or the entry it is offered, it gets what it lacks
   * from `from` on. Throws E_ID for any other: whom else this client knows is not for the relay to find out.
   */
  async pushIdentity({ logId, from }: MissingLog, signal: AbortSignal, offered: Entry | null = null): Promise<void> {
    const isNamed = this.state.knownHeads.has(logId) || offered?.header?.seen.some((head) => head.logId === logId)
    const log = isNamed === true ? this.#env.known.get(logId as IdentityId) : null
    if (log === null) throw new Refused('E_ID', 'relay asks for a log that nothing names')
    await this.#env.relay.mirror(logId, log.entries.slice(from).map(encodeEntry), { signal })
  }

  /** Applies what was accepted since; called after `accept` when the entry is one's own. */
  applyAccepted(): void {
    this.#applySealed()
  }

  #parse(bytes: Uint8Array): Entry {
    return parseEntry(this.#env.suite, 'space', bytes)
  }

  /**
   * Asks again for bodies that did not come with their headers. With them everything is judged anew. Only the body is taken:
   * the hash of an entry says nothing about the signatures that come beside it.
   */
  async #fillGaps(from: number, signal: AbortSignal): Promise<void> {
    for await (const bytes of this.#env.relay.readLog(this.id, from, { signal })) {
      const { seq, hash, body } = this.#parse(bytes)
      const held = readEntry(this.#env.store, this.id, seq)
      if (held === null) break
      if (body === null || held.hash !== hash) continue
      const completed = encodeEntry({ ...this.#parse(held.bytes), body })
      this.#env.store.write((store) => completeEntry(store, this.id, { seq, hash, bytes: completed }))
    }
    this.#replay()
  }

  #replay(): void {
    this.#state = null
    this.#tree = new SpaceTree(this.#env.suite)
    this.#unapplied = []
    this.#firstGap = null
    this.#voids = 0
    for (const entry of this.entries()) this.#advance(entry)
    this.#applySealed()
  }

  #advance(entry: Entry): void {
    const { suite, known } = this.#env
    const before = this.#state
    if (before === null) {
      this.#state = openSpace(suite, entry, known, this.id)
      return
    }
    const after = reduceSpace(suite, before, entry, known)
    this.#state = after
    if (entry.body === null && entry.header !== null && entry.header.bodyHash !== null) this.#firstGap ??= entry.seq
    this.keys.learn(entry, after)
    if (hasSealedPart(entry)) this.#unapplied.push({ entry, before, after })
  }

  /** In order; stops at the first commit that cannot be judged yet. A snapshot adds nothing: nothing waits for one. */
  #applySealed(): void {
    Array.from(this.#sealedSteps())
  }

  /** One step a commit: one of thousands of operations takes its time. */
  *#sealedSteps(): Generator<number> {
    let applied = 0
    this.#isWaiting = false
    let rebuilt = false
    for (let next = this.#unapplied[0]; next !== undefined; next = this.#unapplied[0]) {
      const epochKey = this.keys.get(next.before.epoch)
      const isSnapshot = next.entry.header?.type === 'snapshot'
      if (epochKey === undefined || next.entry.body === null) {
        this.#isWaiting = !isSnapshot
        if (this.#isWaiting) return
        this.#unapplied.shift()
        continue
      }
      const judge = isSnapshot ? checkSnapshot : applyCommit
      const outcome = judge(this.#env.suite, this.#tree, { ...next, epochKey })
      const author = next.entry.header?.authorId
      if (
        !isSnapshot &&
        outcome.kind === 'void' &&
        outcome.reason === 'state-root' &&
        author !== undefined &&
        author !== this.#env.me.id
      ) {
        if (!rebuilt) {
          rebuilt = true
          this.#rebuildTree(next.entry.seq)
          continue
        }
        this.#mismatch = author
      } else if (outcome.kind === 'applied' && this.#mismatch !== null && author !== this.#mismatch) {
        this.#mismatch = null
      }
      if (outcome.kind === 'void') this.#voids++
      this.#tell(next.entry, epochKey, outcome.kind)
      this.#unapplied.shift()
      yield ++applied
    }
  }

  #tell({ header, body }: Entry, epochKey: Uint8Array, outcome: 'applied' | 'void'): void {
    const { suite, onApplied, onVoid } = this.#env
    if (header === null || body === null || header.seq <= this.#toldUpTo) return
    this.#toldUpTo = header.seq
    const { authorId: author, time } = header
    if (outcome === 'void') onVoid?.({ author, time })
    else if (header.type === 'commit' && onApplied !== undefined)
      onApplied({ author, time, operations: openCommitBody(suite, epochKey, header, body).operations })
  }

  /** From the stored entries, up to (not including) `seq`. */
  #rebuildTree(seq: number): void {
    const { suite, known } = this.#env
    this.#tree = new SpaceTree(suite)
    this.#voids = 0
    let state: SpaceState | null = null
    for (const entry of this.entries()) {
      if (entry.seq >= seq) return
      const before: SpaceState | null = state
      state = before === null ? openSpace(suite, entry, known, this.id) : reduceSpace(suite, before, entry, known)
      const epochKey = before === null ? undefined : this.keys.get(before.epoch)
      if (before === null || !hasSealedPart(entry) || epochKey === undefined || entry.body === null) continue
      const judge = entry.header?.type === 'snapshot' ? checkSnapshot : applyCommit
      if (judge(suite, this.#tree, { entry, before, after: state, epochKey }).kind === 'void') this.#voids++
    }
  }

  /** The relay's first entry repeats the head that is already here. */
  #mustContinue(entry: Entry): void {
    const { head } = this.state
    if (entry.seq !== head.seq) throw new Refused('E_SEQ', `entry ${entry.seq} where ${head.seq} was asked for`)
    if (entry.hash !== head.hash) throw new Refused('E_FORK', `two entries ${head.seq}`)
  }

  /** The relay ends below what was verified here: it gets back, byte for byte, what it lacks (a restored backup heals). */
  async #heal(signal: AbortSignal): Promise<void> {
    if (this.#state === null) throw new Refused('E_ID', 'empty log')
    await this.#giveBack(signal)
    for await (const bytes of this.#env.relay.readLog(this.id, this.state.head.seq, { signal })) {
      this.#mustContinue(this.#parse(bytes))
      return
    }
    throw new Refused('E_ROLLBACK', `space log ends before ${this.state.head.seq}`)
  }

  /** Before a space can be judged again, the relay gets the identity logs that its entries name. */
  async #giveBack(signal: AbortSignal): Promise<void> {
    const stored = readEntries(this.#env.store, this.id).map(({ bytes }) => bytes)
    for (let pushed = 0; ; pushed++) {
      try {
        await this.#env.relay.mirror(this.id, stored, { signal })
        return
      } catch (error) {
        if (!(error instanceof MissingHead) || pushed > maxFetched) throw error
        await this.pushIdentity(error, signal)
      }
    }
  }

  /** What was accepted before, here or before the cache was deleted, is still there. */
  #mustReachPin(): void {
    const pin = readPin(this.#env.store, this.id)
    if (pin !== null && this.state.head.seq < pin.seq) {
      throw new Refused('E_ROLLBACK', `space log at ${this.state.head.seq}, pinned at ${pin.seq}`)
    }
  }
}

/** What only members can judge, and only in the order of the log. */
const hasSealedPart = ({ header }: Entry): boolean => header?.type === 'commit' || header?.type === 'snapshot'

/** The event loop goes round once. */
const turnOfOthers = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
