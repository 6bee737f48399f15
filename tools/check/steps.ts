// `npm run check`: what it runs, in this order. A new step is one more line here.

export type Step = {
  readonly name: string
  /** A program of node_modules/.bin (or `node`) and its arguments. */
  readonly command: readonly string[]
  /** Who says how many checks passed: the step as a whole, or the test runner's report. */
  readonly counts: 'step' | 'vitest' | 'playwright' | 'own'
  /** A path without which the step has nothing to do: it is then named as skipped. */
  readonly needs?: string
  readonly display?: boolean
  /** Runs at the same time as the one before it: each of them keeps one processor busy. */
  readonly beside?: boolean
  /** After this time the step is stopped and has failed. */
  readonly minutes: number
}

export const steps: readonly Step[] = [
  { name: 'lint', command: ['eslint', '.', '--max-warnings', '0'], counts: 'step', minutes: 8 },
  { name: 'types', command: ['tsc', '-b'], counts: 'step', beside: true, minutes: 5 },
  { name: 'format', command: ['prettier', '--check', '.', '--log-level', 'warn'], counts: 'step', minutes: 3 },
  {
    name: 'boundaries',
    command: ['depcruise', 'src', '--config', '.dependency-cruiser.cjs'],
    counts: 'step',
    beside: true,
    minutes: 3,
  },
  { name: 'dead code', command: ['knip'], counts: 'step', beside: true, minutes: 3 },
  { name: 'lock', command: ['node', 'tools/lock/index.mjs', '--check'], counts: 'step', minutes: 1 },
  { name: 'rules', command: ['node', 'tools/rules.ts'], counts: 'step', needs: 'tools/rules.ts', minutes: 1 },
  { name: 'tests', command: ['vitest', 'run', '--project', 'source'], counts: 'vitest', minutes: 15 },
  { name: 'demo', command: ['node', 'tools/demo/index.ts'], counts: 'step', needs: 'src/cli/main.ts', minutes: 6 },
  {
    name: 'cli journey',
    command: ['vitest', 'run', '--project', 'journeys'],
    counts: 'vitest',
    needs: 'e2e/cli',
    beside: true,
    minutes: 8,
  },
  { name: 'sabotage', command: ['node', 'tools/sabotage/index.ts'], counts: 'own', minutes: 20 },
  { name: 'build', command: ['electron-vite', 'build'], counts: 'step', needs: 'electron.vite.config.ts', minutes: 4 },
  {
    name: 'looks',
    command: ['node', 'tools/looks/index.ts', '--check'],
    counts: 'playwright',
    needs: 'tools/looks',
    display: true,
    minutes: 12,
  },
  {
    name: 'package',
    command: ['node', 'tools/package-deb/index.ts'],
    counts: 'step',
    needs: 'out',
    beside: true,
    minutes: 6,
  },
  {
    name: 'e2e',
    command: ['playwright', 'test'],
    counts: 'playwright',
    needs: 'playwright.config.ts',
    display: true,
    minutes: 20,
  },
]
