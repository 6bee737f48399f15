// The contract of CryptoBackend, run by both back ends, which must also agree byte for byte. PROTOCOL §2.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromHex, toHex, utf8 } from '../../shared/base/encoding.ts'
import { Refused } from '../../shared/base/errors.ts'
import type { CryptoBackend } from '../../shared/crypto/backend.ts'
import { createWasmBackend } from '../../shared/crypto/wasm-backend.ts'
import { createNativeBackend } from './native-backend.ts'

const backends = { native: await createNativeBackend(), wasm: await createWasmBackend() }
const { native, wasm } = backends
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
const message = fc.uint8Array({ maxLength: 300 })

/** A value in its own memory, at an odd offset of a larger buffer: views must not leak their surroundings. */
const shifted = (value: Uint8Array): Uint8Array => {
  const around = new Uint8Array(value.length + 7).fill(0xaa)
  around.set(value, 3)
  return around.subarray(3, 3 + value.length)
}

function verdict(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof Refused) return `${error.code}: ${error.detail}`
    if (error instanceof RangeError) return 'RangeError'
    throw error
  }
  return 'accepted'
}

const keys = (backend: CryptoBackend) => {
  const key = backend.randomBytes(32)
  const sign = backend.signSeedKeypair(key)
  const kem = backend.xwingSeedKeypair(key)
  const nonce = backend.randomBytes(24)
  const nonce12 = backend.randomBytes(12)
  const sealed = backend.xchachaSeal(key, nonce, nonce, key)
  const sealed12 = backend.chachaSeal(key, nonce, nonce12, key)
  const { ciphertext } = backend.xwingEncapsulate(kem.publicKey, backend.randomBytes(64))
  const signature = backend.signDetached(key, sign.secretKey)
  return { key, sign, kem, nonce, nonce12, sealed, sealed12, ciphertext, signature }
}

