// The revisions that the entries of a space's log put, opened when somebody wants them: most are never asked for. Runs in core.
import type { Suite } from '../../shared/crypto/suite.ts'
import type { NodeId, SpaceId } from '../../shared/domain/ids.ts'
import { parseEntry } from '../../shared/logs/entry.ts'
import { openCommit, revisionOf, type Revision } from '../../shared/logs/space/index.ts'
import { readEntry, type Store } from '../store/index.ts'
import type { EpochKeyRing } from './epoch-key-ring.ts'

export type PastPutsEnvironment = {
  readonly suite: Suite
  readonly store: Store
  readonly keys: Pick<EpochKeyRing, 'get'>
}

/** Entries whose puts stay in memory: whoever fetches many files asks for those of one entry again and again. */
const remembered = 16

export class PastPuts {
  readonly #env: PastPutsEnvironment
  readonly #id: SpaceId
  readonly #opened = new Map<number, ReadonlyMap<NodeId, readonly Revision[]>>()

  constructor(environment: PastPutsEnvironment, id: SpaceId) {
    this.#env = environment
    this.#id = id
  }

  /** Those that the entries `seqs` (ascending, one for each revision) put; of more that one of them put, the last. */
  revisionsOf(node: NodeId, seqs: readonly number[]): readonly Revision[] {
    return [...new Set(seqs)].flatMap((seq) => {
      const count = seqs.filter((one) => one === seq).length
      return this.#putsOf(seq).get(node)?.slice(-count) ?? []
    })
  }

  #putsOf(seq: number): ReadonlyMap<NodeId, readonly Revision[]> {
    const puts = this.#opened.get(seq) ?? this.#open(seq)
    this.#opened.delete(seq)
    this.#opened.set(seq, puts)
    const [oldest] = this.#opened.keys()
    if (this.#opened.size > remembered && oldest !== undefined) this.#opened.delete(oldest)
    return puts
  }

  #open(seq: number): ReadonlyMap<NodeId, readonly Revision[]> {
    const { suite, store, keys } = this.#env
    const stored = readEntry(store, this.#id, seq)
    if (stored === null) throw new RangeError(`the tree was made of entry ${seq}`)
    const { header, operations } = openCommit(suite, parseEntry(suite, 'space', stored.bytes), (epoch) =>
      keys.get(epoch),
    )
    const puts = new Map<NodeId, Revision[]>()
    for (const operation of operations) {
      if (operation.kind !== 'put') continue
      const { id: node, manifest } = operation
      const put = { id: revisionOf(suite, manifest), manifest, seq, author: header.authorId, time: header.time }
      puts.set(node, [...(puts.get(node) ?? []), put])
    }
    return puts
  }
}
