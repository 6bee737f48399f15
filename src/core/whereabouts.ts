// Where the own relay is found by this computer and by others, and where other relays have gone: addresses are hints, a relay's own
// signed statement is what counts. PROTOCOL §8 "Home and mirrors", §19.15. DESIGN.md "Embedded relay". Runs in core and CLI.
import { equalBytes } from '../shared/base/bytes.ts'
import { Refused } from '../shared/base/errors.ts'
import { attemptAsync } from '../shared/base/result.ts'
import type { Reach } from '../shared/contact/index.ts'
import type { Suite } from '../shared/crypto/suite.ts'
import type { IdentityId, RelayId } from '../shared/domain/ids.ts'
import { setHome } from '../shared/logs/identity/index.ts'
import type { RelayAddress } from '../shared/logs/relay-address.ts'
import type { CoreEnvironment, Relay } from './environment.ts'
import type { OwnIdentity } from './identity/index.ts'
import type { Relays } from './relays.ts'
import { isLoopback, scopeOf } from './remote/index.ts'
import { formatReach, parseReach, putSetting, readSetting, type Store } from './store/index.ts'

type Environment = {
  readonly suite: Suite
  readonly store: Store
  readonly me: OwnIdentity
  readonly relays: Relays<Relay>
  readonly outside: Pick<CoreEnvironment, 'connect' | 'identifyRelay'>
  readonly now: () => number
  /** Durable when it fulfils. */
  readonly saveHome: (home: Reach) => Promise<void>
  readonly hasAccount: (relay: RelayId) => boolean
  /** Who is to hear of a new address, and the way to tell one of them. */
  readonly friends: () => readonly { readonly identityId: IdentityId; readonly relay: Reach }[]
  readonly tell: (friend: IdentityId, home: Reach, signal: AbortSignal) => Promise<void>
  /** Writes the address into the logs of the spaces this identity owns there, where `isDue` says so of the one they name. */
  readonly setSpaceHomes: (home: Reach, isDue: (named: string) => boolean, signal: AbortSignal) => Promise<void>
  readonly onChanged: () => void
}

/** The relay in this app, as it runs now. */
export type OwnRelay = {
  readonly relayId: RelayId
  /** By this computer. */
  readonly local: Reach
  /** By others; null: not at all now. */
  readonly outside: Reach | null
  /** It is meant to serve this computer alone. */
  readonly isAlone: boolean
}

/** Milliseconds between two looks at where a relay says it is. */
const lookInterval = 60 * 60_000
const untold = 'address-untold'
const movedTo = 'relay-places'
const ownRelay = 'own-relay'

export class Whereabouts {
  readonly #env: Environment
  #home: Reach
  /** The relay in this app, while it runs and this identity has an account there. */
  #running: OwnRelay | null = null
  #lookedAt = 0