describe.each(Object.entries(backends))('%s', (_, backend) => {
  const k = keys(backend)

  test('known answers: BLAKE2b, SHA-256, HMAC-SHA256, Ed25519 of RFC 8032', () => {
    const abc = utf8('abc')
    expect(toHex(backend.blake2b(64, abc, null)).slice(0, 32)).toBe('ba80a53f981c4d0d6a2797b69f12f6e9')
    expect(toHex(backend.sha256(abc)).slice(0, 32)).toBe('ba7816bf8f01cfea414140de5dae2223')
    const mac = backend.hmacSha256(utf8('Jefe'), utf8('what do ya want for nothing?'))
    expect(toHex(mac).slice(0, 32)).toBe('5bdcc146bf60754e6a042426089575c7')
    const seed = fromHex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60')
    const { publicKey, secretKey } = backend.signSeedKeypair(seed)
    expect(toHex(publicKey)).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a')
    expect(toHex(backend.signDetached(new Uint8Array(0), secretKey)).slice(0, 32)).toBe(
      'e5564300c360ac729086e2cc806e828a',
    )
  })

  test('keys and ciphertexts have the lengths of the protocol, as plain bytes', () => {
    const lengths = [k.sign.publicKey, k.sign.secretKey, k.kem.publicKey, k.kem.secretKey, k.ciphertext, k.signature]
    expect(lengths.map(({ length }) => length)).toEqual([32, 64, 1216, 32, 1120, 64])
    expect(k.sealed).toHaveLength(48)
    const outputs = [...lengths, k.key, k.sealed, backend.blake2b(32, k.key, null), backend.sha256(k.key)]
    for (const output of [...outputs, backend.hmacSha256(k.key, k.key), backend.xchachaStream(9, k.nonce, k.key)]) {
      expect(output.constructor).toBe(Uint8Array)
    }
  })

  test('sealed opens; nothing else does', () => {
    expect(backend.xchachaOpen(k.sealed, k.nonce, k.nonce, k.key)).toEqual(k.key)
    expect(backend.chachaOpen(k.sealed12, k.nonce, k.nonce12, k.key)).toEqual(k.key)
    const other = k.key.map((byte, i) => (i === 31 ? byte ^ 1 : byte))
    expect(verdict(() => backend.xchachaOpen(k.sealed, k.nonce, k.nonce, other))).toBe('E_OPEN: does not open')
    expect(verdict(() => backend.xchachaOpen(k.sealed, k.key, k.nonce, k.key))).toBe('E_OPEN: does not open')
    expect(verdict(() => backend.chachaOpen(k.sealed12, k.key, k.nonce12, k.key))).toBe('E_OPEN: does not open')
  })

  test('the empty plaintext seals and opens: 16 bytes', () => {
    const sealed = backend.xchachaSeal(new Uint8Array(0), new Uint8Array(0), k.nonce, k.key)
    expect(sealed).toHaveLength(16)
    expect(backend.xchachaOpen(sealed, new Uint8Array(0), k.nonce, k.key)).toEqual(new Uint8Array(0))
  })

  test('encapsulation and decapsulation agree; an altered ciphertext yields another secret (implicit rejection)', () => {
    const seed = backend.randomBytes(64)
    const { ciphertext, sharedSecret } = backend.xwingEncapsulate(k.kem.publicKey, seed)
    expect(backend.xwingDecapsulate(ciphertext, k.kem.secretKey)).toEqual(sharedSecret)
    expect(backend.xwingEncapsulate(k.kem.publicKey, seed).ciphertext).toEqual(ciphertext)
    for (const at of [0, 500, 1087, 1088, 1119]) {
      const altered = ciphertext.slice()
      altered[at] = (altered[at] ?? 0) ^ 1
      expect(backend.xwingDecapsulate(altered, k.kem.secretKey)).not.toEqual(sharedSecret)
    }
  })

  test('secrets compare equal only if they are, and never if empty', () => {
    expect(backend.equalSecrets(k.key, k.key.slice())).toBe(true)
    expect(backend.equalSecrets(k.key, k.nonce)).toBe(false)
    expect(backend.equalSecrets(k.key, k.key.with(31, (k.key[31] ?? 0) ^ 1))).toBe(false)
    expect(backend.equalSecrets(new Uint8Array(0), new Uint8Array(0))).toBe(false)
  })

  test('wiping overwrites the value and nothing around it', () => {
    const around = new Uint8Array(40).fill(7)
    backend.wipe(around.subarray(4, 36))
    expect([...around]).toEqual([...new Uint8Array(4).fill(7), ...new Uint8Array(32), ...new Uint8Array(4).fill(7)])
  })

  test('random bytes differ', () => {
    const drawn = Array.from({ length: 100 }, () => toHex(backend.randomBytes(16)))
    expect(new Set(drawn).size).toBe(100)
  })

  describe('T05 an empty, missing or wrong-length argument of any function is refused', () => {
    type Calls = Record<
      string,
      { args: readonly unknown[]; call: (...args: never[]) => unknown; freeAt?: readonly number[] }
    >
    const argon = { password: k.key, salt: k.key.slice(0, 16), length: 32, passes: 1, memoryBytes: 8192 }
    const argon2id = (
      ...[password, salt, length, passes, memoryBytes]: [Uint8Array, Uint8Array, number, number, number]
    ) => backend.argon2id({ password, salt, length, passes, memoryBytes })
    /** `freeAt`: arguments that may be byte strings of any length, empty included. */
    const calls: Calls = {
      randomBytes: { args: [32], call: backend.randomBytes },
      signSeedKeypair: { args: [k.key], call: backend.signSeedKeypair },
      signDetached: { args: [k.key, k.sign.secretKey], call: backend.signDetached, freeAt: [0] },
      xwingSeedKeypair: { args: [k.key], call: backend.xwingSeedKeypair },
      xwingEncapsulate: { args: [k.kem.publicKey, k.sign.secretKey], call: backend.xwingEncapsulate },
      xwingDecapsulate: { args: [k.ciphertext, k.key], call: backend.xwingDecapsulate },
      xchachaSeal: { args: [k.key, k.key, k.nonce, k.key], call: backend.xchachaSeal, freeAt: [0, 1] },
      xchachaOpen: { args: [k.sealed, k.nonce, k.nonce, k.key], call: backend.xchachaOpen },
      chachaSeal: { args: [k.key, k.key, k.nonce12, k.key], call: backend.chachaSeal, freeAt: [0, 1] },
      chachaOpen: { args: [k.sealed12, k.nonce, k.nonce12, k.key], call: backend.chachaOpen },
      xchachaStream: { args: [32, k.nonce, k.key], call: backend.xchachaStream },
      blake2b: { args: [32, k.key, k.key], call: backend.blake2b, freeAt: [1] },
      hmacSha256: { args: [k.sign.secretKey, k.key], call: backend.hmacSha256, freeAt: [1] },
      sha256: { args: [k.key], call: backend.sha256, freeAt: [0] },
      argon2id: { args: Object.values(argon), call: argon2id },
      wipe: { args: [k.key.slice()], call: backend.wipe, freeAt: [0] },
    }
    const elsewhere = ['verifyDetached', 'equalSecrets']

    test('every function of the back end stands here', () => {
      expect([...Object.keys(calls), ...elsewhere].sort()).toEqual(Object.keys(backend).sort())
    })

    test.each(Object.entries(calls))('%s', (name, { args, call, freeAt = [] }) => {
      const run = (values: readonly unknown[]) => verdict(() => call(...(values as never[])))
      expect(run(args)).toBe('accepted')
      args.forEach((good, position) => {
        const foreign: unknown[] = [undefined, {}, [1], NaN, '', 'key', -1, 0.5, 2 ** 40]
        if (!(name === 'blake2b' && position === 2)) foreign.push(null)
        if (typeof good === 'number') foreign.push(0)
        if (good instanceof Uint8Array) {
          foreign.push(0, 32)
          if (!freeAt.includes(position)) foreign.push(new Uint8Array(0))
          const exact = !freeAt.includes(position) && !['hmacSha256', 'argon2id'].includes(name)
          if (exact) foreign.push(good.slice(1), new Uint8Array([...good, 0]))
        }
        for (const bad of foreign) {
          expect(run(args.with(position, bad)), `${name} argument ${position}`).toMatch(
            /^(RangeError|E_OPEN: does not open)$/,
          )
        }
      })
      expect(run([])).not.toBe('accepted')
    })

    test('verifying answers false to everything malformed and never throws', () => {
      const { signature, key } = k
      const { publicKey } = k.sign
      expect(backend.verifyDetached(signature, key, publicKey)).toBe(true)
      const empty = new Uint8Array(0)
      const foreign: unknown[] = [undefined, null, '', 'x', 0, {}, [], empty]
      for (const bad of [...foreign, signature.slice(1), new Uint8Array([...signature, 0])]) {
        expect(backend.verifyDetached(bad as Uint8Array, key, publicKey)).toBe(false)
      }
      for (const bad of [...foreign, publicKey.slice(1), new Uint8Array([...publicKey, 0]), new Uint8Array(32)]) {
        expect(backend.verifyDetached(signature, key, bad as Uint8Array)).toBe(false)
      }
      for (const bad of foreign) expect(backend.verifyDetached(signature, bad as Uint8Array, publicKey)).toBe(false)
    })
  })

  describe('T08 malformed KEM input', () => {
    const seed = backend.randomBytes(64)
    const withPoint = (hex: string) => {
      const key = k.kem.publicKey.slice()
      key.set(fromHex(hex), 1184)
      return key
    }
    const withCoefficient = (at: number, value: number) => {
      const key = k.kem.publicKey.slice()
      const place = Math.floor(at / 2) * 3
      const [a, b, c] = [key[place] ?? 0, key[place + 1] ?? 0, key[place + 2] ?? 0]
      if (at % 2 === 0) key.set([value & 0xff, (b & 0xf0) | (value >>> 8), c], place)
      else key.set([a, (b & 0x0f) | ((value & 15) << 4), value >>> 4], place)
      return key
    }

    test.each([
      ['zeros', new Uint8Array(1216)],
      ['0xFF', new Uint8Array(1216).fill(0xff)],
      ['a first coefficient of q', withCoefficient(0, 3329)],
      ['an odd coefficient of 4095', withCoefficient(401, 4095)],
      ['a last coefficient of q', withCoefficient(767, 3329)],
      ['an X25519 half of zeros', withPoint('00'.repeat(32))],
      ['an X25519 half of one', withPoint('01' + '00'.repeat(31))],
      ['a point of order 8', withPoint('e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800')],
      ['the other point of order 8', withPoint('5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157')],
      ['p − 1', withPoint('ec' + 'ff'.repeat(30) + '7f')],
      ['p, zero in disguise', withPoint('ed' + 'ff'.repeat(30) + '7f')],
      ['p + 1, one in disguise', withPoint('ee' + 'ff'.repeat(30) + '7f')],
      ['zero with the ignored top bit set', withPoint('00'.repeat(31) + '80')],
    ])('a key of %s is refused with the one error', (_, publicKey) => {
      expect(verdict(() => backend.xwingEncapsulate(publicKey, seed))).toBe('E_OPEN: does not open')
    })

    test('the largest reduced coefficient is no reason to refuse', () => {
      for (const at of [0, 401, 767]) {
        expect(verdict(() => backend.xwingEncapsulate(withCoefficient(at, 3328), seed))).toBe('accepted')
      }
    })

    test.each([
      ['zeros', new Uint8Array(1120)],
      ['0xFF', new Uint8Array(1120).fill(0xff)],
      ['an X25519 half of zeros', new Uint8Array([...k.ciphertext.slice(0, 1088), ...new Uint8Array(32)])],
    ])('a ciphertext of %s never crashes and never yields the secret', (_, ciphertext) => {
      const secret = backend.xwingDecapsulate(k.ciphertext, k.kem.secretKey)
      const found = verdict(() => {
        expect(backend.xwingDecapsulate(ciphertext, k.kem.secretKey)).not.toEqual(secret)
      })
      expect(found).toMatch(/^(accepted|E_OPEN: does not open)$/)
    })
  })
})

