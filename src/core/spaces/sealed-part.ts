// What only members can judge of one space: its tree, made of the commits in the order of the log, and what stands in the way of
// the next one. PROTOCOL §8 "Sealed validity", §10, §19.4. Runs in core.
import type { Suite } from '../../shared/crypto/suite.ts'
import type { DeviceId, IdentityId, SpaceId } from '../../shared/domain/ids.ts'
import type { Entry } from '../../shared/logs/entry.ts'
import {
  applyCommit,
  checkSnapshot,
  openCommitBody,
  openSpace,
  reduceSpace,
  SpaceTree,
  type Operation,
  type SpaceState,
} from '../../shared/logs/space/index.ts'
import type { KnownIdentities, OwnIdentity } from '../identity/index.ts'
import type { Store, TreeSummary } from '../store/index.ts'
import type { EpochKeyRing } from './epoch-key-ring.ts'
import { KeptTree } from './kept-tree.ts'
import { summariseTree } from './tree-summary.ts'

/** An entry that has just been accepted, between the states around it. Not told again when the log is replayed. */
export type AcceptedEntry = { readonly entry: Entry; readonly before: SpaceState; readonly after: SpaceState }

/** A commit that has just taken effect: who did what, when. Not told again when the log is replayed. */
export type AppliedCommit = {
  readonly author: IdentityId
  readonly device: DeviceId | null
  /** Log time, milliseconds since 1970. */
  readonly time: number
  readonly operations: readonly Operation[]
}

export type SealedPartEnvironment = {
  readonly suite: Suite
  readonly store: Store
  readonly known: KnownIdentities
  readonly me: OwnIdentity
  readonly onApplied?: (commit: AppliedCommit) => void
  /** Something signed and sealed that means nothing: it is shown under its author's name. PROTOCOL §8. */
  readonly onVoid?: (entry: Pick<AppliedCommit, 'author' | 'device' | 'time'>) => void
}

/** The log that the tree is made of. */
export type SealedLog = { readonly id: SpaceId; readonly keys: EpochKeyRing; readonly entries: () => readonly Entry[] }

type Outcome = ReturnType<typeof applyCommit>

export class SealedPart {
  readonly #env: SealedPartEnvironment
  readonly #log: SealedLog
  readonly #kept: KeptTree
  /** Null: nobody has asked for it yet. */
  #tree: SpaceTree | null = null
  /** Of the tree as it is; null: nobody has asked. */
  #summary: TreeSummary | null = null
  /** The entries of which the kept tree was made. */
  #judgedBefore = 0
  /** Accepted publicly, not yet applied to the tree. */
  #unapplied: AcceptedEntry[] = []
  #isWaiting = false
  /** Whose commit claimed another tree, until a later commit of somebody else matches ours (PROTOCOL §19.4). */
  #mismatch: IdentityId | null = null
  #voids = 0
  /** The last commit whose taking effect was told, or was known when this began. */
  #toldUpTo = Infinity

  constructor(environment: SealedPartEnvironment, log: SealedLog) {
    this.#env = environment
    this.#log = log
    this.#kept = new KeptTree({ suite: environment.suite, store: environment.store, keys: log.keys }, log.id)
  }

  get tree(): SpaceTree {
    this.#tree ??= this.#kept.recall(this.#judgedBefore) ?? this.#makeAnew(this.#unapplied[0]?.entry.seq ?? Infinity)
    return this.#tree
  }

  /** The space's; empty until it is set. */
  get name(): string {
    return this.#tree?.name ?? this.summarise().name
  }

  /** How much is in the tree: counted once for each state of it, and kept. */
  summarise(): TreeSummary {
    this.#summary ??= (this.#tree === null ? this.#kept.recallSummary(this.#judgedBefore) : null) ?? this.#count()
    return this.#summary
  }

  /** A body was withheld, or its key is not here yet. */
  get isWaiting(): boolean {
    return this.#isWaiting
  }

  /** The last entry whose effect the tree shows, where the log goes on to `head`: the public part is ahead while commits are applied. */
  shownUpTo(head: number): number {
    const [next] = this.#unapplied
    return next === undefined ? head : next.entry.seq - 1
  }

  get mismatch(): IdentityId | null {
    return this.#mismatch
  }

  /** Commits that kept their place and changed nothing, and snapshots of another tree. */
  get voids(): number {
    return this.#voids
  }

  /** The entries come again: those that the kept tree is not made of are judged anew. */
  clear(): void {
    const { seq, voids } = this.#kept.begin()
    this.#tree = null
    this.#summary = null
    this.#judgedBefore = seq
    this.#voids = voids
    this.#unapplied = []
  }

