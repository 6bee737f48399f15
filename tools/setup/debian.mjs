// Set-up: what must come from the operating system. On Debian and its relatives the missing packages are installed where the
// set-up runs as root; else they are named in one exact command. Every second run looks again, in a few milliseconds.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { electronExecutable } from './electron.mjs'
import { onPath, run, say, SetupFailed } from './shared.mjs'

/** Package names; the later name of the same library where a newer Debian renamed it. */
const libraries = [
  ['libgtk-3-0', 'libgtk-3-0t64'], ['libnss3'], ['libasound2', 'libasound2t64'], ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'],
  ['libcups2', 'libcups2t64'], ['libdrm2'], ['libgbm1'], ['libxkbcommon0'], ['libxcomposite1'], ['libxdamage1'], ['libxrandr2'],
  ['libsecret-1-0'], ['libnotify4'], ['xdg-utils'], ['dbus'], ['fonts-dejavu-core'],
] // prettier-ignore
const opened = ['libgtk-3.so.0', 'libsecret-1.so.0', 'libnotify.so.4']

/** @typedef {{ what: string, packages: string[][], missing: () => boolean }} Need */

/** @type {Need} */
const forElectron = {
  what: 'libraries Electron needs',
  packages: libraries,
  missing: () => {
    const linked = spawnSync('ldd', [electronExecutable() ?? ''], { encoding: 'utf8' }).stdout
    const known = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).stdout
    return (
      linked.includes('not found') || opened.some((name) => !known.includes(name)) || !existsSync('/usr/share/fonts')
    )
  },
}
/** @type {Need} */
const forDisplay = {
  what: 'a virtual display (there is no DISPLAY)',
  packages: [['xvfb'], ['xauth']],
  missing: () => !hasDisplay() && !(onPath('xvfb-run') && onPath('xauth')),
}
/** @type {Need} */
export const forCompiling = {
  what: 'a compiler for better-sqlite3',
  packages: [['g++'], ['make'], ['python3']],
  missing: () => !['g++', 'make', 'python3'].every(onPath),
}

/** Only where it can be installed without asking: without it the journey through two network namespaces is skipped by name. @type {Need} */
const forNamespaces = {
  what: 'ip, for tests in network namespaces',
  packages: [['iproute2']],
  missing: () => process.getuid?.() === 0 && !['/usr/sbin/ip', '/sbin/ip', '/bin/ip'].some((file) => existsSync(file)),
}

/** As above: without it the journey with a real key store is skipped by name. @type {Need} */
const forKeyStore = {
  what: 'a key store, for tests',
  packages: [['gnome-keyring']],
  missing: () => process.getuid?.() === 0 && !onPath('gnome-keyring-daemon'),
}

const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])

/** @param {readonly Need[]} [needs] @throws {SetupFailed} naming the command that a person must run */
export function provideFromDebian(needs = [forElectron, forDisplay, forNamespaces, forKeyStore]) {
  if (process.platform !== 'linux') return
  const missing = needs.filter((need) => need.missing())
  if (missing.length === 0) return
  const what = missing.map((need) => need.what).join('; ')
  if (!onPath('apt-get')) throw new SetupFailed(`missing: ${what}`)
  const isRoot = process.getuid?.() === 0
  if (isRoot) run('apt-get', ['update'])
  const names = missing.flatMap((need) => need.packages.map(nameHere))
  const install = ['install', '-y', '--no-install-recommends', ...names]
  if (!isRoot)
    throw new SetupFailed(
      `missing: ${what}. Please run:\n\n  sudo apt-get update && sudo apt-get ${install.join(' ')}\n`,
    )
  say(`installing Debian packages: ${names.join(' ')}`)
  run('apt-get', install, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  const still = missing.filter((need) => need.missing())
  if (still.length > 0) throw new SetupFailed(`still missing: ${still.map((need) => need.what).join('; ')}`)
}

/** The newest name this Debian can install. @param {string[]} names @returns {string} */
function nameHere(names) {
  const installable = names.filter((name) => {
    const policy = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' }).stdout
    return /Candidate: (?!\(none\))/.test(policy)
  })
  return installable.at(-1) ?? names[0] ?? ''
}
