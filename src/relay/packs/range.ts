// One byte range of a pack, in whole units of 64 KiB (RFC 9110 §14). Relay only. PROTOCOL §11, §15.
import { Refused } from '../../shared/base/errors.ts'
import { rangeUnit } from '../../shared/protocol/index.ts'
import { HttpRefused } from '../http/refused.ts'

export type ByteRange = { readonly start: number; /** Without it. */ readonly end: number; readonly isPart: boolean }

/** Throws E_CANON for several ranges or other units, E_LIMIT (416) beyond the pack, or for ranges that would tell sizes. */
export function rangeIn(header: string | undefined, length: number): ByteRange {
  if (header === undefined) return { start: 0, end: length, isPart: false }
  const [, from, to] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header) ?? []
  if (from === undefined) throw new Refused('E_CANON', 'range')
  const start = Number(from)
  const end = to === undefined || to === '' ? length : Math.min(Number(to) + 1, length)
  const isWhole = start % rangeUnit === 0 && (end % rangeUnit === 0 || end === length)
  if (start >= end || !isWhole) throw new HttpRefused('E_LIMIT', 'range', { status: 416 })
  return { start, end, isPart: true }
}
