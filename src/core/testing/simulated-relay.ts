// A relay and its clients' view of one space, without signatures and seals around the log: the order of commits, the real rules of the tree,
// packs, and a network that is slow, loses answers, repeats and damages. Tests only. SYNC.md "How it is tested" 2.
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { Refused } from '../../shared/base/errors.ts'
import { decodeManifest, type Manifest } from '../../shared/content/manifest.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { IdentityId, NodeId, PackId, RevisionId, SpaceId } from '../../shared/domain/ids.ts'
import { SpaceTree } from '../../shared/logs/space/tree.ts'
import type { Operation } from '../../shared/logs/space/operations.ts'
import type {
  AddedPack,
  CommitOutcome,
  Origin,
  Past,
  EntryAhead,
  PackTransport,
  RemoteView,
  SpaceRemote,
} from '../sync/interface.ts'

/** How the network treats one call. `lost`: it happens, but the answer does not arrive. */
export type Fate = 'well' | 'unreachable' | 'lost'

export type Network = {
  /** Resolves when the call arrives; never for a process that is dead. */
  pass(call: string): Promise<Fate>
  /** Damages or passes on what a relay answers. */
  damage(bytes: Uint8Array): Uint8Array
}

export const goodNetwork: Network = { pass: () => Promise.resolve('well'), damage: (bytes) => bytes }

type Commit = {
  readonly author: IdentityId
  readonly rights: number
  readonly operations: readonly Operation[]
  readonly packs: readonly AddedPack[]
  readonly time: number
  readonly stateRoot: Uint8Array
}

export class SimulatedRelay {
  readonly spaceId: SpaceId
  readonly suite: Suite
  readonly #now: () => number
  readonly rights = new Map<IdentityId, number>()
  readonly commits: Commit[] = []
  readonly packs = new Map<PackId, Uint8Array>()
  /** The tree as everybody must come to see it. */
  readonly tree: SpaceTree
  readonly added = new Set<PackId>()
  readonly listeners = new Set<() => void>()
  /** Whose clock is too far off for anything to be dated, by so many milliseconds. */
  readonly clocksOffBy = new Map<IdentityId, number>()
  /** Called with every commit that was accepted, after it was applied. */
  onCommit: (operations: readonly Operation[], author: IdentityId) => void = () => undefined
  packBytes = 0
  /** It was restored from a backup: that packs are absent is no bug of the engine then. */
  isRestored = false

  constructor(suite: Suite, spaceId: SpaceId, now: () => number) {
    this.suite = suite
    this.spaceId = spaceId
    this.#now = now
    this.tree = new SpaceTree(suite)
  }

  /** Everything a client must never do is thrown: a commit that is void, or one past its rights, is a bug of the engine. */
  append(author: IdentityId, operations: readonly Operation[], packs: readonly AddedPack[]): void {
    if (operations.length === 0 || operations.length > 2000)
      throw new Error(`a commit of ${operations.length} operations`)
    for (const pack of packs) if (!this.packs.has(pack.id)) throw new Error('an entry names an absent pack')
    for (const pack of packs) this.added.add(pack.id)
    const rights = this.rights.get(author) ?? 0
    const change = { operations, rights, author, time: this.#now(), seq: this.commits.length + 1, packs: this.added }
    const outcome = this.tree.stateRootAfter(change)
    if (outcome.kind === 'void')
      throw new Error(`a void commit: ${outcome.reason} ${JSON.stringify(operations.map(({ kind }) => kind))}`)
    this.tree.apply({ ...change, stateRoot: outcome.stateRoot })
    this.commits.push({ author, rights, operations, packs, time: change.time, stateRoot: outcome.stateRoot })
    this.onCommit(operations, author)
    for (const listener of this.listeners) listener()
  }
}

/** One identity's verified view. */
export class SimulatedRemote implements SpaceRemote {
  readonly spaceId: SpaceId
  readonly #relay: SimulatedRelay
  readonly #me: IdentityId
  readonly #network: Network
  readonly #tree: SpaceTree
  readonly #packs = new Set<PackId>()
  #seq = 0
  view: RemoteView
  ahead: EntryAhead | null = null

