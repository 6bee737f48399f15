// `npm run check`: reads what the test runners report, and finds warnings in captured output.
import { z } from 'zod'

export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: readonly string[] }

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), duration: z.number().nullish() })),
    }),
  ),
})

/**
 * Vitest's JSON report. A file that failed without a failing test (it did not load) counts as one failure, and is not among
 * the `failedTests`.
 */
export function readVitest(json: unknown): Counts & { readonly failedTests: readonly string[] } {
  const { testResults } = vitestReport.parse(json)
  const tests = testResults.flatMap((file) => file.assertionResults)
  const failedTests = tests.filter((test) => test.status === 'failed').map((test) => test.fullName)
  const broken = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: failedTests.length + broken.length,
    failedTests,
    skipped: tests.filter((test) => test.status !== 'passed' && test.status !== 'failed').map((test) => test.fullName),
  }
}

export type TestFile = {
  readonly name: string
  /** Something ran in it, and all of that passed. */
  readonly isGreen: boolean
  /** Milliseconds that its slowest test took. */
  readonly slowest: number
}

/** The test files of Vitest's JSON report. */
export function filesOf(json: unknown): readonly TestFile[] {
  return vitestReport.parse(json).testResults.map(({ name, status, assertionResults }) => ({
    name,
    isGreen: status === 'passed' && assertionResults.some((test) => test.status === 'passed'),
    slowest: Math.max(0, ...assertionResults.map(({ duration }) => duration ?? 0)),
  }))
}

type Suite = {
  readonly specs: readonly { readonly title: string; readonly tests: readonly { readonly status: string }[] }[]
  readonly suites?: readonly Suite[] | undefined
}
const suite: z.ZodType<Suite> = z.lazy(() =>
  z.object({
    specs: z.array(z.object({ title: z.string(), tests: z.array(z.object({ status: z.string() })) })),
    suites: z.array(suite).optional(),
  }),
)
const playwrightReport = z.object({ suites: z.array(suite), errors: z.array(z.unknown()) })

/** Playwright's JSON report. A test that passed only when repeated counts as failed. */
export function readPlaywright(json: unknown): Counts {
  const { suites, errors } = playwrightReport.parse(json)
  const specsOf = (one: Suite): Suite['specs'] => [...one.specs, ...(one.suites ?? []).flatMap(specsOf)]
  const tests = suites
    .flatMap(specsOf)
    .flatMap((spec) => spec.tests.map((test) => ({ title: spec.title, status: test.status })))
  return {
    passed: tests.filter((test) => test.status === 'expected').length,
    failed: tests.filter((test) => test.status !== 'expected' && test.status !== 'skipped').length + errors.length,
    skipped: tests.filter((test) => test.status === 'skipped').map((test) => test.title),
  }
}

/** The report of our own runners (sabotage). */
export function readOwn(json: unknown): Counts {
  return z.object({ passed: z.number(), failed: z.number(), skipped: z.array(z.string()) }).parse(json)
}

const warning =
  /^\s*(npm warn\b|warning\b|\(!\)|\[warn\]|\[plugin .*warn|▲|stderr \|)|\bwarning:|\(node:\d+\)|(Experimental|Deprecation)Warning/i

/** The lines of `output` in which a tool, Node or a test warns. */
export function findWarnings(output: string): readonly string[] {
  return output.split('\n').filter((line) => warning.test(line))
}
