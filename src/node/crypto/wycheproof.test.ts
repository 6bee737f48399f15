// Project Wycheproof's vectors through our wrapper, in both back ends. PROTOCOL §2. The files are not part of the
// repository: where the folder is missing these tests are skipped and say so.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { concat } from '../../shared/base/bytes.ts'
import { fromHex, toHex } from '../../shared/base/encoding.ts'
import { Refused } from '../../shared/base/errors.ts'
import { hkdfExpand, hkdfExtract } from '../../shared/crypto/hpke.ts'
import { Suite } from '../../shared/crypto/suite.ts'
import { createWasmBackend } from '../../shared/crypto/wasm-backend.ts'
import { isUsableXwingKey } from '../../shared/crypto/xwing-key.ts'
import { createNativeBackend } from './native-backend.ts'

const folder = path.resolve(import.meta.dirname, '../../../../shared/vectors/wycheproof')
const present = existsSync(folder)
const title = present ? 'Wycheproof' : 'Wycheproof: skipped, the folder ../shared/vectors/wycheproof is missing'

type Case = {
  readonly tcId: number
  readonly result: 'valid' | 'invalid' | 'acceptable'
  readonly flags: readonly string[]
} & Readonly<
  Record<
    'msg' | 'sig' | 'key' | 'iv' | 'aad' | 'ct' | 'tag' | 'ikm' | 'salt' | 'info' | 'okm' | 'public' | 'ek' | 'shared',
    string
  >
> & { readonly size: number }
type Group = {
  readonly tests: readonly Case[]
  readonly publicKey?: { readonly pk: string }
  readonly ivSize?: number
  readonly tagSize?: number
}

function groupsOf(name: string, count: number): readonly Group[] {
  const file = JSON.parse(readFileSync(path.join(folder, `${name}_test.json`), 'utf8')) as { testGroups: Group[] }
  expect(file.testGroups.flatMap(({ tests }) => tests)).toHaveLength(count)
  return file.testGroups
}

/** The value, or null where our wrapper refuses. */
function orNull<T>(work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    if (error instanceof Refused || error instanceof RangeError) return null
    throw error
  }
}

const suites = { native: new Suite(await createNativeBackend()), wasm: new Suite(await createWasmBackend()) }

describe.skipIf(!present)(title, () => {
  describe.each(Object.entries(suites))('%s', (_, suite) => {
    const { backend } = suite

    test('T09 Ed25519: all 151 verdicts, wrong lengths and S+L included', () => {
      for (const { publicKey, tests } of groupsOf('ed25519', 151)) {
        for (const { tcId, msg, sig, result } of tests) {
          const verdict = backend.verifyDetached(fromHex(sig), fromHex(msg), fromHex(publicKey?.pk ?? ''))
          expect(verdict, `case ${tcId}`).toBe(result === 'valid')
        }
      }
    })

    test.each([
      ['XChaCha20-Poly1305', 'xchacha20_poly1305', 315, backend.xchachaSeal, backend.xchachaOpen],
      ['ChaCha20-Poly1305', 'chacha20_poly1305', 325, backend.chachaSeal, backend.chachaOpen],
    ] as const)('%s: all of %s, %i cases sealed and opened', (_, name, count, seal, open) => {
      for (const { tests } of groupsOf(name, count)) {
        for (const { tcId, key, iv, aad, msg, ct, tag, result } of tests) {
          const [ad, nonce, secret, sealed] = [
            fromHex(aad),
            fromHex(iv),
            fromHex(key),
            concat(fromHex(ct), fromHex(tag)),
          ]
          const opened = orNull(() => toHex(open(sealed, ad, nonce, secret)))
          expect(opened, `case ${tcId}`).toBe(result === 'valid' ? msg : null)
          const made = orNull(() => toHex(seal(fromHex(msg), ad, nonce, secret)))
          if (result === 'valid') expect(made, `case ${tcId}`).toBe(toHex(sealed))
          else expect(made, `case ${tcId}`).not.toBe(toHex(sealed))
        }
      }
    })

    test('HMAC-SHA256: all 174', () => {
      for (const { tests, tagSize = 0 } of groupsOf('hmac_sha256', 174)) {
        for (const { tcId, key, msg, tag, result } of tests) {
          const made = toHex(backend.hmacSha256(fromHex(key), fromHex(msg))).slice(0, tagSize / 4)
          expect(made === tag, `case ${tcId}`).toBe(result === 'valid')
        }
      }
    })

    test('HKDF-SHA256, as the HPKE key schedule uses it: all 86', () => {
      for (const { tests } of groupsOf('hkdf_sha256', 86)) {
        for (const { tcId, ikm, salt, info, size, okm, result } of tests) {
          const extracted = hkdfExtract(suite, fromHex(salt), fromHex(ikm))
          const made = orNull(() => toHex(hkdfExpand(suite, extracted, fromHex(info), size)))
          expect(made, `case ${tcId}`).toBe(result === 'valid' ? okm : null)
        }
      }
    })
  })

  test('T08 X25519: exactly the points with a shared secret of zeros are refused as half of a key, among 518', () => {
    let refused = 0
    for (const { tests } of groupsOf('x25519', 518)) {
      for (const { tcId, public: point, shared } of tests) {
        const usable = isUsableXwingKey(concat(new Uint8Array(1184), fromHex(point)))
        expect(usable, `case ${tcId}`).toBe(shared !== '00'.repeat(32))
        if (!usable) refused++
      }
    }
    expect(refused).toBeGreaterThan(10)
  })

  test('T08 ML-KEM-768: every invalid encapsulation key of 265 is refused, every valid one is not', () => {
    let refused = 0
    const point = Uint8Array.of(9, ...new Uint8Array(31))
    const { backend } = suites.wasm
    for (const { tests } of groupsOf('mlkem_768_encaps', 265)) {
      for (const { tcId, ek, result } of tests) {
        const made = orNull(() => backend.xwingEncapsulate(concat(fromHex(ek), point), new Uint8Array(64)))
        expect(made !== null, `case ${tcId}`).toBe(result === 'valid')
        if (made === null) refused++
      }
    }
    expect(refused).toBe(132)
  })
})
