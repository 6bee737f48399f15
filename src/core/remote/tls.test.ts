// TLS against real servers: a pinned key, and nothing but that key; authorities from outside, and no others; what is over.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { ownCertificate } from '../../node/tls/index.ts'
import { freshDirectory, startTestRelay } from '../../relay/testing.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import { Connections } from './connections.ts'
import { createDispatcher, type Connecting } from './dispatcher.ts'
import { identifyRelay } from './identify.ts'
import { ComputerNetwork } from './network.ts'
import { RelayRefused } from './refused.ts'
import { certificateFiles, certify } from './testing-certificates.ts'
import { signal, Somebody, verdictOf } from './testing.ts'

let suite: Suite
let relay: Awaited<ReturnType<typeof startTestRelay>>
let certificate: Awaited<ReturnType<typeof ownCertificate>>

beforeAll(async () => {
  suite = await openSuite()
  certificate = await ownCertificate(freshDirectory())
  relay = await startTestRelay({ TLS_CERT_FILE: certificate.certificateFile, TLS_KEY_FILE: certificate.keyFile })
})
afterAll(() => relay.close())

/** 'accepted', or why nobody is reached. */
async function reach(connecting: Connecting, address = relay.address): Promise<string> {
  try {
    await identifyRelay({ suite, address, dispatcher: createDispatcher(connecting) }, { signal: signal() })
    return 'accepted'
  } catch (error) {
    if (!(error instanceof RelayRefused)) throw error
    expect(error.code).toBe('E_TRANSPORT')
    return error.why ?? ''
  }
}

test('requests and event streams go to exactly the pinned key', async () => {
  const dispatcher = createDispatcher({ tlsPin: certificate.pin })
  const alice = new Somebody(suite, relay)
  const client = alice.connect(relay, { dispatcher })
  await client.register(alice.entries, { token: null, signal: signal() })
  await new Promise<void>((resolve) => client.watch([alice.id], (log) => log === null && resolve()))
  client.close()
})

test('another key, a key of a wrong length, or no TLS at all is not the relay: wrong-key', async () => {
  expect(await reach({ tlsPin: certificate.pin })).toBe('accepted')
  expect(await reach({ tlsPin: new Uint8Array(32) })).toBe('wrong-key')
  expect(await reach({ tlsPin: certificate.pin.subarray(1) })).toBe('wrong-key')
  const plain = await startTestRelay()
  expect(await reach({}, plain.address)).toBe('accepted')
  expect(await reach({ tlsPin: certificate.pin }, plain.address)).toBe('wrong-key')
  await plain.close()
})

test('without a pin, a certificate that nobody vouches for is refused, and one that names another host', async () => {
  expect(await reach({})).toBe('certificate')
  expect(await reach({ certificates: [readFileSync(certificate.certificateFile, 'utf8')] })).toBe('certificate-name')
})

test('a trusted authority that vouches for another host does not vouch for this one', async () => {
  const office = certify({ name: 'Kanzlei CA', isAuthority: true })
  for (const [host, verdict] of [
    [1, 'accepted'],
    [2, 'certificate-name'],
  ] as const) {
    const server = await startTestRelay(certificateFiles(certify({ name: 'relay', by: office, host })))
    expect(await reach({ certificates: [office.pem] }, server.address)).toBe(verdict)
    expect(await reach({}, server.address)).toBe('certificate')
    await server.close()
  }
})

test("an office's own authority is trusted where it is named, and nowhere else", async () => {
  const office = certify({ name: 'Kanzlei CA', isAuthority: true })
  const other = certify({ name: 'Kanzlei CA', isAuthority: true })
  const server = await startTestRelay(certificateFiles(certify({ name: 'relay', by: office })))
  expect(await reach({ certificates: [office.pem] }, server.address)).toBe('accepted')
  expect(await reach({}, server.address)).toBe('certificate')
  expect(await reach({ certificates: [other.pem] }, server.address)).toBe('certificate')
  await server.close()
})

test('NODE_EXTRA_CA_CERTS and the settings add to what is trusted; taking them away takes effect at once', async () => {
  const office = certify({ name: 'Kanzlei CA', isAuthority: true })
  const server = await startTestRelay(certificateFiles(certify({ name: 'relay', by: office })))
  const file = path.join(freshDirectory(), 'office.pem')
  writeFileSync(file, `the authority of our office\n${office.pem}`)
  const verdictIn = async (network: ComputerNetwork, connections = new Connections(network)): Promise<string> => {
    const dispatcher = await connections.to({ home: { address: server.address }, tlsPin: null })
    return verdictOf(identifyRelay({ suite, address: server.address, dispatcher }, { signal: signal() }))
  }
  expect(await verdictIn(new ComputerNetwork({ variables: { NODE_EXTRA_CA_CERTS: file } }))).toBe('accepted')
  expect(await verdictIn(new ComputerNetwork({ variables: { NODE_EXTRA_CA_CERTS: `${file}.missing` } }))).toBe(
    'E_TRANSPORT',
  )
  const settings = new ComputerNetwork({ variables: {} })
  const connections = new Connections(settings)
  expect(await verdictIn(settings, connections)).toBe('E_TRANSPORT')
  settings.use({ proxy: null, proxyLogin: null, certificates: office.pem })
  await connections.drop()
  expect(await verdictIn(settings, connections)).toBe('accepted')
  settings.use({ proxy: null, proxyLogin: null, certificates: null })
  await connections.drop()
  expect(await verdictIn(settings, connections)).toBe('E_TRANSPORT')
  await connections.drop()
  await server.close()
})

test('a certificate that is over, or that has not begun, is told apart: it may be the clock of this computer', async () => {
  const office = certify({ name: 'Kanzlei CA', isAuthority: true })
  for (const years of [
    [2020, 2021],
    [2048, 2049],
  ] as const) {
    const server = await startTestRelay(certificateFiles(certify({ name: 'relay', by: office, years })))
    expect(await reach({ certificates: [office.pem] }, server.address)).toBe('certificate-time')
    await server.close()
  }
})

test('a pinned key is the key, whatever its certificate says: over, and vouched for by nobody', async () => {
  const own = certify({ name: 'relay', years: [2020, 2021] })
  const server = await startTestRelay(certificateFiles(own))
  const { createHash, createPublicKey } = await import('node:crypto')
  const spki = createPublicKey(own.key).export({ type: 'spki', format: 'der' })
  expect(await reach({ tlsPin: new Uint8Array(createHash('sha256').update(spki).digest()) }, server.address)).toBe(
    'accepted',
  )
  await server.close()
})
