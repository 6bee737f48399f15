// The relays at which this identity has an account: its home, where its inbox is, and others, where it may keep spaces of its own. Own log
// and self record are copied to all of them. PROTOCOL §8 "Home and mirrors", §19.14, §19.17. Runs in core and CLI.
import { Refused } from '../shared/base/errors.ts'
import { attemptAsync } from '../shared/base/result.ts'
import type { Reach } from '../shared/contact/index.ts'
import type { RelayId } from '../shared/domain/ids.ts'
import { encodeEntry } from '../shared/logs/entry.ts'
import type { RelayInfo } from '../shared/protocol/index.ts'
import type { Relay } from './environment.ts'
import type { OwnIdentity } from './identity/index.ts'
import type { Relays } from './relays.ts'
import { deleteSetting, formatReach, parseReach, putSetting, readSetting, type Store } from './store/index.ts'

type AccountsEnvironment = {
  readonly store: Store
  readonly me: OwnIdentity
  readonly relays: Relays<Relay>
  readonly home: () => Reach
  /** Names of the spaces of one's own that live at a relay, and of those of which that is not known yet. */
  readonly ownSpacesAt: (relay: RelayId) => readonly string[]
  /** Brings the self record as it is at home to another relay. */
  readonly copySelf: (to: Relay, signal: AbortSignal) => Promise<void>
  /** What is copied is as new as this says. */
  readonly selfCounter: () => string
  /** Milliseconds, of this computer. */
  readonly now: () => number
  readonly onChanged: () => void
}

/** Part of the self record: the person's, not this computer's. */
const setting = 'accounts'
/** Besides home; with the longest addresses they still fit into the self record. */
const mostAccounts = 8
/** Characters that a log has for an address. */
const maxAddress = 255
/** Milliseconds that copying may take, and until a relay that did not take the copies is tried again. */
const patience = 15_000
const pause = 10 * 60_000

export class Accounts {
  readonly #env: AccountsEnvironment
  readonly #failedAt = new Map<RelayId, number>()

  constructor(environment: AccountsEnvironment) {
    this.#env = environment
  }

  /** Besides home, the oldest first. */
  others(): readonly Reach[] {
    const stored = JSON.parse(readSetting(this.#env.store, setting) ?? '[]') as readonly string[]
    const elsewhere = stored.map(parseReach).filter(({ home }) => home.relayId !== this.#env.home().home.relayId)
    return elsewhere.map((reach) => this.#env.relays.placeOf(reach))
  }

  /** Home first. */
  all(): readonly Reach[] {
    return [this.#env.home(), ...this.others()]
  }

  /** Throws E_ID where this identity has no account. */
  mustHave(relayId: RelayId): Reach {
    const found = this.all().find(({ home }) => home.relayId === relayId)
    if (found === undefined) throw new Refused('E_ID', 'no account at this relay')
    return found
  }

  /**
   * Opens an account, or says where that of a relay known here is found now. Throws E_CONFLICT for home, E_POLICY where the relay
   * does not admit this person, E_LIMIT, E_TRANSPORT; then everything is as before.
   */
  async add(reach: Reach, token: string | null, signal: AbortSignal): Promise<void> {
    const { me, relays, home } = this.#env
    const { relayId, address } = reach.home
    if (relayId === home().home.relayId) throw new Refused('E_CONFLICT', 'the home relay')
    const others = [...this.others().filter((other) => other.home.relayId !== relayId), reach]
    if (others.length > mostAccounts || address.length > maxAddress) throw new Refused('E_LIMIT', 'accounts')
    await relays.at(reach).register(me.log.entries.map(encodeEntry), { token, signal })
    this.#write(others)
    this.#failedAt.delete(relayId)
    await this.keep(signal)
  }

  /** What the relay says of itself. Throws E_ID, E_TRANSPORT. */
  describe(relayId: RelayId, signal: AbortSignal): Promise<RelayInfo> {
    return this.#env.relays.at(this.mustHave(relayId)).info({ signal })
  }

  /** Nothing of one's own lies there any more; the account itself is the operator's to end. Throws E_POLICY while a space lives there, E_ID. */
  remove(relayId: RelayId): void {
    const { store, home, ownSpacesAt } = this.#env
    this.mustHave(relayId)
    if (relayId === home().home.relayId) throw new Refused('E_POLICY', 'the home relay')
    if (ownSpacesAt(relayId).length > 0) throw new Refused('E_POLICY', 'own spaces live there')
    store.write((writable) => deleteSetting(writable, copiedKey(relayId)))
    this.#write(this.others().filter((other) => other.home.relayId !== relayId))
  }

  /** Brings the other relays what is new of the own log and the self record; one that does not take it now gets it later. */
  async keep(signal: AbortSignal): Promise<void> {
    const { now } = this.#env
    for (const reach of this.others()) {
      const { relayId } = reach.home
      const failedAt = this.#failedAt.get(relayId)
      if (failedAt !== undefined && Math.abs(now() - failedAt) < pause) continue
      const limited = AbortSignal.any([signal, AbortSignal.timeout(patience)])
      const copied = await attemptAsync(() => this.#copy(reach, limited))
      if (copied.ok) this.#failedAt.delete(relayId)
      else this.#failedAt.set(relayId, now())
    }
  }

  async #copy(reach: Reach, signal: AbortSignal): Promise<void> {
    const { store, me, relays, copySelf, selfCounter } = this.#env
    const key = copiedKey(reach.home.relayId)
    const newest = `${me.head.hash} ${selfCounter()}`
    if (readSetting(store, key) === newest) return
    const relay = relays.at(reach)
    await relay.mirror(me.id, me.log.entries.map(encodeEntry), { signal })
    await copySelf(relay, signal)
    store.write((writable) => putSetting(writable, key, newest))
  }

  #write(others: readonly Reach[]): void {
    const { store, onChanged } = this.#env
    store.write((writable) => putSetting(writable, setting, JSON.stringify(others.map(formatReach))))
    onChanged()
  }
}

const copiedKey = (relayId: RelayId): string => `copied-to:${relayId}`
