// Two byte strings never mean the same value. PROTOCOL §3.
import { encode } from 'cborg'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeCanonical, encodeCanonical, type Cbor } from './canonical.ts'
import { fromHex, toHex } from './encoding.ts'
import { Refused } from './errors.ts'

const limit = 2 ** 20

function verdict(bytes: Uint8Array, maxLength = limit): Cbor | string {
  try {
    return decodeCanonical(bytes, maxLength)
  } catch (error) {
    if (error instanceof Refused) return error.code
    throw error
  }
}

const leaf: fc.Arbitrary<Cbor> = fc.oneof(
  fc.nat(),
  fc.maxSafeNat(),
  fc.boolean(),
  fc.constant(null),
  fc.uint8Array({ maxLength: 40 }),
  fc.string({ unit: 'grapheme' }).map((text) => text.normalize('NFC')),
)
const { value: anyValue } = fc.letrec<{ value: Cbor }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    leaf,
    fc.array(tie('value'), { maxLength: 6 }),
    fc.array(fc.tuple(fc.nat(), tie('value')), { maxLength: 4 }).map((pairs) => new Map(pairs)),
  ),
}))

/** Maps lose their insertion order on the wire: compare what they hold. */
function sorted(value: Cbor): unknown {
  if (value instanceof Map) {
    const pairs = [...(value as ReadonlyMap<number, Cbor>)].sort(([a], [b]) => a - b)
    return new Map(pairs.map(([key, item]) => [key, sorted(item)]))
  }
  return Array.isArray(value) ? value.map(sorted) : value
}

test('every value comes back equal', () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      expect(sorted(decodeCanonical(encodeCanonical(value), limit))).toEqual(sorted(value))
    }),
    { numRuns: 500 },
  )
})

test('∀ bytes: what decodes encodes to the same bytes, everything else is refused with a code', () => {
  let decoded = 0
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 24 }), nearlyCanonical), (bytes) => {
      const value = verdict(bytes)
      if (typeof value === 'string' && value.startsWith('E_')) return
      decoded++
      expect(toHex(encodeCanonical(value))).toBe(toHex(bytes))
    }),
    { numRuns: 5000 },
  )
  expect(decoded).toBeGreaterThan(500)
})

const nearlyCanonical = fc
  .tuple(anyValue, fc.nat(), fc.nat({ max: 255 }), fc.boolean())
  .map(([value, place, byte, mutate]) => {
    const bytes = encodeCanonical(value)
    if (mutate) bytes[place % bytes.length] = byte
    return bytes
  })

test('∀ canonical bytes: cut off anywhere or followed by anything is E_CANON', () => {
  fc.assert(
    fc.property(anyValue, fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 3 }), (value, cut, more) => {
      const bytes = encodeCanonical(value)
      expect(verdict(bytes.slice(0, cut % bytes.length))).toBe('E_CANON')
      expect(verdict(new Uint8Array([...bytes, ...more]))).toBe('E_CANON')
    }),
  )
})

test.each([
  ['nothing at all', ''],
  ['a number in more bytes than needed', '1805'],
  ['a length in more bytes than needed', '5800'],
  ['2^53', '1b0020000000000000'],
  ['2^64−1', '1bffffffffffffffff'],
  ['a negative number', '20'],
  ['a half float', 'f93c00'],
  ['a double', 'fb3ff0000000000000'],
  ['infinity', 'f97c00'],
  ['undefined', 'f7'],
  ['another simple value', 'f0'],
  ['a simple value in two bytes', 'f820'],
  ['a tag', 'c100'],
  ['a big integer', 'c24101'],
  ['an indefinite byte string', '5f4101ff'],
  ['an indefinite array', '9f01ff'],
  ['a lone break', 'ff'],
  ['a reserved length', '1c'],
  ['a map with a text key', 'a1616100'],
  ['a map with a negative key', 'a12000'],
  ['a map with the same key twice', 'a200000001'],
  ['a map in the wrong order', 'a201000000'],
  ['text that is not UTF-8', '62c328'],
  ['an unpaired surrogate in UTF-8', '63eda080'],
  ['text that is not NFC', '6365cc81'],
  ['more items than bytes', '9affffffff'],
  ['more bytes than there are', '5affffffff00'],
  ['more map entries than bytes', 'bb001fffffffffffff'],
])('refused: %s', (_, hex) => {
  expect(verdict(fromHex(hex))).toBe('E_CANON')
})

