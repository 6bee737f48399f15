// One space that this profile takes part in: its verified log, its writer, its sync engine. Runs in core.
import { Refused } from '../../shared/base/errors.ts'
import { mayDo } from '../../shared/domain/rights.ts'
import type { IdentityId, SpaceId } from '../../shared/domain/ids.ts'
import {
  buildComplaint,
  buildHeads,
  buildOwnerAccept,
  buildOwnerOffer,
  principalsOf,
} from '../../shared/logs/space/index.ts'
import {
  addActivity,
  createSyncStore,
  SealedJournal,
  putSetting,
  readSetting,
  type ActivityRecord,
  type SpaceRecord,
} from '../store/index.ts'
import { createEngine, type SyncEngine, type SyncEnvironment } from '../sync/index.ts'
import type { DeviceWord, HeldLog, Standing } from '../freshness/index.ts'
import { RelayTime } from '../relay-time.ts'
import { describeAccess } from './access-activity.ts'
import { ByHand } from './by-hand.ts'
import { describeCommit } from './commit-activity.ts'
import { SpaceContents } from './contents.ts'
import { putIgnoreRules, readIgnoreRules } from './ignore-rules.ts'
import type { SpaceRelay, SpacesEnvironment } from './interface.ts'
import { noteLostPacks, noteOutcome } from './outcome.ts'
import { VerifiedSpace } from './remote.ts'
import { SpaceReplica } from './replica.ts'
import type { AcceptedEntry } from './sealed-part.ts'
import { StoredRecords } from './stored.ts'
import { SpaceWriter, type WriterEnvironment } from './writer.ts'

export class JoinedSpace {
  readonly id: SpaceId
  readonly replica: SpaceReplica
  readonly writer: SpaceWriter
  readonly remote: VerifiedSpace
  /** What a person changes through the window. */
  readonly hand: ByHand
  /** What the relay has of it. */
  readonly stored: StoredRecords
  readonly #env: SpacesEnvironment
  readonly #relay: SpaceRelay
  /** By which what happens in this space is dated. */
  readonly #time: RelayTime
  #engine: SyncEngine | null = null
  #contents: SpaceContents | null = null

  constructor(environment: SpacesEnvironment, record: Pick<SpaceRecord, 'id' | 'relay'>) {
    const { suite, store, known, me } = environment
    const relay = environment.relayAt(record.relay)
    const time = new RelayTime(environment.local.clock, () => relay)
    const own: WriterEnvironment = {
      ...{ suite, store, known, me, time, relay, clock: environment.local.clock },
      isInConflict: (id) => environment.contacts.get(id)?.level === 'conflict',
      onAccepted: (accepted) => this.#noteAccess(accepted),
      onVoid: ({ author: identityId, device: deviceId, time: at }) =>
        this.#note({ at, kind: 'change-void', spaceId: this.id, identityId, deviceId, subject: '', count: 1 }),
      onApplied: (commit) => this.#note(...describeCommit(commit, this.replica.tree, this.id)),
      disputedBy: () => this.standing()?.disputed?.by ?? null,
    }
    this.#env = environment
    this.#relay = relay
    this.#time = time
    this.id = record.id
    this.replica = new SpaceReplica(own, record.id)
    this.writer = new SpaceWriter(own, this.replica)
    this.remote = new VerifiedSpace(own, this.replica, this.writer)
    this.hand = new ByHand(suite, this)
    this.stored = new StoredRecords(relay, record.id)
  }

  get engine(): SyncEngine | null {
    return this.#engine
  }

  /** What lies in the folder; null while the space has none here. */
  get contents(): SpaceContents | null {
    return this.#contents
  }

