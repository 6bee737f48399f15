// How long something hidden is said to be: packs, and the padding inside whatever is sealed in one piece (bodies of commits and
// snapshots, messages, self records). PROTOCOL §10, §11, §19.6. Runs everywhere.
import { concat, u32be } from '../base/bytes.ts'
import { Refused } from '../base/errors.ts'

/** Bytes of the shortest padded plaintext. */
const shortest = 1024

/**
 * The smallest padded length not below `length`: at most 12 % more, and only O(log log length) bits of it are told.
 * Padmé, Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs", PETS 2019.
 */
export function padme(length: number): number {
  if (!Number.isSafeInteger(length) || length < 0) throw new RangeError('length')
  if (length < 2) return length
  const exponent = floorLog2(length)
  const step = 2 ** (exponent - floorLog2(exponent) - 1)
  return step < 1 ? length : Math.ceil(length / step) * step
}

/** Exact for every safe integer, where Math.log2 rounds up just below a power of two. */
const floorLog2 = (value: number): number =>
  value > 0xffff_ffff ? 32 + floorLog2(Math.floor(value / 2 ** 32)) : 31 - Math.clz32(value)

/** u32be length ‖ `record` ‖ zeros up to Padmé(max(1024, 4 + n)): the plaintext to seal. */
export function padded(record: Uint8Array): Uint8Array {
  const length = 4 + record.length
  return concat(u32be(record.length), record, new Uint8Array(padme(Math.max(shortest, length)) - length))
}

/** The record inside a padded plaintext, as a copy. Throws E_CANON for any other padding than `padded` makes. */
export function unpadded(plaintext: Uint8Array): Uint8Array {
  const length = plaintext.length < 4 ? Infinity : new DataView(plaintext.buffer, plaintext.byteOffset).getUint32(0)
  const isRight = length <= plaintext.length - 4 && plaintext.length === padme(Math.max(shortest, 4 + length))
  if (!isRight || plaintext.subarray(4 + length).some((byte) => byte !== 0)) throw new Refused('E_CANON', 'padding')
  return plaintext.slice(4, 4 + length)
}
