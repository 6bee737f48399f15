// Spaces as people know them: made of a folder, shared with contacts, accepted, left, closed. PROTOCOL §7, §10, §13. Runs in core.
import { Refused } from '../../shared/base/errors.ts'
import type { IdentityId, MessageId, SpaceId } from '../../shared/domain/ids.ts'
import { rootNodeId } from '../../shared/domain/ids.ts'
import type { MessageContent, Reach } from '../../shared/contact/index.ts'
import { encodeEntry } from '../../shared/logs/entry.ts'
import {
  buildAccept,
  buildClose,
  buildGenesis,
  buildGrantRemove,
  buildGrantSet,
  buildHomeSet,
  buildLeave,
} from '../../shared/logs/space/index.ts'
import {
  addActivity,
  deleteSpace,
  forgetSync,
  putSpace,
  readSpace,
  readSpaces,
  type SpaceRecord,
} from '../store/index.ts'
import type { SyncEngine, SyncStatus } from '../sync/index.ts'
import { checkFolder, type FolderCheck, type FolderUse } from './folder-check.ts'
import type { GrantWish, SpacesEnvironment } from './interface.ts'
import { mustHoldPromisedHead, recordOfInvitation, sendInvitation, type SpaceInvitation } from './invitation.ts'
import { JoinedSpace } from './joined-space.ts'
import { noteRefusal } from './outcome.ts'

export class Spaces {
  readonly #env: SpacesEnvironment
  readonly #open = new Map<SpaceId, JoinedSpace>()
  #running = false

  constructor(environment: SpacesEnvironment) {
    this.#env = environment
  }

