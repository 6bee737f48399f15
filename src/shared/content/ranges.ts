// Which parts of a pack are asked for: never exact ranges, which would tell sizes. PROTOCOL §11 "Reading". Runs everywhere.

/** Bytes from `start` up to, not including, `end`. */
export type ByteRange = { readonly start: number; readonly end: number }

export const rangeStep = 64 * 2 ** 10

/**
 * Ranges that cover all `wanted` ones, in order, widened to multiples of 64 KiB, none touching another; one range from the
 * pack's start where they are at least half of it. The last may end behind the pack's end.
 */
export function widenRanges(wanted: readonly ByteRange[]): readonly ByteRange[] {
  const widened: { start: number; end: number }[] = []
  for (const { start, end } of [...wanted].sort((a, b) => a.start - b.start)) {
    const range = { start: Math.floor(start / rangeStep) * rangeStep, end: Math.ceil(end / rangeStep) * rangeStep }
    const before = widened.at(-1)
    if (before !== undefined && range.start <= before.end) before.end = Math.max(before.end, range.end)
    else widened.push(range)
  }
  const total = widened.reduce((sum, { start, end }) => sum + end - start, 0)
  const end = widened.at(-1)?.end ?? 0
  return total > 0 && 2 * total >= end ? [{ start: 0, end }] : widened
}
