// One space as this profile has verified it: its public log, its keys, its sealed part. What the relay sends means nothing until
// the reducers have accepted it and the pin has moved with it. PROTOCOL §8, §10, §19. Runs in core.
import { Refused } from '../../shared/base/errors.ts'
import { Serial } from '../../shared/base/serial.ts'
import type { EntryHash, IdentityId, NodeId, SpaceId } from '../../shared/domain/ids.ts'
import { encodeEntry, parseEntry, type Entry } from '../../shared/logs/entry.ts'
import { isPending, rightsOf, type SpaceState, type SpaceTree, type TreeNode } from '../../shared/logs/space/index.ts'
import { EntryHeld } from '../held-entry.ts'
import {
  insertEntry,
  raisePin,
  readEntries,
  readEntry,
  readEntryHash,
  readPin,
  type TreeSummary,
} from '../store/index.ts'
import type { EntryAhead } from '../sync/interface.ts'
import { turnOfOthers } from '../turns.ts'
import { EpochKeyRing } from './epoch-key-ring.ts'
import { judge, judgeShown, stateAfter, type Before, type JudgeEnvironment } from './judge-entry.ts'
import { fillGaps, giveBack, type MissingLog } from './log-repair.ts'
import { SealedPart, type AcceptedEntry, type SealedPartEnvironment } from './sealed-part.ts'

/** Why the sealed part cannot go on although the public part did. */
export type ReplicaHold =
  /** A body was withheld, or its key is not here yet: waits. */
  | { readonly kind: 'waiting-for-data' }
  /** A commit of this author claims another tree, also after a rebuild: the space pauses here. PROTOCOL §8. */
  | { readonly kind: 'state-mismatch'; readonly author: IdentityId }
  /** A member's device has signed that it saw another entry in a place held here. PROTOCOL §12. */
  | { readonly kind: 'fork'; readonly by: IdentityId }

export type ReplicaEnvironment = SealedPartEnvironment &
  JudgeEnvironment & {
    readonly onAccepted?: (accepted: AcceptedEntry) => void
    /** Who says to have seen another history than the one held here; null: nobody. */
    readonly disputedBy?: () => IdentityId | null
  }

export class SpaceReplica {
  readonly id: SpaceId
  readonly keys: EpochKeyRing
  readonly #env: ReplicaEnvironment
  readonly #sealed: SealedPart
  #state: SpaceState | null = null
  /** The first entry whose body the relay withheld; null: none. */
  #firstGap: number | null = null
  #ahead: EntryAhead | null = null
  readonly #serial = new Serial()

  /** Holds what the store holds; throws only for a store that contradicts itself. */
  constructor(environment: ReplicaEnvironment, id: SpaceId) {
    this.id = id
    this.#env = environment
    this.keys = new EpochKeyRing(environment)
    this.#sealed = new SealedPart(environment, { id, keys: this.keys, entries: () => this.entries() })
    this.#replay()
    this.#sealed.tellFromHere(this.isFetched ? this.state.head.seq : 0)
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
    return this.#sealed.tree
  }

  /** The space's name; empty until it is set. */
  get name(): string {
    return this.#sealed.name
  }

  /** The last entry whose effect `tree` shows. Throws E_ID as `state`. */
  get shownSeq(): number {
    return this.#sealed.shownUpTo(this.state.head.seq)
  }

  /** How much is in `tree`, which need not be read for that where nothing changed since the last time. */
  summarise(): TreeSummary {
    return this.#sealed.summarise()
  }

