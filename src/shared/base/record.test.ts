// A schema is the type, the check and the encoding of a record. PROTOCOL §3.
import { expect, test } from 'vitest'
import { z } from 'zod'
import { encodeCanonical, type Cbor } from './canonical.ts'
import { Refused } from './errors.ts'
import { bytes, hexBytes, record, text, uint } from './record.ts'

const card = record(
  z.tuple([z.literal(1), z.literal('card'), hexBytes<string>(2), text(5), uint(9), bytes(3).nullable()]),
)
const value: Parameters<typeof card.encode>[0] = [1, 'card', '00ff', 'alice', 9, Uint8Array.of(1, 2, 3)]

function refusal(wire: Cbor, maxLength = 100): string {
  try {
    card.decode(encodeCanonical(wire), maxLength)
  } catch (error) {
    if (error instanceof Refused) return error.code
    throw error
  }
  return 'read'
}

const wire: readonly Cbor[] = [1, 'card', Uint8Array.of(0, 255), 'alice', 9, Uint8Array.of(1, 2, 3)]

test('a value comes back equal; ids are bytes on the wire and hex in memory', () => {
  expect(card.decode(card.encode(value), 100)).toEqual(value)
  expect(card.encode(value)).toEqual(encodeCanonical(wire))
  expect(refusal(wire)).toBe('read')
  expect(refusal(wire.with(5, null))).toBe('read')
})

test.each([
  ['an item too few', wire.slice(0, -1)],
  ['an item too many', [...wire, null]],
  ['another type', wire.with(1, 'cart')],
  ['an id one byte short', wire.with(2, Uint8Array.of(0))],
  ['an id as text', wire.with(2, '00ff')],
  ['no id', wire.with(2, null)],
  ['an empty id', wire.with(2, new Uint8Array(0))],
  ['text too long in bytes, not in letters', wire.with(3, 'älice')],
  ['empty text', wire.with(3, '')],
  ['a number above its limit', wire.with(4, 10)],
  ['bytes too long', wire.with(5, new Uint8Array(4))],
  ['empty bytes', wire.with(5, new Uint8Array(0))],
  ['a map', new Map([[1, 1]])],
  ['nothing', null],
  ['an empty array', []],
])('T05 refused: %s', (_, altered) => {
  expect(refusal(altered)).toBe('E_CANON')
})

test('another version stops before anything else is judged', () => {
  expect(refusal([2])).toBe('E_UNKNOWN_VERSION')
  expect(refusal([2, 'a new form', new Map()])).toBe('E_UNKNOWN_VERSION')
  expect(refusal(['1', 'card'])).toBe('E_CANON')
})

test('too long is E_LIMIT', () => {
  expect(refusal(wire, 10)).toBe('E_LIMIT')
})

test('writing a value outside the schema is a bug and names its place, never its content', () => {
  expect(() => card.encode([...value.slice(0, 2), 'zz', 'alice', 9, null] as never)).toThrow(
    new RangeError('record: 2'),
  )
  expect(() => card.encode([...value.slice(0, 3), 'secret text', 9, null] as never)).toThrow(
    new RangeError('record: 3'),
  )
})

test('decoded bytes are copies', () => {
  const message = Buffer.from(card.encode(value))
  const decoded = card.decode(message, 100)
  message.fill(0)
  expect(decoded).toEqual(value)
})

test('empty text and bytes pass only where a minimum of 0 says so', () => {
  const loose = record(z.tuple([text({ min: 0, max: 3 }), bytes({ min: 0, max: 3 })]))
  const empty: [string, Uint8Array] = ['', new Uint8Array(0)]
  expect(loose.decode(loose.encode(empty), 10)).toEqual(empty)
})
