// Signs a release for the updater (ADR 5). `node tools/sign-update/index.ts --new-key FILE` makes a key and prints its public half, with which the
// app is built (SIEGEL_UPDATE_KEY); `node tools/sign-update/index.ts FILE FOLDER` signs what lies in FOLDER, which then goes to a web server.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { feedName, product, signatureName, type Feed, type PackageKind } from '../../src/main/updates/feed.ts'
import { openSuite } from '../../src/node/crypto/index.ts'
import type { Suite } from '../../src/shared/crypto/suite.ts'

const endings: readonly (readonly [PackageKind, RegExp])[] = [
  ['deb', /\.deb$/],
  ['rpm', /\.rpm$/],
  ['AppImage', /\.AppImage$/],
  ['nsis', /-setup\.exe$/],
  ['zip', /-mac\.zip$/],
]

export function fileOf(folder: string, name: string): Feed['files'][number] | null {
  const kind = endings.find(([, ending]) => ending.test(name))?.[0]
  if (kind === undefined) return null
  const content = readFileSync(path.join(folder, name))
  const arch = /arm64|aarch64/.test(name) ? 'arm64' : 'x64'
  return { kind, arch, name, size: content.length, sha512: createHash('sha512').update(content).digest('base64') }
}

/** Writes the feed for `version` and its signature beside the files. */
export function signRelease(suite: Suite, secretKey: Uint8Array, folder: string, version: string): void {
  const files = readdirSync(folder).flatMap((name) => fileOf(folder, name) ?? [])
  if (files.length === 0) throw new Error(`nothing to release in ${folder}`)
  const bytes = Buffer.from(JSON.stringify({ product, version, files } satisfies Feed, null, 2))
  writeFileSync(path.join(folder, feedName), bytes)
  writeFileSync(path.join(folder, signatureName), Buffer.from(suite.sign(secretKey, 'update', bytes)).toString('hex'))
}

async function main([first, second]: readonly string[]): Promise<void> {
  const suite = await openSuite()
  if (first === '--new-key' && second !== undefined) {
    const seed = suite.random(32)
    writeFileSync(second, Buffer.from(seed).toString('hex'), { mode: 0o600, flag: 'wx' })
    console.log(`SIEGEL_UPDATE_KEY=${Buffer.from(suite.backend.signSeedKeypair(seed).publicKey).toString('hex')}`)
  } else if (first !== undefined && second !== undefined) {
    const seed = Buffer.from(readFileSync(first, 'utf8').trim(), 'hex')
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string }
    signRelease(suite, suite.backend.signSeedKeypair(seed).secretKey, second, version)
  } else throw new Error('sign-update KEYFILE FOLDER, or --new-key FILE')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2))