  /** Every space this profile knows: joined, invited, left, closed. */
  list(): readonly SpaceRecord[] {
    return readSpaces(this.#env.store)
  }

  /** Null for an unknown space. */
  record(id: SpaceId): SpaceRecord | null {
    return readSpace(this.#env.store, id)
  }

  /** The verified space behind a record, opened on first use. Throws E_ID for an unknown one. */
  open(id: SpaceId): JoinedSpace {
    const record = this.mustKnow(id)
    const joined = this.#open.get(id) ?? new JoinedSpace(this.#env, record)
    this.#open.set(id, joined)
    return joined
  }

  /** The same, with everything new that its relay has. Throws what `SpaceReplica.refresh` throws. */
  async fetched(id: SpaceId, signal: AbortSignal): Promise<JoinedSpace> {
    const space = this.open(id)
    await space.replica.refresh(signal)
    return space
  }

  /** May `folder` be used, and what is worth knowing before? Changes nothing. */
  checkFolder(folder: string, use: FolderUse, except: SpaceId | null = null): Promise<FolderCheck> {
    const others = this.list().filter(({ id, state }) => id !== except && state === 'joined')
    const spaceFolders = others.flatMap((space) => space.folder ?? [])
    return checkFolder(folder, { use, spaceFolders, profileDirectory: this.#env.profileDirectory })
  }

  /** A new space at the own relay around an existing folder; its owner is this identity. Throws E_PATH for an unfit folder. */
  async create(folder: string, name: string, signal: AbortSignal): Promise<SpaceId> {
    await this.#mustBeFit(folder, 'share')
    const { suite, known, me, now } = this.#env
    const relay = this.#env.home()
    await this.#env.relayAt(relay).greet({ signal })
    const { entry } = buildGenesis(suite, { identities: known, author: me.device, time: now(), home: relay.home })
    const id = entry.logId as SpaceId
    const answer = await this.#env.relayAt(relay).append(id, encodeEntry(entry), { signal })
    if (answer.kind !== 'appended') throw new Refused('E_CONFLICT', 'genesis not taken')
    this.#put({
      id,
      name,
      state: 'joined',
      folder,
      relay,
      invitedBy: null,
      invitation: null,
      paused: false,
      addedAt: now(),
    })
    const space = this.open(id)
    await space.replica.exclusively(() => space.replica.accept(entry, signal))
    this.#note('space-created', id, me.id, name)
    await this.#finishCreation(space, name, signal)
    this.#attach(this.mustKnow(id))
    return id
  }

  /**
   * Gives rights: to a contact that holds none here, with an invitation; to a member, others than before. `notAfter`: the first
   * instant without them. Throws E_CANON for one that has passed, E_CONSENT or E_ID for a newcomer who is no contact, and what `Freshness.mustBeCurrent`
   * throws.
   */
  async grant(id: SpaceId, wish: GrantWish, signal: AbortSignal): Promise<void> {
    const { to, rights, notAfter } = wish
    if (notAfter !== null && notAfter <= this.#env.now()) throw new Refused('E_CANON', 'grant that is over already')
    const space = await this.fetched(id, signal)
    space.mustHold('manage')
    const isNew = !space.isMember(to)
    if (isNew) this.#env.forOthers(this.mustKnow(id).relay)
    const contact = isNew ? this.#env.contacts.mustReceiveKeys(to) : this.#env.contacts.mustNotBeInDoubt(to)
    if (contact !== null) {
      const relay = this.#env.relayAt(contact.relay)
      await this.#env.known.refresh(to, relay, signal)
      const evenIfSilent = !isNew || wish.evenIfSilent === true
      await this.#env.freshness.mustBeCurrent(to, relay, { evenIfSilent, signal })
    }
    await space.writer.rotateIfNeeded(signal)
    await space.writer.append(
      (position) =>
        buildGrantSet(this.#env.suite, position, { id: to, allow: rights, notAfter, epochKey: space.replica.epochKey }),
      signal,
    )
    if (isNew) await sendInvitation(this.#env, space.replica, { relay: this.mustKnow(id).relay, to, signal })
  }

  /** Ends all rights; the key changes before anything else is written. What was fetched before cannot be undone. */
  async revoke(id: SpaceId, identity: IdentityId, signal: AbortSignal): Promise<void> {
    const space = await this.fetched(id, signal)
    space.mustHold('manage')
    await space.writer.append((position) => buildGrantRemove(this.#env.suite, position, identity), signal)
    await space.writer.rotateIfNeeded(signal)
  }

  /**
   * Takes part: the log is verified from genesis, the promised head must lie on it and the own grant stand in it; then the
   * files arrive in `folder`. Throws E_ROLLBACK, E_FORK, E_ROLE, E_PATH.
   */
  async accept(id: SpaceId, folder: string, signal: AbortSignal): Promise<void> {
    const record = this.mustKnow(id)
    if (record.state !== 'invited' && record.folder !== null) throw new Refused('E_CONFLICT', 'already joined')
    const space = await this.#invited(record, signal)
    await this.#mustBeFit(folder, 'receive', id)
    const name = space.replica.tree.name === '' ? record.name : space.replica.tree.name
    this.#put({ ...record, name, state: 'joined', folder, invitation: null })
    if (record.state === 'invited')
      await space.writer.append((position) => buildAccept(this.#env.suite, position), signal)
    this.#attach(this.mustKnow(id))
  }

  /** What an invitation leads to, verified: name, files and the own rights may now be shown. */
  async preview(id: SpaceId, signal: AbortSignal): Promise<JoinedSpace> {
    return this.#invited(this.mustKnow(id), signal)
  }

  async decline(id: SpaceId, signal: AbortSignal): Promise<void> {
    const record = this.mustKnow(id)
    if (record.state !== 'invited') throw new Refused('E_CONFLICT', 'not an invitation')
    this.#env.store.write((store) => deleteSpace(store, id))
    this.#open.delete(id)
    this.#env.onChanged('spaces', id)
    const inviter = record.invitedBy === null ? null : this.#env.contacts.get(record.invitedBy)
    if (inviter !== null) await this.#env.contacts.send(inviter, { kind: 'space.decline', spaceId: id }, signal)
  }

  /** Gives up the own rights; the local files stay. Throws E_POLICY for the owner. */
  async leave(id: SpaceId, signal: AbortSignal): Promise<void> {
    const space = await this.fetched(id, signal)
    await space.writer.append((position) => buildLeave(this.#env.suite, position), signal)
    await this.#end(id, 'left')
  }

  /** Ends the space for everyone; everybody keeps their local files. Throws E_ROLE unless this identity owns it. */
  async close(id: SpaceId, signal: AbortSignal): Promise<void> {
    const space = await this.fetched(id, signal)
    if (space.replica.state.owner !== this.#env.me.id) throw new Refused('E_ROLE', 'only the owner closes a space')
    await space.writer.append((position) => buildClose(this.#env.suite, position), signal)
    await this.#end(id, 'closed')
  }

  /** The folder was moved by its owner: the space goes on there, and nothing is transferred again. */
  async locate(id: SpaceId, folder: string): Promise<void> {
    const record = this.mustKnow(id)
    await this.#mustBeFit(folder, 'locate', id)
    await this.#open.get(id)?.detach()
    this.#put({ ...record, folder })
    this.#attach(this.mustKnow(id))
  }

  setPaused(id: SpaceId, paused: boolean): void {
    this.#put({ ...this.mustKnow(id), paused })
    const engine = this.#open.get(id)?.engine
    if (paused) engine?.pause()
    else engine?.resume()
  }

  /** Names `home` in the logs of the spaces that this identity owns at that relay, where `isDue` for the address named there. */
  async setHomes({ home }: Reach, isDue: (named: string) => boolean, signal: AbortSignal): Promise<void> {
    for (const { id } of this.list().filter(({ state }) => state === 'joined')) {
      const space = this.open(id)
      if (!space.replica.isFetched) continue
      const { owner, home: named } = space.replica.state
      if (owner !== this.#env.me.id || named.relayId !== home.relayId || !isDue(named.address)) continue
      await space.writer.append((position) => buildHomeSet(this.#env.suite, position, home), signal)
    }
  }

  /** A message about spaces. Answers false for other kinds. Only contacts may invite. */
  readonly receive = (senderId: IdentityId, _messageId: MessageId, content: MessageContent): Promise<boolean> => {
    if (content.kind === 'space.invite') this.#receiveInvitation(senderId, content)
    else if (content.kind === 'space.decline' && this.#mayDecline(senderId, content.spaceId))
      this.#note('member-left', content.spaceId, senderId, this.#env.nameOf(senderId))
    return Promise.resolve(content.kind === 'space.invite' || content.kind === 'space.decline')
  }

  /** Only a contact says no, and only to a space that is known here: nobody else writes into the activity. */
  #mayDecline(senderId: IdentityId, spaceId: SpaceId): boolean {
    return this.#env.contacts.get(senderId)?.state === 'accepted' && this.record(spaceId) !== null
  }

  /** Starts the engines of all joined spaces. */
  start(): void {
    this.#running = true
    for (const record of this.list()) this.#attach(record)
  }

  /** The way to the relays is open again: no engine waits any longer. */
  hurry(): void {
    for (const { engine } of this.#open.values()) engine?.hurry()
  }

  async stop(): Promise<void> {
    this.#running = false
    await Promise.all([...this.#open.values()].map((space) => space.detach()))
    this.#open.clear()
  }

  /**
   * Brings every joined space that is not paused to rest once; answers where each came to. A refusal of one space does not
   * keep the others waiting: the first is thrown at the end.
   */
  async syncOnce(signal: AbortSignal): Promise<readonly SyncStatus[]> {
    const statuses: SyncStatus[] = []
    const refusals: Refused[] = []
    for (const record of this.list().filter(isSynced)) {
      try {
        statuses.push(...(await this.#syncSpace(record, signal)))
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        refusals.push(error)
        noteRefusal(this.#env.store, record.id, error, this.#env.now())
      }
    }
    if (refusals[0] !== undefined) throw refusals[0]
    return statuses
  }

  /** The engine of a joined space. Throws E_ID where it has no folder here. */
  engineOf(id: SpaceId): SyncEngine {
    const engine = this.#attachEngine(this.open(id), this.mustKnow(id))
    if (engine === null) throw new Refused('E_ID', 'no folder chosen')
    return engine
  }

  /** Fetches a space and does what a member owes the others; ends it here if it was closed or the own rights ended. */
  async tend(id: SpaceId, signal: AbortSignal): Promise<JoinedSpace> {
    const space = await this.fetched(id, signal)
    if (space.replica.state.closed) await this.#end(id, 'closed')
    else if (!space.isMemberByLog()) await this.#lose(id)
    else await space.attend(signal)
    return space
  }

  async #syncSpace(record: SpaceRecord, signal: AbortSignal): Promise<readonly SyncStatus[]> {
    const space = await this.tend(record.id, signal)
    if (!isSynced(this.mustKnow(record.id))) return []
    await this.#finishCreation(space, record.name, signal)
    const engine = this.#attachEngine(space, record)
    if (engine === null) return []
    const status = await engine.syncOnce(signal)
    await space.speak(signal)
    return [status]
  }

  /** The first key and the name: done at creation, or now if a crash came between. */
  async #finishCreation(space: JoinedSpace, name: string, signal: AbortSignal): Promise<void> {
    if (space.replica.state.owner !== this.#env.me.id || space.replica.tree.name !== '') return
    await space.writer.commit([{ kind: 'setMeta', id: rootNodeId, name, executable: null }], [], signal)
  }

  async #invited(record: SpaceRecord, signal: AbortSignal): Promise<JoinedSpace> {
    const space = await this.fetched(record.id, signal)
    mustHoldPromisedHead(space.replica, record)
    space.mustHold('read')
    return space
  }

  #receiveInvitation(senderId: IdentityId, content: SpaceInvitation): void {
    const contact = this.#env.contacts.get(senderId)
    if (contact?.state !== 'accepted' || contact.blocked) return
    const invited = recordOfInvitation(this.#env, senderId, content)
    const known = this.record(invited.id)
    if (known !== null && known.state !== 'left') return
    this.#open.delete(invited.id)
    this.#put(invited)
  }

  /** Somebody else ended the own rights, or their date has come. */
  async #lose(id: SpaceId): Promise<void> {
    const { name, state } = this.mustKnow(id)
    if (state !== 'joined') return
    const isOver = this.open(id).replica.state.grants.has(this.#env.me.id)
    await this.#end(id, 'left')
    if (isOver) this.#note('access-ended', id, this.#env.me.id, name)
  }

  async #end(id: SpaceId, state: 'left' | 'closed'): Promise<void> {
    await this.#open.get(id)?.detach()
    this.#put({ ...this.mustKnow(id), state, folder: null })
    this.#env.store.write((store) => forgetSync(store, id))
  }

  #attach(record: SpaceRecord): void {
    if (!this.#running || !isSynced(record)) return
    this.#attachEngine(this.open(record.id), record)?.start()
  }

  #attachEngine(space: JoinedSpace, record: SpaceRecord): SyncEngine | null {
    if (record.folder === null) return null
    return space.attach(record.folder, record.relay, () => this.#env.onChanged('sync', space.id))
  }

  async #mustBeFit(folder: string, use: FolderUse, except: SpaceId | null = null): Promise<void> {
    const { refusal } = await this.checkFolder(folder, use, except)
    if (refusal !== null) throw new Refused('E_PATH', refusal)
  }

  /** Throws E_ID for an unknown space. */
  mustKnow(id: SpaceId): SpaceRecord {
    const record = this.record(id)
    if (record === null) throw new Refused('E_ID', 'unknown space')
    return record
  }

  #put(record: SpaceRecord): void {
    this.#env.store.write((store) => putSpace(store, record))
    this.#env.onChanged('spaces', record.id)
  }

  #note(kind: string, spaceId: SpaceId, identityId: IdentityId, subject: string): void {
    this.#env.store.write((store) => addActivity(store, { at: this.#env.now(), kind, spaceId, identityId, subject }))
    this.#env.onChanged('activity', spaceId)
  }
}

const isSynced = (record: SpaceRecord): boolean => record.state === 'joined' && !record.paused && record.folder !== null
