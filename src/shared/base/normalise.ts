// Normalisation, case folding and the set of existing characters as of Unicode 16.0, whatever the runtime knows. PROTOCOL §10.
// Runs everywhere.
//
// [Note: Frozen Unicode] `String.prototype.normalize` follows the runtime: Node 20.18 in Electron 33 knows Unicode 15.1,
// Node 24 knows 17. A code point added by Unicode 16 (the marks of Garay, say) is reordered and composed by one and left
// alone by the other, so two clients would judge the same name differently. Here both forms come from tables in the source
// (UAX #15, chapters 1 and 3). For code points of Unicode 16 later versions never differ (Unicode stability policy), so
// newer runtimes agree with these tables; older ones may not, and are never asked.
import { assignedRuns, combiningRuns, decompositionEntries, foldRuns, longFoldEntries } from './unicode-16.ts'

const number36 = (digits: string | undefined): number => parseInt(digits ?? '', 36)
const tokensOf = (table: string): string[] => table.trim().split(/\s+/)
const runsOf = (table: string): number[] => tokensOf(table).map(number36)

const assigned = readAssigned()
const combiningClasses = readCombining()
const { decompositions, compositions } = readDecompositions()
const folds = readFolds()

/** Whether Unicode 16.0 assigns the code point: private use yes, surrogates and noncharacters no. */
export function isAssigned(codePoint: number): boolean {
  let low = 0
  let high = assigned.starts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((assigned.starts[middle] ?? 0) <= codePoint) low = middle + 1
    else high = middle
  }
  return low > 0 && codePoint < (assigned.ends[low - 1] ?? 0)
}

/** Full case folding (C + F) of each code point by itself; nothing is normalised. */
export function foldCase(text: string): string {
  let folded = ''
  for (const character of text) folded += folds.get(character) ?? character
  return folded
}

/** Canonical decomposition (NFD). */
export function toNfd(text: string): string {
  return isAscii(text) ? text : textOf(decompose(text))
}

/** Canonical composition (NFC). */
export function toNfc(text: string): string {
  // Below U+0300 nothing combines and everything composed is already so.
  return /^[\u0000-\u02ff]*$/.test(text) ? text : textOf(compose(decompose(text)))
}

const isAscii = (text: string): boolean => /^[\u0000-\u007f]*$/.test(text)
const classOf = (codePoint: number): number => combiningClasses.get(codePoint) ?? 0

function textOf(codePoints: readonly number[]): string {
  let text = ''
  for (const codePoint of codePoints) text += String.fromCodePoint(codePoint)
  return text
}

const hangul = {
  syllables: 0xac00,
  leading: 0x1100,
  vowels: 0x1161,
  trailing: 0x11a7,
  vowelCount: 21,
  trailingCount: 28,
  count: 11_172,
}

function decompose(text: string): number[] {
  const codePoints: number[] = []
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0
    const syllable = codePoint - hangul.syllables
    if (syllable >= 0 && syllable < hangul.count) {
      const trailing = syllable % hangul.trailingCount
      const pair = (syllable - trailing) / hangul.trailingCount
      const vowel = pair % hangul.vowelCount
      codePoints.push(hangul.leading + (pair - vowel) / hangul.vowelCount, hangul.vowels + vowel)
      if (trailing > 0) codePoints.push(hangul.trailing + trailing)
    } else codePoints.push(...(decompositions.get(codePoint) ?? [codePoint]))
  }
  return inCanonicalOrder(codePoints)
}

/** Sorts each run of combining marks by class; equal classes keep their order. */
function inCanonicalOrder(codePoints: readonly number[]): number[] {
  const ordered: number[] = []
  let marks: number[] = []
  const flush = () => {
    ordered.push(...marks.sort((a, b) => classOf(a) - classOf(b)))
    marks = []
  }
  for (const codePoint of codePoints) {
    if (classOf(codePoint) !== 0) marks.push(codePoint)
    else {
      flush()
      ordered.push(codePoint)
    }
  }
  flush()
  return ordered
}

