// `npm run check`, after the set-up: every check there is, in their order; `npm run check -- lint tests` runs the named ones.
// The last line is `N passed, N failed, N skipped`: each test of the test runners counts, each other step counts as one.
import { forgetReports, runStep, type Outcome } from './run-step.ts'
import { steps, type Step } from './steps.ts'

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name))
if (unknown.length > 0) {
  console.error(`no such step: ${unknown.join(', ')}; there are: ${steps.map((step) => step.name).join(', ')}`)
  process.exit(2)
}

forgetReports()
let passed = 0
let failed = 0
const skipped: string[] = []
for (const together of groups(steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name)))) {
  const outcomes = await Promise.all(together.map(runStep))
  if (process.exitCode !== undefined) process.exit() // interrupted
  for (const [n, step] of together.entries()) {
    const outcome = outcomes[n]
    if (outcome !== undefined) tell(step, outcome)
  }
}
for (const name of skipped) console.log(`skipped: ${name}`)
console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`)
process.exitCode = failed > 0 ? 1 : 0

/** What stands `beside` the step before it runs with that. */
function groups(list: readonly Step[]): readonly (readonly Step[])[] {
  const all: Step[][] = []
  for (const step of list) {
    const last = all.at(-1)
    if (step.beside === true && last !== undefined) last.push(step)
    else all.push([step])
  }
  return all
}

function tell(step: Step, outcome: Outcome): void {
  if (outcome.failed > 0) console.log(outcome.output.trimEnd())
  for (const line of outcome.warnings) console.log(`warning in ${step.name}: ${line.trim()}`)
  const counted =
    step.counts === 'step'
      ? ''
      : `, ${outcome.passed} passed, ${outcome.failed} failed, ${outcome.skipped.length} skipped`
  const mark = outcome.failed > 0 ? 'FAILED' : outcome.passed === 0 && outcome.skipped.length > 0 ? 'skipped' : 'ok'
  console.log(`${mark.padEnd(8)}${step.name} (${outcome.seconds.toFixed(0)} s${counted})`)
  passed += outcome.passed
  failed += outcome.failed
  skipped.push(...outcome.skipped)
}
