// A space log told step by step, with its tree and every key it ever had. Tests only.
import type { Cbor } from '../../../base/canonical.ts'
import { fromHex, toHex } from '../../../base/encoding.ts'
import { encodeCanonical } from '../../../base/canonical.ts'
import type { Suite } from '../../../crypto/suite.ts'
import type { IdentityId, NodeId, PackId } from '../../../domain/ids.ts'
import type { Rights } from '../../../domain/rights.ts'
import { buildEntry, type Author, type Draft, type Entry } from '../../entry.ts'
import { identityKemKey, openIdentitySeed, type Identities } from '../../identity/index.ts'
import { homeOf, identitiesOf, type Person } from '../../testing/people.ts'
import * as build from '../build.ts'
import { applyCommit } from '../commit-body.ts'
import type { EpochKeyOpener } from '../epoch-keys.ts'
import type { Operation } from '../operations.ts'
import { reduceSpace } from '../reduce.ts'
import type { SpaceState } from '../state.ts'
import { SpaceTree, type Outcome } from '../tree.ts'

export class Story {
  readonly suite: Suite
  readonly people = new Map<IdentityId, Person>()
  readonly entries: Entry[] = []
  /** State i is that after entry i. */
  readonly states: SpaceState[] = []
  readonly keys = new Map<number, Uint8Array>()
  readonly tree: SpaceTree
  time = 10_000

  /** A space of `owner` with its first epoch; `others` are known but not in it. */
  constructor(suite: Suite, owner: Person, ...others: readonly Person[]) {
    this.suite = suite
    this.tree = new SpaceTree(suite)
    for (const person of [owner, ...others]) this.meet(person)
    const { identities, time } = this
    this.take(build.buildGenesis(suite, { identities, author: owner.device, time, home: homeOf('a') }))
    this.rotate(owner)
  }

  get state(): SpaceState {
    const state = this.states.at(-1)
    if (state === undefined) throw new Error('before genesis')
    return state
  }

  get identities(): Identities {
    return identitiesOf(...[...this.people.values()].map(({ log }) => log))
  }

  get epochKey(): Uint8Array {
    return this.keyOf(this.state.epoch)
  }

  keyOf(epoch: number): Uint8Array {
    const key = this.keys.get(epoch)
    if (key === undefined) throw new Error(`no epoch ${epoch}`)
    return key
  }

  /** The newest that is known of a person's identity log, here and for every verifier. */
  meet(person: Person): void {
    this.people.set(person.log.id, person)
  }

  position(person: Person, change: Partial<build.Position> = {}): build.Position {
    return { state: this.state, identities: this.identities, author: person.device, time: this.time, ...change }
  }

  /** Takes in what a builder made. */
  take<T extends build.Built>(built: T): T {
    this.entries.push(built.entry)
    this.states.push(built.state)
    return built
  }

  /** Judges an entry as a reader does, and takes it in. */
  read(entry: Entry): SpaceState {
    const state = reduceSpace(this.suite, this.state, entry, this.identities)
    return this.take({ entry, state }).state
  }

  rotate(by: Person): void {
    const previous = this.states.length > 1 ? this.epochKey : null
    const built = build.buildRotation(this.suite, this.position(by), previous)
    this.keys.set(built.state.epoch, built.epochKey)
    this.take(built)
  }

  grant(by: Person, to: Person, allow: Rights, more: Partial<build.GrantWish> = {}): void {
    const wish = { id: to.log.id, allow, epochKey: this.epochKey, ...more }
    this.take(build.buildGrantSet(this.suite, this.position(by), wish))
  }

  commit(by: Person, ...operations: readonly Operation[]): Outcome {
    const { tree, epochKey, state: before } = this
    const { entry, state: after } = this.take(
      build.buildCommit(this.suite, this.position(by), { tree, epochKey, operations }),
    )
    return applyCommit(this.suite, tree, { entry, before, after, epochKey })
  }

  /** An entry signed by `author` that follows in form, whatever stands in it. */
  forge(author: Author, change: Partial<Draft> & Pick<Draft, 'type' | 'payload'>): Entry {
    const log = this.identities.get(author.identityId)
    const previous = { logId: this.state.id, ...this.state.head }
    const usual = { previous, authorHead: log?.head ?? null, seen: [], time: this.time, extensions: null, body: null }
    return buildEntry(this.suite, 'space', { ...usual, ...change }, author)
  }

  /** Whether a reader takes the entry; the story goes on without it. */
  judge(entry: Entry): SpaceState {
    return reduceSpace(this.suite, this.state, entry, this.identities)
  }

  /** The same story, to be told differently from here on. The tree is shared: a branch makes no commits. */
  branch(): Story {
    const own = { entries: [...this.entries], states: [...this.states], keys: new Map(this.keys) }
    return Object.assign(Object.create(this) as Story, { ...own, people: new Map(this.people) })
  }
}

/** The person's own way to every generation of their identity key. */
export const openerOf = (suite: Suite, { log, device }: Person): EpochKeyOpener => ({
  id: log.id,
  secretKeyOf: (generation) =>
    identityKemKey(suite, openIdentitySeed(suite, log, device, generation), log.id, generation).secretKey,
})

export const nodeId = (suite: Suite): NodeId => toHex(suite.random(16)) as NodeId
export const packId = (suite: Suite): PackId => toHex(suite.random(16)) as PackId

/** A manifest of an empty file, or of one chunk in `pack`. */
export function manifestOf(suite: Suite, wish: { pack?: PackId; mode?: 0 | 1; modifiedAt?: number } = {}): Uint8Array {
  const { pack, mode = 0, modifiedAt = 5000 } = wish
  const lists: Cbor[] = pack
    ? [[suite.random(32)], [fromHex(pack)], [0, [[0, 8, 1040, 0, suite.random(32)]]]]
    : [[], [], [0, []]]
  return encodeCanonical([1, 'manifest', pack ? 1000 : 0, 2 ** 20, suite.random(32), ...lists, modifiedAt, mode])
}

/** What a test knows to be there. */
export function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('not there')
  return value
}
