// `npm run package:deb`, after the build: release/siegel_VERSION_ARCH.deb with fpm's stand-in beside this file.
import { spawnSync } from 'node:child_process'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const { status } = spawnSync('electron-builder', ['--linux', 'deb', '--publish', 'never'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, CUSTOM_FPM_PATH: path.join(import.meta.dirname, 'fpm.ts') },
})
process.exitCode = status ?? 1
