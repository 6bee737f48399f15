// How fast one file moves, from what it was at lately. Runs in core.

/** Milliseconds looked back upon: long enough not to jump, short enough to follow a line that changed. */
const span = 10_000

type Sample = { readonly at: number; readonly done: number }

export class Speed {
  #samples: Sample[] = []

  note(at: number, done: number): void {
    const last = this.#samples.at(-1)
    // Begun anew, or a clock that was put back.
    if (last !== undefined && (done < last.done || at < last.at)) this.#samples = []
    this.#samples = [...this.#samples.filter((one) => at - one.at <= span), { at, done }]
  }

  /** Bytes a second; null while there is nothing to tell it from, or nothing has moved lately. */
  perSecond(now: number): number | null {
    const [first] = this.#samples
    const last = this.#samples.at(-1)
    if (first === undefined || last === undefined || now - last.at > span || now <= first.at) return null
    const rate = ((last.done - first.done) * 1000) / (now - first.at)
    return rate > 0 ? Math.round(rate) : null
  }
}
