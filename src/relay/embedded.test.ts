// The relay inside the app: for its owner and whom the owner invited.
import { beforeAll, expect, test } from 'vitest'
import { openSuite } from '../node/crypto/index.ts'
import { createDispatcher } from '../core/remote/index.ts'
import { signal, Somebody, verdictOf } from '../core/remote/testing.ts'
import { fromHex, toBase64url } from '../shared/base/encoding.ts'
import type { Suite } from '../shared/crypto/suite.ts'
import { startEmbedded } from './embedded.ts'
import { freshDirectory } from './testing.ts'

let suite: Suite

beforeAll(async () => {
  suite = await openSuite()
})

test('only me: loopback, the owner by a token, then whoever was invited, on the same port as before', async () => {
  const directory = freshDirectory()
  const first = await startEmbedded(directory, 'only-me')
  expect([new URL(first.address).hostname, first.tlsPin]).toEqual(['127.0.0.1', null])
  const place = { address: first.address, relayId: first.running.relayId }
  expect(await verdictOf(new Somebody(suite, place).register())).toBe('E_POLICY')
  const alice = await new Somebody(suite, place).register(first.token)
  const invitation = suite.random(16)
  await alice.at().putToken(invitation, { label: 'invitation', uses: 1, admitsRegistration: true, signal: signal() })
  await new Somebody(suite, place).register(toBase64url(invitation))
  await first.running.close()
  const again = await startEmbedded(directory, 'only-me')
  expect([again.address, again.token]).toEqual([first.address, null])
  await again.running.close()
})

test('this network: TLS with a key that is the same at every start', async () => {
  const directory = freshDirectory()
  const first = await startEmbedded(directory, 'this-network')
  const { port, protocol } = new URL(first.address)
  expect(protocol).toBe('https:')
  const place = { address: `https://127.0.0.1:${port}`, relayId: first.running.relayId }
  const alice = new Somebody(suite, place)
  const dispatcher = createDispatcher({ tlsPin: fromHex(first.tlsPin ?? '') })
  await alice.connect(place, { dispatcher }).register(alice.entries, { token: first.token, signal: signal() })
  await dispatcher.destroy()
  await first.running.close()
  const again = await startEmbedded(directory, 'this-network')
  expect(again.tlsPin).toBe(first.tlsPin)
  await again.running.close()
})
