// `npm run lock`: names in package-lock.json the platform packages that the registry at hand did not offer when the lock was
// written (a registry need not carry builds for every machine); `npm ci` refuses a lock that does not name them.
// `--check` changes nothing and fails where some are missing. Such an entry has the exact version and no hash.
import { readFileSync, writeFileSync } from 'node:fs'

const file = 'package-lock.json'
const lock = JSON.parse(readFileSync(file, 'utf8'))
const packages = lock.packages

/** Whether the package at `place` finds `name` in the lock, as Node looks it up. */
function isLocked(place, name) {
  for (let at = place; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`] !== undefined) return true
    if (at === '') return false
  }
}

const systems = {
  darwin: 'darwin',
  linux: 'linux',
  win32: 'win32',
  freebsd: 'freebsd',
  android: 'android',
  openharmony: 'openharmony',
}
const processors = {
  arm64: 'arm64',
  x64: 'x64',
  ia32: 'ia32',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  arm: 'arm',
}

/** The entry of a platform package, read off its name: `…-linux-arm64-gnu`. */
function entryFor(name, version, dev) {
  const words = name.split(/[-/]/)
  const os = words.find((word) => word in systems)
  const cpu = words.find((word) => word in processors)
  if (os === undefined || cpu === undefined || !/^\d+\.\d+\.\d+$/.test(version))
    throw new Error(`${name}@${version} is not a platform package`)
  return { version, cpu: [cpu], ...(dev && { dev }), optional: true, os: [os] }
}

const added = []
for (const [place, entry] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(place, name)) continue
    packages[`node_modules/${name}`] = entryFor(name, version, entry.dev)
    added.push(name)
  }
}
if (added.length === 0) console.log('the lock names every platform package')
else if (process.argv.includes('--check')) {
  console.error(`missing in ${file} (npm run lock): ${added.join(', ')}`)
  process.exitCode = 1
} else {
  const own = packages['']
  const sorted = Object.entries(packages)
    .filter(([place]) => place !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
  lock.packages = { '': own, ...Object.fromEntries(sorted) }
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`named ${added.length} platform packages`)
}
