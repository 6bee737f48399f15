// When a utility process that ended by itself is started again, and when not any more. Pure; main process.
// DESIGN.md "Processes": restart with growing pauses, give up visibly.

const windowMs = 60_000
const firstPauseMs = 100
/** This many ends within a minute are answered by another start; one more is not. */
export const restartLimit = 5

export type Restart = {
  /** Instants of the ends that still count, newest last. */
  readonly ends: readonly number[]
  /** Milliseconds to wait before the next start, or null: give up. */
  readonly pause: number | null
}

export function afterEnd(earlierEnds: readonly number[], now: number): Restart {
  const ends = [...earlierEnds.filter((at) => now - at < windowMs), now]
  return { ends, pause: ends.length > restartLimit ? null : firstPauseMs * 2 ** (ends.length - 1) }
}
