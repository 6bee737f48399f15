// Frozen vectors of contents: chunks, pages, packs, manifests. PROTOCOL §11. `node tools/vectors/content.ts` writes those that
// are missing; src/shared/content/vectors.test.ts reads them.
import { openSuite } from '../../src/node/crypto/index.ts'
import { encodeCanonical, type Cbor } from '../../src/shared/base/canonical.ts'
import { concat } from '../../src/shared/base/bytes.ts'
import { fromHex, toHex, utf8 } from '../../src/shared/base/encoding.ts'
import { sealChunk } from '../../src/shared/content/chunk.ts'
import {
  contentIdOf,
  encodeManifest,
  revisionOf,
  type Manifest,
  type PieceRef,
} from '../../src/shared/content/manifest.ts'
import { packHeader, packLength } from '../../src/shared/content/pack.ts'
import { encodePage } from '../../src/shared/content/pages.ts'
import { Suite } from '../../src/shared/crypto/suite.ts'
import type { NodeId, PackId, SpaceId } from '../../src/shared/domain/ids.ts'
import { writeVectorsOnce } from './write.ts'

const mebibyte = 2 ** 20
const counted = (length: number, start: number) => Uint8Array.from({ length }, (_, i) => (start + i) & 0xff)
const random = counted(32, 0xa0)
const { backend } = await openSuite()
const suite = new Suite({ ...backend, randomBytes: (length) => random.slice(0, length) })
const folder = 'src/shared/content/vectors'

const spaceId = toHex(counted(32, 1)) as SpaceId
const nodeId = toHex(counted(16, 2)) as NodeId
const place = { key: counted(32, 3), spaceId, nodeId, index: 5, chunkSize: mebibyte }
const plaintext = utf8('The quick brown fox jumps over the lazy dog')
const chunk = sealChunk(suite, place, plaintext)
const flipped = (bytes: Uint8Array, at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))

await writeVectorsOnce(`${folder}/chunk-opens.json`, { random, ...place, label: 'chunk', plaintext, ...chunk })
await writeVectorsOnce(`${folder}/page-opens.json`, {
  ...{ random, ...place, label: 'page', plaintext, ...sealChunk(suite, { ...place, label: 'page' }, plaintext) },
})
await writeVectorsOnce(`${folder}/chunk-refused.json`, [
  ...[0, 23, 24, 40, chunk.sealed.length - 1].map((at) => ({
    ...{ why: `byte ${at} of the sealed chunk`, ...place, sealed: flipped(chunk.sealed, at), hash: chunk.hash },
  })),
  { why: 'hash', ...place, sealed: chunk.sealed, hash: flipped(chunk.hash, 0) },
  { why: 'key', ...place, key: flipped(place.key, 0), ...chunk },
  { why: 'another space', ...place, spaceId: flipped(fromHex(spaceId), 0), ...chunk },
  { why: 'another node', ...place, nodeId: flipped(fromHex(nodeId), 0), ...chunk },
  { why: 'another index', ...place, index: 6, ...chunk },
  { why: 'another chunk size', ...place, chunkSize: 4 * mebibyte, ...chunk },
  { why: 'a page', ...place, label: 'page', ...chunk },
  { why: 'cut', ...place, sealed: chunk.sealed.slice(0, -1), hash: chunk.hash },
  { why: 'shorter than nonce and tag', ...place, sealed: chunk.sealed.slice(0, 39), hash: chunk.hash },
  { why: 'empty', ...place, sealed: new Uint8Array(0), hash: chunk.hash },
])

const sealedLengths = [1, 40, 4000, 4088, 4089, 100_000, mebibyte, 4 * mebibyte, 60 * mebibyte - 8]
const pack = concat(
  packHeader,
  chunk.sealed,
  new Uint8Array(packLength([chunk.sealed.length]) - 8 - chunk.sealed.length),
)
await writeVectorsOnce(`${folder}/pack.json`, {
  lengths: sealedLengths.map((length) => ({ sealed: length, pack: packLength([length]) })),
  pack,
})

/** A file of `size` bytes, its chunks one after another in packs of its own. */
function manifestOf(size: number, chunkSize: number, perPack = 4): Manifest {
  const count = Math.ceil(size / chunkSize)
  const refs = Array.from({ length: count }, (_, i): PieceRef => {
    const length = Math.min(chunkSize, size - i * chunkSize) + 40
    const at = { packIndex: Math.floor(i / perPack), offset: 8 + (i % perPack) * (chunkSize + 40), length }
    return { ...at, keyIndex: 0, hash: suite.backend.sha256(utf8(`chunk ${i}`)) }
  })
  const packs = Array.from({ length: Math.ceil(count / perPack) }, (_, i) => toHex(counted(16, 16 * i)) as PackId)
  const contentId = contentIdOf(
    suite,
    { size, chunkSize },
    refs.map(({ hash }) => hash),
  )
  const keys = count === 0 ? [] : [counted(32, 4)]
  return {
    size,
    chunkSize,
    contentId,
    keys,
    packs,
    list: { kind: 'chunks', refs },
    modifiedAt: 1_700_000_000_123,
    mode: 0,
  }
}
const pageRef = { packIndex: 0, offset: 8, length: 3000, keyIndex: 0, hash: counted(32, 5) }
const long = { ...manifestOf(65 * mebibyte, mebibyte, 65), list: { kind: 'pages' as const, refs: [pageRef] } }
const good: Record<string, Manifest> = {
  'manifest-empty': manifestOf(0, mebibyte),
  'manifest-one-chunk': { ...manifestOf(1, mebibyte), mode: 1 },
  'manifest-three-chunks': manifestOf(9 * mebibyte, 4 * mebibyte),
  'manifest-sixty-four-chunks': manifestOf(64 * mebibyte, mebibyte),
  'manifest-page': long,
}
for (const [name, manifest] of Object.entries(good)) {
  const manifestBytes = encodeManifest(manifest)
  const value = { manifest, manifestBytes, revision: revisionOf(suite, manifestBytes) }
  await writeVectorsOnce(`${folder}/${name}.json`, value)
}
await writeVectorsOnce(`${folder}/page.json`, { refs: [pageRef], page: encodePage([pageRef]) })