function compose(decomposed: readonly number[]): number[] {
  const composed: number[] = []
  let starter = -1
  let lastClass = 0
  for (const codePoint of decomposed) {
    const itsClass = classOf(codePoint)
    const adjacent = starter === composed.length - 1
    const whole =
      starter >= 0 && (adjacent || (lastClass !== 0 && lastClass < itsClass))
        ? pairOf(composed[starter] ?? 0, codePoint)
        : undefined
    if (whole !== undefined) {
      composed[starter] = whole
      continue
    }
    if (itsClass === 0) starter = composed.length
    lastClass = itsClass
    composed.push(codePoint)
  }
  return composed
}

function pairOf(first: number, second: number): number | undefined {
  const leading = first - hangul.leading
  const vowel = second - hangul.vowels
  if (leading >= 0 && leading < 19 && vowel >= 0 && vowel < hangul.vowelCount) {
    return hangul.syllables + (leading * hangul.vowelCount + vowel) * hangul.trailingCount
  }
  const syllable = first - hangul.syllables
  const trailing = second - hangul.trailing
  if (
    syllable >= 0 &&
    syllable < hangul.count &&
    syllable % hangul.trailingCount === 0 &&
    trailing > 0 &&
    trailing < hangul.trailingCount
  ) {
    return first + trailing
  }
  return compositions.get(pairKey(first, second))
}

function pairKey(first: number, second: number): number {
  return first * 0x110000 + second
}

function readAssigned(): { starts: number[]; ends: number[] } {
  const [starts, ends]: [number[], number[]] = [[], []]
  const runs = runsOf(assignedRuns)
  let at = 0
  for (let i = 0; i < runs.length; i += 2) {
    starts.push((at += runs[i] ?? 0))
    ends.push((at += runs[i + 1] ?? 0))
  }
  return { starts, ends }
}

function readCombining(): ReadonlyMap<number, number> {
  const classes = new Map<number, number>()
  const runs = runsOf(combiningRuns)
  let at = 0
  for (let i = 0; i < runs.length; i += 3) {
    at += runs[i] ?? 0
    for (const end = at + (runs[i + 1] ?? 0); at < end; at++) classes.set(at, runs[i + 2] ?? 0)
  }
  return classes
}

function readDecompositions(): {
  decompositions: ReadonlyMap<number, readonly number[]>
  compositions: ReadonlyMap<number, number>
} {
  const raw = new Map<number, number[]>()
  const pairs = new Map<number, number>()
  let at = 0
  for (const token of tokensOf(decompositionEntries)) {
    const [, gap, sign, mapping = ''] = /^(\w+)([-+=])(.+)$/.exec(token) ?? []
    at += number36(gap)
    const [first = 0, second = 0] = mapping.split('.').map(number36)
    raw.set(at, sign === '=' ? [first] : [first, second])
    if (sign === '+') pairs.set(pairKey(first, second), at)
  }
  const full = (codePoint: number): number[] => raw.get(codePoint)?.flatMap(full) ?? [codePoint]
  return {
    decompositions: new Map([...raw.keys()].map((codePoint) => [codePoint, full(codePoint)])),
    compositions: pairs,
  }
}

function readFolds(): ReadonlyMap<string, string> {
  const entries = new Map<string, string>()
  const runs = runsOf(foldRuns)
  let start = 0
  for (let i = 0; i < runs.length; i += 4) {
    const [gap = 0, step = 1, count = 0, offset = 0] = runs.slice(i, i + 4)
    start += gap
    for (let j = 0; j < count; j++) {
      const from = start + j * step
      entries.set(String.fromCodePoint(from), String.fromCodePoint(from + offset))
    }
  }
  for (const entry of tokensOf(longFoldEntries)) {
    const [from, mapping = ''] = entry.split('=')
    entries.set(String.fromCodePoint(number36(from)), String.fromCodePoint(...mapping.split('.').map(number36)))
  }
  return entries
}
