// Appending to logs, taking mirrored entries, registering. Every entry passes the reducers that clients use. Relay only.
// PROTOCOL §8, §15, §19.8, §19.14, §19.16, §19.17.
import { Refused } from '../../shared/base/errors.ts'
import { attempt } from '../../shared/base/result.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { LogId, SpaceId } from '../../shared/domain/ids.ts'
import { MissingHead, parseEntry, type Entry } from '../../shared/logs/entry.ts'
import { chooseBranch, type IdentityLog } from '../../shared/logs/identity/index.ts'
import { principalsOf } from '../../shared/logs/space/rights.ts'
import { signReceipt } from '../../shared/logs/receipt.ts'
import { entryTimeTolerance } from '../../shared/protocol/index.ts'
import { HttpRefused, notHere, unavailable } from '../http/refused.ts'
import type { Requester } from '../http/requester.ts'
import { missingLogOf } from '../identities/missing.ts'
import type { RelayParts } from '../parts.ts'
import { mayRead } from './access.ts'
import { advance, headOf, homeOf, packsAddedBy, type HeldLog } from './held-log.ts'
import { OneAtATime } from './one-at-a-time.ts'
import { States } from './states.ts'
import { toStored } from './stored.ts'

/** Set by `relay restore`: until when only lost entries are taken back, and what counts as lost. */
export const restoredAtKey = 'restored-at'
export const healingUntilKey = 'healing-until'

type Wanted = { readonly id: LogId; readonly entries: readonly Entry[]; readonly kind: HeldLog['kind'] }

export class Logs {
  readonly states: States
  readonly #relay: RelayParts
  readonly #turns = new OneAtATime()

  constructor(relay: RelayParts) {
    this.#relay = relay
    this.states = new States(relay.suite, relay.database, relay.identities)
  }

