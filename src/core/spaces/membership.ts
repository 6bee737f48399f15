// Who takes part in a space: rights given and ended, invitations answered, the own part in it. PROTOCOL §7, §10, §13. Runs in core.
import { Refused } from '../../shared/base/errors.ts'
import type { MessageContent, Reach } from '../../shared/contact/index.ts'
import type { IdentityId, MessageId, SpaceId } from '../../shared/domain/ids.ts'
import {
  buildAccept,
  buildClose,
  buildGrantRemove,
  buildGrantSet,
  buildHomeSet,
  buildLeave,
} from '../../shared/logs/space/index.ts'
import type { SpaceRecord } from '../store/index.ts'
import { EntryHeld } from '../held-entry.ts'
import type { GrantWish, SpacesEnvironment } from './interface.ts'
import { isOfOwner, recordOfInvitation, sendInvitation, type SpaceInvitation } from './invitation.ts'
import type { JoinedSpace } from './joined-space.ts'
import type { KnownSpaces } from './known-spaces.ts'
import { tryInvitation } from './trial.ts'

/** Milliseconds that an invitation may take to lead somewhere, when there are two. */
const trialTime = 5000

const isSameInviter = (known: SpaceRecord, { invitedBy }: SpaceRecord): boolean =>
  known.state === 'invited' && known.invitedBy === invitedBy

export class Membership {
  readonly #env: SpacesEnvironment
  readonly #known: KnownSpaces

  constructor(environment: SpacesEnvironment, known: KnownSpaces) {
    this.#env = environment
    this.#known = known
  }

