// A real proxy in between: everything goes through it, event streams too; with a password; by the
// variables, the system, the person's settings; never towards this computer itself.
import { afterEach, describe, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { ownCertificate } from '../../node/tls/index.ts'
import { freshDirectory, startTestRelay } from '../../relay/testing.ts'
import { Connections } from './connections.ts'
import { createDispatcher } from './dispatcher.ts'
import { identifyRelay } from './identify.ts'
import { ComputerNetwork, proxyFromPac, proxyFromVariables } from './network.ts'
import { RelayRefused } from './refused.ts'
import { TestProxy } from './testing-proxy.ts'
import { signal, Somebody } from './testing.ts'

const proxies: TestProxy[] = []
afterEach(() => {
  for (const proxy of proxies.splice(0)) proxy.close()
})

async function startProxy(password: string | null = null): Promise<TestProxy> {
  const proxy = await TestProxy.start(password)
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
const nothing = { proxy: null, proxyLogin: null, certificates: null }
const withVariables = (variables: Record<string, string>) => new ComputerNetwork({ variables })

describe('a relay somewhere outside', () => {
  test('through a proxy with a password, given in HTTPS_PROXY; without it the password is missing, with another it is wrong', async () => {
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
    expect(await through('alice:falsch@')).toBe('proxy-login')
    expect(await through('alice:50%@')).toBe('proxy-login')
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
    network.use({ ...nothing, proxy: own.address })
    expect(await verdict(network, outside)).toBe('accepted')
    expect([own.asked.length, office.asked.length]).toEqual([1, 1])
    network.use({ ...nothing, proxy: 'http://127.0.0.1:9' })
    expect(await verdict(network, outside)).toBe('proxy')
    await relay.close()
  })
})

test('whoever signed in at a proxy is known there, whoever names it, and at no other', async () => {
  const relay = await startTestRelay()
  const outside = `http://relay.kanzlei.example:${new URL(relay.address).port}`
  const [office, cafe] = [await startProxy('alice:geheim@1 %'), await startProxy('alice:geheim@1 %')]
  const proxyLogin = office.address.replace('//', `//alice:${encodeURIComponent('geheim@1 %')}@`)
  let system = office
  const network = new ComputerNetwork({
    variables: {},
    system: () => Promise.resolve(`PROXY ${new URL(system.address).host}`),
  })
  expect(await verdict(network, outside)).toBe('proxy-password')
  network.use({ ...nothing, proxyLogin })
  expect(await verdict(network, outside)).toBe('accepted')
  network.use({ ...nothing, proxyLogin, proxy: office.address.replace('//', '//alice:alt@') })
  expect(await verdict(network, outside)).toBe('accepted')
  network.use({ ...nothing, proxyLogin })
  system = cafe
  expect(await verdict(network, outside)).toBe('proxy-password')
  expect(cafe.heard).toEqual([null])
  await relay.close()
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
