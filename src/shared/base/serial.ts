// Work that must not overlap: each piece begins when the one before it has ended, however it ended. Runs everywhere.

export class Serial {
  #last: Promise<unknown> = Promise.resolve()

  /** Answers and throws what `work` does. Not reentrant: work that waits for `run` of the same queue waits for ever. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work, work)
    this.#last = next
    return next
  }
}
