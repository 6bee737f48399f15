// The relays at which this identity has an account: its home, where its inbox is, and others, where it may keep spaces of its own. Own log
// and self record are copied to all of them, and what another computer of this person wrote there is taken. PROTOCOL §8 "Home and mirrors",
// docs/PROTOCOL.md "Several relays". Runs in core and CLI.
import { Refused } from '../shared/base/errors.ts'
import { attemptAsync, refusedBy } from '../shared/base/result.ts'
import type { Reach } from '../shared/contact/index.ts'
import type { RelayId } from '../shared/domain/ids.ts'
import { encodeEntry } from '../shared/logs/entry.ts'
import type { RelayInfo } from '../shared/protocol/index.ts'
import type { CoreEnvironment, Relay } from './environment.ts'
import type { KnownIdentities, OwnIdentity } from './identity/index.ts'
import type { Relays } from './relays.ts'
import { mustAnswer } from './remote/index.ts'
import { Retries } from './retries.ts'
import type { Home } from '../shared/logs/identity/index.ts'
import {
  deleteSetting,
  formatReach,
  parseReach,
  putSetting,
  readSetting,
  type Store,
  type WritableStore,
} from './store/index.ts'

type AccountsEnvironment = {
  readonly store: Store
  readonly me: OwnIdentity
  readonly known: KnownIdentities
  readonly identifyRelay: CoreEnvironment['identifyRelay']
  readonly relays: Relays<Relay>
  readonly home: () => Reach
  /** Somebody says that a relay is found there: it is, if the relay itself says so. */
  readonly hear: (hint: Reach, signal: AbortSignal) => Promise<void>
  /** Names of the spaces of one's own that live at a relay, and of those of which that is not known yet. */
  readonly ownSpacesAt: (relay: RelayId) => readonly string[]
  /** Brings the self record as it is at home to another relay. */
  readonly copySelf: (to: Relay, signal: AbortSignal) => Promise<void>
  /** The setting `accounts` as the self record at home has it; null: none there. */
  readonly accountsInSelf: (signal: AbortSignal) => Promise<string | null>
  /** What is copied is as new as this says. */
  readonly selfCounter: () => string
  /** Milliseconds, of this computer. */
  readonly now: () => number
  readonly onChanged: () => void
}

/** Parts of the self record: the person's, not this computer's. */
const setting = 'accounts'
const formerSetting = 'former-homes'
/** Besides home; with the longest addresses they still fit into the self record. */
const mostAccounts = 8
/** Characters that a log has for an address. */
const maxAddress = 255
/** Milliseconds until a relay is looked at again, also one that did not take the copies. */
const pause = 10 * 60_000

export class Accounts {
  readonly #env: AccountsEnvironment
  readonly #retries: Retries<RelayId>
  readonly #readAt = new Map<RelayId, number>()
  readonly #contradicting = new Set<RelayId>()

  constructor(environment: AccountsEnvironment) {
    this.#env = environment
    this.#retries = new Retries(environment.now, { patience: 15_000, pause })
  }

