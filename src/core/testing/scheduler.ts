// Runs asynchronous programs one step at a time in an order that a seed decides, on a clock that only moves when everybody waits.
// Tests only. SYNC.md "How it is tested" 2: one seed, one history.
import type { Clock } from '../sync/interface.ts'
import type { Seeded } from './seeded.ts'

type Waiting = { readonly dueAt: number; readonly go: () => void }

export class Scheduler {
  readonly #seeded: Seeded
  readonly #waiting = new Set<Waiting>()
  #now: number
  steps = 0

  constructor(seeded: Seeded, startAt = Date.UTC(2026, 10, 22, 14, 3)) {
    this.#seeded = seeded
    this.#now = startAt
  }

  /** Milliseconds since 1970; moves by a fraction with every step, as real time does. */
  get now(): number {
    return Math.floor(this.#now)
  }

  get nowNs(): bigint {
    return BigInt(Math.floor(this.#now * 1000)) * 1000n
  }

  readonly clock: Clock = {
    now: () => this.now,
    sleep: (milliseconds, signal) => this.sleep(milliseconds, signal),
  }

  /** Lets others go first, perhaps. */
  turn(): Promise<void> {
    return this.sleep(0)
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason as Error)
        return
      }
      const waiting: Waiting = { dueAt: this.#now + milliseconds, go: resolve }
      this.#waiting.add(waiting)
      signal?.addEventListener('abort', () => {
        if (this.#waiting.delete(waiting)) reject(signal.reason as Error)
      })
    })
  }

  /** Steps until the work is done; its value, or its exception. Throws if everybody waits for nothing, or after `limit` steps. */
  async run<T>(work: Promise<T>, limit = 40_000): Promise<T> {
    const state = { isDone: false }
    const end = (): void => {
      state.isDone = true
    }
    work.then(end, end)
    await untilQuiet()
    for (let steps = 0; !state.isDone; steps++) {
      if (this.#waiting.size === 0) throw new Error('everybody waits')
      if (steps > limit) throw new Error(`no end after ${limit} steps`)
      await this.step()
    }
    return work
  }

  async step(): Promise<void> {
    this.steps++
    const all = [...this.#waiting]
    let due = all.filter(({ dueAt }) => dueAt <= this.#now)
    if (due.length === 0) {
      this.#now = Math.min(...all.map(({ dueAt }) => dueAt))
      due = all.filter(({ dueAt }) => dueAt <= this.#now)
    }
    this.#now += this.#seeded.next() * 0.3
    const next = this.#seeded.pick(due)
    if (next === undefined) return
    this.#waiting.delete(next)
    next.go()
    await untilQuiet()
  }
}

/** Until every promise that can go on has gone on. */
const untilQuiet = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
