// The tree of one space between two starts. Runs in core.
// [Note: Kept trees] A tree follows from the log alone, but making 100,000 nodes out of it takes seconds. So the local database, sealed as the
// log in it is, keeps the tree as it was after some entry, and with every judged entry what that one changed. At the next start only later
// entries are judged, and its nodes are read when somebody asks for one: how much is in it is kept beside them. It counts as long as the log
// holds that very entry; where a commit contradicts the tree, the log makes it anew.
import type { SpaceId } from '../../shared/domain/ids.ts'
import type { Entry } from '../../shared/logs/entry.ts'
import { SpaceTree } from '../../shared/logs/space/index.ts'
import {
  deleteTree,
  deleteTreeNode,
  putTreeHead,
  putTreeNode,
  putTreeSummary,
  readEntryHash,
  readTreeHead,
  readTreeNodes,
  readTreeSummary,
  type Store,
  type TreeSummary,
} from '../store/index.ts'
import { PastPuts, type PastPutsEnvironment } from './past-puts.ts'

export class KeptTree {
  readonly #env: PastPutsEnvironment & { readonly store: Store }
  readonly #id: SpaceId

  constructor(environment: PastPutsEnvironment & { readonly store: Store }, id: SpaceId) {
    this.#env = environment
    this.#id = id
  }

  /** The last entry that it is made of; 0 where none is kept, or one of another log: it is empty. */
  begin(): { readonly seq: number; readonly voids: number } {
    const { store } = this.#env
    const head = readTreeHead(store, this.#id)
    if (head !== null && readEntryHash(store, this.#id, head.seq) === head.hash) return head
    if (head !== null) this.forget()
    return { seq: 0, voids: 0 }
  }

  /** As it was after entry `seq`; null where that is not kept any more. */
  recall(seq: number): SpaceTree | null {
    const { store, suite } = this.#env
    const head = readTreeHead(store, this.#id)
    if (head?.seq !== seq) return head === null && seq === 0 ? new SpaceTree(suite) : null
    const past = new PastPuts(this.#env, this.#id)
    return SpaceTree.recalled(suite, {
      nodes: readTreeNodes(store, head.number),
      sum: head.sum,
      revisions: (id, seqs) => past.revisionsOf(id, seqs),
    })
  }

  /** How much was in it after entry `seq`; null where nobody has counted. */
  recallSummary(seq: number): TreeSummary | null {
    return readTreeSummary(this.#env.store, this.#id, seq)
  }

  /** What changed since the last time, and that the tree is now as `entry` left it. Where writing fails, the next time has all of it. */
  keep(tree: SpaceTree, { seq, hash }: Pick<Entry, 'seq' | 'hash'>, voids: number): void {
    this.#env.store.write((store) => {
      const number = putTreeHead(store, this.#id, { seq, hash, voids, sum: tree.sum() })
      for (const id of tree.touched) {
        const node = tree.node(id)
        if (node === undefined) deleteTreeNode(store, number, id)
        else putTreeNode(store, number, { node, putIn: tree.putIn(id) })
      }
    })
    tree.forgetTouched()
  }

  /** How much is in it as it is kept now. */
  keepSummary(summary: TreeSummary): void {
    this.#env.store.write((store) => putTreeSummary(store, this.#id, summary))
  }

  /** The log makes it anew. */
  forget(): void {
    this.#env.store.write((store) => deleteTree(store, this.#id))
  }
}
