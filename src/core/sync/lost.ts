// Contents that the relay has lost, as it says itself: after it was restored from a backup. Runs in core. PROTOCOL §19.8, SYNC-98.
// [Note: Lost packs] Ids of packs and nonces of chunks are random, and only plaintext is kept: a pack cannot be made again byte for
// byte. Who has the content uploads it as a new revision, under a new key. The relay may lie about what it has: a file is brought again
// after a day at the earliest, and then after twice as long each time, over restarts, too; and it waits for its author first, so that
// several writers do not all send the same.
import type { NodeId, PackId, RevisionId } from '../../shared/domain/ids.ts'
import type { StoreChange, SyncEnvironment } from './interface.ts'

/** What a cycle goes by. */
export type Lost = {
  readonly packs: ReadonlySet<PackId>
  /** Files whose newest revision lies in such packs. */
  readonly nodes: ReadonlySet<NodeId>
  /** Those of `nodes` whose content may be brought again now by whoever has it. */
  readonly due: ReadonlySet<NodeId>
  /** Their new revisions are in the log. */
  readonly noteBrought: (ids: Iterable<NodeId>) => void
  /**
   * Packs that no entry names yet are on no list: that they are gone shows when a commit names them. Whether to upload anew at once:
   * not again and again for a relay that takes nothing.
   */
  readonly mayUploadAnew: () => boolean
}

/** Milliseconds between two questions to the relay, and for which whoever wrote a content comes before all others. */
const step = 600_000
const day = 24 * 60 * 60 * 1000
/** Milliseconds for which a file is not brought again, at most; and after which it is forgotten how often it was. */
const longestPause = 32 * day
const memory = 365 * day
/** Journal entries: `brought:NODE`, when it was last brought again and how often it had been before. */
const kind = 'brought'
const prefix = `${kind}:`
/** Files looked up in one go before others get their turn. */
const stretch = 100

type Brought = { readonly at: number; readonly before: number }

export class LostContents {
  readonly #environment: SyncEnvironment
  #packs: ReadonlySet<PackId> = new Set()
  readonly #byRevision = new Map<RevisionId, boolean>()
  /** Of nodes that were brought again; null: not read from the journal yet. */
  #brought: Map<NodeId, Brought> | null = null
  #askedAt: number | null = null
  #since = 0
  #anewAt: number | null = null

  constructor(environment: SyncEnvironment) {
    this.#environment = environment
  }

  get packs(): ReadonlySet<PackId> {
    return this.#packs
  }

  /** `isUrgent`: asks also if it did a short time ago. `isOnce`: there is no later, so nobody else is waited for. */
  async look(
    signal: AbortSignal,
    { isUrgent, isOnce }: { readonly isUrgent: boolean; readonly isOnce: boolean },
  ): Promise<Lost> {
    const { remote, me, clock } = this.#environment
    const now = clock.now()
    if (isUrgent || this.#askedAt === null || Math.abs(now - this.#askedAt) >= step) await this.#ask(now, signal)
    const nodes = new Set<NodeId>()
    const due = new Set<NodeId>()
    const lost: Lost = {
      ...{ packs: this.#packs, nodes, due },
      noteBrought: (ids) => this.#noteBrought(ids),
      mayUploadAnew: () => this.#mayUploadAnew(),
    }
    if (this.#packs.size === 0) return lost
    let looked = 0
    // [Note: Commit by commit] in execute/fetch.ts
    const inOrder = [...remote.view.nodes.values()].sort((a, b) => a.changedAt - b.changedAt)
    for (const { id, revision, changedBy } of inOrder) {
      if (revision === null) continue
      if (++looked % stretch === 0) await clock.sleep(0, signal)
      if (!(await this.#isLost(id, revision))) continue
      nodes.add(id)
      if (!this.#isRepeated(id, now) && (isOnce || changedBy === me || now - this.#since >= step)) due.add(id)
    }
    return lost
  }

  #isRepeated(id: NodeId, now: number): boolean {
    this.#brought ??= this.#remembered(now)
    const brought = this.#brought.get(id)
    return brought !== undefined && Math.abs(now - brought.at) < Math.min(day * 2 ** brought.before, longestPause)
  }

  #noteBrought(ids: Iterable<NodeId>): void {
    const { store, clock } = this.#environment
    const at = clock.now()
    const known = (this.#brought ??= this.#remembered(at))
    for (const id of ids) known.set(id, { at, before: (known.get(id)?.before ?? -1) + 1 })
    store.apply(
      [...ids].map((id) => {
        const state = `${at} ${known.get(id)?.before ?? 0}`
        return { kind: 'journal.put', entry: { id: prefix + id, kind, state } }
      }),
    )
  }

  #remembered(now: number): Map<NodeId, Brought> {
    const { store } = this.#environment
    const found = new Map<NodeId, Brought>()
    const over: StoreChange[] = []
    for (const entry of store.journal()) {
      if (entry.kind !== kind) continue
      const [at = 0, before = 0] = entry.state.split(' ').map(Number)
      if (Math.abs(now - at) > memory) over.push({ kind: 'journal.delete', id: entry.id })
      else found.set(entry.id.slice(prefix.length) as NodeId, { at, before })
    }
    if (over.length > 0) store.apply(over)
    return found
  }

  #mayUploadAnew(): boolean {
    const now = this.#environment.clock.now()
    const may = this.#anewAt === null || Math.abs(now - this.#anewAt) >= step
    if (may) this.#anewAt = now
    return may
  }

  async #ask(now: number, signal: AbortSignal): Promise<void> {
    const answer = await this.#environment.packs.missing(signal)
    if (!answer.ok) return
    this.#askedAt = now
    if (answer.value.length > 0 && this.#packs.size === 0) this.#since = now
    const isSame = answer.value.length === this.#packs.size && answer.value.every((id) => this.#packs.has(id))
    if (isSame) return
    this.#packs = new Set(answer.value)
    this.#byRevision.clear()
  }

  async #isLost(id: NodeId, revision: RevisionId): Promise<boolean> {
    const known = this.#byRevision.get(revision)
    if (known !== undefined) return known
    const manifest = await this.#environment.remote.manifest(id, revision)
    const isLost = manifest?.packs.some((pack) => this.#packs.has(pack)) ?? false
    this.#byRevision.set(revision, isLost)
    return isLost
  }
}