  async grant(id: SpaceId, wish: GrantWish, signal: AbortSignal): Promise<void> {
    const { to, rights, notAfter } = wish
    const space = await this.#known.fetched(id, signal)
    await space.mustDate(signal)
    if (notAfter !== null && notAfter <= this.#env.now()) throw new Refused('E_CANON', 'grant that is over already')
    space.mustHold('manage')
    const isNew = !space.isMember(to)
    if (isNew) this.#env.forOthers(this.#known.mustKnow(id).relay)
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
    if (isNew) await sendInvitation(this.#env, space.replica, { relay: this.#known.mustKnow(id).relay, to, signal })
  }

  async revoke(id: SpaceId, identity: IdentityId, signal: AbortSignal): Promise<void> {
    const space = await this.#known.fetched(id, signal)
    space.mustHold('manage')
    await space.writer.append((position) => buildGrantRemove(this.#env.suite, position, identity), signal)
    await space.writer.rotateIfNobodyInDoubt(signal)
  }

  async accept(id: SpaceId, folder: string, signal: AbortSignal): Promise<void> {
    const record = this.#known.mustKnow(id)
    if (record.state !== 'invited' && record.folder !== null) throw new Refused('E_CONFLICT', 'already joined')
    const space = await this.#invited(record, signal)
    await this.#known.mustBeFit(folder, 'receive', id)
    const name = space.replica.name || record.name
    this.#known.put({ ...record, name, state: 'joined', folder, invitation: null })
    if (record.state === 'invited')
      await space.writer.append((position) => buildAccept(this.#env.suite, position), signal)
  }

  async preview(id: SpaceId, signal: AbortSignal): Promise<JoinedSpace> {
    return this.#invited(this.#known.mustKnow(id), signal)
  }

  async decline(id: SpaceId, signal: AbortSignal): Promise<void> {
    const record = this.#known.mustKnow(id)
    if (record.state !== 'invited') throw new Refused('E_CONFLICT', 'not an invitation')
    this.#known.forget(id)
    const inviter = record.invitedBy === null ? null : this.#env.contacts.get(record.invitedBy)
    if (inviter !== null) await this.#env.contacts.send(inviter, { kind: 'space.decline', spaceId: id }, signal)
  }

  async leave(id: SpaceId, signal: AbortSignal): Promise<void> {
    const space = await this.#known.fetched(id, signal)
    await space.writer.append((position) => buildLeave(this.#env.suite, position), signal)
    await this.#known.end(id, 'left')
  }

  async close(id: SpaceId, signal: AbortSignal): Promise<void> {
    const space = await this.#known.fetched(id, signal)
    if (space.replica.state.owner !== this.#env.me.id) throw new Refused('E_ROLE', 'only the owner closes a space')
    await space.writer.append((position) => buildClose(this.#env.suite, position), signal)
    await this.#known.end(id, 'closed')
  }

  /** Closes a space of one's own that nobody needs to remember. */
  async discard(id: SpaceId, signal: AbortSignal): Promise<void> {
    await this.close(id, signal)
    await this.#known.end(id, 'left')
  }

  async setHomes({ home }: Reach, isDue: (named: string) => boolean, signal: AbortSignal): Promise<void> {
    for (const { id } of this.#known.list().filter(({ state }) => state === 'joined')) {
      const space = this.#known.open(id)
      if (!space.replica.isFetched) continue
      const { owner, home: named } = space.replica.state
      if (owner !== this.#env.me.id || named.relayId !== home.relayId || !isDue(named.address)) continue
      if (!space.isDatable || space.replica.ahead !== null) continue
      await space.writer.append((position) => buildHomeSet(this.#env.suite, position, home), signal)
    }
  }

  /** A message about spaces. Answers false for other kinds. Only contacts may invite. */
  readonly receive = (senderId: IdentityId, _messageId: MessageId, content: MessageContent): Promise<boolean> => {
    if (content.kind === 'space.invite') return this.#receiveInvitation(senderId, content).then(() => true)
    if (content.kind === 'space.decline' && this.#mayDecline(senderId, content.spaceId))
      this.#known.note('member-left', content.spaceId, senderId, this.#env.nameOf(senderId))
    return Promise.resolve(content.kind === 'space.decline')
  }

  /** Only a contact says no, and only to a space that is known here: nobody else writes into the activity. */
  #mayDecline(senderId: IdentityId, spaceId: SpaceId): boolean {
    return this.#env.contacts.get(senderId)?.state === 'accepted' && this.#known.record(spaceId) !== null
  }

  async #receiveInvitation(senderId: IdentityId, content: SpaceInvitation): Promise<void> {
    const contact = this.#env.contacts.get(senderId)
    if (contact?.state !== 'accepted' || contact.blocked) return
    const invited = recordOfInvitation(this.#env, senderId, content)
    const known = this.#known.record(invited.id)
    if (known === null || known.state === 'left' || isSameInviter(known, invited)) this.#known.putAnew(invited)
    else if (known.state === 'invited') await this.#preferWorking(known, invited)
  }

  /**
   * Any member may send an invitation, and where it leads is their word alone. So one that leads to the log stays, whoever
   * else invites; one that leads nowhere gives way to one that does, or to that of the space's owner.
   */
  async #preferWorking(known: SpaceRecord, invited: SpaceRecord): Promise<void> {
    if (await this.#works(known)) return
    this.#known.putAnew(invited)
    if (!(await this.#works(invited)) && !isOfOwner(this.#env, invited)) this.#known.putAnew(known)
  }

  async #works({ id }: SpaceRecord): Promise<boolean> {
    try {
      await this.#invited(this.#known.mustKnow(id), AbortSignal.timeout(trialTime))
      return true
    } catch (error) {
      if (error instanceof EntryHeld) return true
      if (error instanceof Refused) return false
      throw error
    }
  }

  async #invited(record: SpaceRecord, signal: AbortSignal): Promise<JoinedSpace> {
    const log = record.state === 'invited' ? await tryInvitation(this.#env, record, signal) : []
    await this.#known.open(record.id).replica.takeOver(log, signal)
    const space = await this.#known.fetched(record.id, signal)
    const { ahead } = space.replica
    if (ahead !== null) throw new EntryHeld(ahead)
    space.mustHold('read')
    return space
  }
}
