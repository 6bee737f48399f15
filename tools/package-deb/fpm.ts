#!/usr/bin/env node
// Stands in for `fpm`, which electron-builder fetches from a place that not every machine reaches: understands the options that it passes for a
// .deb, and has `dpkg-deb` build it. `npm run package:deb` names it to electron-builder; everything in the package is as electron-builder says.
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

const text = { type: 'string' } as const
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    s: { ...text, short: 's' },
    t: { ...text, short: 't' },
    force: { type: 'boolean' },
    depends: { ...text, short: 'd', multiple: true },
    'deb-recommends': { ...text, multiple: true },
    'deb-compression': text,
    'deb-priority': text,
    architecture: text,
    'after-install': text,
    'after-remove': text,
    description: text,
    version: text,
    package: text,
    name: text,
    maintainer: text,
    vendor: text,
    url: text,
    license: text,
    category: text,
  },
})
if (values.t !== 'deb' || values.package === undefined) throw new Error('makes .deb packages only')

/** Bytes of all regular files below `directory`. */
const bytesBelow = (directory: string): number =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + lstatSync(path.join(entry.parentPath, entry.name)).size, 0)

/** The fields of the control file, Debian policy 5.3; a text of several lines is indented, its empty lines are dots. */
const controlOf = (installedKiB: number): string =>
  [
    ['Package', values.name],
    ['Version', values.version],
    ['Architecture', values.architecture],
    ['Maintainer', values.maintainer],
    ['Installed-Size', installedKiB.toString()],
    ['Depends', values.depends?.join(', ')],
    ['Recommends', values['deb-recommends']?.join(', ')],
    ['Section', values.category ?? 'net'],
    ['Priority', values['deb-priority']],
    ['Homepage', values.url],
    ['Description', values.description?.trim().replace(/\n\s*/g, '\n ').replace(/^ $/gm, ' .')],
  ]
    .flatMap(([name, value]) => (value === undefined || value === '' ? [] : [`${name}: ${value}\n`]))
    .join('')

const tree = mkdtempSync(path.join(tmpdir(), 'siegel-deb-'))
try {
  for (const mapping of positionals) {
    const [, from = '', to = ''] = /^(.*)=(\/.*)$/.exec(mapping) ?? []
    mkdirSync(path.dirname(path.join(tree, to)), { recursive: true })
    cpSync(from, path.join(tree, to), { recursive: true, verbatimSymlinks: true })
    // Temporary files of the packager are private; installed ones are for everybody.
    if (lstatSync(path.join(tree, to)).isFile()) chmodSync(path.join(tree, to), 0o644)
  }
  const control = path.join(tree, 'DEBIAN')
  const installedKiB = Math.ceil(bytesBelow(tree) / 1024)
  mkdirSync(control)
  writeFileSync(path.join(control, 'control'), controlOf(installedKiB))
  for (const [script, file] of [
    ['postinst', values['after-install']],
    ['postrm', values['after-remove']],
  ] as const) {
    if (file !== undefined) writeFileSync(path.join(control, script), readFileSync(file), { mode: 0o755 })
  }
  for (const directory of [tree, control]) chmodSync(directory, 0o755)
  const compression = values['deb-compression'] === 'gz' ? '-Zgzip' : '-Zxz'
  const built = spawnSync('dpkg-deb', ['--root-owner-group', compression, '--build', tree, values.package], {
    stdio: 'inherit',
  })
  process.exitCode = built.status ?? 1
} finally {
  rmSync(tree, { recursive: true, force: true })
}
