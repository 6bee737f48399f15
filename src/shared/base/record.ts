// zod codecs between canonical CBOR and values: the schema of a record is its type, its check and its encoding at once.
// PROTOCOL §3. Runs everywhere. Bytes are copied out, so a record never keeps its message alive or shares its memory.
import { z } from 'zod'
import { decodeCanonical, encodeCanonical, type Cbor } from './canonical.ts'
import { fromHex, toHex, utf8 } from './encoding.ts'
import { Refused } from './errors.ts'

type Range = { readonly min: number; readonly max: number }

/** A byte string of exactly this length, or of `min` … `max` bytes. */
export function bytes(length: number | Range): z.ZodType<Uint8Array, Uint8Array> {
  const { min, max } = typeof length === 'number' ? { min: length, max: length } : length
  const exact = z.custom<Uint8Array>(
    (value) => value instanceof Uint8Array && value.length >= min && value.length <= max,
  )
  return z.codec(exact, exact, { decode: (wire) => new Uint8Array(wire), encode: (value) => value })
}

/** `length` bytes on the wire, branded lower-case hex in memory. */
export function hexBytes<T extends string>(length: number): z.ZodType<T, Uint8Array> {
  const hex = z.custom<T>(
    (value) => typeof value === 'string' && value.length === 2 * length && /^[0-9a-f]*$/.test(value),
  )
  return z.codec(bytes(length), hex, { decode: (wire) => toHex(wire) as T, encode: fromHex })
}

/** An unsigned integer up to `max` (2^53−1 unless told). */
export const uint = (max: number = Number.MAX_SAFE_INTEGER): z.ZodType<number, number> => z.int().min(0).max(max)

/** NFC text of 1 … `max` UTF-8 bytes; empty only where `min` is 0. */
export function text(length: number | Range): z.ZodType<string, string> {
  const { min, max } = typeof length === 'number' ? { min: 1, max: length } : length
  return z.string().refine((value) => {
    const size = utf8(value).length
    return size >= min && size <= max
  })
}

/** How a record of one type is written and read. */
export type RecordCodec<T> = {
  /** Canonical bytes. Throws RangeError for a value outside the schema: a bug of the caller. */
  encode(value: T): Uint8Array
  /**
   * Throws E_LIMIT above `maxLength` bytes or a depth of 16, E_UNKNOWN_VERSION where the schema begins with a literal
   * number and the record with another one, E_CANON for everything else the schema does not say.
   */
  decode(record: Uint8Array, maxLength: number): T
}

/** The codec of a schema, nearly always a `z.tuple` whose first item is `z.literal(1)`. */
export function record<S extends z.ZodType>(schema: S): RecordCodec<z.output<S>> {
  const version = versionOf(schema)
  return {
    encode(value) {
      const wire = z.safeEncode(schema, value)
      if (!wire.success) throw new RangeError(`record: ${wire.error.issues[0]?.path.join('.') ?? ''}`)
      return encodeCanonical(wire.data as Cbor)
    },
    decode(encoded, maxLength) {
      const wire = decodeCanonical(encoded, maxLength)
      const first: unknown = Array.isArray(wire) ? wire[0] : null
      if (version !== null && typeof first === 'number' && first !== version) {
        throw new Refused('E_UNKNOWN_VERSION', `record version ${first}`)
      }
      const value = z.safeDecode(schema, wire as z.input<S>)
      if (!value.success) throw new Refused('E_CANON', `record: ${value.error.issues[0]?.path.join('.') ?? ''}`)
      return value.data
    },
  }
}

function versionOf(schema: z.ZodType): number | null {
  const first = schema instanceof z.ZodTuple ? (schema.def.items[0] as unknown) : null
  if (!(first instanceof z.ZodLiteral)) return null
  const [value] = first.def.values
  return typeof value === 'number' ? value : null
}
