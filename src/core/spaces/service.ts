// Spaces as people know them: made of a folder, shared with contacts, accepted, left, closed. PROTOCOL §7, §10, §13. Runs in core.
import type { Reach } from '../../shared/contact/index.ts'
import type { IdentityId, RelayId, SpaceId } from '../../shared/domain/ids.ts'
import type { MessageHandler } from '../contacts/index.ts'
import type { SpaceRecord } from '../store/index.ts'
import type { SyncEngine, SyncStatus } from '../sync/index.ts'
import { createSpace } from './creation.ts'
import type { FolderCheck, FolderUse } from './folder-check.ts'
import type { GrantWish, SpacesEnvironment } from './interface.ts'
import type { JoinedSpace } from './joined-space.ts'
import { KnownSpaces } from './known-spaces.ts'
import { Membership } from './membership.ts'
import { RunningSpaces } from './running-spaces.ts'

export class Spaces {
  readonly #env: SpacesEnvironment
  readonly #known: KnownSpaces
  readonly #membership: Membership
  readonly #running: RunningSpaces
  /** A message about spaces. Answers false for other kinds. Only contacts may invite. */
  readonly receive: MessageHandler

  constructor(environment: SpacesEnvironment) {
    this.#env = environment
    this.#known = new KnownSpaces(environment)
    this.#membership = new Membership(environment, this.#known)
    this.#running = new RunningSpaces(environment, this.#known)
    this.receive = this.#membership.receive
  }

  /** Every space this profile knows: joined, invited, left, closed. */
  list(): readonly SpaceRecord[] {
    return this.#known.list()
  }

  /** Null for an unknown space. */
  record(id: SpaceId): SpaceRecord | null {
    return this.#known.record(id)
  }

  /** As its log calls it; as the invitation does, until that is known. */
  nameOf({ id, name }: SpaceRecord): string {
    return this.open(id).replica.name || name
  }

  /** Throws E_ID for an unknown space. */
  mustKnow(id: SpaceId): SpaceRecord {
    return this.#known.mustKnow(id)
  }

  /** Joined spaces at a relay that this identity owns; also those of which that is not known yet: their log was never read here. */
  ownAt(relay: RelayId): readonly SpaceRecord[] {
    const there = this.list().filter((space) => space.state === 'joined' && space.relay.home.relayId === relay)
    return there.filter(({ id }) => {
      const { replica } = this.open(id)
      return !replica.isFetched || replica.state.owner === this.#env.me.id
    })
  }

  /** The verified space behind a record, opened on first use. Throws E_ID for an unknown one. */
  open(id: SpaceId): JoinedSpace {
    return this.#known.open(id)
  }

  /** Opens all that the window lists, one at a time: what is asked for later is there at once. */
  openAll(): Promise<void> {
    return this.#known.openAll()
  }

  /** The same, with everything new that its relay has. Throws what `SpaceReplica.refresh` throws. */
  fetched(id: SpaceId, signal: AbortSignal): Promise<JoinedSpace> {
    return this.#known.fetched(id, signal)
  }

  /** May `folder` be used, and what is worth knowing before? Changes nothing. */
  checkFolder(folder: string, use: FolderUse, except: SpaceId | null = null): Promise<FolderCheck> {
    return this.#known.checkFolder(folder, use, except)
  }

  /**
   * A new space at a relay where this identity has an account (home, unless told) around an existing folder; its owner is this
   * identity. Throws E_CANON for an unfit name, E_PATH for an unfit folder.
   */
  async create(folder: string, name: string, signal: AbortSignal, relay: Reach = this.#env.home()): Promise<SpaceId> {
    const id = await createSpace(this.#env, this.#known, { folder, name, relay, signal })
    this.#running.attach(id)
    return id
  }

  /**
   * Gives rights: to a contact that holds none here, with an invitation; to a member, others than before. `notAfter`: the first
   * instant without them. Throws E_CANON for one that has passed, E_CONSENT or E_ID for a newcomer who is no contact, and what
   * `Freshness.mustBeCurrent` throws.
   */
  grant(id: SpaceId, wish: GrantWish, signal: AbortSignal): Promise<void> {
    return this.#membership.grant(id, wish, signal)
  }

  /** Ends all rights; the key changes before anything else is written. What was fetched before cannot be undone. */
  revoke(id: SpaceId, identity: IdentityId, signal: AbortSignal): Promise<void> {
    return this.#membership.revoke(id, identity, signal)
  }

  /**
   * Takes part: the log is verified from genesis, the promised head must lie on it and the own grant stand in it; then the
   * files arrive in `folder`. Throws E_ROLLBACK, E_FORK, E_ROLE, E_PATH.
   */
  async accept(id: SpaceId, folder: string, signal: AbortSignal): Promise<void> {
    await this.#membership.accept(id, folder, signal)
    this.#running.attach(id)
  }

  /** What an invitation leads to, verified: name, files and the own rights may now be shown. */
  preview(id: SpaceId, signal: AbortSignal): Promise<JoinedSpace> {
    return this.#membership.preview(id, signal)
  }

  decline(id: SpaceId, signal: AbortSignal): Promise<void> {
    return this.#membership.decline(id, signal)
  }

  /** Gives up the own rights; the local files stay. Throws E_POLICY for the owner. */
  leave(id: SpaceId, signal: AbortSignal): Promise<void> {
    return this.#membership.leave(id, signal)
  }

  /** Ends the space for everyone; everybody keeps their local files. Throws E_ROLE unless this identity owns it. */
  close(id: SpaceId, signal: AbortSignal): Promise<void> {
    return this.#membership.close(id, signal)
  }

  /** Closes a space of one's own and forgets it; the folder stays. Throws E_ROLE, E_TRANSPORT. */
  discard(id: SpaceId, signal: AbortSignal): Promise<void> {
    return this.#membership.discard(id, signal)
  }

  /** Names `home` in the logs of the spaces that this identity owns at that relay, where `isDue` for the address named there. */
  setHomes(reach: Reach, isDue: (named: string) => boolean, signal: AbortSignal): Promise<void> {
    return this.#membership.setHomes(reach, isDue, signal)
  }

  /** The folder was moved by its owner: the space goes on there, and nothing is transferred again. */
  locate(id: SpaceId, folder: string): Promise<void> {
    return this.#running.locate(id, folder)
  }

  setPaused(id: SpaceId, paused: boolean): void {
    this.#running.setPaused(id, paused)
  }

  /** All of them, whatever `setPaused` says of each. */
  setAllPaused(paused: boolean): void {
    this.#running.setAllPaused(paused)
  }

  /** Starts the engines of all joined spaces. */
  start(): void {
    this.#running.start()
  }

  /** The way to the relays is open again: no engine waits any longer. */
  hurry(): void {
    this.#running.hurry()
  }

  stop(): Promise<void> {
    return this.#running.stop()
  }

  /**
   * Brings every joined space that is not paused to rest once; answers where each came to. A refusal of one space does not
   * keep the others waiting: the first is thrown at the end.
   */
  syncOnce(signal: AbortSignal): Promise<readonly SyncStatus[]> {
    return this.#running.syncOnce(signal)
  }

  /** The engine of a joined space. Throws E_ID where it has no folder here. */
  engineOf(id: SpaceId): SyncEngine {
    return this.#running.engineOf(id)
  }

  /** Fetches a space and does what a member owes the others; ends it here if it was closed or the own rights ended. */
  tend(id: SpaceId, signal: AbortSignal): Promise<JoinedSpace> {
    return this.#running.tend(id, signal)
  }
}
