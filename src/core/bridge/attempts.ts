// How long to wait after wrong passphrases at the lock screen. It slows down somebody at the keyboard; whoever has the vault's file is
// slowed down by Argon2id alone (PROTOCOL §6). Kept in memory: runs in core's utility process.

/** Wrong ones in a row that cost nothing but Argon2id. */
const free = 4
const firstPause = 5_000
const longestPause = 5 * 60_000

/** Milliseconds until the next attempt after `wrong` wrong ones in a row. */
export const pauseAfter = (wrong: number): number =>
  wrong <= free ? 0 : Math.min(firstPause * 2 ** (wrong - free - 1), longestPause)

export class Attempts {
  readonly #now: () => number
  #wrong = 0
  #until = 0

  constructor(now: () => number) {
    this.#now = now
  }

  /** Wrong ones in a row. */
  get wrong(): number {
    return this.#wrong
  }

  /** Milliseconds since 1970 from which on the next one counts; null: now. */
  get waitUntil(): number | null {
    return this.#until > this.#now() ? this.#until : null
  }

  failed(): void {
    this.#wrong += 1
    this.#until = this.#now() + pauseAfter(this.#wrong)
  }

  succeeded(): void {
    this.#wrong = 0
    this.#until = 0
  }
}
