// The proxies of docs/OPERATIONS.md as they stand there, before a real relay: packs of 60 MiB are streamed both ways and never
// lie on the proxy's disk, changes are pushed, the relay hears the client's own address. Where nginx and Caddy are installed.
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, watch, writeFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Agent, fetch } from 'undici'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { certify } from '../../src/core/remote/testing-certificates.ts'
import { Somebody, systemClock, TestSpace } from '../../src/core/remote/testing.ts'
import { Office } from '../../src/core/testing/office.ts'
import { openSuite } from '../../src/node/crypto/index.ts'
import { spawnRelay, type RelayProcess } from '../../src/relay/testing.ts'
import type { Suite } from '../../src/shared/crypto/suite.ts'
import type { PackId } from '../../src/shared/domain/ids.ts'

const manual = readFileSync(path.join(import.meta.dirname, '../../docs/OPERATIONS.md'), 'utf8')
/** The first block of code behind a heading of the manual. */
const block = (name: string): string =>
  new RegExp(`\\*\\*${name}\\*\\*[^]*?\`\`\`\\n([^]*?)\`\`\``).exec(manual)?.[1] ?? ''
const has = (program: string): boolean => spawnSync(program, ['-v'], { stdio: 'ignore' }).error === undefined
const client = '127.0.0.2'
/** Where a proxy of this test would put what it does not stream. */
const temporary = ['client_body', 'proxy']
/** Where people find the proxy, and who vouches for it: answers what to trust. */
type Site = { readonly host: string; readonly certified: () => string }
const length = 60 * 2 ** 20

let suite: Suite
let relay: RelayProcess
let directory: string
/** Whom a client must trust to reach the proxy: by default the proxy's own certificate. */
let certificate: string
let ends: (() => Promise<unknown>)[] = []
beforeAll(async () => {
  suite = await openSuite()
})
afterEach(async () => {
  for (const end of ends.reverse()) await end()
  ends = []
  vi.unstubAllEnvs()
})

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

/** Of the office's own authority, for the proxy; answers the authority's. */
function certifyByOffice(): string {
  const office = certify({ name: 'Kanzlei CA', isAuthority: true })
  const { pem, key } = certify({ name: 'proxy', by: office })
  writeFileSync(path.join(directory, 'cert.pem'), pem)
  writeFileSync(path.join(directory, 'key.pem'), key.export({ type: 'pkcs8', format: 'pem' }))
  return office.pem
}

function certifyItself(): string {
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const files = ['-keyout', path.join(directory, 'key.pem'), '-out', path.join(directory, 'cert.pem')]
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  expect(spawnSync('openssl', [...made, ...name, ...files]).status).toBe(0)
  return readFileSync(path.join(directory, 'cert.pem'), 'utf8')
}

/** Starts a relay and, with what `configure` writes, a proxy before it; answers the proxy's port. */
async function start(
  program: string,
  { host, certified }: Site,
  configure: (place: { port: number; relay: string }) => Promise<readonly string[]>,
): Promise<number> {
  directory = mkdtempSync(path.join(tmpdir(), 'siegel-proxy-'))
  certificate = certified()
  const variables = { TRUSTED_PROXIES: '127.0.0.1', LOG_ADDRESSES: '1', LOG_LEVEL: 'info', REGISTRATION: 'open' }
  relay = await spawnRelay({
    DATA_DIR: path.join(directory, 'relay'),
    METRICS_TOKEN: 'metrics-of-the-test',
    ...variables,
  })
  ends.push(() => relay.end('SIGTERM'))
  for (const name of temporary) await mkdir(path.join(directory, 'temp', name), { recursive: true })
  const port = await freePort()
  const args = await configure({ port, relay: new URL(relay.address).host })
  const proxy = spawn(program, args, {
    env: { ...process.env, HOME: directory, XDG_DATA_HOME: directory, TMPDIR: path.join(directory, 'temp/proxy') },
  })
  const ended = new Promise((resolve) => proxy.once('exit', resolve))
  let said = ''
  for (const stream of [proxy.stdout, proxy.stderr]) stream.on('data', (bytes: Buffer) => (said += bytes.toString()))
  ends.push(() => (proxy.kill('SIGTERM'), ended))
  const dispatcher = new Agent({ connect: { ca: certificate } })
  for (let i = 0; ; i++) {
    const answer = await fetch(`https://${host}:${port}/healthz`, { dispatcher }).catch(() => null)
    if (answer?.ok === true) return port
    if (i > 200) throw new Error(said)
    await wait(50)
  }
}