  /** What takes effect from here on is told; `head` is the last entry of the log. */
  tellFromHere(head: number): void {
    this.#toldUpTo = this.shownUpTo(head)
  }

  /** One more accepted entry, to be applied by and by if it has a sealed part. */
  add(accepted: AcceptedEntry): void {
    const { entry } = accepted
    if (hasSealedPart(entry) && entry.seq > this.#judgedBefore) this.#unapplied.push(accepted)
  }

  /** In order; stops at the first commit that cannot be judged yet. A snapshot adds nothing: nothing waits for one. */
  apply(): void {
    const last = Array.from(this.#judged()).at(-1)
    if (last !== undefined) this.#keep(last)
  }

  /** The same, one step a commit: one of thousands of operations takes its time. */
  *steps(): Generator<void> {
    for (const entry of this.#judged()) {
      this.#keep(entry)
      yield
    }
  }

  *#judged(): Generator<Entry> {
    this.#isWaiting = false
    let rebuilt = false
    for (let next = this.#unapplied[0]; next !== undefined; next = this.#unapplied[0]) {
      const { entry } = next
      const epochKey = this.#log.keys.get(next.before.epoch)
      if (epochKey === undefined || entry.body === null) {
        this.#isWaiting = !isSnapshot(entry)
        if (this.#isWaiting) return
        this.#unapplied.shift()
        continue
      }
      const outcome = this.#judge(this.tree, next, epochKey)
      const isContradicted = claimsAnotherTree(entry, outcome)
      if (isContradicted && !rebuilt) {
        rebuilt = true
        this.#tree = this.#makeAnew(entry.seq)
        this.#summary = null
        continue
      }
      this.#summary = null
      const author = entry.header?.authorId ?? null
      // Of the person's own it is a mistake, and nobody to be warned of.
      if (isContradicted && author !== this.#env.me.id) this.#mismatch = author
      else if (outcome.kind === 'applied' && author !== this.#mismatch) this.#mismatch = null
      if (outcome.kind === 'void') this.#voids++
      this.#tell(entry, epochKey, outcome.kind)
      this.#unapplied.shift()
      yield entry
    }
  }

  #keep(last: Entry): void {
    if (this.#mismatch === null) this.#kept.keep(this.tree, last, this.#voids)
  }

  #count(): TreeSummary {
    const summary = summariseTree(this.tree)
    const isAsKept = this.tree.touched.size === 0
    if (isAsKept) this.#kept.keepSummary(summary)
    return summary
  }

  #judge(tree: SpaceTree, accepted: AcceptedEntry, epochKey: Uint8Array): Outcome {
    const judge = isSnapshot(accepted.entry) ? checkSnapshot : applyCommit
    return judge(this.#env.suite, tree, { ...accepted, epochKey })
  }

  #tell({ header, body }: Entry, epochKey: Uint8Array, outcome: Outcome['kind']): void {
    const { suite, onApplied, onVoid } = this.#env
    if (header === null || body === null || header.seq <= this.#toldUpTo) return
    this.#toldUpTo = header.seq
    const { authorId: author, authorDevice: device, time } = header
    if (outcome === 'void') onVoid?.({ author, device, time })
    else if (header.type === 'commit' && onApplied !== undefined)
      onApplied({ author, device, time, operations: openCommitBody(suite, epochKey, header, body).operations })
  }

  /** From the stored entries, up to (not including) `seq`. */
  #makeAnew(seq: number): SpaceTree {
    const { suite, known } = this.#env
    this.#kept.forget()
    const tree = new SpaceTree(suite)
    this.#voids = 0
    let before: SpaceState | null = null
    for (const entry of this.#log.entries()) {
      if (entry.seq >= seq) break
      if (before === null) {
        before = openSpace(suite, entry, known, this.#log.id)
        continue
      }
      const after: SpaceState = reduceSpace(suite, before, entry, known)
      const epochKey = this.#log.keys.get(before.epoch)
      if (hasSealedPart(entry) && epochKey !== undefined && entry.body !== null)
        if (this.#judge(tree, { entry, before, after }, epochKey).kind === 'void') this.#voids++
      before = after
    }
    return tree
  }
}

const isSnapshot = ({ header }: Entry): boolean => header?.type === 'snapshot'

/** In order of the log only. */
const hasSealedPart = (entry: Entry): boolean => entry.header?.type === 'commit' || isSnapshot(entry)

/** A commit that is void for nothing but the tree it says to have led to. A snapshot may say what it likes. */
const claimsAnotherTree = (entry: Entry, outcome: Outcome): boolean =>
  !isSnapshot(entry) && outcome.kind === 'void' && outcome.reason === 'state-root'
