// The own identity moves its home to another relay at which it has an account: `home.set`, and with it the inbox and the self record. Spaces
// stay where they are. PROTOCOL §8 "Home and mirrors", §19.17. Runs in core and CLI.
//
// [Note: One log, two relays] The new relay takes the entry first, then the old one orders it like any other: from then on it takes none any
// more. What was begun stands in the store, so that it goes on after any interruption; every step may be taken again. Between the two
// another computer of this person could append at the old relay: then the old relay's log is the identity's, and the new one, which has
// another entry in that place, is of no use to it any more (`torn`).
import { fromBase64url, toBase64url } from '../shared/base/encoding.ts'
import { Refused } from '../shared/base/errors.ts'
import { attemptAsync, refusedBy } from '../shared/base/result.ts'
import { Serial } from '../shared/base/serial.ts'
import type { Reach } from '../shared/contact/index.ts'
import type { Suite } from '../shared/crypto/suite.ts'
import type { RelayId } from '../shared/domain/ids.ts'
import { encodeEntry, parseEntry, type Entry } from '../shared/logs/entry.ts'
import { activeDevices, setHome } from '../shared/logs/identity/index.ts'
import type { Accounts } from './accounts.ts'
import type { Relay } from './environment.ts'
import { EntryHeld } from './held-entry.ts'
import type { KnownIdentities, OwnIdentity } from './identity/index.ts'
import { RelayTime } from './relay-time.ts'
import type { Relays } from './relays.ts'
import { Retries } from './retries.ts'
import { deleteSetting, formatReach, parseReach, putSetting, readSetting, type Store } from './store/index.ts'
import type { Clock } from './sync/interface.ts'
import type { Whereabouts } from './whereabouts.ts'

type MoveEnvironment = {
  readonly suite: Suite
  readonly store: Store
  readonly me: OwnIdentity
  readonly known: KnownIdentities
  readonly relays: Relays<Relay>
  readonly clock: Clock
  readonly accounts: Accounts
  readonly whereabouts: Whereabouts
  /** Everything that lets others write to the own inbox does so there, too. */
  readonly openInboxAt: (relay: Relay, signal: AbortSignal) => Promise<void>
  /** Brings the self record as it is now. */
  readonly bringSelf: (to: Relay, signal: AbortSignal) => Promise<void>
  readonly onChanged: () => void
}

/** `begun`: nothing binds yet · `offered`: the new relay may have the entry, there is no way back · `torn`: see [Note: One log, two relays]. */
type Stage = 'begun' | 'offered' | 'torn'
type Move = { readonly from: Reach; readonly to: Reach; readonly entry: Entry | null; readonly isTorn: boolean }

const setting = 'home-move'
/** Milliseconds that each call to the old relay may take where this computer goes on without it. */
const patienceForOld = 4_000

export class HomeMove {
  readonly #env: MoveEnvironment
  readonly #serial = new Serial()
  readonly #retries: Retries<'resume'>
  /** It did not answer, or refused, since the last beginning: nobody waits for it again. */
  #isOldSilent = false

  constructor(environment: MoveEnvironment) {
    this.#env = environment
    this.#retries = new Retries(() => environment.clock.now(), { patience: 20_000, pause: 60_000 })
    environment.me.writer.restWhile(() => this.state?.stage === 'offered')
  }

  /** What is under way, here and by this computer; null: nothing. */
  get state(): { readonly to: RelayId; readonly stage: Stage } | null {
    const move = this.#read()
    if (move === null) return null
    return { to: move.to.home.relayId, stage: move.isTorn ? 'torn' : move.entry === null ? 'begun' : 'offered' }
  }

  /**
   * Moves the home there; false: begun, and gone on with by `resume` as soon as both relays answer. Throws E_ID without an account
   * there, E_CONFLICT for home and while another move is under way, OnlyHere for a relay that only this computer reaches, E_ROLE where
   * this device may not, E_FORK (`torn`), and what the relays refuse; where nothing binds yet everything is as before.
   */
  begin(relayId: RelayId, signal: AbortSignal): Promise<boolean> {
    return this.#serial.run(async () => {
      const { accounts, whereabouts } = this.#env
      const to = whereabouts.forOthers(accounts.mustHave(relayId))
      const from = whereabouts.home
      if (relayId === from.home.relayId || this.#read() !== null) throw new Refused('E_CONFLICT', 'home or under way')
      this.#write({ from, to, entry: null, isTorn: false })
      const done = await attemptAsync(() => this.#goOn(signal))
      if (done.ok) return true
      if (this.state?.stage !== 'offered') {
        if (this.state?.stage === 'begun') this.#end()
        throw refusedBy(done.error)
      }
      if (done.error.code !== 'E_TRANSPORT') throw refusedBy(done.error)
      return false
    })
  }

