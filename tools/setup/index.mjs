// Set-up (`npm run setup`; `npm start` and `npm run check` run it first): packages, system libraries, an Electron and a
// SQLite that works in it. It contacts the npm registry, on Debian the Debian archive, and Electron's own download.
import { existsSync } from 'node:fs'
import { forCompiling, provideFromDebian } from './debian.mjs'
import { electronVersions, fetchElectron } from './electron.mjs'
import { installPackages } from './packages.mjs'
import { inModules, projectNode, run, say, SetupFailed } from './shared.mjs'
import { compileSqlite, sqliteLoads } from './sqlite.mjs'
import { isStamped, stamp } from './stamp.mjs'

async function setUp() {
  if (!existsSync(inModules('.package-lock.json'))) installPackages()
  const node = run(projectNode(), ['-p', 'process.versions.node']).trim()
  const [major = 0, minor = 0] = node.split('.').map(Number)
  if (major < 22 || (major === 22 && minor < 22))
    throw new SetupFailed(`Node ${node} is too old for building: 22.22 or newer is needed`)
  if (isStamped()) return provideFromDebian()
  await fetchElectron()
  provideFromDebian()
  say(electronVersions())
  if (!sqliteLoads()) {
    provideFromDebian([forCompiling])
    compileSqlite()
  }
  stamp()
  say(`ready (Node ${node})`)
}

try {
  await setUp()
} catch (error) {
  if (!(error instanceof SetupFailed)) throw error
  process.stderr.write(`[setup] ${error.message}\n`)
  process.exitCode = 1
}
