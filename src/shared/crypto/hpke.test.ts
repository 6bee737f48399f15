// HPKE with X-Wing, against RFC 9180's numbers and another implementation. PROTOCOL §2.
import { Chacha20Poly1305 } from '@hpke/chacha20poly1305'
import { CipherSuite, HkdfSha256 } from '@hpke/core'
import { XWing } from '@hpke/hybridkem-x-wing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { fromHex, toHex, utf8 } from '../base/encoding.ts'
import { Refused } from '../base/errors.ts'
import { hpkeKeySchedule, hpkeOpen, hpkeSeal } from './hpke.ts'
import { Suite } from './suite.ts'
import { createWasmBackend } from './wasm-backend.ts'

const native = await openSuite()
const suites = { native, wasm: new Suite(await createWasmBackend()) }
const reference = new CipherSuite({ kem: new XWing(), kdf: new HkdfSha256(), aead: new Chacha20Poly1305() })
const exact = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer
const info = utf8('siegel/1/seal/epoch, a place')

function refusal(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof Refused) return error.message
    throw error
  }
  return 'opened'
}

describe.each(Object.entries(suites))('%s', (_, suite) => {
  test.each([
    // RFC 9180 A.2.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305, mode base.
    {
      kem: 0x0020,
      sharedSecret: '0bbe78490412b4bbea4812666f7916932b828bba79942424abb65244930d69a7',
      key: 'ad2744de8e17f4ebba575b3f5f5a8fa1f69c2a07f6e7500bc60ca6e3e3ec1c91',
      baseNonce: '5c4d98150661b848853b547f',
    },
  ])('the key schedule gives the values of RFC 9180', ({ kem, sharedSecret, key, baseNonce }) => {
    const made = hpkeKeySchedule(suite, kem, fromHex(sharedSecret), fromHex('4f6465206f6e2061204772656369616e2055726e'))
    expect([toHex(made.key), toHex(made.baseNonce)]).toEqual([key, baseNonce])
  })

  test('what we seal, the other implementation opens', async () => {
    for (let i = 0; i < 5; i++) {
      const { publicKey, secretKey } = suite.backend.xwingSeedKeypair(suite.random(32))
      const plaintext = suite.random(32)
      const { enc, ciphertext } = hpkeSeal(suite, { publicKey, info }, plaintext)
      expect([enc.length, ciphertext.length]).toEqual([1120, 48])
      const recipientKey = await reference.kem.importKey('raw', exact(secretKey), false)
      const opened = await reference.open({ recipientKey, enc: exact(enc), info: exact(info) }, exact(ciphertext))
      expect(new Uint8Array(opened)).toEqual(plaintext)
    }
  })

  test('what the other implementation seals, we open', async () => {
    for (let i = 0; i < 5; i++) {
      const { publicKey, secretKey } = suite.backend.xwingSeedKeypair(suite.random(32))
      const plaintext = suite.random(32)
      const recipientPublicKey = await reference.kem.importKey('raw', exact(publicKey), true)
      const { enc, ct } = await reference.seal({ recipientPublicKey, info: exact(info) }, exact(plaintext))
      const opened = hpkeOpen(suite, { secretKey, info }, new Uint8Array(enc), new Uint8Array(ct))
      expect(opened).toEqual(plaintext)
    }
  })

  test('T44 ∀ bits of both parts, and another info: one error', () => {
    const { publicKey, secretKey } = suite.backend.xwingSeedKeypair(suite.random(32))
    const { enc, ciphertext } = hpkeSeal(suite, { publicKey, info }, suite.random(32))
    const open = (e: Uint8Array, c: Uint8Array, about = info) =>
      refusal(() => hpkeOpen(suite, { secretKey, info: about }, e, c))
    expect(open(enc, ciphertext)).toBe('opened')
    expect(open(enc, ciphertext, utf8('another place'))).toBe('E_OPEN: hpke')
    const flip = (bytes: Uint8Array, bit: number) =>
      bytes.map((byte, i) => (i === bit >>> 3 ? byte ^ (1 << (bit & 7)) : byte))
    for (let bit = 0; bit < ciphertext.length * 8; bit++) expect(open(enc, flip(ciphertext, bit))).toBe('E_OPEN: hpke')
    fc.assert(
      fc.property(fc.nat(enc.length * 8 - 1), (bit) => {
        expect(open(flip(enc, bit), ciphertext)).toBe('E_OPEN: hpke')
      }),
    )
    for (const bad of [new Uint8Array(0), enc.slice(1), new Uint8Array(1120), new Uint8Array(1120).fill(255)]) {
      expect(open(bad, ciphertext)).toBe('E_OPEN: hpke')
    }
    for (const bad of [new Uint8Array(0), ciphertext.slice(1), ciphertext.slice(0, 16)]) {
      expect(open(enc, bad)).toBe('E_OPEN: hpke')
    }
  })

  test('T05 nothing empty is sealed, and a malformed key is refused', () => {
    const { publicKey, secretKey } = suite.backend.xwingSeedKeypair(suite.random(32))
    const text = suite.random(32)
    const empty = new Uint8Array(0)
    expect(() => hpkeSeal(suite, { publicKey, info: empty }, text)).toThrow(RangeError)
    expect(() => hpkeSeal(suite, { publicKey, info }, empty)).toThrow(RangeError)
    expect(() => hpkeOpen(suite, { secretKey, info: empty }, empty, empty)).toThrow(RangeError)
    expect(() => hpkeOpen(suite, { secretKey: empty, info }, new Uint8Array(1120), new Uint8Array(48))).toThrow(
      RangeError,
    )
    for (const bad of [empty, publicKey.slice(1), new Uint8Array(1216), secretKey]) {
      expect(refusal(() => hpkeSeal(suite, { publicKey: bad, info }, text))).toBe('E_OPEN: does not open')
    }
  })
})

test('T57 a generator that repeats gives another KEM secret for another plaintext, key or place', () => {
  const seen = new Map<string, string>()
  const stuck = new Suite({
    ...native.backend,
    randomBytes: (length) => new Uint8Array(length).fill(3),
    chachaSeal(text, associated, nonce, key) {
      const pair = toHex(key) + toHex(nonce)
      expect(seen.get(pair) ?? toHex(text)).toBe(toHex(text))
      seen.set(pair, toHex(text))
      return native.backend.chachaSeal(text, associated, nonce, key)
    },
  })
  const { publicKey } = native.backend.xwingSeedKeypair(native.random(32))
  for (let i = 1; i < 60; i++) hpkeSeal(stuck, { publicKey, info }, Uint8Array.of(i))
  expect(seen.size).toBe(59)
})