const itself: Site = { host: 'localhost', certified: certifyItself }
const byOffice: Site = { host: '127.0.0.1', certified: certifyByOffice }

const nginx = (change: (block: string) => string, site: Site = itself) =>
  start('nginx', site, async ({ port, relay: upstream }) => {
    const server = change(block('nginx'))
      .replace('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
      .replace('127.0.0.1:8787', upstream)
      .replace('relay.example.org', site.host)
      .replace(/ssl_certificate .*/, `ssl_certificate ${directory}/cert.pem;`)
      .replace(/ssl_certificate_key .*/, `ssl_certificate_key ${directory}/key.pem;`)
    const paths = [...temporary, 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path ${directory}/temp/${name};`,
    )
    const user = process.getuid?.() === 0 ? 'user root;' : ''
    const main = `${user} daemon off; pid ${directory}/pid; error_log stderr; events {} http { ${paths.join(' ')}\n${server}\n}`
    await writeFile(path.join(directory, 'nginx.conf'), main)
    return ['-c', path.join(directory, 'nginx.conf'), '-p', directory]
  })

const caddy = (site: Site = itself) =>
  start('caddy', site, async ({ port, relay: upstream }) => {
    const text = block('Caddy')
      .replace(
        'relay.example.org {',
        `https://${site.host}:${port} {\n\tbind 127.0.0.1\n\ttls ${directory}/cert.pem ${directory}/key.pem`,
      )
      .replace('127.0.0.1:8787', upstream)
    await writeFile(path.join(directory, 'Caddyfile'), `{\n\tadmin off\n\tauto_https disable_redirects\n}\n${text}`)
    return ['run', '--config', path.join(directory, 'Caddyfile'), '--adapter', 'caddyfile']
  })

/**
 * Alice and bob as their computers are: two whole cores that know of the office's authority only by the variable from outside. They
 * become contacts and share a folder through the proxy.
 */
async function work(port: number): Promise<void> {
  const address = `https://127.0.0.1:${port}`
  vi.stubEnv('NODE_EXTRA_CA_CERTS', '')
  const unaware = await Office.open()
  ends.push(() => unaware.close())
  await expect(unaware.person('mallory', { address })).rejects.toMatchObject({
    code: 'E_TRANSPORT',
    why: 'certificate',
  })
  const file = path.join(directory, 'office.pem')
  writeFileSync(file, certificate)
  vi.stubEnv('NODE_EXTRA_CA_CERTS', file)
  const office = await Office.open()
  ends.push(() => office.close())
  const alice = await office.person('alice', { address })
  const bob = await office.person('bob', { address })
  await alice.befriend(bob)
  await alice.write('Vertrag.txt', 'Entwurf')
  const space = await alice.create('Akten')
  await alice.grant(space, bob, 'editor')
  await alice.sync()
  await bob.join(space)
  await bob.write('Vertrag.txt', 'Endfassung')
  await bob.sync()
  await alice.sync()
  expect(await alice.tree()).toEqual({ 'Vertrag.txt': 'Endfassung' })
  expect(alice.core.home.tlsPin).toBeNull()
}

/** Alice through the proxy: a pack up and down, then a change that she hears of. Answers what the proxy did with its disk. */
async function use(port: number): Promise<{ readonly touched: readonly string[] }> {
  const through = { relayId: relay.relayId, address: `https://localhost:${port}` }
  const dispatcher = new Agent({ connect: { ca: certificate, family: 4 }, localAddress: client })
  const alice = await new Somebody(suite, relay).register()
  const space = await TestSpace.create(alice)
  const touched: string[] = []
  const watchers = temporary.map((name) =>
    watch(path.join(directory, 'temp', name), (_, file) => touched.push(String(file))),
  )
  const connected = alice.connect(through, { dispatcher, clock: systemClock })
  const packs = connected.packsOf(space.id)
  const piece = new Uint8Array(randomBytes(2 ** 20))
  const pieces = async function* () {
    for (let at = 0; at < length; at += piece.length) yield await Promise.resolve(piece)
  }
  const id = Buffer.from(suite.random(16)).toString('hex') as PackId
  const signal = AbortSignal.timeout(60_000)
  expect((await packs.put(id, pieces(), length, signal)).ok).toBe(true)
  let received = 0
  for await (const bytes of packs.get(id, [{ start: 0, end: length }], signal)) {
    // A reader that is slower than the relay: this is when a proxy would begin to store.
    if (received % (8 * 2 ** 20) < bytes.length) await wait(20)
    received += bytes.length
  }
  expect(received).toBe(length)
  for (const watcher of watchers) watcher.close()

  const heard: (string | null)[] = []
  const stop = connected.watch([space.id], (log) => heard.push(log))
  const metrics = async (): Promise<string> => {
    const headers = { authorization: 'Bearer metrics-of-the-test' }
    return (await fetch(`${relay.address}/metrics`, { headers })).text()
  }
  for (let i = 0; i < 200 && !(await metrics()).includes('siegel_event_streams 1'); i++) await wait(20)
  expect(await metrics()).toContain('siegel_event_streams 1')
  await wait(200)
  heard.length = 0
  await space.append(alice, space.commit(alice, 'pushed'))
  for (let i = 0; i < 200 && heard.length === 0; i++) await wait(10)
  expect(heard).toEqual([space.id])
  stop()
  connected.close()
  alice.close()

  const forged = await fetch(`${through.address}/v1/relay`, {
    dispatcher,
    headers: { 'x-forwarded-for': '198.51.100.7' },
  })
  expect(forged.status).toBe(200)
  expect(relay.log()).toMatch(new RegExp(`packs/:pack".*"address":"${client}"`))
  expect(relay.log()).not.toContain('198.51.100.7')
  return { touched }
}

describe.skipIf(!has('nginx'))('nginx as in docs/OPERATIONS.md', { timeout: 120_000 }, () => {
  test('streams both ways and stores nothing, pushes, passes addresses on, hides metrics', async () => {
    const port = await nginx((text) => text)
    expect(await use(port)).toEqual({ touched: [] })
    const dispatcher = new Agent({ connect: { ca: certificate } })
    expect((await fetch(`https://localhost:${port}/metrics`, { dispatcher })).status).toBe(403)
  })

  test("with a certificate of the office's own authority whole cores work through it, and only where it is trusted", async () => {
    await work(await nginx((text) => text, byOffice))
  })

  test('positive control: without the lines about buffering the same run is seen to write to the disk', async () => {
    const port = await nginx((text) => text.replace(/proxy_(request_)?buffering off;/g, ''))
    expect((await use(port)).touched.length).toBeGreaterThan(0)
  })
})

describe.skipIf(!has('caddy'))('Caddy as in docs/OPERATIONS.md', { timeout: 120_000 }, () => {
  test('the same', async () => {
    const port = await caddy()
    expect(await use(port)).toEqual({ touched: [] })
  })

  test("with a certificate of the office's own authority whole cores work through it, and only where it is trusted", async () => {
    await work(await caddy(byOffice))
  })
})
