// The manifest of a revision: how large the file is, which keys and packs it needs, where each chunk lies. PROTOCOL §11, §19.6.
// Runs everywhere. Read by whoever may read the space; every number is checked before anything is fetched or allocated.
import { z } from 'zod'
import { concat, u64be } from '../base/bytes.ts'
import { toHex } from '../base/encoding.ts'
import { Refused } from '../base/errors.ts'
import { bytes, hexBytes, record, uint } from '../base/record.ts'
import type { Suite } from '../crypto/suite.ts'
import type { ContentId, PackId, RevisionId } from '../domain/ids.ts'
import { chunkCount, chunkLength, chunkSizes, fileSizeLimit, sealedOverhead } from './chunk.ts'
import { packFillLimit, packHeader } from './pack.ts'

/** Where a sealed chunk (or page) lies and what it holds: `hash` = SHA-256 of its plaintext, `length` = sealed bytes. */
export type PieceRef = {
  readonly packIndex: number
  readonly offset: number
  readonly length: number
  readonly keyIndex: number
  readonly hash: Uint8Array
}

export type Manifest = {
  /** Bytes of the file. */
  readonly size: number
  /** Bytes of every chunk but the last: 1, 4 or 16 MiB. */
  readonly chunkSize: number
  readonly contentId: ContentId
  /** 32 bytes each: one for every upload from which a chunk comes. */
  readonly keys: readonly Uint8Array[]
  readonly packs: readonly PackId[]
  /** Up to 64 chunks stand in the manifest itself; more lie in sealed pages of 4,096 (the last one shorter). */
  readonly list: { readonly kind: 'chunks' | 'pages'; readonly refs: readonly PieceRef[] }
  /** Milliseconds since 1970, as the author's disk said. */
  readonly modifiedAt: number
  /** 1: executable. */
  readonly mode: 0 | 1
}

export const inlineChunkLimit = 64
export const chunksPerPage = 4096
export const manifestLengthLimit = 2 * 2 ** 20
export const manifestKeyLimit = 4096
export const manifestPackLimit = 100_000
/** Bytes of one entry in a list at most. */
const entryLength = 53

export const pieceRefs = z.array(
  z.codec(
    z.tuple([uint(), uint(), uint(), uint(), bytes(32)]),
    z.object({ packIndex: uint(), offset: uint(), length: uint(), keyIndex: uint(), hash: bytes(32) }),
    {
      decode: ([packIndex, offset, length, keyIndex, hash]) => ({ packIndex, offset, length, keyIndex, hash }),
      encode: ({ packIndex, offset, length, keyIndex, hash }) =>
        [packIndex, offset, length, keyIndex, hash] as [number, number, number, number, Uint8Array],
    },
  ),
)

const codec = record(
  z.tuple([
    z.literal(1),
    z.literal('manifest'),
    uint(),
    uint(),
    hexBytes<ContentId>(32),
    z.array(bytes(32)),
    z.array(hexBytes<PackId>(16)),
    z.tuple([z.literal([0, 1]), pieceRefs]),
    uint(),
    z.literal([0, 1]),
  ]),
)

/** Canonical bytes. Throws RangeError or E_LIMIT for a manifest that `decodeManifest` would refuse. */
export function encodeManifest(manifest: Manifest): Uint8Array {
  assertInRange(manifest)
  const { size, chunkSize, contentId, keys, packs, list, modifiedAt, mode } = manifest
  const kind = list.kind === 'chunks' ? 0 : 1
  return codec.encode([
    1,
    'manifest',
    size,
    chunkSize,
    contentId,
    [...keys],
    [...packs],
    [kind, [...list.refs]],
    modifiedAt,
    mode,
  ])
}

/**
 * Throws E_LIMIT for any size, count, index, offset or length outside its range, E_CANON for another form. What it cannot
 * know: whether the packs exist and whether contentId is true of the list (`contentIdOf`; at reading, E_INTEGRITY).
 */
export function decodeManifest(manifestBytes: Uint8Array): Manifest {
  const [, , size, chunkSize, contentId, keys, packs, [kind, refs], modifiedAt, mode] = codec.decode(
    manifestBytes,
    manifestLengthLimit,
  )
  const list = { kind: kind === 0 ? ('chunks' as const) : ('pages' as const), refs }
  const manifest = { size, chunkSize, contentId, keys, packs, list, modifiedAt, mode }
  assertInRange(manifest)
  return manifest
}

/** The id of the revision that `manifestBytes` describe, as received. */
export const revisionOf = (suite: Suite, manifestBytes: Uint8Array): RevisionId =>
  toHex(suite.hash('id/revision', manifestBytes)) as RevisionId

/** SHA-256(u64be size ‖ u64be chunkSize ‖ hash32…). */
export const contentIdOf = (suite: Suite, shape: FileShape, hashes: readonly Uint8Array[]): ContentId =>
  toHex(suite.backend.sha256(concat(u64be(shape.size), u64be(shape.chunkSize), ...hashes))) as ContentId

export type FileShape = Pick<Manifest, 'size' | 'chunkSize'>

/** How many chunks page `index` lists. */
export const pageCount = ({ size, chunkSize }: FileShape, index: number): number =>
  Math.min(chunksPerPage, chunkCount(size, chunkSize) - index * chunksPerPage)

function assertInRange(manifest: Manifest): void {
  const { size, chunkSize, keys, packs, list } = manifest
  if (size > fileSizeLimit || !chunkSizes.includes(chunkSize)) throw new Refused('E_LIMIT', 'manifest size')
  if (keys.length > manifestKeyLimit || packs.length > manifestPackLimit) throw new Refused('E_LIMIT', 'manifest lists')
  if (new Set(packs).size !== packs.length) throw new Refused('E_CANON', 'pack named twice')
  const chunks = chunkCount(size, chunkSize)
  if ((list.kind === 'chunks') !== chunks <= inlineChunkLimit) throw new Refused('E_CANON', 'manifest list kind')
  if (list.kind === 'chunks') {
    assertChunkRefs(manifest, 0, list.refs)
    return
  }
  if (list.refs.length !== Math.ceil(chunks / chunksPerPage)) throw new Refused('E_LIMIT', 'number of pages')
  list.refs.forEach((ref, index) => {
    assertPlaced(manifest, ref)
    const longest = sealedOverhead + entryLength * (pageCount(manifest, index) + 1)
    if (ref.length <= sealedOverhead || ref.length > longest) throw new Refused('E_LIMIT', 'page length')
  })
}

/** The list of all chunks, or of those from number `first` on a page: each has exactly the length its place gives it. */
export function assertChunkRefs(manifest: Manifest, first: number, refs: readonly PieceRef[]): void {
  const { size, chunkSize } = manifest
  const expected = Math.min(
    chunkCount(size, chunkSize) - first,
    manifest.list.kind === 'chunks' ? inlineChunkLimit : chunksPerPage,
  )
  if (refs.length !== expected) throw new Refused('E_LIMIT', 'number of chunks')
  refs.forEach((ref, i) => {
    assertPlaced(manifest, ref)
    if (ref.length !== chunkLength(size, chunkSize, first + i) + sealedOverhead)
      throw new Refused('E_LIMIT', 'chunk length')
  })
}

function assertPlaced({ keys, packs }: Manifest, { packIndex, keyIndex, offset, length }: PieceRef): void {
  if (packIndex >= packs.length || keyIndex >= keys.length) throw new Refused('E_LIMIT', 'index outside its list')
  if (offset < packHeader.length || offset + length > packFillLimit) throw new Refused('E_LIMIT', 'outside the pack')
}
