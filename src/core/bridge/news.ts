// Keeps news to the window few: at most four a second for one topic and space, the last one never lost. Runs in core.
import type { Changed } from '../../shared/ipc/index.ts'

const gap = 250

export class NewsThrottle {
  readonly #emit: (event: Changed) => void
  /** What was told lately, and whether more has happened since. */
  readonly #lately = new Map<string, { again: boolean }>()

  constructor(emit: (event: Changed) => void) {
    this.#emit = emit
  }

  tell(event: Changed): void {
    const key = `${event.topic} ${event.id ?? ''}`
    const told = this.#lately.get(key)
    if (told !== undefined) {
      told.again = true
      return
    }
    const fresh = { again: false }
    this.#lately.set(key, fresh)
    this.#emit(event)
    setTimeout(() => {
      this.#lately.delete(key)
      if (fresh.again) this.tell(event)
    }, gap).unref()
  }
}
