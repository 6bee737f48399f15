// Text forms of bytes: each has exactly one spelling. PROTOCOL §5 (base32 of ids), §7 (links).
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareBytes, concat, equalBytes, u32be, u64be } from './bytes.ts'
import { fromBase32, fromBase64url, fromHex, fromUtf8, toBase32, toBase64url, toHex, utf8 } from './encoding.ts'
import { Refused } from './errors.ts'

const forms = [
  { name: 'hex', to: toHex, from: fromHex, reference: 'hex' },
  { name: 'base64url', to: toBase64url, from: fromBase64url, reference: 'base64url' },
  { name: 'base32', to: toBase32, from: fromBase32, reference: null },
] as const

function reads(from: (text: string) => Uint8Array, text: string): Uint8Array | null {
  try {
    return from(text)
  } catch (error) {
    if (error instanceof Refused && error.code === 'E_CANON') return null
    throw error
  }
}

describe.each(forms)('$name', ({ to, from, reference }) => {
  test('∀ bytes come back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        expect(from(to(bytes))).toEqual(bytes)
        if (reference !== null) expect(to(bytes)).toBe(Buffer.from(bytes).toString(reference))
      }),
    )
  })

  test('∀ texts are refused or the only spelling of their bytes', () => {
    const digits = fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcdefghiz_-AZ7=')), maxLength: 12 })
    fc.assert(
      fc.property(digits, (text) => {
        const bytes = reads(from, text)
        if (bytes !== null) expect(to(bytes)).toBe(text)
      }),
      { numRuns: 2000 },
    )
  })
})

test('base32 of RFC 4648 §10, lower case, unpadded', () => {
  const vectors = {
    '': '',
    f: 'my',
    fo: 'mzxq',
    foo: 'mzxw6',
    foob: 'mzxw6yq',
    fooba: 'mzxw6ytb',
    foobar: 'mzxw6ytboi',
  }
  for (const [plain, encoded] of Object.entries(vectors)) expect(toBase32(utf8(plain))).toBe(encoded)
})

test.each(['0', '0g', 'AB', ' 00', '00\n', '0x00'])('hex refuses %j', (text) => expect(reads(fromHex, text)).toBeNull())
test.each(['a', 'MY', 'mz', 'my======', 'm1', 'mzxw6y'])('base32 refuses %j', (text) =>
  expect(reads(fromBase32, text)).toBeNull(),
)
test.each(['A', 'AB', 'AA==', 'A+', 'A/', 'AAA\n'])('base64url refuses %j', (text) =>
  expect(reads(fromBase64url, text)).toBeNull(),
)

test('UTF-8 keeps a byte order mark and refuses what is not well-formed', () => {
  expect(fromUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa')
  for (const bad of ['c0af', 'eda080', 'f4908080', '80', 'e282'])
    expect(reads((hex) => utf8(fromUtf8(fromHex(hex))), bad)).toBeNull()
})

test('big-endian numbers are exact up to their limits and refuse everything else', () => {
  expect(toHex(u32be(0xffff_ffff))).toBe('ffffffff')
  expect(toHex(u64be(Number.MAX_SAFE_INTEGER))).toBe('001fffffffffffff')
  for (const bad of [-1, 0.5, NaN, Infinity, 2 ** 53]) {
    expect(() => u32be(bad)).toThrow(RangeError)
    expect(() => u64be(bad)).toThrow(RangeError)
  }
  expect(() => u32be(2 ** 32)).toThrow(RangeError)
})

test('∀ order and equality of bytes agree with their hex', () => {
  const bytes = fc.uint8Array({ maxLength: 4 })
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      const [x, y] = [toHex(a), toHex(b)]
      expect(Math.sign(compareBytes(a, b))).toBe(x < y ? -1 : x > y ? 1 : 0)
      expect(equalBytes(a, b)).toBe(x === y)
      expect(toHex(concat(a, b))).toBe(x + y)
    }),
  )
})
