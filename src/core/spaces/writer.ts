// Appends to one space's log: builds an entry on the verified state, offers it to the relay by compare-and-swap, and takes over
// what others appended first. Nothing is ever written under a key that is not sealed to exactly those who may read now.
// PROTOCOL §8, §10. Runs in core.
import { Refused } from '../../shared/base/errors.ts'
import { attempt } from '../../shared/base/result.ts'
import type { IdentityId } from '../../shared/domain/ids.ts'
import { encodeEntry, type Entry } from '../../shared/logs/entry.ts'
import {
  buildCommit,
  buildPacksAdd,
  buildRelink,
  buildRotation,
  headsAhead,
  maxPacksPerEntry,
  needsRotation,
  principalsOf,
  type Built,
  type Operation,
  type Position,
} from '../../shared/logs/space/index.ts'
import type { RelayTime } from '../relay-time.ts'
import type { AddedPack, CommitOutcome } from '../sync/interface.ts'
import type { AppendAnswer } from './interface.ts'
import { EntryHeld } from '../held-entry.ts'
import type { ReplicaEnvironment, SpaceReplica } from './replica.ts'

export type WriterEnvironment = ReplicaEnvironment & {
  /** By the clock of the relay that is home to the space. */
  readonly time: RelayTime
  /** Whether somebody else claims the address of this contact (✖), and nobody has compared yet. */
  readonly isInConflict: (id: IdentityId) => boolean
}

/**
 * [Note: Keys in doubt] Who is sealed to is not for one client to choose: a rotation seals to everybody who may read, or is refused. So
 * while one of them is in conflict here (PROTOCOL §10, T02) this client does not rotate, and what it may write only after a rotation
 * waits. Under a key they hold already it goes on: that seals to nobody anew. Both ways out end it: comparing, or ending their grant.
 */

/** So often an entry is built anew because somebody else was first, before the caller hears of it. */
const attempts = 16
/** Milliseconds: what the relay does not take for its time was dated before the clock was set. */
const redated = 60_000

export class SpaceWriter {
  readonly #env: WriterEnvironment
  readonly #replica: SpaceReplica

  constructor(environment: WriterEnvironment, replica: SpaceReplica) {
    this.#env = environment
    this.#replica = replica
  }

  get position(): Position {
    const { known, me, time } = this.#env
    return { state: this.#replica.state, identities: known, author: me.device, time: time.now() }
  }

  /** Appends what `build` makes, again and again on newer states while others are faster. Throws WrongClock, E_CONFLICT in the end. */
  append(build: (position: Position) => Built, signal: AbortSignal): Promise<void> {
    return this.#replica.exclusively(async () => {
      await this.#env.time.mustBeRight(signal)
      for (let attempt = 0; attempt < attempts; attempt++) {
        if (await this.#offer(build(this.position).entry, signal)) return
      }
      throw new Refused('E_CONFLICT', 'others kept appending first')
    })
  }

  /** Contacts in conflict for whom a rotation that is due has to wait. [Note: Keys in doubt] */
  get inDoubt(): readonly IdentityId[] {
    const { suite, isInConflict } = this.#env
    const { state, time } = this.position
    const doubtful = principalsOf(state, Math.max(state.time, time)).filter(isInConflict)
    if (doubtful.length === 0) return []
    const due = attempt(() => needsRotation(suite, this.position))
    return due.ok && due.value ? doubtful : []
  }

  /**
   * Rotates the key if by all that is known here it is not sealed to exactly the right people. Asks for their newest logs first.
   * Throws E_CONSENT where one of them is in conflict. [Note: Keys in doubt]
   */
  rotateIfNeeded(signal: AbortSignal): Promise<void> {
    return this.#replica.exclusively(() => this.#rotateIfNeeded(signal))
  }

  /** The same; where somebody is in conflict it waits. [Note: Keys in doubt] */
  async rotateIfNobodyInDoubt(signal: AbortSignal): Promise<void> {
    await this.rotateIfNeeded(signal).catch((error: unknown) => {
      if (!(error instanceof Refused) || error.code !== 'E_CONSENT') throw error
    })
  }

  async #rotateIfNeeded(signal: AbortSignal): Promise<void> {
    await this.#refreshPrincipals(signal)
    const { suite, time } = this.#env
    await time.mustBeRight(signal)
    for (let attempt = 0; attempt < attempts; attempt++) {
      if (!needsRotation(suite, this.position)) return
      if (this.inDoubt.length > 0) throw new Refused('E_CONSENT', 'a key for somebody in conflict')
      const previous = this.#replica.state.epoch === 0 ? null : this.#replica.epochKey
      if (await this.#offer(buildRotation(suite, this.position, previous).entry, signal)) return
    }
    throw new Refused('E_CONFLICT', 'others kept appending first')
  }