  constructor(environment: Environment, home: Reach) {
    this.#env = environment
    this.#home = home
    for (const { reach } of this.#adopted().values()) environment.relays.move(reach)
  }

  /** Of the own inbox and the own spaces. */
  get home(): Reach {
    return this.#home
  }

  /**
   * What another person is told about the place of a relay. Throws OnlyHere (E_POLICY) for the relay in this app while only this computer
   * reaches it: no card, link or invitation carries an address that leads to another computer there.
   */
  forOthers(reach: Reach = this.#home): Reach {
    const { relayId } = reach.home
    const place =
      relayId === this.#home.home.relayId
        ? this.#home
        : this.isHere(relayId)
          ? (this.#running?.outside ?? reach)
          : this.#env.relays.placeOf(reach)
    if (this.isHere(relayId) && isLoopback(place.home.address)) throw new OnlyHere()
    return place
  }

  /** It is the relay in this app, running or not. */
  isHere(relayId: RelayId): boolean {
    const isHome = relayId === this.#home.home.relayId
    return (isHome && readSetting(this.#env.store, 'relay-kind') === 'embedded') || relayId === this.ownRelay
  }

  /** The relay in this app, where this identity has an account there, running or not; else null. */
  get ownRelay(): RelayId | null {
    const id = readSetting(this.#env.store, ownRelay) as RelayId | null
    return id !== null && (id === this.#home.home.relayId || this.#env.hasAccount(id)) ? id : null
  }

  /** The relay in this app runs, or is found elsewhere now. This computer itself always takes the shortest way. */
  async useOwn(own: OwnRelay): Promise<void> {
    const { relayId, local, outside, isAlone } = own
    const isHome = relayId === this.#home.home.relayId
    if (!isHome && !this.#env.hasAccount(relayId)) return
    this.#running = own
    // Also where the cache was lost and with it what the person chose.
    this.#env.store.write((store) => {
      putSetting(store, ownRelay, relayId)
      if (isHome) putSetting(store, 'relay-kind', 'embedded')
    })
    this.#env.relays.move(local)
    if (isHome && (outside !== null || isAlone)) await this.#moveHome(outside ?? local)
  }

  /** The own log names this relay as home now. Durable when it fulfils. `isTold`: by the computer that moved it. */
  async settleAt(home: Reach, { isTold = false }: { readonly isTold?: boolean } = {}): Promise<void> {
    const ids = isTold ? [] : this.#env.friends().map(({ identityId }) => identityId)
    this.#env.store.write((store) => {
      putSetting(store, untold, JSON.stringify(ids))
      putSetting(store, 'relay-kind', home.home.relayId === this.ownRelay ? 'embedded' : 'address')
    })
    await this.#env.saveHome(home)
    this.#home = home
    this.#env.onChanged()
  }

  /** Tells whoever has to know of a new address, and looks where other relays have gone. Throws E_TRANSPORT. */
  async keep(signal: AbortSignal): Promise<void> {
    const isForOthers = !isLoopback(this.#home.home.address)
    if (isForOthers && this.#isItsWord) await this.#setHomes(signal)
    if (isForOthers || !this.isHere(this.#home.home.relayId)) await this.#tellFriends(signal)
    await this.#setOwnHomes(signal)
    if (Math.abs(this.#env.now() - this.#lookedAt) < lookInterval) return
    this.#lookedAt = this.#env.now()
    for (const [relayId, clients] of this.#env.relays.list())
      if (!this.isHere(relayId)) await this.#askWhere(relayId, clients, signal)
  }

  /** Somebody says that a relay is found there: the relay itself must say so. Throws nothing but bugs. */
  async hear(hint: Reach, signal: AbortSignal): Promise<void> {
    const { relayId } = hint.home
    if (relayId === this.#home.home.relayId || this.isHere(relayId)) return
    const client = this.#env.outside.connect(hint, this.#env.me.device)
    try {
      await this.#askWhere(relayId, [...(this.#env.relays.list().get(relayId) ?? []), client], signal)
    } finally {
      client.close()
    }
  }

  /**
   * [Note: Old places] Whoever took over the place that a relay has left can show its old statement: the relay is asked everywhere it is
   * said to be, and only then the newest statement judged.
   */
  async #askWhere(relayId: RelayId, clients: readonly Relay[], signal: AbortSignal): Promise<void> {
    const answers = await Promise.all(clients.map((client) => attemptAsync(() => client.relayAddress({ signal }))))
    const stated = answers.flatMap((answer) => (answer.ok && answer.value !== null ? answer.value : []))
    const [newest] = stated.sort((a, b) => b.counter - a.counter)
    // A hint that leads nowhere, or a statement that is none, changes nothing.
    if (newest !== undefined) await attemptAsync(() => this.#adopt(relayId, newest, signal))
  }

  /** Only a newer statement counts, and only a place where that relay answers: an address may lead there from elsewhere alone. */
  async #adopt(relayId: RelayId, { counter, address, tlsPin }: RelayAddress, signal: AbortSignal): Promise<void> {
    const adopted = this.#adopted()
    const before = adopted.get(relayId)
    if (counter <= (before?.counter ?? 0)) return
    const reach: Reach = { home: { relayId, address }, tlsPin }
    const now = before?.reach ?? (relayId === this.#home.home.relayId ? this.#home : null)
    if (isLoopback(address) && now !== null && !isLoopback(now.home.address)) return
    if (now?.home.address.startsWith('https:') === true && !address.startsWith('https:')) return
    if ((await this.#env.outside.identifyRelay(address, signal, tlsPin)) !== relayId) return
    const places = [...adopted.set(relayId, { counter, reach }).values()]
    const text = JSON.stringify(places.map((one) => [one.counter, formatReach(one.reach)]))
    this.#env.store.write((store) => putSetting(store, movedTo, text))
    this.#env.relays.move(reach)
    if (relayId === this.#home.home.relayId) await this.#moveHome(reach)
  }

  #adopted(): Map<RelayId, { readonly counter: number; readonly reach: Reach }> {
    const stored = JSON.parse(readSetting(this.#env.store, movedTo) ?? '[]') as [number, string][]
    const places = stored.map(([counter, text]) => ({ counter, reach: parseReach(text) }))
    return new Map(places.map((place) => [place.reach.home.relayId, place]))
  }

  async #moveHome(home: Reach): Promise<void> {
    if (isSame(home, this.#home)) return
    this.#home = home
    // Whoever has their inbox here hears of it by the relay's own statement.
    const friends = this.#env.friends().filter(({ relay }) => relay.home.relayId !== home.home.relayId)
    const ids = isLoopback(home.home.address) ? [] : friends.map(({ identityId }) => identityId)
    this.#env.store.write((store) => putSetting(store, untold, JSON.stringify(ids)))
    this.#env.onChanged()
    await this.#env.saveHome(home)
  }

  /** Home is where the relay itself says it is, or in this app: an address that somebody typed may be that of whoever passes everything on. */
  get #isItsWord(): boolean {
    const { relayId } = this.#home.home
    const stated = this.#adopted().get(relayId)
    return this.isHere(relayId) || (stated !== undefined && isSame(stated.reach, this.#home))
  }

  /** [Note: Homes in logs] A log names an address for good: written anew where the old one leads nobody here, or this one stays. */
  async #setHomes(signal: AbortSignal): Promise<void> {
    const { suite, me, relays, now } = this.#env
    const { home } = this.#home
    const isDue = (named: string): boolean => isDueFor(this.#home, named)
    const named = me.log.state.home
    const isDueHere = named?.relayId === home.relayId && isDue(named.address)
    if (isDueHere && !me.writer.isResting)
      await me.writer.append(
        relays.at(this.#home),
        { time: now(), signal },
        (step) => setHome(suite, step, home).entries,
      )
    await this.#env.setSpaceHomes(this.#home, isDue, signal)
  }

  /** Spaces that stayed at the relay in this app when home moved to another. */
  async #setOwnHomes(signal: AbortSignal): Promise<void> {
    const outside = this.#running?.outside ?? null
    if (outside === null || outside.home.relayId === this.#home.home.relayId) return
    await this.#env.setSpaceHomes(outside, (named) => isDueFor(outside, named), signal)
  }

  /** Whoever cannot be told now is told later. */
  async #tellFriends(signal: AbortSignal): Promise<void> {
    const waiting = JSON.parse(readSetting(this.#env.store, untold) ?? '[]') as readonly IdentityId[]
    if (waiting.length === 0) return
    const left: IdentityId[] = []
    for (const { identityId } of this.#env.friends().filter((friend) => waiting.includes(friend.identityId))) {
      try {
        await this.#env.tell(identityId, this.#home, signal)
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        // Also where they were sent enough for today.
        if (error.code === 'E_TRANSPORT' || error.code === 'E_QUOTA') left.push(identityId)
      }
    }
    this.#env.store.write((store) => putSetting(store, untold, JSON.stringify(left)))
  }
}

/** An address in a log stands there for good: see [Note: Homes in logs]. */
const isDueFor = ({ home: { address } }: Reach, named: string): boolean =>
  named !== address && (isLoopback(named) || scopeOf(address) === 'anywhere')

/** Nobody else could follow: the person is asked whether the relay in this app may serve others, too. */
export class OnlyHere extends Refused {
  constructor() {
    super('E_POLICY', 'only this computer reaches the relay')
  }
}

const isSame = (a: Reach, b: Reach): boolean =>
  a.home.relayId === b.home.relayId &&
  a.home.address === b.home.address &&
  (a.tlsPin === null || b.tlsPin === null ? a.tlsPin === b.tlsPin : equalBytes(a.tlsPin, b.tlsPin))
