// The identity logs this profile has verified and pinned: what every other verifier looks into. PROTOCOL §5, §8. Runs in core.
import { Emitter } from '../../shared/base/emitter.ts'
import { Refused } from '../../shared/base/errors.ts'
import { Serial } from '../../shared/base/serial.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { IdentityId } from '../../shared/domain/ids.ts'
import { encodeEntry, parseEntry, type Entry } from '../../shared/logs/entry.ts'
import { chooseBranch, IdentityLog, mustReachPin, type Identities } from '../../shared/logs/identity/index.ts'
import {
  deleteEntries,
  insertEntry,
  raisePin,
  readEntries,
  readPin,
  readAbandoned,
  readPins,
  replaceAbandoned,
  replacePin,
  type AbandonedBranch,
  type Store,
  type WritableStore,
} from '../store/index.ts'
import { EntryHeld, heldEntry } from '../held-entry.ts'
import type { Clock, EntryAhead } from '../sync/interface.ts'
import type { LogReader } from './interface.ts'

/** Stored bytes of a log that are taken in at once: a hundred devices and a thousand new keys are far below. */
const maxFetched = 32 * 1024 * 1024

export class KnownIdentities implements Identities {
  /** A log stops at an entry since its last `refresh`, or does so no more. */
  readonly holds = new Emitter<IdentityId>()
  readonly #suite: Suite
  readonly #store: Store
  readonly #logs = new Map<IdentityId, IdentityLog>()
  readonly #serials = new Map<IdentityId, Serial>()
  readonly #clock: Pick<Clock, 'now'>
  readonly #ahead = new Map<IdentityId, EntryAhead>()

  /** `clock`: this computer's own. */
  constructor(suite: Suite, store: Store, clock: Pick<Clock, 'now'>) {
    this.#suite = suite
    this.#store = store
    this.#clock = clock
    for (const pin of readPins(store)) {
      if (pin.kind === 'identity') this.#load(pin.logId as IdentityId)
    }
  }

  get(id: IdentityId): IdentityLog | null {
    return this.#logs.get(id) ?? null
  }

  /** What this log stops at, as seen in its last `refresh`: the state before it counts. Null: nothing. [Note: Held entries] */
  ahead(id: IdentityId): EntryAhead | null {
    const ahead = this.#ahead.get(id)
    return ahead !== undefined && ahead.until > this.#clock.now() ? ahead : null
  }

  /**
   * Fetches what `reader` has beyond what is known, verifies and remembers it. Throws E_ID for an unknown or foreign log,
   * EntryHeld where it stops before the pin, E_ROLLBACK below the pin, E_FORK beside it, what `IdentityLog` throws, and E_TRANSPORT.
   */
  refresh(id: IdentityId, reader: LogReader, signal: AbortSignal): Promise<IdentityLog> {
    const serial = this.#serials.get(id) ?? new Serial()
    this.#serials.set(id, serial)
    return serial.run(async () => {
      const before = this.#ahead.get(id)?.until
      try {
        return await this.#refresh(id, reader, signal)
      } finally {
        if (this.#ahead.get(id)?.until !== before) this.holds.emit(id)
      }
    })
  }

  async #refresh(id: IdentityId, reader: LogReader, signal: AbortSignal): Promise<IdentityLog> {
    const known = this.get(id)
    this.#ahead.delete(id)
    if (known === null) {
      const log = await this.#fetch(id, reader, signal)
      return this.#keep(log, log.entries)
    }
    // The first entry repeats the known head: a relay that lacks it, or has another one there, is noticed.
    let log: IdentityLog | null = null
    for await (const entry of this.#entries(id, reader, { from: known.head.seq, signal })) {
      if (log === null && entry.hash !== known.head.hash) {
        const other = await this.#fetch(id, reader, signal)
        return this.ahead(id) === null ? this.#adoptBranch(known, other) : known
      }
      const next: IdentityLog = log === null ? known : log.append(this.#suite, entry)
      if (log !== null && this.#isHeld(next)) break
      log = next
    }
    if (log === null) return this.#beyond(known, reader, signal)
    return this.#keep(log, log.entries.slice(known.entries.length))
  }

  /** The relay ends below what is known: it lost some, or root has replaced what is known by a shorter branch (§19.16). */
  async #beyond(known: IdentityLog, reader: LogReader, signal: AbortSignal): Promise<IdentityLog> {
    const shown = await this.#fetch(known.id, reader, signal)
    // Of a log that was not read to its end nobody knows what it lacks.
    if (this.ahead(known.id) !== null) return known
    return known.contains(shown.head) ? this.#heal(known, reader, signal) : this.#adoptBranch(known, shown)
  }

  /**
   * The relay ends below what was verified here: before anything else it gets back, byte for byte, what it lacks (a restored
   * backup heals). Throws E_ROLLBACK where it still does not show it.
   */
  async #heal(known: IdentityLog, reader: LogReader, signal: AbortSignal): Promise<IdentityLog> {
    await reader.mirror(known.id, known.entries.map(encodeEntry), { signal })
    for await (const entry of this.#entries(known.id, reader, { from: known.head.seq, signal })) {
      if (entry.hash === known.head.hash) return known
      // Nothing that only looks like an entry is called a fork.
      return this.#adoptBranch(known, await this.#fetch(known.id, reader, signal))
    }
    throw new Refused('E_ROLLBACK', `identity log ends before ${known.head.seq}`)
  }

