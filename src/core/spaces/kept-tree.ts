// The tree of one space between two starts. Runs in core.
// [Note: Kept trees] A tree follows from the log alone, but making 100,000 nodes out of it takes seconds. So the local database, sealed as the
// log in it is, keeps the tree as it was after some entry, and with every judged entry what that one changed. At the next start only later
// entries are judged. It counts as long as the log holds that very entry; where a commit contradicts the tree, the log makes it anew.
import type { SpaceId } from '../../shared/domain/ids.ts'
import type { Entry } from '../../shared/logs/entry.ts'
import { SpaceTree } from '../../shared/logs/space/index.ts'
import {
  deleteTree,
  deleteTreeNode,
  putTreeHead,
  putTreeNode,
  readEntryHash,
  readTreeHead,
  readTreeNodes,
  type Store,
} from '../store/index.ts'
import { PastPuts, type PastPutsEnvironment } from './past-puts.ts'

export class KeptTree {
  readonly #env: PastPutsEnvironment & { readonly store: Store }
  readonly #id: SpaceId

  constructor(environment: PastPutsEnvironment & { readonly store: Store }, id: SpaceId) {
    this.#env = environment
    this.#id = id
  }

  /** As it was after entry `seq`; an empty one after entry 0 where none is kept, or one of another log. */
  recall(): { readonly tree: SpaceTree; readonly seq: number; readonly voids: number } {
    const { store, suite } = this.#env
    const head = readTreeHead(store, this.#id)
    const isOfThisLog = head !== null && readEntryHash(store, this.#id, head.seq) === head.hash
    if (!isOfThisLog) {
      if (head !== null) this.forget()
      return { tree: new SpaceTree(suite), seq: 0, voids: 0 }
    }
    const past = new PastPuts(this.#env, this.#id)
    const tree = SpaceTree.recalled(suite, {
      nodes: readTreeNodes(store, head.number),
      sum: head.sum,
      revisions: (id, seqs) => past.revisionsOf(id, seqs),
    })
    return { tree, seq: head.seq, voids: head.voids }
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

  /** The log makes it anew. */
  forget(): void {
    this.#env.store.write((store) => deleteTree(store, this.#id))
  }
}
