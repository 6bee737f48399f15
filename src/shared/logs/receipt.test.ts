// Receipts: what a relay said it held, provable to others. PROTOCOL §8, §19.15.
import { beforeAll, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { decodeCanonical, encodeCanonical, type Cbor } from '../base/canonical.ts'
import { fromHex } from '../base/encoding.ts'
import type { KeyPair } from '../crypto/backend.ts'
import type { Suite } from '../crypto/suite.ts'
import type { EntryHash, LogId } from '../domain/ids.ts'
import { relayIdOf, signReceipt, verifyReceipt } from './receipt.ts'
import { verdictOf } from './testing/people.ts'

let suite: Suite
let relay: KeyPair
let mallory: KeyPair
beforeAll(async () => {
  suite = await openSuite()
  relay = suite.backend.signSeedKeypair(suite.random(32))
  mallory = suite.backend.signSeedKeypair(suite.random(32))
})
const held = { logId: 'ab'.repeat(32) as LogId, head: { seq: 7, hash: 'cd'.repeat(32) as EntryHash }, time: 123 }

test('a receipt says which relay held which head when', () => {
  const relayId = relayIdOf(suite, relay.publicKey)
  expect(verifyReceipt(suite, signReceipt(suite, relay, held), relayId)).toEqual({ relayId, ...held })
})

test('nobody can speak for another relay', () => {
  const relayId = relayIdOf(suite, relay.publicKey)
  const verdict = (receipt: Uint8Array) => verdictOf(() => verifyReceipt(suite, receipt, relayId))
  expect(verdict(signReceipt(suite, mallory, held))).toBe('E_ID')
  expect(verdict(signReceipt(suite, { ...relay, secretKey: mallory.secretKey }, held))).toBe('E_SIG')
  expect(verdict(signReceipt(suite, { ...relay, publicKey: mallory.publicKey }, held))).toBe('E_ID')
})

test('neither the id it states nor the key it carries may be another relay’s', () => {
  const relayId = relayIdOf(suite, relay.publicKey)
  const [, , , ...rest] = decodeCanonical(
    (decodeCanonical(signReceipt(suite, relay, held), 512) as [Uint8Array, ...Cbor[]])[0],
    256,
  ) as Cbor[]
  const verdict = (statedId: string, by: KeyPair) => {
    const signed = encodeCanonical([1, 'receipt', fromHex(statedId), ...rest])
    const wire = encodeCanonical([signed, by.publicKey, suite.sign(by.secretKey, 'receipt', signed)])
    return verdictOf(() => verifyReceipt(suite, wire, relayId))
  }
  expect(verdict(relayId, relay)).toBe('accepted')
  expect(verdict(relayId, mallory)).toBe('E_ID')
  expect(verdict(relayIdOf(suite, mallory.publicKey), relay)).toBe('E_ID')
})

test('T44 changed in any byte, T05 empty: refused', () => {
  const receipt = signReceipt(suite, relay, held)
  const relayId = relayIdOf(suite, relay.publicKey)
  for (let i = 0; i < receipt.length; i++) {
    const mutated = receipt.map((byte, at) => (at === i ? byte ^ 0x04 : byte))
    expect(
      verdictOf(() => verifyReceipt(suite, mutated, relayId)),
      `byte ${i}`,
    ).not.toBe('accepted')
  }
  expect(verdictOf(() => verifyReceipt(suite, new Uint8Array(), relayId))).toBe('E_CANON')
  expect(verdictOf(() => verifyReceipt(suite, new Uint8Array(513), relayId))).toBe('E_LIMIT')
})
