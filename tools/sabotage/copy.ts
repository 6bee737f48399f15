// The sabotage run: a temporary copy of the sources in which guards are switched off. The checkout is never written to.
import { rmSync } from 'node:fs'
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { run } from '../processes/run.ts'
import { readVitest, type Counts } from '../check/report.ts'

const root = path.resolve(import.meta.dirname, '../..')
const left = new Set(['node_modules', '.git', '.types', 'out', 'release', 'test-results'])

/** The folder of a new copy; it is removed when this process ends, however it ends. */
export async function makeCopy(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'siegel-sabotage-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const names = (await readdir(root)).filter((name) => !left.has(name))
  for (const name of names) await cp(path.join(root, name), path.join(folder, name), { recursive: true })
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
  return folder
}

/** Replaces the one place in `file` where `find` stands, while `work` runs. Returns null where it does not stand exactly once. */
export async function whilePatched<T>(
  copy: string,
  patch: { readonly file: string; readonly find: string; readonly replace: string },
  work: () => Promise<T>,
): Promise<T | null> {
  const file = path.join(copy, patch.file)
  const original = await readFile(file, 'utf8').catch(() => '')
  const [before, after, ...more] = original.split(patch.find)
  if (before === undefined || after === undefined || more.length > 0) return null
  await writeFile(file, before + patch.replace + after)
  try {
    return await work()
  } finally {
    await writeFile(file, original)
  }
}

export type Tested = Counts & {
  readonly code: number
  readonly output: string
  readonly failedTests: readonly string[]
}

/**
 * Runs the tests in the copy, each for `patience` milliseconds where that is given and it names no time of its own. `failedTests` are
 * those that ran and failed: a file that does not even load is not among them.
 */
export async function runTests(copy: string, tests: readonly string[], patience?: number): Promise<Tested> {
  const report = path.join(copy, 'report.json')
  await rm(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const limits = ['--bail=1', ...(patience === undefined ? [] : [`--testTimeout=${String(patience)}`])]
  const command = ['node_modules/.bin/vitest', 'run', ...tests, '--no-cache', ...limits, ...reporters]
  const { code, output } = await run(command, { cwd: copy, minutes: 5, env: { ...process.env, NO_COLOR: '1' } })
  const json: unknown = await readFile(report, 'utf8').then(JSON.parse, () => ({ testResults: [] }))
  return { ...readVitest(json), code, output }
}
