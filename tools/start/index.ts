// `npm start`, after the set-up: builds the app and opens it; under a virtual display where there is none.
import { createRequire } from 'node:module'
import path from 'node:path'
import { hasDisplay, onDisplay } from '../processes/display.ts'
import { startGroup } from '../processes/group.ts'
import { run } from '../processes/run.ts'

const root = path.resolve(import.meta.dirname, '../..')
const say = (line: string) => console.log(`[start] ${line}`)

say('building')
const built = await run([path.join(root, 'node_modules/.bin/electron-vite'), 'build'], { cwd: root })
if (built.code !== 0) {
  console.error(built.output)
  process.exit(1)
}

const electron = createRequire(import.meta.url)('electron') as unknown as string
const words = [electron, root, ...process.argv.slice(2)]
if (process.getuid?.() === 0) {
  // Only here, never in the product: Chromium does not start as root with its sandbox on.
  say(
    'you are root: Chromium starts only without its sandbox then, so it is off for this run. Start as an ordinary user to have it on',
  )
  words.push('--no-sandbox')
}
if (!hasDisplay())
  say(
    'there is no display: the app runs on a virtual one (xvfb-run), where nobody sees its window. On a desktop it opens',
  )
say('running; Ctrl-C ends it')
const [program = '', ...args] = onDisplay(words)
startGroup(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).once('exit', (code, signal) => {
  process.exitCode ??= signal === null ? (code ?? 1) : 1
})
