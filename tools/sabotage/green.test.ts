// What the check has seen green is not run again before a break: never a test that it has not seen.
import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { greenBefore } from './green.ts'

const root = path.resolve(import.meta.dirname, '../..')
const file = (name: string, ...tests: string[]) => ({
  name: path.join(root, name),
  status: tests.includes('failed') ? 'failed' : 'passed',
  assertionResults: tests.map((status) => ({ fullName: 'a test', status })),
})

function after(...testResults: ReturnType<typeof file>[]): (tests: readonly string[]) => boolean {
  const reports = mkdtempSync(path.join(os.tmpdir(), 'siegel-green-'))
  writeFileSync(path.join(reports, 'tests.json'), JSON.stringify({ testResults }))
  return greenBefore(reports)
}

test('files, folders and words of files that passed are green', () => {
  const isGreen = after(file('src/a.test.ts', 'passed'), file('src/sync/b.test.ts', 'passed'))
  for (const tests of [['src/a.test.ts'], ['src/sync/'], ['src/a.test.ts', 'src/sync/b.test.ts', '-t', 'T02']])
    expect(isGreen(tests)).toBe(true)
})

test('what failed, did not run or was never seen is not', () => {
  const isGreen = after(file('src/a.test.ts', 'passed', 'failed'), file('src/b.test.ts', 'skipped'))
  for (const place of ['src/a.test.ts', 'src/b.test.ts', 'src/c.test.ts', 'src/']) expect(isGreen([place])).toBe(false)
  expect(greenBefore(undefined)(['src/a.test.ts'])).toBe(false)
})
