// How far this computer's clock may be off and still follow the relay's. Runs everywhere. PROTOCOL §8 "Time".

/** Milliseconds: as far as an entry may be dated ahead of whoever reads it. */
export const furthestAhead = 24 * 60 * 60_000

/** Whether a clock that is so many milliseconds ahead, or behind if negative, is too far off for anything to be dated. */
export const isTooFarOff = (offBy: number): boolean => Math.abs(offBy) > furthestAhead
