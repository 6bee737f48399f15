// Where a relay says it is found: its own word, nobody else's.
import { beforeAll, expect, test } from 'vitest'
import { createWasmBackend } from '../crypto/wasm-backend.ts'
import { Suite } from '../crypto/suite.ts'
import { relayIdOf } from './receipt.ts'
import { signRelayAddress, verifyRelayAddress } from './relay-address.ts'

let suite: Suite
beforeAll(async () => {
  suite = new Suite(await createWasmBackend())
})

test('what a relay states comes back; another key, another relay and every changed byte are refused', () => {
  const relay = suite.backend.signSeedKeypair(suite.random(32))
  const id = relayIdOf(suite, relay.publicKey)
  const stated = { counter: 7, time: 1000, address: 'https://relay.example.org:8443', tlsPin: suite.random(32) }
  const wire = signRelayAddress(suite, relay, stated)
  expect(verifyRelayAddress(suite, wire, id)).toEqual({ relayId: id, ...stated })
  const mallory = suite.backend.signSeedKeypair(suite.random(32))
  expect(() => verifyRelayAddress(suite, signRelayAddress(suite, mallory, stated), id)).toThrow('E_ID')
  for (let at = 0; at < wire.length; at++) {
    const changed = Uint8Array.from(wire)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(() => verifyRelayAddress(suite, changed, id), `byte ${at}`).toThrow(/^E_/)
  }
})
