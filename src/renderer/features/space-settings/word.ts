// How old the word of a device may be before it confirms nothing any more. Renderer. PROTOCOL §12.
const day = 24 * 60 * 60 * 1000

/** `at`: milliseconds since 1970; null: it has said nothing. */
export const isStale = (at: number | null, limitDays: number, now: number): boolean =>
  at === null || now - at > limitDays * day
