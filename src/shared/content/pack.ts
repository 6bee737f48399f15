// The stored ciphertext object: a header, sealed chunks one after another, zeros up to a padded length. PROTOCOL §11.
// Runs everywhere. A pack has no key and no list of its content: manifests say what lies where.
import { Refused } from '../base/errors.ts'
import { padme } from '../domain/padme.ts'

const mebibyte = 2 ** 20

/** "SGL1", suite 1, three zero bytes. */
export const packHeader: Uint8Array = Uint8Array.of(0x53, 0x47, 0x4c, 0x31, 1, 0, 0, 0)
/** Bytes of header and sealed chunks a pack is filled to at most; padding comes on top. */
export const packFillLimit = 60 * mebibyte
/** Bytes of the longest pack, padding included. */
export const packLengthLimit = 64 * mebibyte
/** Bytes to which packs of small files are filled: hundreds share one. */
export const smallPackFill = 4 * mebibyte
/** Bytes of the shortest pack. */
export const packLengthMinimum = 4096

/** Bytes of the pack that holds sealed chunks of these lengths. Throws E_LIMIT above what a pack may be filled to. */
export function packLength(sealedLengths: Iterable<number>): number {
  let filled = packHeader.length
  for (const length of sealedLengths) filled += length
  if (filled > packFillLimit) throw new Refused('E_LIMIT', 'pack overfull')
  return Math.max(packLengthMinimum, padme(filled))
}
