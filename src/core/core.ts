// Core, open: one unlocked profile with its identity, contacts, spaces and engines. The composition root of the app's utility
// process, the CLI and the tests of whole engines. DESIGN.md "Processes".
import { identityText, type Reach } from '../shared/contact/index.ts'
import { Emitter } from '../shared/base/emitter.ts'
import { Refused } from '../shared/base/errors.ts'
import type { IdentityId, SpaceId } from '../shared/domain/ids.ts'
import { encodeEntry } from '../shared/logs/entry.ts'
import type { Home } from '../shared/logs/identity/index.ts'
import type { Accounts } from './accounts.ts'
import { ContactAccess } from './contact-access.ts'
import { Contacts, Inbox } from './contacts/index.ts'
import type { CoreEnvironment, Relay } from './environment.ts'
import { decodeSecrets, Devices, encodeSecrets, KnownIdentities, OwnIdentity } from './identity/index.ts'
import { Freshness } from './freshness/index.ts'
import type { HomeMove } from './home-move.ts'
import { OpenedCopies } from './opened-copies.ts'
import { createOwnRelays } from './own-relays.ts'
import type { Profile } from './profile/index.ts'
import { RelayTime } from './relay-time.ts'
import { Relays } from './relays.ts'
import { SelfKeeper } from './self-keeper.ts'
import { Spaces } from './spaces/index.ts'
import {
  addActivity,
  journalKeyOf,
  openStore,
  putSetting,
  raisePin,
  readContact,
  readPinsFile,
  readSetting,
  type Store,
} from './store/index.ts'
import type { LocalPath, SyncStatus } from './sync/index.ts'
import type { Protection, UnlockedVault, VaultMode } from './vault/index.ts'
import type { Whereabouts } from './whereabouts.ts'

/** A clock further off than this is worth telling, in milliseconds. */
const worthTelling = 120_000

export type CoreTopic = 'contacts' | 'spaces' | 'sync' | 'activity'

export class Core {
  readonly contacts: Contacts
  readonly spaces: Spaces
  readonly access: ContactAccess
  /** Where this identity has an account: home and other relays. */
  readonly accounts: Accounts
  readonly homeMove: HomeMove
  readonly devices: Devices
  readonly store: Store
  readonly me: OwnIdentity
  readonly known: KnownIdentities
  /** Earlier versions a person looks at. */
  readonly copies: OpenedCopies
  readonly changes = new Emitter<{ readonly topic: CoreTopic; readonly space: SpaceId | null }>()
  readonly #environment: CoreEnvironment
  readonly #vault: UnlockedVault
  readonly #journalKey: Uint8Array
  readonly #relays: Relays<Relay>
  readonly #inbox: Inbox
  readonly #freshness: Freshness
  readonly #self: SelfKeeper
  readonly #time: RelayTime
  readonly whereabouts: Whereabouts

  private constructor(environment: CoreEnvironment, profile: Profile, vault: UnlockedVault) {
    const { suite } = environment
    const secrets = decodeSecrets(vault.secrets)
    this.#environment = environment
    this.#vault = vault
    this.copies = new OpenedCopies(profile.directory)
    this.store = openStore(profile.files.cache, vault.databaseKey)
    this.#journalKey = journalKeyOf(suite, vault.databaseKey)
    this.known = new KnownIdentities(suite, this.store, environment.clock)
    this.known.holds.on(() => this.#changed('contacts', null))
    this.me = new OwnIdentity(suite, secrets, this.known)
    const ownEntries = (from: number) => this.me.log.entries.slice(from).map(encodeEntry)
    this.#relays = new Relays((reach) => environment.connect(reach, secrets.device, ownEntries))
    const relay = () => this.homeRelay
    this.#time = new RelayTime(environment.clock, relay)
    this.#self = new SelfKeeper({
      suite,
      store: this.store,
      me: this.me,
      relay,
      pinsFile: profile.files.pins,
      pinsKey: vault.pinsKey,
    })

