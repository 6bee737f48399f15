// Fetches sealed pieces out of packs, never by their exact ranges, and opens them. Runs in core. PROTOCOL §11 "Reading".
import { Refused } from '../../../shared/base/errors.ts'
import type { VerifiedBytes } from '../../../shared/content/chunk.ts'
import { chunksPerPage, type Manifest, type PieceRef } from '../../../shared/content/manifest.ts'
import { decodePage } from '../../../shared/content/pages.ts'
import { widenRanges, type ByteRange } from '../../../shared/content/ranges.ts'
import type { NodeId, PackId, SpaceId } from '../../../shared/domain/ids.ts'
import { sweep } from '../../workers/release.ts'
import type { ChunkPlace, PackTransport, Sealer } from '../interface.ts'
import { sweepAfter } from './limits.ts'

export type FetchEnvironment = { readonly packs: PackTransport; readonly sealer: Sealer; readonly spaceId: SpaceId }

/** Something that lies in a pack. */
export type Piece = { readonly offset: number; readonly length: number }

/** The pieces of one pack as they arrive. Throws E_INTEGRITY for a pack that is too short, and what the transport throws. */
export async function* fetchPieces<P extends Piece>(
  packs: PackTransport,
  pack: PackId,
  pieces: readonly P[],
  signal: AbortSignal,
): AsyncGenerator<readonly [P, Uint8Array], void, undefined> {
  for (let left = [...pieces].sort((a, b) => a.offset - b.offset); left.length > 0;) {
    const { apart, overlapping } = splitOverlapping(left)
    const ranges = widenRanges(apart.map(({ offset, length }) => ({ start: offset, end: offset + length })))
    yield* cutPieces(packs.get(pack, ranges, signal), ranges, apart)
    left = overlapping
  }
}

/** Honest pieces never overlap; the others are asked for again later, so that only one piece at a time takes memory. */
function splitOverlapping<P extends Piece>(sorted: readonly P[]): { apart: P[]; overlapping: P[] } {
  const [apart, overlapping]: [P[], P[]] = [[], []]
  let end = 0
  for (const piece of sorted) {
    if (piece.offset < end) overlapping.push(piece)
    else {
      apart.push(piece)
      end = piece.offset + piece.length
    }
  }
  return { apart, overlapping }
}

/** Cuts `pieces` (in order, apart) out of the bytes of `ranges` (in order). The last range may end early: at the pack's end. */
async function* cutPieces<P extends Piece>(
  stream: AsyncIterable<Uint8Array>,
  ranges: readonly ByteRange[],
  pieces: readonly P[],
) {
  const positions = ranges.values()
  let range = positions.next().value
  let position = range?.start ?? 0
  let next = 0
  let buffer: Uint8Array | null = null
  let received = 0
  for await (let part of stream) {
    received += part.length
    if (received >= sweepAfter) {
      sweep()
      received = 0
    }
    while (part.length > 0) {
      if (range === undefined) throw new Refused('E_INTEGRITY', 'more than was asked for')
      const here = part.subarray(0, range.end - position)
      const end = position + here.length
      for (let piece = pieces[next]; piece !== undefined && piece.offset < end; piece = pieces[next]) {
        buffer ??= new Uint8Array(piece.length)
        const from = Math.max(piece.offset, position)
        const to = Math.min(piece.offset + piece.length, end)
        buffer.set(here.subarray(from - position, to - position), from - piece.offset)
        if (to < piece.offset + piece.length) break
        yield [piece, buffer] as const
        buffer = null
        next++
      }
      part = part.subarray(here.length)
      position = end
      if (position === range.end) {
        range = positions.next().value
        position = range?.start ?? position
      }
    }
  }
  if (next < pieces.length) throw new Refused('E_INTEGRITY', 'pack ends early')
}

/** Opens a fetched piece: the one way from a pack to bytes that may be written. Throws E_INTEGRITY. */
export async function openPiece(
  sealer: Sealer,
  place: ChunkPlace,
  sealed: Uint8Array,
  hash: Uint8Array,
): Promise<VerifiedBytes> {
  return (await sealer.openChunk({ ...place, sealed, hash })) as VerifiedBytes
}

/** The checked entries of page `index` of a long manifest; of a short one its list, as page 0. */
export async function readPage(
  { packs, sealer, spaceId }: FetchEnvironment,
  { nodeId, manifest }: { readonly nodeId: NodeId; readonly manifest: Manifest },
  { index, signal }: { readonly index: number; readonly signal: AbortSignal },
): Promise<readonly PieceRef[]> {
  if (manifest.list.kind === 'chunks') return index === 0 ? manifest.list.refs : []
  const ref = manifest.list.refs[index]
  if (ref === undefined) return []
  const { pack, key } = locate(manifest, ref)
  const place = { key, spaceId, nodeId, index, chunkSize: manifest.chunkSize, label: 'page' as const }
  let page: readonly PieceRef[] | null = null
  for await (const [, sealed] of fetchPieces(packs, pack, [ref], signal)) {
    page = decodePage(manifest, index, await openPiece(sealer, place, sealed, ref.hash))
  }
  if (page === null) throw new Refused('E_INTEGRITY', 'page')
  return page
}

/** The pack and key a ref names; a manifest's ranges are checked when it is decoded. */
export function locate(
  { packs, keys }: Manifest,
  { packIndex, keyIndex }: PieceRef,
): { pack: PackId; key: Uint8Array } {
  const [pack, key] = [packs[packIndex], keys[keyIndex]]
  if (pack === undefined || key === undefined) throw new Refused('E_LIMIT', 'index outside its list')
  return { pack, key }
}

export const pageOf = (chunkIndex: number): number => Math.floor(chunkIndex / chunksPerPage)
