// Where the profile of a running app stands (new, locked, open, failed), and what it takes to get further. Runs in core's
// utility process; the window's calls arrive through the handlers beside this file.
import path from 'node:path'
import { Emitter } from '../../shared/base/emitter.ts'
import { toBase64url } from '../../shared/base/encoding.ts'
import { Refused } from '../../shared/base/errors.ts'
import type { Reach } from '../../shared/contact/index.ts'
import type { EmbeddedReach, FromCoreProcess, ToCore } from '../../shared/ipc/core-process.ts'
import type { AppState, Changed, LocalItem, LocalToken, ReachChoice, RelayChoice } from '../../shared/ipc/index.ts'
import { BridgeRefused } from '../../shared/ipc/index.ts'
import { Background } from '../background.ts'
import { Core } from '../core.ts'
import type { CoreEnvironment } from '../environment.ts'
import { openProfile, type Profile } from '../profile/index.ts'
import { completePlace, mustAnswer } from '../remote/index.ts'
import { putSetting, readSetting } from '../store/index.ts'
import { vaultMode, type UnlockedVault } from '../vault/index.ts'
import { Attempts } from './attempts.ts'
import { InvitedBy, placeOfInvitation } from './invited-by.ts'
import { NewsThrottle } from './news.ts'
import { OsKeys } from './os-keys.ts'
import { ownNetwork } from './own-network.ts'
import { OwnRelayControl, placesOf } from './own-relay.ts'
import { unlock } from './protection.ts'

/** Milliseconds for what the window asks for first: twenty engines that read what they knew would keep it waiting twice as long. */
const windowFirst = 500

type Stage =
  | { readonly kind: 'starting' }
  | { readonly kind: 'new'; readonly profile: Profile }
  | { readonly kind: 'locked'; readonly profile: Profile }
  | {
      readonly kind: 'open'
      readonly profile: Profile
      readonly core: Core
      readonly background: Background
      readonly invitedBy: InvitedBy
    }
  | { readonly kind: 'failed'; readonly reason: (AppState & { readonly phase: 'failed' })['reason'] }

export type SessionOptions = {
  readonly environment: CoreEnvironment
  readonly profileDirectory: string
  readonly toMain: (message: FromCoreProcess) => void
}

/** `relay`: as a new profile has just chosen it; `invitation`: by which the person came. */
type OpenOptions = { readonly relay?: RelayChoice['kind']; readonly invitation?: string | null }

export class Session {
  readonly environment: CoreEnvironment
  readonly news = new Emitter<Changed>()
  readonly #options: SessionOptions
  readonly #locals = new Map<LocalToken, string>()
  readonly #discards = new Map<string, (done: boolean) => void>()
  readonly ownRelay: OwnRelayControl
  readonly osKeys: OsKeys
  readonly attempts: Attempts
  /** Before there is a profile: the relay last tried, and as whom to go through the proxy before it. */
  readonly beginning: { tried: string | null; proxyLogin: string | null } = { tried: null, proxyLogin: null }
  readonly #throttle = new NewsThrottle((event) => this.news.emit(event))
  #stage: Stage = { kind: 'starting' }
  #isOpening = false

  constructor(options: SessionOptions) {
    this.#options = options
    this.environment = options.environment
    const want = (reach: EmbeddedReach | 'as-before') => options.toMain({ kind: 'relay', reach })
    this.ownRelay = new OwnRelayControl(this.environment.identifyRelay, want)
    this.osKeys = new OsKeys((wanted) => options.toMain({ kind: 'os-key', want: wanted }))
    this.attempts = new Attempts(() => this.environment.clock.now())
  }

  /** Takes the profile: from here on no other process may. */
  async start(): Promise<void> {
    try {
      const profile = await openProfile(this.#options.profileDirectory)
      const mode = await vaultMode(profile.files.vault)
      if (mode === 'os') void this.#openBySystem(profile)
      else this.#enter({ kind: mode === null ? 'new' : 'locked', profile })
    } catch (error) {
      this.#enter({ kind: 'failed', reason: failureOf(error) })
    }
  }

  /** Where the key store alone opens the vault nobody is asked; what keeps it from that, the lock screen says when it is tried there. */
  async #openBySystem(profile: Profile): Promise<void> {
    try {
      await unlock(this, profile, null)
    } catch (error) {
      if (!(error instanceof Refused || error instanceof BridgeRefused)) throw error
      this.#enter({ kind: 'locked', profile })
    }
  }