  /** A whole log up to what is held, each entry verified before the next is asked for: what is refused is not collected (T58). */
  async #fetch(id: IdentityId, reader: LogReader, signal: AbortSignal): Promise<IdentityLog> {
    let log: IdentityLog | null = null
    for await (const entry of this.#entries(id, reader, { from: 0, signal })) {
      const next: IdentityLog =
        log === null ? IdentityLog.verify(this.#suite, [entry], id) : log.append(this.#suite, entry)
      if (this.#isHeld(next)) break
      log = next
    }
    return log ?? IdentityLog.verify(this.#suite, [], id)
  }

  /** Whether the last entry of `log`, which is valid, has to wait. */
  #isHeld({ id, state }: IdentityLog): boolean {
    const ahead = heldEntry({ authorId: id, time: state.time }, this.#clock.now())
    if (ahead !== null) this.#ahead.set(id, ahead)
    return ahead !== null
  }

  async *#entries(
    id: IdentityId,
    reader: LogReader,
    { from, signal }: { readonly from: number; readonly signal: AbortSignal },
  ): AsyncGenerator<Entry> {
    let fetched = 0
    for await (const bytes of reader.readLog(id, from, { signal })) {
      fetched += bytes.length
      if (fetched > maxFetched) throw new Refused('E_LIMIT', 'identity log')
      yield parseEntry(this.#suite, 'identity', bytes)
    }
  }

  /** Verifies entries that continue what is known (or a whole log) and remembers them with their pin in one transaction. */
  accept(id: IdentityId, entries: readonly Entry[]): IdentityLog {
    const known = this.get(id)
    const log =
      known === null
        ? IdentityLog.verify(this.#suite, entries, id)
        : entries.reduce((longer, entry) => longer.append(this.#suite, entry), known)
    return this.#keep(log, entries)
  }

  #keep(log: IdentityLog, entries: readonly Entry[]): IdentityLog {
    const pin = readPin(this.#store, log.id)
    const ahead = this.ahead(log.id)
    if (pin !== null && log.head.seq < pin.seq && ahead !== null) throw new EntryHeld(ahead)
    if (pin !== null) mustReachPin(log, pin)
    this.#store.write((store) => {
      this.#remember(store, entries)
      raisePin(store, { logId: log.id, kind: 'identity', ...log.head })
    })
    this.#logs.set(log.id, log)
    return log
  }

  /** Another branch: adopted only if the root key signed where they part (PROTOCOL §5). Throws E_FORK otherwise. */
  #adoptBranch(known: IdentityLog, other: IdentityLog): IdentityLog {
    const chosen = chooseBranch(known, other)
    if (chosen.head.hash === known.head.hash) throw new Refused('E_FORK', 'identity log')
    this.#store.write((store) => {
      deleteEntries(store, known.id)
      this.#remember(store, chosen.entries)
      replacePin(store, { logId: known.id, kind: 'identity', ...chosen.head })
      replaceAbandoned(
        store,
        known.id,
        chosen.abandoned.map((branch) => evidenceOf(branch, chosen)),
      )
    })
    this.#logs.set(known.id, chosen)
    return chosen
  }

  #remember(store: WritableStore, entries: readonly Entry[]): void {
    for (const entry of entries)
      insertEntry(store, entry.logId, { seq: entry.seq, hash: entry.hash, bytes: encodeEntry(entry) })
  }

  #load(id: IdentityId): void {
    const entries = readEntries(this.#store, id).map(({ bytes }) => parseEntry(this.#suite, 'identity', bytes))
    if (entries.length === 0) return
    const log = IdentityLog.verify(this.#suite, entries, id)
    const branches = readAbandoned(this.#store, id).map((branch) => this.#branchOf(log, branch))
    this.#logs.set(id, branches.reduce(chooseBranch, log))
  }

  #branchOf(log: IdentityLog, { entries }: AbandonedBranch): IdentityLog {
    const parsed = entries.map((bytes) => parseEntry(this.#suite, 'identity', bytes))
    const start = log.upTo((parsed[0]?.seq ?? 1) - 1)
    return parsed.reduce((branch, entry) => branch.append(this.#suite, entry), start)
  }
}

/** What `branch` has and the adopted log has not. */
function evidenceOf(branch: IdentityLog, adopted: IdentityLog): AbandonedBranch {
  const own = branch.entries.filter(({ seq, hash }) => !adopted.contains({ seq, hash }))
  return { head: branch.head.hash, entries: own.map(encodeEntry) }
}
