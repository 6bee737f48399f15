// TLS: a pinned key, and nothing but that key; certificates from outside; a certificate nobody vouches for is refused.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { ownCertificate } from '../../node/tls/index.ts'
import { freshDirectory, startTestRelay } from '../../relay/testing.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import { createDispatcher, type Connecting } from './dispatcher.ts'
import { identifyRelay } from './identify.ts'
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

const reach = (connecting: Connecting, address = relay.address): Promise<string> =>
  verdictOf(identifyRelay({ suite, address, dispatcher: createDispatcher(connecting) }, { signal: signal() }))

test('requests and event streams go to exactly the pinned key', async () => {
  const dispatcher = createDispatcher({ tlsPin: certificate.pin })
  const alice = new Somebody(suite, relay)
  const client = alice.connect(relay, { dispatcher })
  await client.register(alice.entries, { token: null, signal: signal() })
  await new Promise<void>((resolve) => client.watch([alice.id], (log) => log === null && resolve()))
  client.close()
})

test('another key, a key of a wrong length, or no TLS at all is not the relay', async () => {
  expect(await reach({ tlsPin: certificate.pin })).toBe('accepted')
  expect(await reach({ tlsPin: new Uint8Array(32) })).toBe('E_TRANSPORT')
  expect(await reach({ tlsPin: certificate.pin.subarray(1) })).toBe('E_TRANSPORT')
  const plain = await startTestRelay()
  expect(await reach({}, plain.address)).toBe('accepted')
  expect(await reach({ tlsPin: certificate.pin }, plain.address)).toBe('E_TRANSPORT')
  await plain.close()
})

test('without a pin, a certificate that nobody vouches for or that names another host is refused', async () => {
  expect(await reach({})).toBe('E_TRANSPORT')
  expect(await reach({ certificates: [readFileSync(certificate.certificateFile, 'utf8')] })).toBe('E_TRANSPORT')
})
