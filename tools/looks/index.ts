// `npm run looks`: takes a picture of every screen of the preview and judges it (looks.spec.ts). Builds the preview first.
//   --all    every language, theme and size, and every further mode, over all screens; else two looks over all, the modes over samples
//   --check  what `npm run check` has time for: the samples in each of these
// Everything else goes to Playwright: `npm run looks -- -g 21-spaces --project "de light 1280×800"`.
import path from 'node:path'
import { spawnSync } from 'node:child_process'
import { onDisplay } from '../processes/display.ts'

const args = process.argv.slice(2)
const [program = '', ...rest] = onDisplay([
  'playwright',
  'test',
  ...['--config', path.join(import.meta.dirname, 'playwright.config.ts')],
  ...args.filter((arg) => arg !== '--all' && arg !== '--check'),
])
const { status } = spawnSync(program, rest, {
  stdio: 'inherit',
  env: { ...process.env, LOOKS: args.includes('--all') ? 'all' : args.includes('--check') ? 'check' : '' },
})
process.exitCode = status ?? 1
