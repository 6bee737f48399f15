// The one encoding of everything signed, hashed or sealed: deterministic CBOR, restricted. PROTOCOL §3. Runs everywhere.
import { decode, encode, rfc8949EncodeOptions } from 'cborg'
import { equalBytes } from './bytes.ts'
import { Refused } from './errors.ts'
import { toNfc } from './normalise.ts'

/**
 * What may appear in a record: no floats, tags, negative numbers, bigints; maps only with integer keys. Text is NFC as of
 * Unicode 16, whatever the runtime knows ([Note: Frozen Unicode]): all clients must refuse the same bytes.
 */
export type Cbor = number | string | boolean | null | Uint8Array | readonly Cbor[] | ReadonlyMap<number, Cbor>

/** Arrays and maps inside each other, the outermost counted. */
const maxDepth = 16

/** The only bytes that stand for `value`. Throws a RangeError for values outside the restricted form: a bug of the caller. */
export function encodeCanonical(value: Cbor): Uint8Array {
  const problem = findForeign(value, 0)
  if (problem !== null) throw new RangeError(problem)
  return new Uint8Array(encode(value, rfc8949EncodeOptions))
}

/**
 * Reads exactly what `encodeCanonical` writes. Throws E_LIMIT above `maxLength` bytes or a depth of 16, E_CANON for every
 * other form: the bytes are encoded again and compared, so two byte strings never mean the same value. Byte strings in the
 * value are copies.
 */
export function decodeCanonical(bytes: Uint8Array, maxLength: number): Cbor {
  if (bytes.length > maxLength) throw new Refused('E_LIMIT', `record of ${bytes.length} bytes`)
  assertShape(bytes)
  let value: Cbor
  try {
    // A plain view: of a Node Buffer, `slice` would give the value pieces of the message itself.
    value = decode(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length), {
      useMaps: true,
      allowBigInt: false,
      allowUndefined: false,
      allowInfinity: false,
      allowNaN: false,
      allowIndefinite: false,
      strict: true,
      rejectDuplicateMapKeys: true,
    }) as Cbor
  } catch {
    throw new Refused('E_CANON', 'not CBOR')
  }
  if (findForeign(value, 0) !== null || !equalBytes(encodeCanonical(value), bytes)) {
    throw new Refused('E_CANON', 'not the canonical form')
  }
  return value
}

function findForeign(value: unknown, depth: number): string | null {
  if (value === null || typeof value === 'boolean' || value instanceof Uint8Array) return null
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0) ? null : 'number'
  if (typeof value === 'string') return value.isWellFormed() && toNfc(value) === value ? null : 'text not NFC'
  if (depth >= maxDepth) return 'too deep'
  if (Array.isArray(value)) return firstForeign(value, depth + 1)
  if (value instanceof Map) {
    for (const key of value.keys()) if (!Number.isSafeInteger(key) || (key as number) < 0) return 'map key'
    return firstForeign(value.values(), depth + 1)
  }
  return typeof value
}

function firstForeign(values: Iterable<unknown>, depth: number): string | null {
  for (const value of values) {
    const problem = findForeign(value, depth)
    if (problem !== null) return problem
  }
  return null
}

const simpleValues = new Set([20, 21, 22])

/**
 * One linear look before the parser allocates or recurses: only major types 0, 2, 3, 4, 5 and false, true, null; nothing
 * longer than the bytes that are left; one item and nothing after it; depth ≤ 16.
 */
function assertShape(bytes: Uint8Array): void {
  const open: number[] = []
  let at = 0
  do {
    if (at >= bytes.length) throw new Refused('E_CANON', 'cut off')
    const major = (bytes[at] ?? 0) >>> 5
    const short = (bytes[at] ?? 0) & 31
    const width = short < 24 ? 0 : 1 << (short - 24)
    if (major === 1 || major === 6 || short > 27 || (major === 7 && !simpleValues.has(short))) {
      throw new Refused('E_CANON', 'foreign type or indefinite length')
    }
    let count = width === 0 ? short : 0
    for (let i = 1; i <= width; i++) count = count * 256 + (bytes[at + i] ?? 0)
    at += 1 + width
    const isText = major === 2 || major === 3
    const items = major === 4 ? count : major === 5 ? 2 * count : 0
    if ((isText ? count : items) > bytes.length - at) throw new Refused('E_CANON', 'longer than the record')
    if (isText) at += count
    if (major >= 4 && major <= 5 && open.length >= maxDepth) throw new Refused('E_LIMIT', 'nested too deep')
    const parent = open.length - 1
    if (parent >= 0) open[parent] = (open[parent] ?? 0) - 1
    if (items > 0) open.push(items)
    while (open.at(-1) === 0) open.pop()
  } while (open.length > 0)
  if (at !== bytes.length) throw new Refused('E_CANON', 'bytes after the record')
}