  get #suite(): Suite {
    return this.#relay.suite
  }

  /** A receipt for the head. */
  receipt(held: HeldLog): Uint8Array {
    const { suite, key } = this.#relay
    const logId = held.kind === 'identity' ? held.log.id : held.state.id
    return signReceipt(suite, key, { logId, head: headOf(held), time: this.#relay.now() })
  }

  /**
   * Appends one entry by compare-and-swap. The same entry again answers its receipt again: an answer may get lost. Throws
   * E_CONFLICT with the head, MissingHead for a log that must be pushed first, and the reducers' refusals.
   */
  append(requester: Requester, id: LogId, bytes: Uint8Array): Promise<Uint8Array> {
    return this.#turns.run(id, async () => {
      const before = await this.states.find(id)
      // Somebody whose log is not here (that far) pushes it first; the answer is the same for every space.
      if (before?.kind !== 'identity' && !requester.isKnown) throw await missingLogOf(this.#relay, requester.identityId)
      if (before === null) return this.#create(requester, id, bytes)
      if (before.kind === 'space' && !mayRead(before.state, requester.identityId, this.#relay.now())) throw notHere()
      const entry = this.#parse(before.kind, id, bytes)
      const head = headOf(before)
      if (await this.#isStored(id, entry)) return this.receipt(before)
      if (entry.seq !== head.seq + 1 || entry.header?.prev !== head.hash) throw conflict(id, before)
      if (homeOf(before)?.relayId !== this.#relay.id) throw new Refused('E_POLICY', 'log has another home')
      await this.#mustNotBeHealing()
      return this.#extend(before, { id, kind: before.kind, entries: [entry] })
    })
  }

  /** Takes entries of a log homed elsewhere, or lost here. Entries already here are passed over. */
  mirror(requester: Requester, id: LogId, stored: readonly Uint8Array[]): Promise<Uint8Array> {
    return this.#turns.run(id, async () => {
      const before = await this.states.find(id)
      if (before?.kind !== 'space' || mayRead(before.state, requester.identityId, this.#relay.now()))
        return this.#mirror(before, requester, { id, stored })
      // Whoever may not read the space learns nothing of it, unless the entries themselves let them in.
      return this.#letIn(before, requester, { id, stored }).catch(alike)
    })
  }

  async #mirror(
    before: HeldLog | null,
    requester: Requester,
    { id, stored }: { readonly id: LogId; readonly stored: readonly Uint8Array[] },
  ): Promise<Uint8Array> {
    const kind = before?.kind ?? this.#kindOf(stored[0])
    const fresh = await this.#fresh(kind, id, stored)
    const [first] = fresh
    if (first === undefined) {
      if (before === null) throw notHere()
      return this.receipt(before)
    }
    const isBranch = before !== null && first.seq <= headOf(before).seq
    const wanted = { id, kind, entries: fresh }
    if (isBranch) return before.kind === 'identity' ? this.#branch(before.log, wanted) : this.#contradict(before, first)
    return this.#extend(before, wanted, requester)
  }

  /** Entries that this relay lost, among them the grant of whoever pushes them. */
  async #letIn(
    before: HeldLog & { readonly kind: 'space' },
    requester: Requester,
    { id, stored }: { readonly id: LogId; readonly stored: readonly Uint8Array[] },
  ): Promise<Uint8Array> {
    const entries = await this.#fresh('space', id, stored)
    if (entries[0]?.seq !== before.state.head.seq + 1) throw notHere()
    return this.#extend(before, { id, kind: 'space', entries }, requester)
  }

  async #fresh(kind: HeldLog['kind'], id: LogId, stored: readonly Uint8Array[]): Promise<readonly Entry[]> {
    const fresh: Entry[] = []
    for (const entry of stored.map((bytes) => this.#parse(kind, id, bytes))) {
      if (!(await this.#isStored(id, entry))) fresh.push(entry)
    }
    return fresh
  }

  async #create(requester: Requester, id: LogId, bytes: Uint8Array): Promise<Uint8Array> {
    if (!requester.hasAccount) throw notHere()
    const entry = attempt(() => this.#parse('space', id, bytes))
    if (!entry.ok || entry.value.header !== null) throw notHere()
    await this.#mustNotBeHealing()
    return this.#extend(null, { id, kind: 'space', entries: [entry.value] })
  }

  /** `pusher`: the entries were mirrored by them; absent: they are appended. */
  async #extend(before: HeldLog | null, wanted: Wanted, pusher?: Requester): Promise<Uint8Array> {
    const { id, kind, entries } = wanted
    const { database, identities, hub, metrics } = this.#relay
    const lost = await this.#lostUntil()
    const packs: { id: ReturnType<typeof packsAddedBy>[number]['id']; length: number }[] = []
    let after = before
    for (const entry of entries) {
      const state: HeldLog | null = after
      const next = await identities.judge((held) => advance(this.#suite, state, { id, kind, entry }, held))
      const wasLost = (entry.header?.time ?? 0) <= lost
      const isOurs = homeOf(next)?.relayId === this.#relay.id
      if (isOurs && !wasLost) this.#mustBeOnTime(next, entry, state)
      const added = packsAddedBy(entry)
      if (!wasLost && isOurs) await this.#mustHavePacks(id as SpaceId, added)
      packs.push(...added)
      after = next
    }
    if (after === null) throw new RangeError('no entries')
    if (after.kind === 'space') await this.#mustBeWelcome(before, after, pusher)
    else mustBeBounded(after.log)
    const extension = {
      logId: id,
      kind,
      after: before && headOf(before),
      entries: entries.map(toStored),
      homeId: homeOf(after)?.relayId ?? null,
      readers: after.kind === 'space' ? principalsOf(after.state) : [],
      packs,
    }
    if ((await database.logs.extend(extension)) === 'conflict')
      throw conflict(id, (await this.states.find(id)) ?? after)
    this.states.keep(after)
    metrics.entries.inc({ kind }, entries.length)
    hub.logGrew(id, headOf(after).seq)
    return this.receipt(after)
  }

  /**
   * A space lives at its home, on the account of its owner, who alone may bring one here that moves (in several pushes);
   * pushed back by whoever reads it before or after.
   */
  async #mustBeWelcome(before: HeldLog | null, after: HeldLog, pusher: Requester | undefined): Promise<void> {
    if (after.kind !== 'space') return
    const isOurs = [before, after].some((held) => held !== null && homeOf(held)?.relayId === this.#relay.id)
    const isOwners = pusher?.hasAccount === true && pusher.identityId === after.state.owner
    if (!isOurs && !isOwners) throw new Refused('E_POLICY', 'space has another home')
    const owner = await this.#relay.database.accounts.find(after.state.owner)
    if (before === null && owner?.isBlocked !== false) throw new Refused('E_POLICY', 'owner has no account')
    if (pusher === undefined) return
    const now = this.#relay.now()
    const readsBefore = before?.kind === 'space' && mayRead(before.state, pusher.identityId, now)
    if (!pusher.isKnown || !(readsBefore || mayRead(after.state, pusher.identityId, now))) throw notHere()
  }

  /** Another branch of an identity log: adopted where root signed it, kept as proof in any case. */
  async #branch(log: IdentityLog, { id, entries }: Wanted): Promise<Uint8Array> {
    const { database, hub } = this.#relay
    const [first] = entries
    if (first === undefined || first.seq === 0) throw new Refused('E_ID', 'another genesis')
    let branch = log.upTo(first.seq - 1)
    for (const entry of entries) branch = branch.append(this.#suite, entry)
    const adopted = chooseOrNull(log, branch)
    if (adopted?.head.hash !== branch.head.hash) {
      for (const entry of entries) await database.logs.addProof(id, toStored(entry))
      if (adopted === null) throw new Refused('E_FORK', 'two branches')
      const held: HeldLog = { kind: 'identity', log: adopted }
      this.states.keep(held)
      return this.receipt(held)
    }
    await database.logs.replace(id, first.seq, entries.map(toStored), adopted.state.home?.relayId ?? null)
    const held: HeldLog = { kind: 'identity', log: adopted }
    this.states.keep(held)
    hub.logGrew(id, adopted.head.seq)
    return this.receipt(held)
  }

  /** A valid entry at a place already taken: the two are proof that somebody forked the space. */
  async #contradict(before: HeldLog, entry: Entry): Promise<never> {
    const { database, identities } = this.#relay
    const id = entry.logId as SpaceId
    if (before.kind !== 'space' || entry.seq === 0) throw new Refused('E_ID', 'another genesis')
    const state = await this.states.spaceAt(id, entry.seq - 1)
    await identities.judge((held) => advance(this.#suite, { kind: 'space', state }, { id, kind: 'space', entry }, held))
    await database.logs.addProof(id, toStored(entry))
    throw new Refused('E_FORK', `two entries ${entry.seq}`)
  }

  async #mustHavePacks(space: SpaceId, packs: ReturnType<typeof packsAddedBy>): Promise<void> {
    for (const { id, length } of packs) {
      const stored = await this.#relay.database.packs.find(space, id)
      if (stored === null || stored.isMissing || stored.length !== length)
        throw new Refused('E_INTEGRITY', 'absent pack')
    }
  }

  /** Not for entries before this relay became the log's home. */
  #mustBeOnTime(after: HeldLog, entry: Entry, before: HeldLog | null): void {
    const time = entry.header?.time ?? (after.kind === 'space' ? after.state.time : null)
    if (time === null || (before === null && after.kind === 'identity')) return
    if (Math.abs(time - this.#relay.now()) > entryTimeTolerance) throw new Refused('E_STALE', 'time of the entry')
  }

  async #lostUntil(): Promise<number> {
    const restoredAt = await this.#relay.database.settings.get(restoredAtKey)
    return restoredAt === null ? -1 : Number(restoredAt) + entryTimeTolerance
  }

  async #mustNotBeHealing(): Promise<void> {
    const until = await this.#relay.database.settings.get(healingUntilKey)
    if (until !== null && Number(until) > this.#relay.now()) throw unavailable('taking back lost entries', 60)
  }

  async #isStored(id: LogId, { seq, hash }: Entry): Promise<boolean> {
    const [row] = await this.#relay.database.logs.read(id, seq, { count: 1, bytes: 1, bodies: false })
    return row?.seq === seq && row.hash === hash
  }

  #parse(kind: HeldLog['kind'], id: LogId, bytes: Uint8Array): Entry {
    const entry = parseEntry(this.#suite, kind, bytes)
    if (entry.logId !== id) throw new Refused('E_ID', 'entry of another log')
    return entry
  }

  /** Of a log that is not here yet: its first entry tells. */
  #kindOf(genesis: Uint8Array | undefined): HeldLog['kind'] {
    for (const kind of ['identity', 'space'] as const) {
      const entry = attempt(() => parseEntry(this.#suite, kind, genesis ?? new Uint8Array(0)))
      if (entry.ok && entry.value.header === null) return kind
    }
    throw notHere()
  }
}

/** [Note: Alike] also for what is wrong with entries of a log that is not to be read. What is missing first may be said. */
function alike(error: unknown): never {
  throw error instanceof Refused && !(error instanceof MissingHead) ? notHere() : error
}

/** All entries of an identity are in memory while it is in use: 8 MiB are thousands of devices and keys. */
const maxIdentityHeaders = 8 * 1024 * 1024

function mustBeBounded({ entries }: IdentityLog): void {
  const length = entries.reduce((sum, { headerBytes }) => sum + headerBytes.length, 0)
  if (length > maxIdentityHeaders) throw new Refused('E_LIMIT', 'identity log')
}

const conflict = (logId: LogId, held: HeldLog): HttpRefused =>
  new HttpRefused('E_CONFLICT', 'another head', { place: { logId, ...headOf(held) } })

function chooseOrNull(log: IdentityLog, branch: IdentityLog): IdentityLog | null {
  try {
    return chooseBranch(log, branch)
  } catch (error) {
    if (error instanceof Refused && error.code === 'E_FORK') return null
    throw error
  }
}