/** The wire form of a good manifest with one position changed. */
function evil(
  manifest: Manifest,
  change: Record<number, Cbor>,
  version: Cbor = 1,
  type: Cbor = 'manifest',
): Uint8Array {
  const { size, chunkSize, contentId, keys, packs, list, modifiedAt, mode } = manifest
  const refs = list.refs.map(({ packIndex, offset, length, keyIndex, hash }) => [
    packIndex,
    offset,
    length,
    keyIndex,
    hash,
  ])
  const positions: Cbor[] = [size, chunkSize, fromHex(contentId), keys, packs.map(fromHex)]
  positions.push([list.kind === 'chunks' ? 0 : 1, refs], modifiedAt, mode)
  for (const [position, value] of Object.entries(change)) positions[Number(position)] = value
  return encodeCanonical([version, type, ...positions])
}
const one = manifestOf(1, mebibyte)
const ref = [0, 8, 41, 0, counted(32, 6)] as const
const refused: readonly (readonly [string, string, Uint8Array])[] = [
  ['version 2', 'E_UNKNOWN_VERSION', evil(one, {}, 2)],
  ['another type', 'E_CANON', evil(one, {}, 1, 'page')],
  ['size 2^53−1', 'E_LIMIT', evil(one, { 0: Number.MAX_SAFE_INTEGER })],
  ['size above 1 TiB', 'E_LIMIT', evil(one, { 0: 2 ** 40 + 1 })],
  ['2^32 chunks', 'E_LIMIT', evil(one, { 0: 2 ** 52 })],
  ['chunk size 0', 'E_LIMIT', evil(one, { 1: 0 })],
  ['chunk size 1', 'E_LIMIT', evil(one, { 1: 1 })],
  ['chunk size 2^31', 'E_LIMIT', evil(one, { 1: 2 ** 31 })],
  ['content id of 31 bytes', 'E_CANON', evil(one, { 2: counted(31, 0) })],
  ['a key of 16 bytes', 'E_CANON', evil(one, { 3: [counted(16, 0)] })],
  ['an empty key', 'E_CANON', evil(one, { 3: [new Uint8Array(0)] })],
  ['a pack named twice', 'E_CANON', evil(one, { 4: [counted(16, 0), counted(16, 0)] })],
  ['a pack id of 15 bytes', 'E_CANON', evil(one, { 4: [counted(15, 0)] })],
  ['a chunk missing', 'E_LIMIT', evil(one, { 5: [0, []] })],
  ['a chunk too many', 'E_LIMIT', evil(one, { 5: [0, [ref, ref]] })],
  ['a chunk in a list of pages', 'E_CANON', evil(one, { 5: [1, [ref]] })],
  ['a list of another kind', 'E_CANON', evil(one, { 5: [2, [ref]] })],
  ['pack index outside', 'E_LIMIT', evil(one, { 5: [0, [[1, ...ref.slice(1)]]] })],
  ['key index outside', 'E_LIMIT', evil(one, { 5: [0, [[0, 8, 41, 1, counted(32, 6)]]] })],
  ['offset in the header', 'E_LIMIT', evil(one, { 5: [0, [[0, 7, 41, 0, counted(32, 6)]]] })],
  ['offset behind the pack', 'E_LIMIT', evil(one, { 5: [0, [[0, 60 * mebibyte - 40, 41, 0, counted(32, 6)]]] })],
  ['offset 2^53−1', 'E_LIMIT', evil(one, { 5: [0, [[0, Number.MAX_SAFE_INTEGER, 41, 0, counted(32, 6)]]] })],
  ['length of another plaintext', 'E_LIMIT', evil(one, { 5: [0, [[0, 8, 42, 0, counted(32, 6)]]] })],
  ['length 0', 'E_LIMIT', evil(one, { 5: [0, [[0, 8, 0, 0, counted(32, 6)]]] })],
  ['a hash of 31 bytes', 'E_CANON', evil(one, { 5: [0, [[0, 8, 41, 0, counted(31, 6)]]] })],
  ['no page', 'E_LIMIT', evil(long, { 5: [1, []] })],
  ['a page too many', 'E_LIMIT', evil(long, { 5: [1, [ref, ref]] })],
  ['a page longer than its entries', 'E_LIMIT', evil(long, { 5: [1, [[0, 8, 5000, 0, counted(32, 6)]]] })],
  ['a page without content', 'E_LIMIT', evil(long, { 5: [1, [[0, 8, 40, 0, counted(32, 6)]]] })],
  ['65 chunks in the manifest', 'E_CANON', evil(long, { 5: [0, Array.from({ length: 65 }, () => ref)] })],
  ['no time', 'E_CANON', evil(one, { 6: null })],
  ['mode 2', 'E_CANON', evil(one, { 7: 2 })],
  ['a position more', 'E_CANON', evil(one, { 8: 0 })],
]
for (const [why, code, manifestBytes] of refused) {
  const name = why.replaceAll(/[^a-z0-9]+/gi, '-')
  await writeVectorsOnce(`${folder}/manifest-refused-${name}.json`, { why, code, manifestBytes })
}
