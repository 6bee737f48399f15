// What the tree needs of a manifest: the positions of PROTOCOL §11 that say how large the file is and which packs it needs.
// Clients. src/shared/content owns the whole manifest and checks every number before anything is fetched.
import { z } from 'zod'
import { toHex } from '../../base/encoding.ts'
import { bytes, hexBytes, record, uint } from '../../base/record.ts'
import type { Suite } from '../../crypto/suite.ts'
import type { ContentId, PackId, RevisionId } from '../../domain/ids.ts'

export type ManifestHeader = {
  readonly size: number
  readonly contentId: ContentId
  readonly packs: readonly PackId[]
  /** Milliseconds since 1970, as the author's disk said. */
  readonly modifiedAt: number
  readonly executable: boolean
}

const mebibyte = 2 ** 20
const pieceRef = z.tuple([uint(), uint(), uint(), uint(), bytes(32)])

/** [1, "manifest", size, chunkSize, contentId, keys, packs, [0 chunks | 1 pages, refs], modifiedAt, mode]. */
const manifestRecord = record(
  z.tuple([
    z.literal(1),
    z.literal('manifest'),
    uint(),
    z.literal([mebibyte, 4 * mebibyte, 16 * mebibyte]),
    hexBytes<ContentId>(32),
    z.array(bytes(32)),
    z.array(hexBytes<PackId>(16)),
    z.tuple([z.literal([0, 1]), z.array(pieceRef)]),
    uint(),
    z.literal([0, 1]),
  ]),
)

/** Throws E_LIMIT above 2 MiB, E_UNKNOWN_VERSION or E_CANON. Nothing is said about ranges inside packs. */
export function readManifestHeader(manifest: Uint8Array): ManifestHeader {
  const [, , size, , contentId, , packs, , modifiedAt, mode] = manifestRecord.decode(manifest, 2 * mebibyte)
  return { size, contentId, packs, modifiedAt, executable: mode === 1 }
}

/** H("id/revision", manifest bytes as received). */
export const revisionOf = (suite: Suite, manifest: Uint8Array): RevisionId =>
  toHex(suite.hash('id/revision', manifest)) as RevisionId
