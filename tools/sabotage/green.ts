// The sabotage run: which tests the check has just seen green, in the same sources. They need not run once more before a break.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { filesOf } from '../check/report.ts'

const root = path.resolve(import.meta.dirname, '../..')

const reportNames = ['tests.json', 'cli-journey.json']

/** What the check saw of tests that passed: milliseconds that the slowest of them took. */
export type Green = { readonly slowest: number }

/**
 * `reports`: the folder of the reports of the check that runs us; undefined: nothing was seen. `tests`: files, folders, `-t` and words;
 * null for what was not seen, or not green.
 */
export function greenBefore(reports: string | undefined): (tests: readonly string[]) => Green | null {
  const files = reports === undefined ? [] : reportNames.map((name) => path.join(reports, name))
  const seen = files
    .filter((file) => existsSync(file))
    .flatMap((file) => filesOf(JSON.parse(readFileSync(file, 'utf8'))))
  return (tests) => {
    const options = tests.indexOf('-t')
    const places = options < 0 ? tests : tests.slice(0, options)
    const found = places.map((place) => seen.filter(({ name }) => path.relative(root, name).startsWith(place)))
    if (found.some((below) => below.length === 0 || below.some((file) => !file.isGreen))) return null
    return { slowest: Math.max(...found.flat().map(({ slowest }) => slowest)) }
  }
}
