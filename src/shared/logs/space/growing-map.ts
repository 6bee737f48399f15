// A map that only grows, as an immutable value: adding to the newest version costs what is added, not what is there.
// Runs everywhere. Older versions stay right: they do not see what came after them.

/** [Note: Shared storage] All versions of one line share `#all`; a version sees the entries below its own size. */
export class GrowingMap<K, V> implements ReadonlyMap<K, V> {
  readonly size: number
  readonly #all: Map<K, { readonly value: V; readonly index: number }>

  private constructor(all: Map<K, { readonly value: V; readonly index: number }>, size: number) {
    this.#all = all
    this.size = size
  }

  static empty<K, V>(): GrowingMap<K, V> {
    return new GrowingMap<K, V>(new Map(), 0)
  }

  /** Throws RangeError for a key already here. */
  with(entries: Iterable<readonly [K, V]>): GrowingMap<K, V> {
    const isNewest = this.#all.size === this.size
    const all = isNewest ? this.#all : new Map([...this.#all].filter(([, { index }]) => index < this.size))
    for (const [key, value] of entries) {
      if (all.has(key)) throw new RangeError('key already here')
      all.set(key, { value, index: all.size })
    }
    return new GrowingMap(all, all.size)
  }

  get(key: K): V | undefined {
    const found = this.#all.get(key)
    return found !== undefined && found.index < this.size ? found.value : undefined
  }

  has(key: K): boolean {
    return (this.#all.get(key)?.index ?? Infinity) < this.size
  }

  *entries(): MapIterator<[K, V]> {
    for (const [key, { value, index }] of this.#all) if (index < this.size) yield [key, value]
  }

  *keys(): MapIterator<K> {
    for (const [key] of this.entries()) yield key
  }

  *values(): MapIterator<V> {
    for (const [, value] of this.entries()) yield value
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries()
  }

  forEach(visit: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this.entries()) visit(value, key, this)
  }
}