describe('both back ends, identical bytes ∀', () => {
  const agree = (work: (backend: CryptoBackend, wrap: (value: Uint8Array) => Uint8Array) => unknown) =>
    expect(work(native, shifted)).toEqual(work(wasm, (value) => value))

  test('hashes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 64 }), message, bytes(32), (length, text, key) => {
        agree((backend, at) => backend.blake2b(length, at(text), at(key)))
        agree((backend, at) => backend.blake2b(length, at(text), null))
        agree((backend, at) => backend.sha256(at(text)))
        agree((backend, at) => backend.hmacSha256(at(key).subarray(length % 32), at(text)))
      }),
    )
  })

  test('ciphers, sealed by one and opened by the other', () => {
    fc.assert(
      fc.property(message, message, bytes(24), bytes(32), (plaintext, associated, nonce, key) => {
        agree((backend, at) => backend.xchachaSeal(at(plaintext), at(associated), at(nonce), at(key)))
        agree((backend, at) => backend.chachaSeal(at(plaintext), at(associated), at(nonce.slice(12)), at(key)))
        agree((backend, at) => backend.xchachaStream(plaintext.length + 1, at(nonce), at(key)))
        const sealed = wasm.xchachaSeal(plaintext, associated, nonce, key)
        expect(native.xchachaOpen(shifted(sealed), associated, nonce, key)).toEqual(plaintext)
        expect(wasm.xchachaOpen(native.xchachaSeal(plaintext, associated, nonce, key), associated, nonce, key)).toEqual(
          plaintext,
        )
      }),
    )
  })

  test('signatures, and the same verdict on damaged ones', () => {
    fc.assert(
      fc.property(bytes(32), message, fc.nat(63), fc.nat(7), (seed, text, at, bit) => {
        agree((backend, shift) => backend.signSeedKeypair(shift(seed)))
        const { publicKey, secretKey } = native.signSeedKeypair(seed)
        agree((backend, shift) => backend.signDetached(shift(text), shift(secretKey)))
        const signature = native.signDetached(text, secretKey)
        expect(wasm.verifyDetached(signature, text, publicKey)).toBe(true)
        signature[at] = (signature[at] ?? 0) ^ (1 << bit)
        agree((backend, shift) => backend.verifyDetached(shift(signature), shift(text), shift(publicKey)))
        expect(native.verifyDetached(signature, text, publicKey)).toBe(false)
      }),
    )
  })

  test('X-Wing and Argon2id', () => {
    fc.assert(
      fc.property(bytes(32), bytes(64), message, (seed, encapsulationSeed, text) => {
        agree((backend, at) => backend.xwingSeedKeypair(at(seed)))
        const { publicKey, secretKey } = wasm.xwingSeedKeypair(seed)
        agree((backend, at) => backend.xwingEncapsulate(at(publicKey), at(encapsulationSeed)))
        const { ciphertext } = wasm.xwingEncapsulate(publicKey, encapsulationSeed)
        agree((backend, at) => backend.xwingDecapsulate(at(ciphertext), at(secretKey)))
        const request = { salt: seed.slice(16), length: 32, passes: 1, memoryBytes: 8192 }
        agree((backend, at) => backend.argon2id({ ...request, password: at(new Uint8Array([1, ...text])) }))
      }),
      { numRuns: 30 },
    )
  })
})
