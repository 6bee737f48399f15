// The one encoding of everything signed, hashed or sealed: deterministic CBOR, restricted. PROTOCOL §3. Runs everywhere.
import { decode, encode, rfc8949EncodeOptions } from 'cborg'
import { equalBytes } from './bytes.ts'
import { Refused } from './errors.ts'

/** What may appear in a record: no floats, tags, negative numbers, bigints; maps only with integer keys. */
export type Cbor = number | string | boolean | null | Uint8Array | readonly Cbor[] | ReadonlyMap<number, Cbor>

const maxDepth = 16

/** The only bytes that stand for `value`. Throws a RangeError for values outside the restricted form: a bug of the caller. */
export function encodeCanonical(value: Cbor): Uint8Array {
  const problem = findForeign(value, 1)
  if (problem !== null) throw new RangeError(problem)
  return Uint8Array.from(encode(value, rfc8949EncodeOptions))
}

/**
 * Reads exactly what `encodeCanonical` writes. Throws E_LIMIT above `maxLength` bytes or a depth of 16, E_CANON for every
 * other form: the bytes are encoded again and compared, so two byte strings never mean the same value.
 */
export function decodeCanonical(bytes: Uint8Array, maxLength: number): Cbor {
  if (bytes.length > maxLength) throw new Refused('E_LIMIT', `record of ${bytes.length} bytes`)
  assertShallow(bytes)
  let value: Cbor
  try {
    value = decode(bytes, {
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
  if (findForeign(value, 1) !== null || !equalBytes(encodeCanonical(value), bytes)) {
    throw new Refused('E_CANON', 'not the canonical form')
  }
  return value
}

function findForeign(value: unknown, depth: number): string | null {
  if (depth > maxDepth) return 'too deep'
  if (value === null || typeof value === 'boolean' || value instanceof Uint8Array) return null
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0) ? null : 'number'
  if (typeof value === 'string') return value.normalize('NFC') === value && value.isWellFormed() ? null : 'text not NFC'
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

/** Refuses nesting beyond the limit before the parser can recurse into it: 10^5 open arrays cost one linear look. */
function assertShallow(bytes: Uint8Array): void {
  const open: number[] = []
  let at = 0
  while (at < bytes.length) {
    const initial = bytes[at] ?? 0
    const major = initial >>> 5
    const short = initial & 31
    const width = short < 24 ? 0 : 1 << (short - 24)
    if (short > 27) throw new Refused('E_CANON', 'indefinite or reserved length')
    let count = short
    if (width > 0) {
      count = 0
      for (let i = 1; i <= width; i++) count = count * 256 + (bytes[at + i] ?? 0)
    }
    at += 1 + width
    if (major === 2 || major === 3) at += count
    const items = major === 4 ? count : major === 5 ? 2 * count : 0
    if (items > bytes.length) throw new Refused('E_CANON', 'more items than bytes')
    for (let top = open.length - 1; top >= 0; top--) {
      const left = (open[top] ?? 0) - 1
      open[top] = left
      if (left > 0 || items > 0) break
      open.pop()
    }
    if (items > 0) open.push(items)
    if (open.length > maxDepth) throw new Refused('E_LIMIT', 'nested too deep')
  }
}
