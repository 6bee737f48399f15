// The check's own reading of reports: what must not be mistaken for success.
import { expect, test } from 'vitest'
import { filesOf, findWarnings, readPlaywright, readVitest } from './report.ts'

const file = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map((each, index) => ({ fullName: `test ${index}`, status: each })),
})

test('every test of a vitest report counts once, and skipped ones are named', () => {
  const report = { testResults: [file('passed', 'passed', 'passed', 'skipped'), file('failed', 'failed', 'passed')] }
  expect(readVitest(report)).toEqual({ passed: 3, failed: 1, failedTests: ['test 0'], skipped: ['test 2'] })
})

test('a test file that did not load is a failure although no test failed', () => {
  expect(readVitest({ testResults: [file('failed')] })).toMatchObject({ passed: 0, failed: 1, failedTests: [] })
})

test('a test file is green only where something ran in it and all of that passed', () => {
  const testResults = [file('passed', 'passed', 'skipped'), file('passed', 'skipped'), file('failed', 'passed')]
  expect(filesOf({ testResults }).map(({ isGreen }) => isGreen)).toEqual([true, false, false])
})

test('a journey that passed only on repetition is a failure', () => {
  const spec = (status: string) => ({ title: status, tests: [{ status }] })
  const report = {
    errors: [],
    suites: [{ specs: [spec('expected')], suites: [{ specs: [spec('flaky'), spec('skipped')] }] }],
  }
  expect(readPlaywright(report)).toEqual({ passed: 1, failed: 1, skipped: ['skipped'] })
})

test.each([
  'npm warn deprecated something',
  '(node:123) MaxListenersExceededWarning: possible leak',
  '(node:9) ExperimentalWarning: SQLite',
  'stderr | src/a.test.ts > it writes',
  '[warn] src/a.ts',
  '(!) Some chunks are larger than 500 kB',
  'src/a.c:3: warning: unused',
])('a warning is seen: %s', (line) => {
  expect(findWarnings(`fine\n${line}\nfine`)).toEqual([line])
})

test('a test title about warnings is no warning', () => {
  expect(findWarnings('✓ the app warns before a folder on a network drive\n✓ no warning without a reason')).toEqual([])
})
