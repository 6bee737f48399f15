// The sabotage run: which tests the check has just seen green, in the same sources. They need not run once more before a break.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { filesOf } from '../check/report.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** `reports`: the folder of the reports of the check that runs us; undefined: nothing was seen. `tests`: files, folders, `-t` and words. */
export function greenBefore(reports: string | undefined): (tests: readonly string[]) => boolean {
  const report = path.join(reports ?? '', 'tests.json')
  if (reports === undefined || !existsSync(report)) return () => false
  const seen = filesOf(JSON.parse(readFileSync(report, 'utf8')))
  return (tests) => {
    const options = tests.indexOf('-t')
    const places = options < 0 ? tests : tests.slice(0, options)
    return places.every((place) => {
      const below = seen.filter(({ name }) => path.relative(root, name).startsWith(place))
      return below.length > 0 && below.every((file) => file.isGreen)
    })
  }
}
