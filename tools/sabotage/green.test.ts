// What the check has seen green is not run again before a break: never a test that it has not seen.
import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { greenBefore, type Green } from './green.ts'

const root = path.resolve(import.meta.dirname, '../..')
const file = (name: string, ...tests: string[]) => ({
  name: path.join(root, name),
  status: tests.includes('failed') ? 'failed' : 'passed',
  assertionResults: tests.map((status, n) => ({ fullName: 'a test', status, duration: (n + 1) * 100 })),
})

function after(...testResults: ReturnType<typeof file>[]): (tests: readonly string[]) => Green | null {
  const reports = mkdtempSync(path.join(os.tmpdir(), 'siegel-green-'))
  writeFileSync(path.join(reports, 'tests.json'), JSON.stringify({ testResults }))
  return greenBefore(reports)
}

test('files, folders and words of files that passed are green, as slow as the slowest of their tests', () => {
  const greenOf = after(file('src/a.test.ts', 'passed'), file('src/sync/b.test.ts', 'passed', 'passed'))
  for (const tests of [['src/a.test.ts'], ['src/sync/'], ['src/a.test.ts', 'src/sync/b.test.ts', '-t', 'T02']])
    expect(greenOf(tests)).toEqual({ slowest: tests.length === 1 && tests[0] === 'src/a.test.ts' ? 100 : 200 })
})

test('what failed, did not run or was never seen is not', () => {
  const greenOf = after(file('src/a.test.ts', 'passed', 'failed'), file('src/b.test.ts', 'skipped'))
  for (const place of ['src/a.test.ts', 'src/b.test.ts', 'src/c.test.ts', 'src/']) expect(greenOf([place])).toBeNull()
  expect(greenBefore(undefined)(['src/a.test.ts'])).toBeNull()
})
