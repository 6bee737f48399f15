// `npm run test:sabotage [WORD…]`: switches off one guard after the other in a temporary copy; its tests must then fail. A test
// that stays green guards nothing, and a guard that is not found any more must be described anew: both fail the run.
import { writeFileSync } from 'node:fs'
import { makeCopy, runTests, whilePatched } from './copy.ts'
import { greenBefore } from './green.ts'
import type { Guard } from './guard.ts'
import { allGuards } from './guards/index.ts'

const words = process.argv.slice(2)
const wanted = allGuards.filter(({ guard, file }) => words.every((word) => `${guard} ${file}`.includes(word)))
const queue = [...wanted]
const greenOf = greenBefore(process.env['CHECK_REPORTS'])
const healthy = new Map<string, Promise<string | null>>()
let passed = 0

/** Null when the tests pass with all guards in place: only then a failure says something. Each set of tests runs once. */
function problemWithout(copy: string, tests: readonly string[]): Promise<string | null> {
  const key = tests.join(' ')
  const known = greenOf(tests) === null ? healthy.get(key) : Promise.resolve(null)
  if (known !== undefined) return known
  const problem = runTests(copy, tests).then(({ code, passed: green, output }) =>
    code === 0 && green > 0 ? null : `fails with the guard in place: ${key}\n${output}`,
  )
  healthy.set(key, problem)
  return problem
}

/** Milliseconds for one test: without its guard many a test waits for what never comes, and would use up its whole time. */
function patienceFor(tests: readonly string[]): number | undefined {
  const green = greenOf(tests)
  return green === null ? undefined : Math.max(10_000, 3 * green.slowest)
}

/** Null when the guard's tests notice that it is gone, else what is wrong. */
async function problemOf(copy: string, guard: Guard): Promise<string | null> {
  const before = await problemWithout(copy, guard.tests)
  if (before !== null) return before
  const tested = await whilePatched(copy, guard, () => runTests(copy, guard.tests, patienceFor(guard.tests)))
  if (tested === null) return `its text does not stand exactly once in ${guard.file}`
  if (tested.failedTests.length > 0) return null
  return tested.code === 0
    ? `stays green: ${guard.tests.join(' ')}`
    : `no test failed, the tests did not run\n${tested.output}`
}

async function work(): Promise<void> {
  const copy = await makeCopy()
  for (let guard = queue.shift(); guard !== undefined; guard = queue.shift()) {
    const begun = performance.now()
    const problem = await problemOf(copy, guard)
    if (problem === null) passed += 1
    const line = `${guard.guard} (${((performance.now() - begun) / 1000).toFixed(0)} s)`
    console.log(problem === null ? `red     ${line}` : `FAILED  ${line}\n        ${problem}`)
  }
}

await Promise.all([work(), work()])
const failed = wanted.length - passed
console.log(`${passed} guards noticed, ${failed} not`)
const report = process.env['CHECK_REPORT_FILE']
if (report !== undefined) writeFileSync(report, JSON.stringify({ passed, failed, skipped: [] }))
process.exitCode = failed > 0 || wanted.length === 0 ? 1 : 0
