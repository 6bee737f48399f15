// A real proxy in between: everything goes through it, event streams too; with a password; by the
// variables, the system, the person's settings; never towards this computer itself.
import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { ownCertificate } from '../../node/tls/index.ts'
import { freshDirectory, startTestRelay } from '../../relay/testing.ts'
import { Connections } from './connections.ts'
import { createDispatcher } from './dispatcher.ts'
import { identifyRelay } from './identify.ts'
import { ComputerNetwork, proxyFromPac, proxyFromVariables } from './network.ts'
import { RelayRefused } from './refused.ts'
import { signal, Somebody } from './testing.ts'

type Proxy = { readonly address: string; readonly asked: string[]; readonly server: Server }
const proxies: Proxy[] = []
afterEach(() => {
  for (const { server } of proxies.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

/** Leads everything to loopback, whatever host is asked for. `password`: "name:password" it wants to hear. */
async function startProxy(password: string | null = null): Promise<Proxy> {
  const asked: string[] = []
  const server = createServer((_, response) => response.writeHead(405).end())
  const wanted = password && `Basic ${Buffer.from(password).toString('base64')}`
  server.on('connect', ({ url = '', headers }, client: Socket) => {
    client.on('error', () => client.destroy())
    if (wanted !== null && headers['proxy-authorization'] !== wanted) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm="office"\r\n\r\n')
      return
    }
    asked.push(url)
    const target = connect(Number(new URL(`http://${url}`).port), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      client.pipe(target).pipe(client)
    })
    client.on('error', () => target.destroy())
    target.on('error', () => client.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const proxy = { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, server }
  proxies.push(proxy)
  return proxy
}

test('requests and event streams pass a proxy by CONNECT', async () => {
  const relay = await startTestRelay()
  const proxy = await startProxy()
  const dispatcher = createDispatcher({ proxy: proxy.address })
  const alice = new Somebody(await openSuite(), relay)
  const client = alice.connect(relay, { dispatcher })
  await client.register(alice.entries, { token: null, signal: signal() })
  await new Promise<void>((resolve) => client.watch([alice.id], (log) => log === null && resolve()))
  expect(proxy.asked.length).toBeGreaterThan(1)
  expect(new Set(proxy.asked)).toEqual(new Set([new URL(relay.address).host]))
  client.close()
  await dispatcher.destroy()
  await relay.close()
})

/** Who answers at `address` through this network; or why nobody does. */
async function verdict(network: ComputerNetwork, address: string, tlsPin: Uint8Array | null = null): Promise<string> {
  const connections = new Connections(network)
  const dispatcher = await connections.to({ home: { address }, tlsPin })
  try {
    await identifyRelay({ suite: await openSuite(), address, dispatcher }, { signal: signal() })
    return 'accepted'
  } catch (error) {
    if (!(error instanceof RelayRefused)) throw error
    return error.why ?? ''
  } finally {
    await connections.drop()
  }
}
const withVariables = (variables: Record<string, string>) => new ComputerNetwork({ variables })

describe('a relay somewhere outside', () => {
  test('through a proxy with a password, given in HTTPS_PROXY; without it, or with another, the password is missing', async () => {
    const certificate = await ownCertificate(freshDirectory())
    const relay = await startTestRelay({
      TLS_CERT_FILE: certificate.certificateFile,
      TLS_KEY_FILE: certificate.keyFile,
    })
    const outside = `https://relay.kanzlei.example:${new URL(relay.address).port}`
    const proxy = await startProxy('alice:geheim@1')
    const place = new URL(proxy.address).host
    const through = (credentials: string) =>
      verdict(withVariables({ HTTPS_PROXY: `http://${credentials}${place}` }), outside, certificate.pin)
    expect(await through('alice:geheim%401@')).toBe('accepted')
    expect(proxy.asked).toEqual([new URL(outside).host])
    expect(await through('')).toBe('proxy-password')
    expect(await through('alice:falsch@')).toBe('proxy-password')
    expect(proxy.asked).toHaveLength(1)
    await relay.close()
  })

  test('what the system says, and what the person says instead; a proxy that is not there is named', async () => {
    const relay = await startTestRelay()
    const outside = `http://relay.kanzlei.example:${new URL(relay.address).port}`
    const [office, own] = [await startProxy(), await startProxy()]
    const asked: string[] = []
    const network = new ComputerNetwork({
      variables: {},
      system: (url) => {
        asked.push(url)
        return Promise.resolve(`SOCKS 10.0.0.1:1080; PROXY ${new URL(office.address).host}; DIRECT`)
      },
    })
    expect(await verdict(network, outside)).toBe('accepted')
    expect([asked, office.asked.length]).toEqual([[outside], 1])
    network.use({ proxy: own.address, certificates: null })
    expect(await verdict(network, outside)).toBe('accepted')
    expect([own.asked.length, office.asked.length]).toEqual([1, 1])
    network.use({ proxy: 'http://127.0.0.1:9', certificates: null })
    expect(await verdict(network, outside)).toBe('proxy')
    await relay.close()
  })
})

test('never through a proxy to this computer itself', async () => {
  const relay = await startTestRelay()
  const proxy = await startProxy()
  expect(await verdict(withVariables({ HTTP_PROXY: proxy.address, ALL_PROXY: proxy.address }), relay.address)).toBe(
    'accepted',
  )
  expect(proxy.asked).toEqual([])
  await relay.close()
})

test.each([
  ['https://relay.example.org', { HTTPS_PROXY: 'http://p:1' }, 'http://p:1'],
  ['https://relay.example.org', { https_proxy: 'p:1' }, 'http://p:1'],
  ['https://relay.example.org', { HTTP_PROXY: 'http://p:1' }, null],
  ['http://relay.example.org', { HTTP_PROXY: 'http://p:1' }, 'http://p:1'],
  ['https://relay.example.org', { ALL_PROXY: 'http://p:1' }, 'http://p:1'],
  ['https://relay.example.org', { HTTPS_PROXY: 'socks5://p:1' }, null],
  ['https://relay.example.org', { HTTPS_PROXY: 'http://p:1', NO_PROXY: '*' }, null],
  ['https://relay.example.org', { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'localhost, .Example.org' }, null],
  ['https://relay.example.org', { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'relay.example.org:8443' }, 'http://p:1'],
  ['https://relay.example.org:8443', { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'relay.example.org:8443' }, null],
  ['https://notexample.org', { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'example.org' }, 'http://p:1'],
  ['https://relay.example.org', { HTTPS_PROXY: '', ALL_PROXY: '' }, null],
])('%s with %o: %s', (url, variables: Record<string, string>, proxy) => {
  expect(proxyFromVariables(url, variables)).toBe(proxy)
})

test.each([
  ['DIRECT', null],
  ['PROXY proxy:8080', 'http://proxy:8080'],
  ['HTTPS proxy:8443; DIRECT', 'https://proxy:8443'],
  ['SOCKS5 proxy:1080; PROXY other:3128', 'http://other:3128'],
  ['SOCKS5 proxy:1080', null],
  ['DIRECT; PROXY proxy:8080', null],
  ['', null],
])('PAC result %s: %s', (result, proxy) => {
  expect(proxyFromPac(result)).toBe(proxy)
})
