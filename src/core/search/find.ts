// Looks for names: which of many things are meant by a few words, the likeliest first. Runs in core.
// [Note: Names in memory] The trees of all spaces lie in memory anyway, so their names are folded there once and no table is kept in
// step with them: 100,000 names take a second when they are first looked through, in steps that let others have their turn, and
// about 20 ms from then on.
import { turnOfOthers } from '../turns.ts'
import { foldForSearch, wordsOf } from './fold.ts'

/** Names folded or compared before others have their turn. */
const step = 1000
/** More of one rank are counted only: nobody reads that far. */
const most = 5000

export type Named = { readonly name: string }
type Entry<T> = { readonly thing: T; readonly folded: string }

/** Things do not change, so each is folded once. */
const folds = new WeakMap<Named, string>()

export class NameIndex<T extends Named> {
  readonly #entries: readonly Entry<T>[]

  private constructor(entries: readonly Entry<T>[]) {
    this.#entries = entries
  }

  /** Of those that `isMeant`. */
  static async of<T extends Named>(
    things: Iterable<T>,
    isMeant: (thing: T) => boolean = () => true,
  ): Promise<NameIndex<T>> {
    const entries: Entry<T>[] = []
    for (const [i, thing] of [...things].entries()) {
      if (i % step === step - 1) await turnOfOthers()
      if (!isMeant(thing)) continue
      const folded = folds.get(thing) ?? foldForSearch(thing.name)
      folds.set(thing, folded)
      entries.push({ thing, folded })
    }
    return new NameIndex(entries)
  }

  /** Names that begin with the first word come first, then those in which a word does, then the rest. `total` counts all of them. */
  async find(text: string): Promise<{ readonly things: readonly T[]; readonly total: number }> {
    const words = wordsOf(text)
    const [first] = words
    if (first === undefined) return { things: [], total: 0 }
    const ranks: Entry<T>[][] = [[], [], []]
    let total = 0
    for (const [i, entry] of this.#entries.entries()) {
      if (i % step === step - 1) await turnOfOthers()
      if (!words.every((word) => entry.folded.includes(word))) continue
      total++
      const rank = ranks[rankOf(entry.folded, first)]
      if (rank !== undefined && rank.length < most) rank.push(entry)
    }
    for (const rank of ranks) rank.sort((a, b) => (a.folded < b.folded ? -1 : a.folded > b.folded ? 1 : 0))
    return { things: ranks.flat().map(({ thing }) => thing), total }
  }
}

const letter = /[\p{L}\p{N}]/u

function rankOf(folded: string, word: string): 0 | 1 | 2 {
  const at = folded.indexOf(word)
  if (at === 0) return 0
  return letter.test(folded[at - 1] ?? '') ? 2 : 1
}
