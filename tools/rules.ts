// Compares the numbered rules of docs/SYNC.md with the titles of the tests: no rule without a test, no test of an unknown rule.
// Run by `npm run check`: `node tools/rules.ts`.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Ids of rules that stand at the beginning of a table row. A rule that is defined twice stands twice. */
export const rulesIn = (document: string): readonly string[] =>
  [...document.matchAll(/^\| (SYNC-\d{2,3}) \|/gm)].flatMap((match) => match[1] ?? [])

/** Ids in the titles of tests: the first string of `test(`, `test.each(…)(` or `describe(`. */
export const rulesTested = (source: string): readonly string[] =>
  [...source.matchAll(/\b(?:test|describe|it)(?:\.each\([\s\S]*?\]\))?\(\s*(['"`])([\s\S]*?)\1/g)].flatMap(
    (match) => (match[2] ?? '').match(/SYNC-\d{2,3}\b/g) ?? [],
  )

/** What is wrong, in words; nothing if all is well. */
export function compareRules(rules: readonly string[], tested: readonly string[]): readonly string[] {
  const known = new Set(rules)
  const shown = new Set(tested)
  return [
    ...[...known]
      .filter((rule) => rules.filter((other) => other === rule).length > 1)
      .map((rule) => `${rule} is defined twice`),
    ...[...known].filter((rule) => !shown.has(rule)).map((rule) => `${rule} has no test`),
    ...[...shown]
      .filter((rule) => !known.has(rule))
      .map((rule) => `${rule} is tested, but docs/SYNC.md does not have it`),
  ]
}

if (process.argv[1] === import.meta.filename) {
  const root = path.resolve(import.meta.dirname, '..')
  const rules = rulesIn(readFileSync(path.join(root, 'docs/SYNC.md'), 'utf8'))
  const source = path.join(root, 'src')
  const tests = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'))
  const sources = tests.map((file) => readFileSync(path.join(source, file), 'utf8'))
  const problems = compareRules(rules, sources.flatMap(rulesTested))
  for (const problem of problems) console.error(problem)
  if (rules.length === 0) console.error('docs/SYNC.md has no rules')
  else if (problems.length === 0) console.log(`${rules.length} rules, each with a test`)
  process.exitCode = problems.length === 0 && rules.length > 0 ? 0 : 1
}
