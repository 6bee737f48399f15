// The rounds of the window's benchmark in one table: least, median and greatest.
import type { Round } from './round.ts'

export type Spread = readonly [least: number, median: number, greatest: number]

const round = (value: number, digits = 0): number => Number(value.toFixed(digits))

function spreadOf(values: readonly number[], digits = 0): Spread {
  const ordered = [...values].sort((a, b) => a - b)
  const at = (index: number) => round(ordered[index] ?? 0, digits)
  return [at(0), at(ordered.length >> 1), at(ordered.length - 1)]
}

/** Of all samples of all rounds. */
const share = (ascending: readonly number[], of: number): number =>
  ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * of))] ?? 0

export function summaryOf(rounds: readonly Round[]): Readonly<Record<string, Spread>> {
  const each = (value: (round: Round) => number, digits = 0) => spreadOf(rounds.map(value), digits)
  const names = Object.keys(rounds[0]?.interactions ?? {})
  const kinds = [...new Set(rounds.flatMap(({ idle }) => Object.keys(idle)))]
  const idleSum = (one: Round, of: 'readBytes' | 'writtenBytes') =>
    Object.values(one.idle).reduce((sum, spent) => sum + spent[of], 0) / 1024
  return {
    'load before the round': each(({ load }) => load, 2),
    'start to the lock screen, ms': each(({ startMs }) => startMs),
    'unlock to the list of spaces, ms': each(({ unlockMs }) => unlockMs),
    'of which Argon2id, ms': each(({ argonMs }) => argonMs),
    'start to the list of spaces without Argon2id, ms': each(
      ({ startMs, unlockMs, argonMs }) => startMs + unlockMs - argonMs,
    ),
    'unlock to everything looked through, s': each(({ settledMs }) => settledMs / 1000, 1),
    ...Object.fromEntries(
      names.flatMap((name) => [
        [`${name}: next paint, ms`, each(({ interactions }) => interactions[name]?.paintMs ?? 0)],
        [`${name}: shown, ms`, each(({ interactions }) => interactions[name]?.shownMs ?? 0)],
      ]),
    ),
    'page kept, working: max, ms': each(({ pageLate }) => pageLate.at(-1) ?? 0),
    'page kept, working: p99.9, ms': each(({ pageLate }) => share(pageLate, 0.999)),
    'main kept, working: max, ms': each(({ mainLate }) => mainLate.max),
    'main kept, working: p99.9, ms': each(({ mainLate }) => mainLate.p999),
    'page kept, unlocking and settling: max, ms': each(({ unlockingPageLate }) => unlockingPageLate.at(-1) ?? 0),
    'page kept, unlocking and settling: p99.9, ms': each(({ unlockingPageLate }) => share(unlockingPageLate, 0.999)),
    'main kept, unlocking and settling: max, ms': each(({ unlockingMainLate }) => unlockingMainLate.max),
    'main kept, unlocking and settling: p99.9, ms': each(({ unlockingMainLate }) => unlockingMainLate.p999),
    ...Object.fromEntries(
      kinds.map((kind) => [
        `idle, CPU of ${kind}, %`,
        each(({ idle, idleSeconds }) => (100 * (idle[kind]?.cpuSeconds ?? 0)) / idleSeconds, 2),
      ]),
    ),
    'idle, written, KiB': each((one) => idleSum(one, 'writtenBytes'), 1),
    'idle, read, KiB': each((one) => idleSum(one, 'readBytes'), 1),
  }
}

export const tableOf = (results: Readonly<Record<string, Spread>>): string =>
  ['| what | least | median | greatest |', '| --- | --- | --- | --- |']
    .concat(Object.entries(results).map(([what, spread]) => `| ${what} | ${spread.join(' | ')} |`))
    .join('\n')