  /** Besides home, the oldest first. */
  others(): readonly Reach[] {
    const elsewhere = reachesIn(readSetting(this.#env.store, setting)).filter(({ home }) => !this.#isHome(home.relayId))
    return elsewhere.map((reach) => this.#env.relays.placeOf(reach))
  }

  /** Home first. */
  all(): readonly Reach[] {
    return [this.#env.home(), ...this.others()]
  }

  /** Relays with another history of the own log than the one here, both signed by this person: the recovery words decide. */
  contradicting(): readonly Reach[] {
    return this.others().filter(({ home }) => this.#contradicting.has(home.relayId))
  }

  /** Home, and where it was: somebody may not have heard of it yet, or have an old card, and writes there. */
  inboxes(): readonly Reach[] {
    const former = this.#former()
    return this.all().filter(({ home }) => this.#isHome(home.relayId) || former.includes(home.relayId))
  }

  /**
   * Calls `listener` whenever the own inbox or self record may have changed, wherever they are or were; `look`: also where they are by now.
   */
  listen(listener: () => void): { readonly look: () => void; readonly end: () => void } {
    let heard: ReadonlyMap<Relay, () => void> = new Map()
    const look = (): void => {
      const relays = this.inboxes().map((reach) => this.#env.relays.at(reach))
      for (const [relay, end] of heard) if (!relays.includes(relay)) end()
      heard = new Map(relays.map((relay) => [relay, heard.get(relay) ?? relay.onPersonal(listener)]))
    }
    const end = (): void => {
      for (const stop of heard.values()) stop()
    }
    look()
    return { look, end }
  }

  /**
   * Where a relay is that a verified log names: of one's own the key is known, also from the self record at home if it is to be asked.
   * The relay itself must answer there. Throws E_ID, E_TRANSPORT.
   */
  async find(named: Home, signal: AbortSignal, { inSelf = false } = {}): Promise<Reach> {
    const isNamed = ({ home }: Reach): boolean => home.relayId === named.relayId
    let told = this.all().find(isNamed)
    if (told === undefined && inSelf) told = reachesIn(await this.#env.accountsInSelf(signal)).find(isNamed)
    const reach = this.#env.relays.placeOf(told ?? { home: named, tlsPin: null })
    await mustAnswer(this.#env.identifyRelay, reach, signal)
    return reach
  }

  /** Throws E_ID where this identity has no account. */
  mustHave(relayId: RelayId): Reach {
    const found = this.all().find(({ home }) => home.relayId === relayId)
    if (found === undefined) throw new Refused('E_ID', 'no account at this relay')
    return found
  }

  /**
   * Opens an account. [Note: Passed on] Whoever passes everything on answers as the relay, too: one that is known here is found elsewhere
   * only by its own statement. Throws E_CONFLICT for home, E_POLICY where the relay does not admit this person, E_LIMIT, E_TRANSPORT; then
   * everything is as before.
   */
  async add(reach: Reach, token: string | null, signal: AbortSignal): Promise<void> {
    const { me, relays, hear } = this.#env
    const { relayId } = reach.home
    if (this.#isHome(relayId)) throw new Refused('E_CONFLICT', 'the home relay')
    const isThat = ({ home }: Reach): boolean => home.relayId === relayId
    if (this.others().some(isThat)) await hear(reach, signal)
    const place = this.others().find(isThat) ?? reach
    const { address } = place.home
    const others = [...this.others().filter((other) => !isThat(other)), place]
    if (others.length > mostAccounts || address.length > maxAddress) throw new Refused('E_LIMIT', 'accounts')
    await relays.at(place).register(me.log.entries.map(encodeEntry), { token, signal })
    this.#write(others)
    this.#retries.forget(relayId)
    await this.keep(signal)
  }

  /** What the relay says of itself. Throws E_ID, E_TRANSPORT. */
  describe(relayId: RelayId, signal: AbortSignal): Promise<RelayInfo> {
    return this.#env.relays.at(this.mustHave(relayId)).info({ signal })
  }

  /** Nothing of one's own lies there any more; the account itself is the operator's to end. Throws E_POLICY while a space lives there, E_ID. */
  remove(relayId: RelayId): void {
    this.mustHave(relayId)
    if (!this.mayRemove(relayId)) throw new Refused('E_POLICY', 'home, or own spaces live there')
    this.#env.store.write((writable) => deleteSetting(writable, copiedKey(relayId)))
    this.#write(this.others().filter((other) => other.home.relayId !== relayId))
  }

  mayRemove(relayId: RelayId): boolean {
    return !this.#isHome(relayId) && this.#env.ownSpacesAt(relayId).length === 0
  }

  /** Home is there now: where it was stays an account, whose inbox is still read. `also`: what belongs into the same transaction. */
  moved(from: Reach, to: Reach, also: (store: WritableStore) => unknown = () => undefined): void {
    const { store, onChanged } = this.#env
    const [left, taken] = [from.home.relayId, to.home.relayId]
    // Where home is now stays among them, unseen: who did not get so far yet knows its TLS key from here.
    const others = reachesIn(readSetting(store, setting)).filter(({ home }) => home.relayId !== left)
    const former = [...this.#former().filter((one) => ![left, taken].includes(one)), left]
    store.write((writable) => {
      putSetting(writable, setting, JSON.stringify([...others, from].map(formatReach)))
      putSetting(writable, formerSetting, JSON.stringify(former))
      also(writable)
    })
    onChanged()
  }

  /** Does something at each former home that answers. False: one did not, and is asked again later. */
  async atFormerHomes(
    work: (reach: Reach, signal: AbortSignal) => Promise<void>,
    signal: AbortSignal,
  ): Promise<boolean> {
    let isDone = true
    for (const reach of this.inboxes().slice(1))
      if (!(await this.#retries.attempt(reach.home.relayId, (limited) => work(reach, limited), signal))) isDone = false
    return isDone
  }

  /** Brings the other relays what is new of the own log and the self record; one that does not take it now gets it later. */
  async keep(signal: AbortSignal): Promise<void> {
    for (const reach of this.others())
      await this.#retries.attempt(reach.home.relayId, (limited) => this.#copy(reach, limited), signal)
  }

  #isHome(relayId: RelayId): boolean {
    return relayId === this.#env.home().home.relayId
  }

  #former(): readonly RelayId[] {
    return JSON.parse(readSetting(this.#env.store, formerSetting) ?? '[]') as readonly RelayId[]
  }

  async #copy(reach: Reach, signal: AbortSignal): Promise<void> {
    const { store, me, now, relays, copySelf, selfCounter } = this.#env
    const { relayId } = reach.home
    // What this computer offered to the new home is the log's when the old one has ordered it.
    if (me.writer.isResting) return
    const key = copiedKey(relayId)
    const newest = (): string => `${me.head.hash} ${selfCounter()}`
    const isCopied = readSetting(store, key) === newest()
    if (isCopied && Math.abs(now() - (this.#readAt.get(relayId) ?? -Infinity)) < pause) return
    const relay = relays.at(reach)
    await this.#agree(relayId, relay, signal)
    this.#readAt.set(relayId, now())
    if (isCopied) return
    await copySelf(relay, signal)
    store.write((writable) => putSetting(writable, key, newest()))
  }

  /** [Note: What another relay knows] Home may hide what another own computer wrote elsewhere: the log is read there, too, and it gets what it lacks. */
  async #agree(relayId: RelayId, relay: Relay, signal: AbortSignal): Promise<void> {
    const { me, known, onChanged } = this.#env
    const before = this.#contradicting.has(relayId)
    const seen = await attemptAsync(() => known.refresh(me.id, relay, signal))
    if (seen.ok) this.#contradicting.delete(relayId)
    else if (seen.error.code === 'E_FORK') this.#contradicting.add(relayId)
    if (before !== this.#contradicting.has(relayId)) onChanged()
    if (!seen.ok) throw refusedBy(seen.error)
  }

  #write(others: readonly Reach[]): void {
    const { store, onChanged } = this.#env
    store.write((writable) => putSetting(writable, setting, JSON.stringify(others.map(formatReach))))
    onChanged()
  }
}

const reachesIn = (stored: string | null): readonly Reach[] =>
  (JSON.parse(stored ?? '[]') as readonly string[]).map(parseReach)

const copiedKey = (relayId: RelayId): string => `copied-to:${relayId}`
