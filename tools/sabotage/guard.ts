// The sabotage run: one guard of the product, how it is switched off, and the tests that must notice.

export type Guard = {
  /** What is guarded, in the words of the protocol. */
  readonly guard: string
  /** The file in which it stands, from the root of the checkout. */
  readonly file: string
  /** Stands there exactly once. */
  readonly find: string
  readonly replace: string
  /** Test files; at least one test in them fails without the guard. */
  readonly tests: readonly string[]
}