  get stage(): Stage {
    return this.#stage
  }

  /** Throws E_LOCKED while no profile is open. */
  get core(): Core {
    if (this.#stage.kind !== 'open') throw new BridgeRefused('E_LOCKED', 'no profile is open')
    return this.#stage.core
  }

  get background(): Background | null {
    return this.#stage.kind === 'open' ? this.#stage.background : null
  }

  get invitedBy(): InvitedBy | null {
    return this.#stage.kind === 'open' ? this.#stage.invitedBy : null
  }

  /** Throws E_CONFLICT where there is a profile already, or none can be made. */
  mustBeNew(): Profile {
    if (this.#stage.kind !== 'new') throw new Refused('E_CONFLICT', 'profile is not new')
    return this.#stage.profile
  }

  mustBeLocked(): Profile {
    if (this.#stage.kind !== 'locked') throw new Refused('E_CONFLICT', 'profile is not locked')
    return this.#stage.profile
  }

  /** Opens what a vault unlocked, and starts everything that goes on by itself. Throws E_CONFLICT while it is being opened already. */
  async open(profile: Profile, vault: UnlockedVault, options: OpenOptions = {}): Promise<void> {
    if (this.#isOpening || this.#stage.kind === 'open') throw new Refused('E_CONFLICT', 'profile is opened')
    this.#isOpening = true
    try {
      await this.#open(profile, vault, options)
    } finally {
      this.#isOpening = false
    }
  }

  async #open(profile: Profile, vault: UnlockedVault, { relay, invitation = null }: OpenOptions): Promise<void> {
    const core = await Core.open(this.environment, profile, vault)
    try {
      await core.spaces.openAll()
    } catch (error) {
      await core.close()
      throw error
    }
    if (relay !== undefined)
      core.store.write((store) => {
        putSetting(store, 'relay-kind', relay === 'embedded' ? relay : 'address')
        putSetting(store, 'proxy-login', this.beginning.proxyLogin ?? '')
      })
    const invitedBy = new InvitedBy(core, () => this.tell('contacts', null))
    if (invitation !== null) invitedBy.remember(invitation)
    const background = new Background(core, this.environment.clock)
    this.#enter({ kind: 'open', profile, core, background, invitedBy })
    core.changes.on(({ topic, space }) => {
      this.tell(topic, space)
      if (topic === 'spaces') this.tell('invitations', null)
      if (topic === 'sync' && space !== null) this.tell('files', space)
      this.tell('app', null)
    })
    background.onConnection(() => this.tell('app', null))
    const own = ownNetwork(core.store)
    await this.environment.network?.use(own)
    this.environment.network?.limit(own.bandwidth)
    if (this.relayKind === 'embedded' || core.whereabouts.ownRelay !== null) this.ownRelay.startAsBefore()
    await this.#useOwnRelay()
    background.start(windowFirst)
    void invitedBy.settle()
  }

  get relayKind(): 'embedded' | 'address' {
    return readSetting(this.core.store, 'relay-kind') === 'embedded' ? 'embedded' : 'address'
  }

  /** Stops syncing, closes the database, overwrites the keys. */
  async lock(): Promise<void> {
    if (this.#stage.kind !== 'open') return
    const { profile, core, background, invitedBy } = this.#stage
    this.#enter({ kind: 'locked', profile })
    invitedBy.stop()
    await background.stop()
    await core.close()
  }

  async close(): Promise<void> {
    await this.lock()
    if (this.#stage.kind === 'new' || this.#stage.kind === 'locked') this.#stage.profile.release()
    this.#stage = { kind: 'starting' }
  }

  /** What main says that is not a call. */
  receive(message: Exclude<ToCore, { kind: 'connect' | 'stop' | 'proxy' | 'wish' | 'verify-feed' }>): void {
    switch (message.kind) {
      case 'local':
        this.#locals.set(message.token, message.path)
        this.#options.toMain({ kind: 'local-known', token: message.token })
        break
      case 'relay':
        this.ownRelay.receive(message.running)
        void this.#useOwnRelay()
        break
      case 'os-key':
        this.osKeys.receive(message.answer)
        break
      case 'discarded':
        this.#discards.get(message.path)?.(message.done)
        this.#discards.delete(message.path)
        break
      case 'power':
        void this.renewConnections()
        break
    }
  }

  /** Puts a folder into the bin of this computer. False: it stays where it is. */
  discard(target: string): Promise<boolean> {
    return new Promise((resolve) => {
      this.#discards.set(target, resolve)
      this.#options.toMain({ kind: 'discard', path: target })
    })
  }

  reveal(target: string, directory: boolean): void {
    this.#options.toMain({ kind: 'reveal', path: target, directory })
  }

  openFile(target: string): void {
    this.#options.toMain({ kind: 'open', path: target })
  }

  drag(targets: readonly string[]): void {
    this.#options.toMain({ kind: 'drag', paths: targets })
  }

  /** The path a token stands for. Throws E_GONE for one that is not known (any more). */
  pathOf(token: LocalToken): string {
    const found = this.#locals.get(token)
    if (found === undefined) throw new BridgeRefused('E_GONE', 'token')
    return found
  }

  /** A token for a path that core proposes. */
  offer(target: string): LocalItem {
    const token = toBase64url(this.environment.suite.random(16))
    this.#locals.set(token, target)
    const location = path.basename(path.dirname(target))
    return { token, name: path.basename(target), location, kind: 'folder' }
  }

  /**
   * The relay that a person chose, asked for its key; `way`: how this computer itself gets there, if otherwise. Throws E_TRANSPORT
   * where it does not answer in time, E_ID where another one does.
   */
  async reach(
    choice: RelayChoice,
    signal: AbortSignal,
    reach: ReachChoice | 'as-before' = choice.kind === 'embedded' ? choice.reach : 'as-before',
  ): Promise<{ readonly relay: Reach; readonly way?: Reach; readonly token: string | null }> {
    if (choice.kind === 'embedded') {
      const running = await this.ownRelay.serve(reach, signal)
      const { local, outside } = placesOf(running)
      return { relay: outside ?? local, way: local, token: running.token ?? null }
    }
    if (choice.kind === 'invited') {
      const { relay, token } = placeOfInvitation(choice.invitation)
      this.beginning.tried = relay.home.address
      await mustAnswer(this.environment.identifyRelay, relay, signal)
      return { relay, token }
    }
    const { address, tlsPin } = completePlace(choice.address)
    this.beginning.tried = address
    const relayId = await this.environment.identifyRelay(address, signal, tlsPin)
    return { relay: { home: { relayId, address }, tlsPin }, token: choice.token === '' ? null : choice.token }
  }

  tell(topic: Changed['topic'], id: string | null): void {
    this.#throttle.tell({ topic, id })
  }

  /** Has the relay in this app serve whom the person chose. Throws E_CONFLICT where this person has nothing there, and what trying throws. */
  async setReach(choice: ReachChoice, signal: AbortSignal): Promise<void> {
    if (this.core.whereabouts.ownRelay === null) throw new Refused('E_CONFLICT', 'the relay is not in this app')
    await this.ownRelay.serve(choice, signal)
    await this.#useOwnRelay()
    void this.invitedBy?.settle()
    this.tell('app', null)
  }

  /** The computer slept, or the network is another one: what was open is half-open now, and much may have changed. */
  async renewConnections(): Promise<void> {
    await this.environment.network?.drop()
    if (this.#stage.kind === 'open') this.#stage.core.reconnect()
    this.background?.hint()
  }

  async #useOwnRelay(): Promise<void> {
    const { running } = this.ownRelay
    if (running === null || this.#stage.kind !== 'open') return
    await this.#stage.core.whereabouts.useOwn(placesOf(running))
    this.background?.hint()
    this.tell('app', null)
  }

  #enter(stage: Stage): void {
    this.#stage = stage
    this.tell('app', null)
  }
}

function failureOf(error: unknown): (AppState & { readonly phase: 'failed' })['reason'] {
  if (!(error instanceof Refused)) return 'disk'
  if (error.code === 'E_CONFLICT') return 'profile-in-use'
  return error.code === 'E_UNKNOWN_VERSION' ? 'profile-newer' : 'profile-damaged'
}
