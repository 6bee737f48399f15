// Manifests and their pages: what is written is read, what is hostile is refused before anything is allocated. PROTOCOL §11.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeCanonical, encodeCanonical, type Cbor } from '../base/canonical.ts'
import { fromHex, toHex } from '../base/encoding.ts'
import { Refused } from '../base/errors.ts'
import type { ContentId, PackId } from '../domain/ids.ts'
import { chunkCount, chunkLength, chunkSizeFor, chunkSizes, fileSizeLimit, sealedOverhead } from './chunk.ts'
import {
  chunksPerPage,
  decodeManifest,
  encodeManifest,
  inlineChunkLimit,
  manifestLengthLimit,
  type Manifest,
  type PieceRef,
} from './manifest.ts'
import { packFillLimit } from './pack.ts'
import { decodePage, encodePage } from './pages.ts'

const mebibyte = 2 ** 20
const gibibyte = 2 ** 30
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 })
const packId = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => toHex(bytes) as PackId)

/** Any good manifest of up to 70 chunks. */
const manifests = fc
  .record({
    chunkSize: fc.constantFrom(...chunkSizes),
    chunks: fc.nat(70),
    last: fc.integer({ min: 1, max: mebibyte }),
  })
  .chain(({ chunkSize, chunks, last }) => {
    const size = chunks === 0 ? 0 : (chunks - 1) * chunkSize + last
    const isShort = chunks <= inlineChunkLimit
    return fc
      .record({
        keys: fc.array(hash, { minLength: 1, maxLength: 4 }),
        packs: fc.uniqueArray(packId, { minLength: 1, maxLength: 6 }),
        contentId: hash.map((bytes) => toHex(bytes) as ContentId),
        modifiedAt: fc.maxSafeNat(),
        mode: fc.constantFrom(0 as const, 1 as const),
        hashes: fc.array(hash, { minLength: chunks, maxLength: chunks }),
        seed: fc.nat(),
      })
      .map(({ keys, packs, contentId, modifiedAt, mode, hashes, seed }): Manifest => {
        const ref = (length: number, i: number, ofHash: Uint8Array): PieceRef => ({
          ...{ packIndex: (seed + i) % packs.length, keyIndex: (seed + i) % keys.length, length, hash: ofHash },
          offset: 8 + ((seed * 7919 + i * 104_729) % (packFillLimit - 8 - length)),
        })
        const refs = isShort
          ? hashes.map((one, i) => ref(chunkLength(size, chunkSize, i) + sealedOverhead, i, one))
          : [ref(1000, 0, hashes[0] ?? new Uint8Array(32))]
        return {
          size,
          chunkSize,
          contentId,
          keys,
          packs,
          list: { kind: isShort ? 'chunks' : 'pages', refs },
          modifiedAt,
          mode,
        }
      })
  })

test('∀ manifests: reading gives what was written', () => {
  fc.assert(
    fc.property(manifests, (manifest) => {
      expect(decodeManifest(encodeManifest(manifest))).toEqual(manifest)
    }),
  )
})

test('∀ manifests, T44 ∀ bytes flipped: refused, or another manifest', () => {
  fc.assert(
    fc.property(manifests, fc.nat(), fc.nat(7), (manifest, position, bit) => {
      const good = encodeManifest(manifest)
      const bytes = good.map((byte, i) => (i === position % good.length ? byte ^ (1 << bit) : byte))
      try {
        expect(decodeManifest(bytes)).not.toEqual(manifest)
      } catch (error) {
        expect(error).toBeInstanceOf(Refused)
      }
    }),
    { numRuns: 500 },
  )
})

