// The package itself: what it lays out, which doors of its program are welded shut, and that somebody can work with it.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { listPackage } from '@electron/asar'
import { expect } from '@playwright/test'
import { InstalledApp } from '../fixtures/installed-app.ts'
import { test } from './package.ts'

test('the package has a menu entry, icons, contact cards and siegel: links, and no foreign code', ({ installed }) => {
  const { root, control } = installed
  const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
  expect(control).toContain('Package: siegel\n')
  const entry = read('usr/share/applications/siegel.desktop')
  expect(entry).toMatch(/^Exec=\/opt\/Siegel\/siegel %U$/m)
  expect(entry).toMatch(/^MimeType=application\/vnd\.siegel\.card;x-scheme-handler\/siegel;$/m)
  expect(read('usr/share/mime/packages/siegel.xml')).toContain('*.siegel-card')
  expect(readdirSync(path.join(root, 'usr/share/icons/hicolor'))).toContain('16x16')
  // The updater looks here for how it was installed and what its cache is called.
  expect(read('opt/Siegel/resources/package-type')).toBe('deb')
  expect(read('opt/Siegel/resources/app-update.yml')).toContain('updaterCacheDirName: siegel-updater')
  const resources = path.join(root, 'opt/Siegel/resources')
  const native = readdirSync(resources, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.node'))
  expect(native.filter((file) => !/linux(musl)?-x64/.test(file))).toEqual([])
  expect(native.length).toBeGreaterThanOrEqual(3)
  const archive = listPackage(path.join(resources, 'app.asar'), { isPack: false })
  expect(archive.filter((file) => /\.(ts|tsx|map)$|\/(e2e|tools|testing)\//.test(file))).toEqual([])
  expect(() => statSync(path.join(resources, 'default_app.asar'))).toThrow()
})

test('T77 T78 the program’s fuses: no Node, no inspector, no options from outside, code from its archive only', async ({
  installed: { program },
}) => {
  const wire = await getCurrentFuseWire(program)
  const fuses = Object.entries(FuseV1Options).filter(
    (entry): entry is [string, FuseV1Options] => typeof entry[1] === 'number',
  )
  const named = Object.fromEntries(fuses.map(([name, fuse]) => [name, FuseState[wire[fuse] ?? FuseState.REMOVED]]))
  expect(named).toMatchObject({
    RunAsNode: 'DISABLE',
    EnableCookieEncryption: 'ENABLE',
    EnableNodeOptionsEnvironmentVariable: 'DISABLE',
    EnableNodeCliInspectArguments: 'DISABLE',
    OnlyLoadAppFromAsar: 'ENABLE',
    LoadBrowserProcessSpecificV8Snapshot: 'DISABLE',
    GrantFileProtocolExtraPrivileges: 'DISABLE',
  })
})

test('T78 the program runs nobody else’s script, whatever its environment says', ({ installed: { program, base } }) => {
  const script = path.join(base, 'foreign.cjs')
  const mark = path.join(base, 'foreign-ran')
  writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')\nprocess.exit(0)\n`)
  // Electron as it comes does run it.
  const asItComes = path.resolve('node_modules/electron/dist/electron')
  spawnSync(asItComes, [script], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } })
  expect(statSync(mark).isFile()).toBe(true)
  rmSync(mark)
  const userData = `--user-data-dir=${path.join(base, 'foreign')}`
  const runs = [
    { args: [script], env: { ELECTRON_RUN_AS_NODE: '1' } },
    { args: ['--no-sandbox', userData, '--version'], env: { NODE_OPTIONS: `--require=${script}` } },
    { args: ['--no-sandbox', userData, `--require=${script}`, '--version'], env: {} },
  ]
  for (const { args, env } of runs) {
    spawnSync(program, args, { env: { ...process.env, ...env, HOME: base }, timeout: 2500 })
    expect(() => statSync(mark)).toThrow()
  }
})

test('carol installs it, makes a space of a folder she drops, and unlocks it after a restart', async ({
  installed,
}) => {
  const carol = new InstalledApp(installed.program, installed.base, 'carol')
  const folder = path.join(carol.folders, 'Akten')
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'Notiz.txt'), 'aus dem Paket')
  try {
    await carol.start()
    await carol.onboard(null)
    await carol.drop(folder)
    await expect(carol.page.getByRole('textbox', { name: 'Name of the space' })).toHaveValue('Akten')
    await carol.page.getByRole('button', { name: 'Create', exact: true }).click()
    await carol.page.getByRole('tab', { name: 'Files' }).click()
    await expect(carol.page.getByRole('row', { name: /Notiz\.txt/ })).toBeVisible()
    await carol.stop()
    await carol.start()
    await carol.unlock()
    await expect(carol.page.getByText('Up to date').first()).toBeVisible()
  } finally {
    await carol.stop()
  }
})