test.each([
  ['false', 'f4', false],
  ['null', 'f6', null],
  ['2^53−1', '1b001fffffffffffff', Number.MAX_SAFE_INTEGER],
  ['an empty array', '80', []],
  ['an empty text', '60', ''],
  [
    'a map in order',
    'a200000100',
    new Map([
      [0, 0],
      [1, 0],
    ]),
  ],
])('read: %s', (_, hex, value) => {
  expect(verdict(fromHex(hex))).toEqual(value)
  expect(toHex(encodeCanonical(value))).toBe(hex)
})

test('text is NFC as of Unicode 16, in a runtime of any version', () => {
  // Tulu-Tigalari, new in Unicode 16: U+11382 U+113C9 compose to U+11383.
  expect(() => encodeCanonical('\u{11382}\u{113c9}')).toThrow(RangeError)
  expect(verdict(encode('\u{11382}\u{113c9}'))).toBe('E_CANON')
  expect(verdict(encodeCanonical('\u{11383}'))).toBe('\u{11383}')
  // U+1AE0 is a mark since Unicode 17: runtimes that know it reorder this text; here it stands for itself and stays.
  expect(verdict(encode('a\u{1ae0}\u{323}'))).toBe('a\u{1ae0}\u{323}')
})

describe('T58 hostile sizes', () => {
  const nested = (depth: number, inner: string) => fromHex('81'.repeat(depth) + inner)

  test('sixteen levels are read, seventeen refused, the same way by writer and reader', () => {
    expect(verdict(nested(16, '00'))).not.toBe('E_LIMIT')
    expect(verdict(nested(15, '80'))).not.toBe('E_LIMIT')
    expect(verdict(nested(17, '00'))).toBe('E_LIMIT')
    expect(verdict(nested(16, '80'))).toBe('E_LIMIT')
    expect(verdict(nested(16, 'a0'))).toBe('E_LIMIT')
    const deep = (levels: number): Cbor => (levels === 0 ? 0 : [deep(levels - 1)])
    expect(encodeCanonical(deep(16))).toEqual(nested(16, '00'))
    expect(() => encodeCanonical(deep(17))).toThrow(RangeError)
  })

  test('10^5 nested arrays are E_LIMIT wherever they hide: alone, as a last or a middle item, beside finished ones', () => {
    for (const opening of ['81', '8200', '828100', '83810080', 'a100', '820081']) {
      expect(verdict(fromHex(opening.repeat(100_000) + '00'), 2 ** 21), opening).toBe('E_LIMIT')
    }
  })

  test('nothing is recursed into or allocated: 10^5 nested arrays take no stack, a claimed 4 GiB no memory', () => {
    const before = process.memoryUsage().arrayBuffers
    for (let i = 0; i < 1000; i++) expect(verdict(fromHex('9affffffff'))).toBe('E_CANON')
    for (let i = 0; i < 1000; i++) expect(verdict(fromHex('5bffffffffffffffff'))).toBe('E_CANON')
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 20)
  })

  test('the size is checked before anything is read', () => {
    expect(verdict(new Uint8Array(11).fill(0xff), 10)).toBe('E_LIMIT')
    expect(verdict(encodeCanonical(new Uint8Array(8)), 9)).toEqual(new Uint8Array(8))
  })

  test('a hundred thousand siblings are no depth', () => {
    const wide = Array.from({ length: 100_000 }, () => [0])
    expect(verdict(encodeCanonical(wide))).toEqual(wide)
  })
})

test('∀ values outside the restricted form are the caller’s bug', () => {
  const foreign = [
    -1,
    -0,
    0.5,
    2 ** 53,
    NaN,
    Infinity,
    1n,
    undefined,
    {},
    'e\u0301',
    '\ud800',
    new Map([['a', 1]]),
    new Date(),
  ]
  for (const value of foreign) {
    for (const place of [value, [value], [1, [value]], new Map([[1, value]])]) {
      expect(() => encodeCanonical(place as Cbor), typeof value).toThrow(RangeError)
    }
  }
})

test('what cborg writes without our rules is refused where it differs', () => {
  for (const value of [-5, 1.5, undefined, { a: 1 }, 2n ** 60n]) expect(verdict(encode(value))).toBe('E_CANON')
})

test('byte strings are copies: changing the message later changes no value', () => {
  const message = Buffer.from(encodeCanonical([new Uint8Array([1, 2, 3])]))
  const [bytes] = decodeCanonical(message, limit) as [Uint8Array]
  message.fill(0)
  expect([...bytes]).toEqual([1, 2, 3])
})
