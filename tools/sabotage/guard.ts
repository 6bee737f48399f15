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

/** For several guards of one file: `guards(file, tests, [what is guarded, text that stands there, its replacement], …)`. */
export const guards = (
  file: string,
  tests: readonly string[],
  ...list: readonly (readonly [guard: string, find: string, replace: string])[]
): readonly Guard[] => list.map(([guard, find, replace]) => ({ guard, file, find, replace, tests }))
