// Pages of a manifest with more than 64 chunks: up to 4,096 entries each, sealed like a chunk under labels of their own.
// PROTOCOL §11. Runs everywhere. Page plaintext: CBOR [1, "page", [[packIndex, offset, length, keyIndex, hash32]…]].
import { z } from 'zod'
import { record } from '../base/record.ts'
import type { Suite } from '../crypto/suite.ts'
import { openPiece, sealPiece, type PiecePlace, type SealedPiece } from './chunk.ts'
import { assertChunkRefs, chunksPerPage, pieceRefs, type Manifest, type PieceRef } from './manifest.ts'

const pageLengthLimit = 2 ** 18

const codec = record(z.tuple([z.literal(1), z.literal('page'), pieceRefs]))

/** Seals the entries of page `place.index`. */
export const sealPage = (suite: Suite, place: PiecePlace, refs: readonly PieceRef[]): SealedPiece =>
  sealPiece(suite, { ...place, label: 'page' }, codec.encode([1, 'page', [...refs]]))

/** The checked entries of page `place.index`. Throws E_INTEGRITY for a foreign page, E_LIMIT and E_CANON as `decodeManifest`. */
export function openPage(suite: Suite, place: PiecePlace, piece: SealedPiece, manifest: Manifest): readonly PieceRef[] {
  const [, , refs] = codec.decode(openPiece(suite, { ...place, label: 'page' }, piece), pageLengthLimit)
  assertChunkRefs(manifest, place.index * chunksPerPage, refs)
  return refs
}