  get hold(): ReplicaHold | null {
    const by = this.#env.disputedBy?.() ?? null
    if (by !== null) return { kind: 'fork', by }
    if (this.#sealed.isWaiting) return { kind: 'waiting-for-data' }
    const author = this.#sealed.mismatch
    return author === null ? null : { kind: 'state-mismatch', author }
  }

  /** What the public part stops at, as seen in the last `refresh`; null as soon as it counts. [Note: Held entries] */
  get ahead(): EntryAhead | null {
    return this.#ahead !== null && this.#ahead.until > this.#env.clock.now() ? this.#ahead : null
  }

  /** Commits that kept their place and changed nothing, and snapshots of another tree. */
  get voids(): number {
    return this.#sealed.voids
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

  /** The folders from the top down to `node` itself, by the log; empty for an unknown one. */
  trail(node: NodeId): readonly TreeNode[] {
    const way: TreeNode[] = []
    const { nodes } = this.tree
    for (let at = nodes.get(node); at !== undefined; at = nodes.get(at.parent)) way.unshift(at)
    return way
  }

  namesOf(node: NodeId): readonly string[] {
    return this.trail(node).map(({ name }) => name)
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

  /** When entry `seq` was made, by its author, milliseconds since 1970; null where it is not held, and for the first one. */
  timeAt(seq: number): number | null {
    const stored = readEntry(this.#env.store, this.id, seq)
    return stored === null ? null : (this.#parse(stored.bytes).header?.time ?? null)
  }

  /** Whether entry `seq` of this log has this hash. */
  has(seq: number, hash: EntryHash): boolean {
    return this.hashAt(seq) === hash
  }

  /**
   * Fetches and verifies what is new. Throws E_ROLLBACK (after offering the relay what it lacks), E_FORK, E_TRANSPORT,
   * EntryHeld where the log stops before its genesis or its pin, or the refusal of the first bad entry: everything before it
   * stands, nothing after it is looked at.
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
    if (this.#firstGap !== null) {
      await fillGaps(this.#env, this.id, this.#firstGap, signal)
      // With them everything is judged anew.
      this.#replay()
    }
    const from = this.#state?.head.seq ?? 0
    let isEmpty = true
    let ahead: EntryAhead | null = null
    for await (const bytes of this.#env.relay.readLog(this.id, from, { signal })) {
      const entry = this.#parse(bytes)
      const isRepeated = isEmpty && this.#state !== null
      isEmpty = false
      if (isRepeated) this.#mustContinue(entry)
      else ahead = await this.#acceptShown(entry, signal)
      if (ahead !== null) break
    }
    this.#ahead = ahead
    if (isEmpty) await this.#heal(signal)
    const steps = this.#sealed.steps()
    while (steps.next().done !== true) await turnOfOthers()
    this.#mustReachPin()
  }

  /** Judges one more entry, fetching identity logs it needs; remembers it and the pin in one transaction. */
  async accept(entry: Entry, signal: AbortSignal): Promise<void> {
    this.#take(entry, await judge(this.#env, this.#before, entry, signal))
  }

  /** A log that was verified beside this one, from its genesis on; what is here already is passed over. */
  takeOver(entries: readonly Entry[], signal: AbortSignal): Promise<void> {
    return this.exclusively(async () => {
      for (const entry of entries) if (entry.seq > (this.#state?.head.seq ?? -1)) await this.accept(entry, signal)
    })
  }

  /** The same for an entry that the relay shows; answers what has to be waited for before it counts. Null: it is accepted. */
  async #acceptShown(entry: Entry, signal: AbortSignal): Promise<EntryAhead | null> {
    const { after, ahead } = await judgeShown(this.#env, this.#before, entry, signal)
    if (after !== null) this.#take(entry, after)
    return ahead
  }

  #take(entry: Entry, after: SpaceState): void {
    const before = this.#state
    this.#advance(entry, after)
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
    this.#sealed.apply()
  }

  #parse(bytes: Uint8Array): Entry {
    return parseEntry(this.#env.suite, 'space', bytes)
  }

  #replay(): void {
    this.#state = null
    this.#firstGap = null
    this.#sealed.clear()
    for (const entry of this.entries()) this.#advance(entry, stateAfter(this.#env, this.#before, entry))
    this.#sealed.apply()
  }

  get #before(): Before {
    return { id: this.id, state: this.#state }
  }

  #advance(entry: Entry, after: SpaceState): void {
    const before = this.#state
    this.#state = after
    if (before === null) return
    if (entry.body === null && entry.header !== null && entry.header.bodyHash !== null) this.#firstGap ??= entry.seq
    this.keys.learn(entry, after)
    this.#sealed.add({ entry, before, after })
  }

  /** The relay's first entry repeats the head that is already here. */
  #mustContinue(entry: Entry): void {
    const { head } = this.state
    if (entry.seq !== head.seq) throw new Refused('E_SEQ', `entry ${entry.seq} where ${head.seq} was asked for`)
    if (entry.hash !== head.hash) throw new Refused('E_FORK', `two entries ${head.seq}`)
  }

  /** The relay ends below what was verified here. */
  async #heal(signal: AbortSignal): Promise<void> {
    const { head } = this.state
    await giveBack(this.#env, this.id, (missing) => this.pushIdentity(missing, signal), signal)
    for await (const bytes of this.#env.relay.readLog(this.id, head.seq, { signal })) {
      this.#mustContinue(this.#parse(bytes))
      return
    }
    throw new Refused('E_ROLLBACK', `space log ends before ${head.seq}`)
  }

  /** What was accepted before, here or before the cache was deleted, is still there. Nothing builds on less. */
  #mustReachPin(): void {
    const pin = readPin(this.#env.store, this.id)
    const reached = this.#state?.head.seq ?? -1
    if (reached >= (pin?.seq ?? 0)) return
    if (this.#ahead !== null) throw new EntryHeld(this.#ahead)
    throw new Refused('E_ROLLBACK', `space log at ${reached}, pinned at ${pin?.seq}`)
  }
}
