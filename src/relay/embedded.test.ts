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
  const first = await startEmbedded(directory, { kind: 'only-me' })
  const { local, outside, inNetwork } = await first.places()
  expect([new URL(local).hostname, inNetwork, outside, first.tlsPin]).toEqual(['127.0.0.1', null, null, null])
  const place = { address: local, relayId: first.running.relayId }
  expect(await verdictOf(new Somebody(suite, place).register())).toBe('E_POLICY')
  const alice = await new Somebody(suite, place).register(first.token)
  const invitation = suite.random(16)
  await alice.at().putToken(invitation, { label: 'invitation', uses: 1, admitsRegistration: true, signal: signal() })
  await new Somebody(suite, place).register(toBase64url(invitation))
  await first.running.close()
  const again = await startEmbedded(directory, { kind: 'only-me' })
  expect([(await again.places()).local, again.token]).toEqual([local, null])
  await again.running.close()
})

test('this network: TLS with a key that is the same at every start', async () => {
  const directory = freshDirectory()
  const first = await startEmbedded(directory, { kind: 'this-network' })
  const { local } = await first.places()
  expect(new URL(local).protocol).toBe('https:')
  const place = { address: local, relayId: first.running.relayId }
  const alice = new Somebody(suite, place)
  const dispatcher = createDispatcher({ tlsPin: fromHex(first.tlsPin ?? '') })
  await alice.connect(place, { dispatcher }).register(alice.entries, { token: first.token, signal: signal() })
  await dispatcher.destroy()
  await first.running.close()
  const again = await startEmbedded(directory, { kind: 'this-network' })
  expect(again.tlsPin).toBe(first.tlsPin)
  await again.running.close()
})

test('this network and an address: the relay states where others find it; the counter grows with every other place', async () => {
  const directory = freshDirectory()
  const statedBy = async (reach: Parameters<typeof startEmbedded>[1]) => {
    const embedded = await startEmbedded(directory, reach)
    const { local, inNetwork, outside } = await embedded.places()
    const { relayId } = embedded.running
    const dispatcher = createDispatcher({ tlsPin: fromHex(embedded.tlsPin ?? '') })
    const client = new Somebody(suite, { address: local, relayId }).connect({ address: local, relayId }, { dispatcher })
    const stated = await client.relayAddress({ signal: signal() })
    await dispatcher.destroy()
    await embedded.running.close()
    return { pin: embedded.tlsPin, inNetwork, outside, stated }
  }
  const network = await statedBy({ kind: 'this-network' })
  expect(network.outside).toBe(network.inNetwork)
  expect(network.stated?.address ?? null).toBe(network.inNetwork)
  const address = 'https://relay.kanzlei.example:8443'
  const named = await statedBy({ kind: 'address', address, pinned: true })
  expect(named.stated).toMatchObject({ address, tlsPin: fromHex(named.pin ?? '') })
  expect(named.stated?.counter).toBeGreaterThan(network.stated?.counter ?? 0)
  const again = await statedBy({ kind: 'address', address, pinned: true })
  expect(again.stated?.counter).toBe(named.stated?.counter)
  const behind = await statedBy({ kind: 'address', address, pinned: false })
  expect(behind.stated).toMatchObject({ address, tlsPin: null })
  expect(behind.stated?.counter).toBeGreaterThan(named.stated?.counter ?? 0)
})