  /** Where a rotation's own link opens nothing and both keys are here, one that does: whoever comes later reads history by it. */
  async repairLinks(signal: AbortSignal): Promise<void> {
    const { keys } = this.#replica
    for (const epoch of keys.badLinks) {
      const [newer, older] = [keys.get(epoch), keys.get(epoch - 1)]
      if (newer === undefined || older === undefined) continue
      await this.append((position) => buildRelink(this.#env.suite, position, { epoch, newer, older }), signal)
    }
  }

  /**
   * One commit, after a rotation where one is due; `overtaken` as soon as anything else stands before it. `basedOn`: the head it
   * was planned on, if that was before now.
   */
  commit(
    operations: readonly Operation[],
    packs: readonly AddedPack[],
    signal: AbortSignal,
    basedOn?: number,
  ): Promise<CommitOutcome> {
    return this.#replica.exclusively(() =>
      this.#commit(operations, { packs, basedOn: basedOn ?? this.#replica.state.head.seq }, signal),
    )
  }

  async #commit(
    operations: readonly Operation[],
    { packs, basedOn }: { readonly packs: readonly AddedPack[]; readonly basedOn: number },
    signal: AbortSignal,
  ): Promise<CommitOutcome> {
    const { suite } = this.#env
    await this.#rotateIfNeeded(signal)
    if (this.#hasForeignEntriesAfter(basedOn)) return { kind: 'overtaken' }
    const fresh = packs.filter(({ id }) => !this.#replica.state.packs.has(id))
    const last = fresh.slice(-maxPacksPerEntry)
    for (let from = 0; from < fresh.length - last.length; from += maxPacksPerEntry) {
      const some = fresh.slice(from, Math.min(from + maxPacksPerEntry, fresh.length - last.length))
      if (!(await this.#offer(buildPacksAdd(suite, this.position, some).entry, signal))) return { kind: 'overtaken' }
    }
    const { tree, epochKey } = this.#replica
    const { entry } = buildCommit(suite, this.position, { tree, epochKey, operations, packs: last })
    return (await this.#offer(entry, signal)) ? { kind: 'committed', seq: entry.seq } : { kind: 'overtaken' }
  }

  /** True: appended and taken over here. False: others were first, theirs is taken over; or it must be dated anew. */
  async #offer(entry: Entry, signal: AbortSignal): Promise<boolean> {
    const bytes = encodeEntry(entry)
    this.#mustNotBeHeld()
    for (let pushed = 0; pushed < attempts; pushed++) {
      const answer = await this.#append(entry, bytes, signal)
      if (answer.kind === 'too-late') return false
      if (answer.kind === 'missing') {
        await this.#replica.pushIdentity(answer, signal, entry)
        continue
      }
      if (answer.kind === 'overtaken') {
        await this.#replica.catchUp(signal)
        if (this.#replica.has(entry.seq, entry.hash)) return true
        this.#mustNotBeHeld()
        return false
      }
      await this.#replica.accept(entry, signal)
      this.#replica.applyAccepted()
      return true
    }
    throw new Refused('E_TRANSPORT', 'relay keeps asking for other logs')
  }

  /** Behind an entry that cannot be looked at nothing can be built. Throws EntryHeld. */
  #mustNotBeHeld(): void {
    const { ahead } = this.#replica
    if (ahead !== null) throw new EntryHeld(ahead)
  }

  /** `too-late`: the clock was set, or the relay's was heard, since the entry was made. */
  async #append(entry: Entry, bytes: Uint8Array, signal: AbortSignal): Promise<AppendAnswer | { kind: 'too-late' }> {
    try {
      return await this.#env.relay.append(this.#replica.id, bytes, { signal })
    } catch (error) {
      const isLate = error instanceof Refused && error.code === 'E_STALE' && this.#env.time.tooFarOff === null
      if (!isLate || Math.abs((entry.header?.time ?? 0) - this.position.time) < redated) throw error
      return { kind: 'too-late' }
    }
  }

  /** A key is sealed only to the newest identity key that can be learnt. A log that cannot be fetched now stays as it is. */
  async #refreshPrincipals(signal: AbortSignal): Promise<void> {
    const { known, relay } = this.#env
    const { owner, grants } = this.#replica.state
    for (const id of new Set([owner, ...grants.keys()])) {
      await known.refresh(id, relay, signal).catch((error: unknown) => {
        if (!(error instanceof Refused) || !['E_ID', 'E_ROLLBACK'].includes(error.code)) throw error
      })
    }
  }

  #hasForeignEntriesAfter(seq: number): boolean {
    return this.#replica
      .entries(seq + 1)
      .some(({ header }) => header?.authorId !== this.#env.me.id || header.type === 'commit')
  }

  /** Whether this client knows newer identity logs of members than the space does, its own among them. */
  knowsNewerHeads(): boolean {
    const { me } = this.#env
    return headsAhead(this.position).length > 0 || this.#replica.state.knownHeads.get(me.id)?.hash !== me.head.hash
  }
}
