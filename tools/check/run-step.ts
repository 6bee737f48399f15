// `npm run check`: runs one step, captures its output in node_modules/.cache/check, and counts.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { onDisplay } from '../processes/display.ts'
import { run } from '../processes/run.ts'
import { findWarnings, readOwn, readPlaywright, readVitest, type Counts } from './report.ts'
import type { Step } from './steps.ts'

export type Outcome = Counts & {
  readonly output: string
  readonly seconds: number
  readonly warnings: readonly string[]
}

const root = path.resolve(import.meta.dirname, '../..')
const cache = path.join(root, 'node_modules/.cache/check')
const readers = { vitest: readVitest, playwright: readPlaywright, own: readOwn }

/** Before the first step: reports of an earlier run would speak of other sources. */
export function forgetReports(): void {
  rmSync(cache, { recursive: true, force: true })
}

export async function runStep(step: Step): Promise<Outcome> {
  if (step.needs !== undefined && !existsSync(path.join(root, step.needs))) {
    return {
      passed: 0,
      failed: 0,
      skipped: [`${step.name} (${step.needs} is not there)`],
      output: '',
      seconds: 0,
      warnings: [],
    }
  }
  mkdirSync(cache, { recursive: true })
  const file = path.join(cache, step.name.replaceAll(' ', '-'))
  rmSync(`${file}.json`, { force: true })
  const ran = await run(commandOf(step, `${file}.json`), {
    cwd: root,
    minutes: step.minutes,
    env: {
      ...process.env,
      PATH: `${path.join(root, 'node_modules/.bin')}${path.delimiter}${process.env['PATH'] ?? ''}`,
      // Playwright sets FORCE_COLOR for its workers, and Node warns where both are there.
      ...(step.counts === 'playwright' ? { FORCE_COLOR: '0' } : { NO_COLOR: '1' }),
      PLAYWRIGHT_JSON_OUTPUT_FILE: `${file}.json`,
      CHECK_REPORT_FILE: `${file}.json`,
      CHECK_REPORTS: cache,
    },
  })
  writeFileSync(`${file}.log`, ran.output)
  const warnings = findWarnings(ran.output)
  const counts = countsOf(step, `${file}.json`, ran.code)
  const failed = counts.failed === 0 && (ran.code !== 0 || warnings.length > 0) ? 1 : counts.failed
  return {
    ...counts,
    failed,
    passed: step.counts === 'step' ? 1 - failed : counts.passed,
    output: ran.output,
    seconds: ran.seconds,
    warnings,
  }
}

function commandOf(step: Step, report: string): readonly string[] {
  const reporters = {
    step: [],
    own: [],
    vitest: ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    playwright: ['--reporter=list,json'],
  }
  const command = [...step.command, ...reporters[step.counts]]
  return step.display === true ? onDisplay(command) : command
}

function countsOf(step: Step, report: string, code: number): Counts {
  if (step.counts === 'step') return { passed: 0, failed: code === 0 ? 0 : 1, skipped: [] }
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: [] }
  return readers[step.counts](JSON.parse(readFileSync(report, 'utf8')))
}
