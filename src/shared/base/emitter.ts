// Tells listeners that something happened. Runs everywhere.

export class Emitter<T> {
  readonly #listeners = new Set<(event: T) => void>()

  /** Answers the way to stop listening. */
  on(listener: (event: T) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  emit(event: T): void {
    for (const listener of [...this.#listeners]) listener(event)
  }
}
