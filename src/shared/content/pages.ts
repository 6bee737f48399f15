// Pages of a manifest with more than 64 chunks: up to 4,096 entries each, sealed like a chunk with the label `page` and the
// page's index. PROTOCOL §11. Runs everywhere. Plaintext: CBOR [1, "page", [[packIndex, offset, length, keyIndex, hash32]…]].
import { z } from 'zod'
import { record } from '../base/record.ts'
import { assertChunkRefs, chunksPerPage, pieceRefs, type Manifest, type PieceRef } from './manifest.ts'

const pageLengthLimit = 2 ** 18

const codec = record(z.tuple([z.literal(1), z.literal('page'), pieceRefs]))

export const encodePage = (refs: readonly PieceRef[]): Uint8Array => codec.encode([1, 'page', [...refs]])

/** The checked entries of page `index`, opened before. Throws E_LIMIT and E_CANON as `decodeManifest`. */
export function decodePage(manifest: Manifest, index: number, page: Uint8Array): readonly PieceRef[] {
  const [, , refs] = codec.decode(page, pageLengthLimit)
  assertChunkRefs(manifest, index * chunksPerPage, refs)
  return refs
}