    const shared = {
      suite,
      store: this.store,
      known: this.known,
      me: this.me,
      home: () => this.home,
      forOthers: (reach?: Reach) => this.whereabouts.forOthers(reach),
      relayAt: (reach: Reach) => this.#relays.at(reach),
      now: () => this.now(),
      mustDate: (signal: AbortSignal) => this.#time.mustBeRight(signal),
    }
    const contactsEnvironment = this.#contactsEnvironment(shared)
    this.contacts = new Contacts(contactsEnvironment)
    const ownNow = () => environment.clock.now()
    const relayNow = () => ownNow() + this.clockOffset
    const [now, stamp] = [() => Math.max(ownNow(), relayNow()), () => Math.min(ownNow(), relayNow())]
    this.#freshness = new Freshness({ ...shared, now, stamp })
    this.spaces = new Spaces({
      ...shared,
      contacts: this.contacts,
      freshness: this.#freshness,
      profileDirectory: profile.directory,
      journalKey: this.#journalKey,
      local: {
        files: environment.files,
        watcher: environment.watcher,
        sealer: environment.sealer,
        clock: environment.clock,
        random: (length) => suite.random(length),
      },
      localPath: (folder) => folder as LocalPath,
      nameOf: (id) => this.nameOf(id),
      onChanged: (topic, space) => this.#changed(topic, space),
    })
    this.devices = new Devices({
      ...{ suite, me: this.me, known: this.known, home: relay, time: this.#time },
      onRevoked: ({ name }) => this.#noteRevoked(name),
    })
    this.access = new ContactAccess({ me: this.me.id, contacts: this.contacts, spaces: this.spaces, now: shared.now })
    const own = this.#createOwnRelays(secrets.home)
    this.accounts = own.accounts
    this.homeMove = own.homeMove
    this.whereabouts = own.whereabouts
    this.#inbox = new Inbox(contactsEnvironment, [this.contacts.receive, this.spaces.receive])
  }

  /** Opens what the vault unlocks. An empty cache is filled from the pins file now and from the relay as soon as it answers. */
  static async open(environment: CoreEnvironment, profile: Profile, vault: UnlockedVault): Promise<Core> {
    const core = new Core(environment, profile, vault)
    try {
      const pins = await readPinsFile(environment.suite, profile.files.pins, vault.pinsKey)
      core.store.write((store) => {
        for (const pin of pins) raisePin(store, pin)
      })
      return core
    } catch (error) {
      core.store.close()
      throw error
    }
  }

