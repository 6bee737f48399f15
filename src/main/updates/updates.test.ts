// An installed Siegel and a web server with releases: real files, real HTTP, the real updater; only dpkg is not run. ATTACKS T77, ADR 5.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer, request, type RequestOptions, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DebUpdater } from 'electron-updater'
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { signRelease } from '../../../tools/sign-update/index.ts'
import { openSuite } from '../../node/crypto/index.ts'
import { feedName, judgeFeed, product, signatureName } from './feed.ts'
import { Updates, type UpdateSettings } from './index.ts'

const suite = await openSuite()
const project = suite.backend.signSeedKeypair(suite.random(32))
const mallory = suite.backend.signSeedKeypair(suite.random(32))

let directory: string
let folder: string
let server: Server
let address: string
let asked: { readonly url: string; readonly headers: Readonly<Record<string, unknown>> }[]
let kept: UpdateSettings
let seen: string[]
let installs: string[]

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'siegel-updates-'))
  folder = path.join(directory, 'server')
  mkdirSync(folder)
  asked = []
  seen = []
  installs = []
  server = createServer(({ url = '', headers }, response) => {
    asked.push({ url, headers })
    const file = path.join(folder, path.basename(new URL(url, 'http://server').pathname))
    try {
      response.end(readFileSync(file))
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/siegel`
  kept = { address, newestSeen: null }
})
afterEach(() => {
  server.close()
  rmSync(directory, { recursive: true })
})

/** A small package that dpkg would take. */
function makeDeb(version: string): void {
  const tree = path.join(directory, `tree-${version}`)
  mkdirSync(path.join(tree, 'DEBIAN'), { recursive: true })
  const control = `Package: siegel\nVersion: ${version}\nArchitecture: amd64\nMaintainer: test\nDescription: test\n`
  writeFileSync(path.join(tree, 'DEBIAN/control'), control)
  writeFileSync(path.join(tree, 'content'), randomBytes(300_000))
  const args = ['--root-owner-group', '--build', tree, path.join(folder, `siegel_${version}_amd64.deb`)]
  expect(spawnSync('dpkg-deb', args).status).toBe(0)
}

function release(version: string, key = project): void {
  for (const name of readdirSync(folder)) rmSync(path.join(folder, name))
  makeDeb(version)
  signRelease(suite, key.secretKey, folder, version)
}

/** Signs the feed that lies there once more, as it now is. */
function signAgain(change: (feed: Record<string, unknown>) => void): void {
  const file = path.join(folder, feedName)
  const feed = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  change(feed)
  const bytes = Buffer.from(JSON.stringify(feed))
  writeFileSync(file, bytes)
  const signature = suite.sign(project.secretKey, 'update', bytes)
  writeFileSync(path.join(folder, signatureName), Buffer.from(signature).toString('hex'))
}

/** As in the app, but over Node's HTTP: there is no Electron here. */
class OverNode extends ElectronHttpExecutor {
  override createRequest(options: unknown, callback: (response: unknown) => void): never {
    return request(options as RequestOptions, callback) as never
  }
}

class Deb extends DebUpdater {
  override doInstall(): boolean {
    installs.push(this.installerPath ?? '')
    return true
  }
}

function install(version: string): { readonly updates: Updates; quit(): void } {
  const config = path.join(directory, 'app-update.yml')
  writeFileSync(config, 'updaterCacheDirName: siegel-updater\n')
  const quitting: ((code: number) => void)[] = []
  const updater = new Deb(null, {
    version,
    name: 'siegel',
    isPackaged: true,
    appUpdateConfigPath: config,
    userDataPath: path.join(directory, 'user-data'),
    baseCachePath: path.join(directory, 'cache'),
    whenReady: () => Promise.resolve(),
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: (handler) => quitting.push(handler),
  })
  Object.assign(updater, { httpExecutor: new OverNode() })
  const updates = new Updates({
    updater,
    installed: { version, kind: 'deb', arch: 'x64' },
    settings: { read: () => kept, write: (settings) => (kept = settings) },
    verify: (feed, signature) => Promise.resolve(suite.verify(project.publicKey, 'update', feed, signature)),
    onChange: () => seen.push(updates.state.kind),
  })
  return { updates, quit: () => quitting.forEach((handler) => handler(0)) }
}

const stateAfterCheck = async (version: string) => {
  const { updates } = install(version)
  await updates.check()
  return updates.state
}

describe('updates', () => {
  test('are off until an address is named: nothing is asked of anybody', async () => {
    release('0.2.0')
    kept = { address: null, newestSeen: null }
    expect(await stateAfterCheck('0.1.0')).toEqual({ kind: 'off' })
    expect(asked).toEqual([])
  })

  test('a newer one is found, downloaded when asked for, and installed at the end only if the person wants it', async () => {
    release('0.2.0')
    const { updates, quit } = install('0.1.0')
    await updates.check()
    expect(updates.state).toEqual({ kind: 'available', version: '0.2.0' })
    expect(asked.map(({ url }) => path.basename(url))).toEqual([feedName, signatureName])
    await updates.download()
    expect(updates.state).toEqual({ kind: 'ready', version: '0.2.0', onQuit: false })
    quit()
    expect(installs).toEqual([])
    void updates.handlers()['updates.installOnQuit']({ install: true })
    quit()
    const [file = ''] = installs
    expect(readFileSync(file).equals(readFileSync(path.join(folder, 'siegel_0.2.0_amd64.deb')))).toBe(true)
    expect(seen).toEqual(expect.arrayContaining(['checking', 'available', 'downloading', 'ready']))
  })

  test('nothing that is asked tells one computer from the others', async () => {
    release('0.2.0')
    const { updates } = install('0.1.0')
    await updates.check()
    await updates.download()
    expect(asked).toHaveLength(3)
    const names = new Set(asked.flatMap(({ headers }) => Object.keys(headers)))
    expect([...names].filter((name) => /staging|cookie|authorization|id$/.test(name))).toEqual([])
  })

  test('the version that runs is the newest', async () => {
    release('0.1.0')
    expect(await stateAfterCheck('0.1.0')).toMatchObject({ kind: 'newest' })
  })

  test('an address where nobody or something else answers is told from one that lies', async () => {
    expect(await stateAfterCheck('0.1.0')).toEqual({ kind: 'refused', problem: 'no-feed' })
    kept = { address: 'http://127.0.0.1:9/', newestSeen: null }
    expect(await stateAfterCheck('0.1.0')).toEqual({ kind: 'refused', problem: 'unreached' })
  })
})

const here = { version: '0.1.0', newestSeen: null, kind: 'deb', arch: 'x64' } as const

describe('T77', () => {
  const refused = async (problem: string, version = '0.1.0') => {
    const { updates } = install(version)
    await updates.check()
    expect(updates.state).toEqual({ kind: 'refused', problem })
    expect(asked.filter(({ url }) => url.endsWith('.deb'))).toEqual([])
  }

  test('an update without a signature is refused before anything in it is read', async () => {
    release('0.2.0')
    rmSync(path.join(folder, signatureName))
    await refused('unsigned')
  })

  test('an update signed by another key is refused', async () => {
    release('0.2.0', mallory)
    await refused('unsigned')
  })

  test('a feed changed in one byte is refused', async () => {
    release('0.2.0')
    const file = path.join(folder, feedName)
    writeFileSync(file, readFileSync(file, 'utf8').replace('0.2.0', '0.3.0'))
    await refused('unsigned')
  })

  test('an older version is refused, genuine as it is', async () => {
    release('0.1.9')
    await refused('older', '0.2.0')
  })

  test('a version older than one that was offered before is refused, although it is newer than this one', async () => {
    release('0.3.0')
    expect(await stateAfterCheck('0.1.0')).toEqual({ kind: 'available', version: '0.3.0' })
    asked = []
    release('0.2.0')
    await refused('older')
  })

  test('another product of the same key is refused', async () => {
    release('0.2.0')
    signAgain((feed) => (feed['product'] = 'app.siegel.relay'))
    await refused('foreign')
  })

  test('an update for another system only is refused', async () => {
    release('0.2.0')
    signAgain((feed) => (feed['files'] = (feed['files'] as object[]).map((file) => ({ ...file, kind: 'nsis' }))))
    await refused('foreign')
  })

  test('a file that is not the one that was signed is refused and not installed', async () => {
    release('0.2.0')
    appendFileSync(path.join(folder, 'siegel_0.2.0_amd64.deb'), 'x')
    const { updates, quit } = install('0.1.0')
    await updates.check()
    await updates.download()
    expect(updates.state).toEqual({ kind: 'refused', problem: 'damaged' })
    expect(() => updates.handlers()['updates.installOnQuit']({ install: true })).toThrow('E_GONE')
    quit()
    expect(installs).toEqual([])
  })

  test('a file that lies in the cache under the right name is not taken for the right file', async () => {
    release('0.2.0')
    const cache = path.join(directory, 'cache/siegel-updater/pending')
    mkdirSync(cache, { recursive: true })
    cpSync(path.join(folder, 'siegel_0.2.0_amd64.deb'), path.join(cache, 'siegel_0.2.0_amd64.deb'))
    appendFileSync(path.join(cache, 'siegel_0.2.0_amd64.deb'), 'mallory')
    const { updates, quit } = install('0.1.0')
    await updates.check()
    await updates.download()
    void updates.handlers()['updates.installOnQuit']({ install: true })
    quit()
    expect(readFileSync(installs[0] ?? '').includes('mallory')).toBe(false)
  })

  test('whatever a feed says, the judgement is one of the known ones', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(['newest', 'refused']).toContain(judgeFeed(Buffer.from(JSON.stringify(value)), here).kind)
      }),
    )
  })

  test('a file is named, never a path', () => {
    const sha512 = Buffer.alloc(64).toString('base64')
    const named = (name: string) => {
      const files = [{ kind: 'deb', arch: 'x64', name, size: 1, sha512 }]
      return judgeFeed(Buffer.from(JSON.stringify({ product, version: '0.2.0', files })), here).kind
    }
    expect(named('siegel_0.2.0_amd64.deb')).toBe('newer')
    const piece = fc.constantFrom('..', '/', '\\', '.', ':', '%2f', '?', '#', 'a', ' ', '\n', '~', '`', '$(x)', '.deb')
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1 }), (pieces) => {
        const name = pieces.join('')
        if (named(name) === 'newer') expect(name).toMatch(/^[a-zA-Z0-9_-][a-zA-Z0-9_.-]*$/)
      }),
      { numRuns: 500 },
    )
  })
})
