// Labels and lengths keep every hash, key, nonce and signature in its place. PROTOCOL §2.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { toHex } from '../base/encoding.ts'
import { hashLabels, kdfLabels, signLabels } from './labels.ts'
import { lengthPrefixed, Suite, type Part } from './suite.ts'
import { createWasmBackend } from './wasm-backend.ts'

const suites = { native: await openSuite(), wasm: new Suite(await createWasmBackend()) }
const suite = suites.native

test('LP: the layout of every kind of part', () => {
  expect(toHex(lengthPrefixed())).toBe('')
  expect(toHex(lengthPrefixed('', new Uint8Array(0)))).toBe('0000000000000000')
  expect(toHex(lengthPrefixed('ä', 1, true, false, Uint8Array.of(7)))).toBe(
    '00000002c3a4' + '000000080000000000000001' + '0000000101' + '0000000100' + '0000000107',
  )
})

test('LP ∀ lists of byte strings: different lists, different bytes', () => {
  const list = fc.array(fc.uint8Array({ maxLength: 4 }), { maxLength: 4 })
  fc.assert(
    fc.property(list, list, (a, b) => {
      const equal = JSON.stringify(a.map(toHex)) === JSON.stringify(b.map(toHex))
      expect(toHex(lengthPrefixed(...a)) === toHex(lengthPrefixed(...b))).toBe(equal)
    }),
    { numRuns: 2000 },
  )
})

test('T05 LP refuses what is absent or no part', () => {
  for (const bad of [null, undefined, NaN, -1, 0.5, 2 ** 53, {}, [], 1n, '\ud800']) {
    expect(() => lengthPrefixed(bad as Part), typeof bad).toThrow(RangeError)
    expect(() => suite.hash('pt', bad as Part)).toThrow(RangeError)
    expect(() => suite.kdf(new Uint8Array(32), 'nonce', 32, bad as Part)).toThrow(RangeError)
  }
})

test('T05 a key derives only if it is exactly 32 bytes: none, empty or short never becomes an unkeyed hash', () => {
  for (const bad of [
    null,
    undefined,
    '',
    new Uint8Array(0),
    new Uint8Array(31),
    new Uint8Array(33),
    new Uint8Array(64),
  ]) {
    expect(() => suite.kdf(bad as Uint8Array, 'nonce', 32)).toThrow(RangeError)
  }
  for (const length of [0, 15, 65, NaN, -1])
    expect(() => suite.kdf(new Uint8Array(32), 'nonce', length)).toThrow(RangeError)
})

test('both back ends derive, hash and sign the same', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.uint8Array({ minLength: 1, maxLength: 99 }),
      (key, text) => {
        const [a, b] = Object.values(suites).map((each) => {
          const { publicKey, secretKey } = each.backend.signSeedKeypair(key)
          const signature = each.sign(secretKey, 'card', text)
          expect(each.verify(publicKey, 'card', text, signature)).toBe(true)
          return [each.hash('body', text, 7), each.kdf(key, 'key/commit', 48, text, true), publicKey, signature].map(
            toHex,
          )
        })
        expect(a).toEqual(b)
      },
    ),
  )
})

describe('T10 labels cross nowhere ∀ pairs', () => {
  const message = suite.random(40)
  const key = suite.random(32)

  test('a signature made under one label is refused under every other', () => {
    const { publicKey, secretKey } = suite.backend.signSeedKeypair(key)
    for (const made of signLabels) {
      const signature = suite.sign(secretKey, made, message)
      for (const shown of signLabels) expect(suite.verify(publicKey, shown, message, signature)).toBe(made === shown)
      expect(suite.backend.verifyDetached(signature, message, publicKey)).toBe(false)
    }
  })

  test('no two labels hash or derive alike, and no hash is a derived key', () => {
    const hashes = hashLabels.map((label) => suite.hash(label, message))
    const derived = kdfLabels.map((label) => suite.kdf(key, label, 32, message))
    const zeroKey = kdfLabels.map((label) => suite.kdf(new Uint8Array(32), label, 32, message))
    const all = [...hashes, ...derived, ...zeroKey].map(toHex)
    expect(new Set(all).size).toBe(hashLabels.length + 2 * kdfLabels.length)
  })

  test('a device id presented as a key verifies nothing', () => {
    const { publicKey, secretKey } = suite.backend.signSeedKeypair(key)
    const signature = suite.sign(secretKey, 'card', message)
    expect(suite.verify(suite.hash('id/device', publicKey, message), 'card', message, signature)).toBe(false)
  })
})

test('T05 the empty message is neither signed nor verified', () => {
  const { publicKey, secretKey } = suite.backend.signSeedKeypair(suite.random(32))
  expect(() => suite.sign(secretKey, 'card', new Uint8Array(0))).toThrow(RangeError)
  expect(suite.verify(publicKey, 'card', new Uint8Array(0), new Uint8Array(64))).toBe(false)
})

describe('T57 hedged nonces', () => {
  const part = fc.uint8Array({ maxLength: 3 })
  const use = fc.record({ label: fc.constantFrom('pins', 'self', 'vault'), context: part, plaintext: part })

  test('∀ uses under a generator stuck on one value: equal nonces only for equal uses', () => {
    const stuck = new Suite({ ...suite.backend, randomBytes: (length) => new Uint8Array(length).fill(9) })
    const key = suite.random(32)
    fc.assert(
      fc.property(use, use, (a, b) => {
        const nonceOf = ({ label, context, plaintext }: typeof a) =>
          toHex(stuck.hedgedNonce(key, label, context, plaintext))
        expect(nonceOf(a) === nonceOf(b)).toBe(JSON.stringify(a) === JSON.stringify(b))
      }),
      { numRuns: 1000 },
    )
  })

  test('under another key the same use has another nonce; with a sound generator always', () => {
    const nonces = Array.from({ length: 1000 }, () =>
      toHex(suite.hedgedNonce(new Uint8Array(32), 'pins', suite.random(1), suite.random(1))),
    )
    expect(new Set(nonces).size).toBe(1000)
    const stuck = new Suite({ ...suite.backend, randomBytes: (length) => new Uint8Array(length) })
    const under = (key: number) =>
      toHex(stuck.hedgedNonce(new Uint8Array(32).fill(key), 'pins', Uint8Array.of(1), Uint8Array.of(1)))
    expect(under(1)).not.toBe(under(2))
  })
})