  /** Leaves everything as it was, or forgets the relay that is of no use any more. Throws E_CONFLICT where there is no way back. */
  cancel(): void {
    const move = this.#read()
    if (move === null) return
    if (move.entry !== null && !move.isTorn) throw new Refused('E_CONFLICT', 'the new relay may have it')
    if (move.isTorn && this.#env.accounts.mayRemove(move.to.home.relayId))
      this.#env.accounts.remove(move.to.home.relayId)
    this.#end()
  }

  /** Goes on with what was begun, and follows where another computer of this person has moved the home. Throws nothing but bugs. */
  async resume(signal: AbortSignal): Promise<void> {
    const { known, me } = this.#env
    if (known.get(me.id) === null) return
    const goOn = (limited: AbortSignal): Promise<void> =>
      this.#serial.run(() => (this.#read() === null ? this.#follow(limited) : this.#goOn(limited)))
    await this.#retries.attempt('resume', goOn, signal)
  }

  async #goOn(signal: AbortSignal): Promise<void> {
    const { relays, known, me, accounts, whereabouts, openInboxAt } = this.#env
    let move = this.#read()
    if (move === null || move.isTorn) return
    this.#isOldSilent = false
    const target = relays.at(move.to)
    if (whereabouts.home.home.relayId !== move.to.home.relayId) {
      const entry = move.entry ?? (await this.#prepare(move, target, signal))
      move = { ...move, entry }
      await this.#offer(move, entry, { target, old: relays.at(move.from) }, signal)
      if (!this.#holds(entry)) known.accept(me.id, [entry])
      await whereabouts.settleAt(move.to)
    }
    // Once more: what was made since it was first told would else be known to the old relay alone.
    await openInboxAt(target, signal)
    accounts.moved(move.from, move.to, (store) => deleteSetting(store, setting))
  }

  /** Everything that has to be there before anybody comes; then the entry, which is noted before it is offered. */
  async #prepare(move: Move, target: Relay, signal: AbortSignal): Promise<Entry> {
    const { suite, me, known, clock, openInboxAt, bringSelf } = this.#env
    await this.#refresh(move, signal)
    await target.mirror(me.id, me.log.entries.map(encodeEntry), { signal })
    await openInboxAt(target, signal)
    await bringSelf(target, signal)
    const time = new RelayTime(clock, () => target)
    await time.mustBeRight(signal)
    // The last look before it: whoever appends after this meets the entry itself.
    return me.writer.alone(async () => {
      await this.#refresh(move, signal)
      const ahead = known.ahead(me.id)
      if (ahead !== null) throw new EntryHeld(ahead)
      const step = { log: me.log, author: me.device, time: Math.max(time.now(), me.log.state.time) }
      const entry = setHome(suite, step, move.to.home).entries.at(-1)
      if (entry === undefined) throw new RangeError('home.set without an entry')
      this.#write({ ...move, entry })
      return entry
    })
  }

  async #offer(
    move: Move,
    entry: Entry,
    { target, old }: { readonly target: Relay; readonly old: Relay },
    signal: AbortSignal,
  ): Promise<void> {
    const { me } = this.#env
    if (!this.#holds(entry)) await this.#refresh(move, signal)
    if (this.#isOvertaken(entry)) return this.#giveUp(move, entry, target, signal)
    const log = [...me.log.entries.slice(0, entry.seq), entry].map(encodeEntry)
    const taken = await attemptAsync(() => target.mirror(me.id, log, { signal }))
    if (!taken.ok) {
      // What it has it would take again: refused, it does not have it.
      const isRefused = taken.error.code !== 'E_TRANSPORT'
      if (isRefused) this.#write({ ...move, entry: null, isTorn: taken.error.code === 'E_FORK' })
      throw refusedBy(taken.error)
    }
    if (this.#isOldSilent) return
    if (await this.#tellOld(old, log, signal)) return
    // Whatever it answered: what its log shows in that place decides.
    await this.#refresh(move, signal)
    if (this.#isOvertaken(entry)) return this.#giveUp(move, entry, target, signal)
    if (!this.#holds(entry) && !this.#isAlone)
      throw new Refused('E_TRANSPORT', 'the old relay does not order the entry')
  }

  /** True: it has it. False: it said no, and nobody but this computer could have been first; or another was. */
  async #tellOld(old: Relay, log: readonly Uint8Array[], signal: AbortSignal): Promise<boolean> {
    const { id } = this.#env.me
    const last = log.at(-1) ?? new Uint8Array()
    let told = await attemptAsync(async () => (await old.append(id, last, { signal: this.#forOld(signal) })).kind)
    if (!told.ok && told.error.code === 'E_STALE')
      told = await attemptAsync(() =>
        old.mirror(id, log, { signal: this.#forOld(signal) }).then(() => 'appended' as const),
      )
    if (!told.ok && !this.#isAlone) throw refusedBy(told.error)
    return told.ok && told.value === 'appended'
  }

  /** Another computer was first. Where the new relay does not have the entry, it is made anew. */
  async #giveUp(move: Move, { seq, hash }: Entry, target: Relay, signal: AbortSignal): Promise<never> {
    const { suite, me } = this.#env
    let isThere = false
    for await (const bytes of target.readLog(me.id, seq, { signal })) {
      isThere = parseEntry(suite, 'identity', bytes).hash === hash
      break
    }
    this.#write({ ...move, entry: null, isTorn: isThere })
    throw isThere ? new Refused('E_FORK', 'another computer was first') : new Refused('E_TRANSPORT', 'made anew')
  }

  /** Where it is silent or refuses, whoever has this computer only goes on all the same: nobody else could have appended there. */
  async #refresh({ from }: Move, signal: AbortSignal): Promise<void> {
    const { known, me, relays } = this.#env
    if (this.#isOldSilent) return
    const seen = await attemptAsync(() => known.refresh(me.id, relays.at(from), this.#forOld(signal)))
    if (seen.ok) return
    if (!this.#isAlone) throw refusedBy(seen.error)
    this.#isOldSilent = true
  }

  /** It takes the time of nobody who would go on without it. */
  #forOld(signal: AbortSignal): AbortSignal {
    return this.#isAlone ? AbortSignal.any([signal, AbortSignal.timeout(patienceForOld)]) : signal
  }

  get #isAlone(): boolean {
    return activeDevices(this.#env.me.log.state).length === 1
  }

  #holds({ seq, hash }: Entry): boolean {
    return this.#env.me.log.contains({ seq, hash })
  }

  #isOvertaken(entry: Entry): boolean {
    return this.#env.me.log.head.seq >= entry.seq && !this.#holds(entry)
  }

  /** Another computer of this person has moved the home: the own log says so, and the relay it names must answer there. */
  async #follow(signal: AbortSignal): Promise<void> {
    const { me, accounts, whereabouts } = this.#env
    const named = me.log.state.home
    const from = whereabouts.home
    if (named === null || named.relayId === from.home.relayId) return
    const to = await accounts.find(named, signal, { inSelf: true })
    // In this order: after an interruption it is done once more, and the inbox that is left is not forgotten.
    accounts.moved(from, to)
    await whereabouts.settleAt(to, { isTold: true })
  }

  #read(): Move | null {
    const stored = readSetting(this.#env.store, setting)
    if (stored === null) return null
    const [from, to, entry, isTorn] = JSON.parse(stored) as [string, string, string | null, boolean]
    const parsed = entry === null ? null : parseEntry(this.#env.suite, 'identity', fromBase64url(entry))
    return { from: parseReach(from), to: parseReach(to), entry: parsed, isTorn }
  }

  #write({ from, to, entry, isTorn }: Move): void {
    const bytes = entry === null ? null : toBase64url(encodeEntry(entry))
    const text = JSON.stringify([formatReach(from), formatReach(to), bytes, isTorn])
    this.#env.store.write((store) => putSetting(store, setting, text))
    this.#env.onChanged()
  }

  #end(): void {
    this.#env.store.write((store) => deleteSetting(store, setting))
    this.#env.onChanged()
  }
}