  /** What is left out on this device, in gitignore syntax. */
  get ignoreRules(): readonly string[] {
    return readIgnoreRules(this.#env.store, this.id)
  }

  /** From now on, and whenever the space is opened here; null: the default ones. */
  setIgnoreRules(rules: readonly string[] | null): void {
    putIgnoreRules(this.#env.store, this.id, rules)
    this.#engine?.setIgnoreRules(this.ignoreRules)
    this.#env.onChanged('sync', this.id)
  }

  /** The engine for `folder`, made once; `onStatus` hears of every change of its status. */
  attach(folder: string, relay: SpaceRecord['relay'], onStatus: () => void): SyncEngine {
    if (this.#engine !== null) return this.#engine
    const { suite, journalKey, local, localPath, me, store, relayAt, nameOf } = this.#env
    const environment: SyncEnvironment = {
      ...local,
      root: localPath(folder),
      remote: this.remote,
      packs: relayAt(relay).packsOf(this.id),
      store: createSyncStore(store, this.id, new SealedJournal(suite, journalKey, this.id)),
      nameOf,
      me: me.id,
    }
    const engine = createEngine(environment, { ignoreRules: this.ignoreRules })
    engine.onStatus(({ phase, settled, settledAt, obstacle }) => {
      const isOver = phase !== 'scanning' && phase !== 'transferring' && (settled || obstacle !== null)
      if (isOver) noteOutcome(store, this.id, { at: settled ? (settledAt ?? 0) : local.clock.now(), settled, obstacle })
      if (isOver && obstacle?.kind !== 'offline') noteLostPacks(store, this.id, engine.lostPacks)
      onStatus()
    })
    this.#engine = engine
    this.#contents = new SpaceContents(environment, this.replica)
    return engine
  }

  async detach(): Promise<void> {
    await this.#engine?.stop()
    this.#engine = null
    this.#contents = null
  }

  /** What others say they have seen of this space; null before it was fetched. */
  standing(): Standing | null {
    return this.replica.isFetched ? this.#env.freshness.standing(this.#heldLog()) : null
  }

  /** What the other devices of members said last about it; none before it was fetched. */
  words(): readonly DeviceWord[] {
    return this.replica.isFetched ? this.#env.freshness.words(this.#heldLog()) : []
  }

  /** A new key is due before the next change: somebody's rights ended, or somebody lost a device. */
  isKeyDue(): boolean {
    return this.replica.isFetched && !this.replica.state.closed && this.replica.isPending(this.#time.now())
  }

  /**
   * Hears what the others have seen. Whoever has seen more than the relay has shown here makes us look once more: what it
   * took from them before they said so, it can show. Throws E_FORK where somebody has seen another history.
   */
  async listen(signal: AbortSignal): Promise<void> {
    const { freshness, onChanged } = this.#env
    const isNew = await freshness.listen(this.#relay, this.#heldLog(), signal)
    if (this.standing()?.ahead != null) await this.replica.refresh(signal)
    if (isNew) onChanged('sync', this.id)
    if (this.replica.hold?.kind === 'fork') throw new Refused('E_FORK', 'somebody has seen another history')
  }

  /**
   * What is due whenever a space was looked at. Whoever hears of another history has told their own before. Throws what
   * `listen` and `maintain` throw.
   */
  async attend(signal: AbortSignal): Promise<void> {
    await this.speak(signal)
    await this.listen(signal)
    await this.maintain(signal)
    await this.speak(signal)
  }

  /** Whether this device tells the others what it has seen here. */
  get isSpeaking(): boolean {
    return this.#env.freshness.isSpeaking(this.id)
  }

  letSpeak(speaks: boolean): void {
    this.#env.freshness.letSpeak(this.id, speaks)
    this.#env.onChanged('spaces', this.id)
  }

  /** Says how far this device has verified the space. */
  speak(signal: AbortSignal): Promise<void> {
    return this.#env.freshness.speak(this.#relay, this.#heldLog(), signal)
  }

  /** Contacts in conflict because of whom nothing new can be written here now. Empty where this identity writes nothing. */
  inDoubt(): readonly IdentityId[] {
    if (!this.replica.isFetched || this.replica.state.closed || !this.mayWrite()) return []
    return this.writer.inDoubt
  }

  /** Throws WrongClock where nothing can be dated, after asking the relay once more; E_TRANSPORT. */
  mustDate(signal: AbortSignal): Promise<void> {
    return this.#time.mustBeRight(signal)
  }

  get isDatable(): boolean {
    return this.#time.tooFarOff === null
  }

  mayWrite(): boolean {
    return mayDo(this.#rights(), 'write')
  }

  /**
   * What a member owes the others as soon as it learns of it: a new key after somebody lost theirs, newer heads, a complaint
   * where the own lockbox or a link does not open, and a link that does for whoever complains. PROTOCOL §8 "Known heads",
   * §10. While nothing can be dated or appended it waits. Throws E_TRANSPORT and what appending throws.
   */
  async maintain(signal: AbortSignal): Promise<void> {
    const { state } = this.replica
    if (state.closed || this.#rights() === 0 || !this.isDatable || this.replica.ahead !== null) return
    await this.#complain(signal)
    if (this.replica.hasKey() && this.mayWrite()) {
      await this.writer.rotateIfNobodyInDoubt(signal)
      await this.writer.repairLinks(signal)
    } else if (this.writer.knowsNewerHeads())
      await this.writer.append((position) => buildHeads(this.#env.suite, position), signal)
  }

  /** Offers the space to somebody who takes part, in place of an earlier offer; null withdraws it. Owner only: E_ROLE. */
  async offer(to: IdentityId | null, signal: AbortSignal): Promise<void> {
    if (this.replica.state.owner !== this.#env.me.id) throw new Refused('E_ROLE', 'only the owner hands over')
    await this.writer.append((position) => buildOwnerOffer(this.#env.suite, position, to), signal)
  }

  /** Takes over what is offered to this identity; the former owner keeps all rights. Throws E_CONFLICT where nothing is. */
  async takeOver(signal: AbortSignal): Promise<void> {
    await this.writer.append((position) => {
      if (position.state.offer?.to !== this.#env.me.id)
        throw new Refused('E_CONFLICT', 'the space is not offered any more')
      return buildOwnerAccept(this.#env.suite, position)
    }, signal)
  }

  /** Whether somebody offers this space to me, and I have not declined that here. */
  isOfferedToMe(): boolean {
    const offer = this.replica.isFetched ? this.replica.state.offer : null
    return (
      offer?.to === this.#env.me.id && readSetting(this.#env.store, `offer-declined:${this.id}`) !== String(offer.seq)
    )
  }

  /** The offer is not shown again here. Who made it is not told, and may withdraw it. */
  declineOffer(): void {
    const { offer } = this.replica.state
    this.#env.store.write((store) => putSetting(store, `offer-declined:${this.id}`, String(offer?.seq)))
    this.#env.onChanged('spaces', this.id)
  }

  /** Throws E_ROLE unless this identity holds `right` now. */
  mustHold(right: 'read' | 'write' | 'delete' | 'manage'): void {
    if (!mayDo(this.#rights(), right)) throw new Refused('E_ROLE', `no right to ${right}`)
  }

  /** Whether the log still gives this identity rights: no clock, least of all a relay's, makes anybody give up a space. */
  isMemberByLog(): boolean {
    return this.replica.rightsOf(this.#env.me.id, 0) !== 0
  }

  isMember(id: IdentityId): boolean {
    return this.replica.rightsOf(id, this.#time.now()) !== 0
  }

  #heldLog(): HeldLog {
    const { replica, id } = this
    const { state } = replica
    const principals = principalsOf(state, this.#time.now())
    const present = principals.filter((one) => one === state.owner || state.accepted.has(one))
    return { id, head: state.head, principals, present, hashAt: (seq) => replica.hashAt(seq) }
  }

  #rights(): number {
    return this.replica.rightsOf(this.#env.me.id, this.#time.agreed())
  }

  #noteAccess(accepted: AcceptedEntry): void {
    const record = describeAccess(accepted, this.id, this.#env.nameOf)
    if (record === null) return
    this.#note(record)
    this.#env.onChanged('sync', this.id)
  }

  #note(...records: readonly Omit<ActivityRecord, 'id'>[]): void {
    this.#env.store.write((store) => {
      for (const record of records) addActivity(store, record)
    })
    this.#env.onChanged('activity', this.id)
  }

  /** About each epoch once. The writers answer with another key, or with another link. */
  async #complain(signal: AbortSignal): Promise<void> {
    const { suite, me } = this.#env
    const { state, keys } = this.replica
    const mine = state.complaints.filter(({ by }) => by === me.id)
    const hasComplained = (what: 'lockbox' | 'link', about: number): boolean =>
      mine.some((one) => one.about === what && one.epoch === about)
    if (keys.isLockboxBad(state.epoch) && !hasComplained('lockbox', state.epoch))
      await this.writer.append((position) => buildComplaint(suite, position, { what: 'lockbox' }), signal)
    for (const epoch of keys.badLinks.filter((one) => keys.get(one - 1) === undefined && !hasComplained('link', one)))
      await this.writer.append((position) => buildComplaint(suite, position, { what: 'link', epoch }), signal)
  }
}