  constructor(relay: SimulatedRelay, me: IdentityId, network: Network = goodNetwork) {
    this.#relay = relay
    this.#me = me
    this.#network = network
    this.spaceId = relay.spaceId
    this.#tree = new SpaceTree(relay.suite)
    this.view = { seq: 0, nodes: this.#tree.nodes, rights: relay.rights.get(me) ?? 0, closed: false, isWhole: true }
  }

  get clockOffBy(): number | null {
    return this.#relay.clocksOffBy.get(this.#me) ?? null
  }

  async refresh(): Promise<Result<void>> {
    if ((await this.#network.pass('refresh')) !== 'well') return fail('E_TRANSPORT', 'unreachable')
    this.#read()
    return ok(undefined)
  }

  async commit(operations: readonly Operation[], packs: readonly AddedPack[]): Promise<Result<CommitOutcome>> {
    const fate = await this.#network.pass('commit')
    if (fate === 'unreachable') return fail('E_TRANSPORT', 'unreachable')
    if (this.#seq !== this.#relay.commits.length || this.view.rights !== this.#relay.rights.get(this.#me)) {
      if (fate === 'lost') return fail('E_TRANSPORT', 'no answer')
      this.#read()
      return ok({ kind: 'overtaken' })
    }
    if (this.#relay.isRestored && packs.some(({ id }) => !this.#relay.packs.has(id)))
      return fail('E_INTEGRITY', 'absent pack')
    this.#relay.append(
      this.#me,
      operations,
      packs.filter(({ id }) => !this.#packs.has(id)),
    )
    if (fate === 'lost') return fail('E_TRANSPORT', 'no answer')
    this.#read()
    return ok({ kind: 'committed', seq: this.#seq })
  }

  manifest(id: NodeId, revision: RevisionId): Promise<Manifest | null> {
    const found = this.#tree.revisions(id).find((one) => one.id === revision)
    return Promise.resolve(found === undefined ? null : decodeManifest(found.manifest))
  }

  origin(id: NodeId, revision: RevisionId): Origin | null {
    return this.#tree.revisions(id).find((one) => one.id === revision) ?? null
  }

  history(id: NodeId): Promise<readonly Past[]> {
    const past = this.#tree
      .revisions(id)
      .map((one) => ({ revision: one.id, contentId: decodeManifest(one.manifest).contentId }))
    return Promise.resolve(past)
  }

  onHint(listener: () => void): () => void {
    this.#relay.listeners.add(listener)
    return () => this.#relay.listeners.delete(listener)
  }

  #read(): void {
    for (const commit of this.#relay.commits.slice(this.#seq)) {
      for (const pack of commit.packs) this.#packs.add(pack.id)
      const outcome = this.#tree.apply({ ...commit, seq: ++this.#seq, packs: this.#packs })
      if (outcome.kind === 'void') throw new Error(`a client disagrees with the relay: ${outcome.reason}`)
    }
    this.view = { ...this.view, seq: this.#seq, rights: this.#relay.rights.get(this.#me) ?? 0 }
  }
}

export class SimulatedPacks implements PackTransport {
  readonly #relay: SimulatedRelay
  readonly #network: Network

  constructor(relay: SimulatedRelay, network: Network = goodNetwork) {
    this.#relay = relay
    this.#network = network
  }

  async put(
    pack: PackId,
    bytes: AsyncIterable<Uint8Array> | Uint8Array,
    length: number,
    signal: AbortSignal,
  ): Promise<Result<void>> {
    const parts: Uint8Array[] = []
    if (bytes instanceof Uint8Array) parts.push(bytes.slice())
    else for await (const part of bytes) parts.push(part.slice())
    const whole = new Uint8Array(Buffer.concat(parts))
    const fate = await unlessAborted(this.#network.pass('put'), signal)
    if (fate === 'unreachable') return fail('E_TRANSPORT', 'unreachable')
    if (whole.length !== length) throw new Error(`a pack of ${whole.length} bytes announced as ${length}`)
    this.#relay.packs.set(pack, whole)
    this.#relay.packBytes += length
    return fate === 'lost' ? fail('E_TRANSPORT', 'no answer') : ok(undefined)
  }

  async *get(
    pack: PackId,
    ranges: readonly { readonly start: number; readonly end: number }[],
    signal: AbortSignal,
  ): AsyncIterable<Uint8Array> {
    for (const { start, end } of ranges) {
      if ((await unlessAborted(this.#network.pass('get'), signal)) !== 'well')
        throw new Refused('E_TRANSPORT', 'unreachable')
      const bytes = this.#relay.packs.get(pack)
      if (bytes === undefined) throw new Refused('E_TRANSPORT', 'no such pack')
      yield this.#network.damage(bytes.slice(start, end))
    }
  }

  missing(): Promise<Result<readonly PackId[]>> {
    return Promise.resolve(ok([...this.#relay.added].filter((id) => !this.#relay.packs.has(id))))
  }
}

/** Like a real connection: who gives up does not wait for the answer. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  let forget: () => void = () => undefined
  const aborted = new Promise<never>((_, reject) => {
    const onAbort = (): void => reject(signal.reason as Error)
    signal.addEventListener('abort', onAbort)
    forget = () => signal.removeEventListener('abort', onAbort)
  })
  return Promise.race([work, aborted]).finally(forget)
}