  /** Whose profile this is, as they call themselves. */
  get person(): {
    readonly id: IdentityId
    readonly idText: string
    readonly name: string
    readonly email: string | null
  } {
    const emails = JSON.parse(readSetting(this.store, 'emails') ?? '[]') as string[]
    const name = readSetting(this.store, 'name') ?? ''
    return { id: this.me.id, idText: identityText(this.#environment.suite, this.me.id), name, email: emails[0] ?? null }
  }

  /** What opens this profile besides the recovery words. */
  get protection(): VaultMode {
    return this.#vault.mode
  }

  /** What opens this profile from now on. Throws E_OPEN if `current` does not open it, E_POLICY for a weak passphrase. */
  protect(current: Protection, next: Protection): Promise<void> {
    return this.#vault.changeProtection(current, next)
  }

  /** How this person is called from now on: on cards, in requests, in their own book. */
  introduceAs({ name, email }: { readonly name: string; readonly email: string | null }): void {
    this.store.write((store) => {
      putSetting(store, 'name', name)
      putSetting(store, 'emails', JSON.stringify(email === null ? [] : [email]))
    })
    this.#changed('contacts', null)
  }

  get home(): Reach {
    return this.whereabouts.home
  }

  get homeRelay(): Relay {
    return this.#relays.at(this.home)
  }

  /** Milliseconds since 1970 by the home relay's clock, as far as it is followed: [Note: Whose clock]. */
  now(): number {
    return this.#time.now()
  }

  /** Milliseconds to add to this computer's clock to get the home relay's, as it was heard; 0 until then. No other relay decides. */
  get clockOffset(): number {
    return this.homeRelay.clockOffset ?? 0
  }

  /** How a person is called here; empty for a stranger. */
  nameOf(id: IdentityId): string {
    if (id === this.me.id) return this.person.name
    return readContact(this.store, id)?.name ?? ''
  }

  /** Every connection was broken off: hear of changes again at once, and let every space look for itself. */
  reconnect(): void {
    for (const relay of [...this.#relays.list().values()].flat()) relay.reconnect()
    this.spaces.hurry()
  }

  /** Milliseconds this computer's clock is ahead (negative: behind), where it is enough to tell the person; else null. */
  get clockOffBy(): number | null {
    return Math.abs(this.clockOffset) > worthTelling ? -this.clockOffset : null
  }

  /** The same as it was when the relay was last in touch: for whoever does not ask it. */
  get lastClockOffBy(): number | null {
    const stored = readSetting(this.store, 'clock-off-by') ?? ''
    return stored === '' ? null : Number(stored)
  }

  /** Reads the inbox, the own log and every space until nothing is left to do. Throws E_TRANSPORT and refusals. */
  async syncOnce(signal: AbortSignal): Promise<readonly SyncStatus[]> {
    await this.catchUp(signal)
    const statuses = await this.spaces.syncOnce(signal)
    await this.keep(signal)
    return statuses
  }

  /** What concerns the person and not a space: own identity log, lost cache, inbox. */
  async catchUp(signal: AbortSignal): Promise<void> {
    const isRebuilt = this.known.get(this.me.id) === null
    try {
      await this.known.refresh(this.me.id, this.homeRelay, signal)
    } finally {
      // Also where home is silent: it may be moving away from there.
      await this.homeMove.resume(signal)
    }
    if (isRebuilt) await this.#self.restore(signal)
    await this.accounts.keep(signal)
    await this.#freshness.beat(this.homeRelay, signal)
    await this.#inbox.poll(this.home, signal)
    await this.accounts.atFormerHomes((reach, limited) => this.#inbox.poll(reach, limited), signal)
    await this.access.settle(signal)
  }

  /** Writes what a lost cache is rebuilt from. */
  async keep(signal: AbortSignal): Promise<void> {
    this.#rememberClock()
    await this.#self.savePins()
    await this.#self.publish(signal)
    await this.accounts.keep(signal)
    await this.whereabouts.keep(signal)
  }

  /** Stops the engines, writes the pins, forgets every key. Nothing of this object may be used afterwards. */
  async close(): Promise<void> {
    await this.copies.clear()
    await this.spaces.stop()
    await this.#self.savePins().catch((error: unknown) => {
      if (!(error instanceof Refused)) throw error
    })
    this.#relays.close()
    this.store.close()
    this.me.wipe()
    this.#environment.suite.backend.wipe(this.#journalKey)
    this.#vault.lock()
  }

  #rememberClock(): void {
    const [before, now] = [this.lastClockOffBy, this.clockOffBy]
    if ((before === null) === (now === null) && Math.abs((before ?? 0) - (now ?? 0)) < 60_000) return
    this.store.write((store) => putSetting(store, 'clock-off-by', now === null ? '' : String(now)))
  }

  #contactsEnvironment<Shared extends object>(shared: Shared) {
    return {
      ...shared,
      argon2id: this.#environment.sealer.argon2id,
      atFormerHomes: (work: (relay: Relay, signal: AbortSignal) => Promise<void>, signal: AbortSignal) =>
        this.accounts.atFormerHomes((reach, limited) => work(this.#relays.at(reach), limited), signal),
      findRelay: (named: Home, signal: AbortSignal) => this.accounts.find(named, signal),
      onRelayMoved: (reach: Reach, signal: AbortSignal) => this.whereabouts.hear(reach, signal),
      onChanged: () => this.#changed('contacts', null),
    }
  }

  #createOwnRelays(home: Reach) {
    const { store, me, known, contacts, spaces } = this
    const { suite } = this.#environment
    const vault = this.#vault
    return createOwnRelays(
      {
        ...{ suite, store, me, known, contacts, spaces, relays: this.#relays, self: this.#self },
        outside: this.#environment,
        now: () => this.now(),
        saveHome: (reach) => vault.saveSecrets(encodeSecrets({ ...decodeSecrets(vault.secrets), home: reach })),
        onChanged: () => this.#changed('contacts', null),
      },
      home,
    )
  }

  /** The spaces are due for another key, the self record for the new identity key. */
  #noteRevoked(name: string): void {
    const record = { at: this.now(), kind: 'device-removed', spaceId: null, identityId: this.me.id, subject: name }
    this.store.write((store) => addActivity(store, record))
    this.#changed('activity', null)
    this.#changed('spaces', null)
  }

  #changed(topic: CoreTopic, space: SpaceId | null): void {
    if (topic === 'contacts' || topic === 'spaces') this.#self.touch()
    this.changes.emit({ topic, space })
  }
}