describe('T58 hostile sizes ∀', () => {
  /** The wire form of a manifest with these numbers; whatever else, one chunk. */
  const wire = (numbers: readonly [number, number, number, number, number, number]): Uint8Array => {
    const [size, chunkSize, packIndex, offset, length, keyIndex] = numbers
    const ref: Cbor = [packIndex, offset, length, keyIndex, new Uint8Array(32)]
    const lists: Cbor[] = [new Uint8Array(32), [new Uint8Array(32)], [new Uint8Array(16)], [0, [ref]]]
    return encodeCanonical([1, 'manifest', size, chunkSize, ...lists, 0, 0])
  }

  test('∀ numbers: only the one good combination passes, every other is E_LIMIT or E_CANON', () => {
    const number = fc.oneof(
      fc.constantFrom(
        0,
        1,
        7,
        8,
        41,
        mebibyte,
        mebibyte + 40,
        mebibyte + 41,
        2 ** 31,
        2 ** 32,
        2 ** 41,
        Number.MAX_SAFE_INTEGER,
      ),
      fc.maxSafeNat(),
    )
    expect(decodeManifest(wire([mebibyte, mebibyte, 0, 8, mebibyte + 40, 0])).size).toBe(mebibyte)
    fc.assert(
      fc.property(fc.tuple(number, number, number, number, number, number), (numbers) => {
        const [size, chunkSize, packIndex, offset, length, keyIndex] = numbers
        const isGood =
          size > 0 &&
          size <= chunkSize &&
          chunkSizes.includes(chunkSize) &&
          packIndex === 0 &&
          keyIndex === 0 &&
          length === size + 40 &&
          offset >= 8 &&
          offset + length <= packFillLimit
        if (isGood) expect(decodeManifest(wire(numbers)).size).toBe(size)
        else expect(() => decodeManifest(wire(numbers))).toThrow(/^E_(LIMIT|CANON)/)
      }),
      { numRuns: 3000 },
    )
  })

  test('bytes beyond 2 MiB, and 10^5 nested arrays: E_LIMIT before they are parsed', () => {
    expect(() => decodeManifest(new Uint8Array(2 * mebibyte + 1))).toThrow('E_LIMIT')
    expect(() => decodeManifest(new Uint8Array(100_000).fill(0x81))).toThrow('E_LIMIT')
  })

  test('2^32 chunks claimed in a few bytes cost a few bytes', () => {
    const before = process.memoryUsage().rss
    const claims = fromHex(
      '8a01686d616e6966657374' + '1b0010000000000000' + '1a00100000' + '5820' + '00'.repeat(32) + '80809b',
    )
    expect(() => decodeManifest(claims)).toThrow(Refused)
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * mebibyte)
  })

  test('too many keys or packs: E_LIMIT', () => {
    const many = (length: number) =>
      Array.from(
        { length },
        (_, i) => toHex(new Uint8Array(16).map((_, j) => (i >> (8 * j)) & 255 & (j < 4 ? 255 : 0))) as PackId,
      )
    const manifest = {
      size: 0,
      chunkSize: mebibyte,
      contentId: '00'.repeat(32) as ContentId,
      modifiedAt: 0,
      mode: 0 as const,
    }
    const list = { kind: 'chunks' as const, refs: [] }
    expect(() => encodeManifest({ ...manifest, list, keys: [], packs: many(100_001) })).toThrow('E_LIMIT')
    const keys = Array.from({ length: 4097 }, () => new Uint8Array(32))
    expect(() => encodeManifest({ ...manifest, list, keys, packs: [] })).toThrow('E_LIMIT')
  })

  test.each([2, 3, 0o755, 0o4755, true, null])(
    'T66 a mode of %j is none: only the executable bit can be said',
    (mode) => {
      const manifest: Manifest = {
        size: 0,
        chunkSize: mebibyte,
        contentId: '00'.repeat(32) as ContentId,
        keys: [],
        packs: [],
        list: { kind: 'chunks', refs: [] },
        modifiedAt: 0,
        mode: 1,
      }
      const fields = decodeCanonical(encodeManifest(manifest), manifestLengthLimit) as Cbor[]
      expect(decodeManifest(encodeCanonical(fields)).mode).toBe(1)
      expect(() => decodeManifest(encodeCanonical([...fields.slice(0, -1), mode]))).toThrow('E_CANON')
    },
  )

  test('the longest manifest there can be is within the limit of its bytes', () => {
    const size = fileSizeLimit
    const hash32 = new Uint8Array(32).fill(255)
    const ref = { packIndex: 99_999, offset: 30 * mebibyte, length: 200_000, keyIndex: 4095, hash: hash32 }
    const pages = Math.ceil(chunkCount(size, mebibyte) / chunksPerPage)
    const packs = Array.from({ length: 100_000 }, (_, i) => i.toString(16).padStart(32, '0') as PackId)
    const list = { kind: 'pages' as const, refs: Array.from({ length: pages }, () => ref) }
    const keys = Array.from({ length: 4096 }, () => hash32)
    const contentId = toHex(hash32) as ContentId
    const manifest: Manifest = { size, chunkSize: mebibyte, contentId, keys, packs, list, modifiedAt: 2 ** 52, mode: 1 }
    expect(decodeManifest(encodeManifest(manifest)).packs).toHaveLength(100_000)
  })
})

test('a page has exactly the entries its place gives it', () => {
  const contentId = '00'.repeat(32) as ContentId
  const packs = ['11'.repeat(16) as PackId]
  const page = { packIndex: 0, offset: 8, length: 1000, keyIndex: 0, hash: new Uint8Array(32) }
  const size = (chunksPerPage + 3) * mebibyte - 5
  const list = { kind: 'pages' as const, refs: [page, page] }
  const manifest: Manifest = {
    size,
    chunkSize: mebibyte,
    contentId,
    keys: [page.hash],
    packs,
    list,
    modifiedAt: 0,
    mode: 0,
  }
  const chunk = { ...page, length: mebibyte + sealedOverhead }
  const last = { ...page, length: mebibyte - 5 + sealedOverhead }
  const full = Array.from({ length: chunksPerPage }, () => chunk)
  expect(decodePage(manifest, 0, encodePage(full))).toHaveLength(chunksPerPage)
  expect(decodePage(manifest, 1, encodePage([chunk, chunk, last]))).toHaveLength(3)
  expect(() => decodePage(manifest, 0, encodePage(full.slice(1)))).toThrow('E_LIMIT')
  expect(() => decodePage(manifest, 1, encodePage([chunk, chunk, chunk]))).toThrow('E_LIMIT')
  expect(() => decodePage(manifest, 1, encodePage([chunk, last]))).toThrow('E_LIMIT')
  expect(() => decodePage(manifest, 2, encodePage([]))).toThrow('E_LIMIT')
  expect(() => decodePage(manifest, 1, encodePage([chunk, chunk, { ...last, keyIndex: 1 }]))).toThrow('E_LIMIT')
})

test('chunk sizes change above 1 GiB and 16 GiB', () => {
  const sizes = [0, 1, gibibyte, gibibyte + 1, 16 * gibibyte, 16 * gibibyte + 1, fileSizeLimit]
  expect(sizes.map(chunkSizeFor)).toEqual([1, 1, 1, 4, 4, 16, 16].map((n) => n * mebibyte))
})
