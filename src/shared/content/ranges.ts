// Which parts of a pack are asked for: never exact ranges, which would tell sizes. PROTOCOL §11 "Reading". Runs everywhere.
import { packLengthLimit } from './pack.ts'

/** Bytes from `start` up to, not including, `end`. */
export type ByteRange = { readonly start: number; readonly end: number }

export const rangeStep = 64 * 2 ** 10

/**
 * Ranges that cover all `wanted` ones, in order, widened to multiples of 64 KiB, none touching another; the whole pack
 * where at least half of it is wanted. `length` of the pack where it is known, else null: the last end may lie behind it.
 */
export function widenRanges(wanted: readonly ByteRange[], length: number | null): readonly ByteRange[] {
  const last = length ?? packLengthLimit
  const widened: { start: number; end: number }[] = []
  for (const { start, end } of [...wanted].sort((a, b) => a.start - b.start)) {
    const range = {
      start: Math.floor(start / rangeStep) * rangeStep,
      end: Math.min(Math.ceil(end / rangeStep) * rangeStep, last),
    }
    const before = widened.at(-1)
    if (before !== undefined && range.start <= before.end) before.end = Math.max(before.end, range.end)
    else widened.push(range)
  }
  const total = widened.reduce((sum, { start, end }) => sum + end - start, 0)
  return length !== null && 2 * total >= length ? [{ start: 0, end: length }] : widened
}
