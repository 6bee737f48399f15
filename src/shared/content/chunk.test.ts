// Sealed chunks belong to one place; a nonce is never used for two plaintexts; ranges tell no sizes. PROTOCOL §11.
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { toHex } from '../base/encoding.ts'
import { Suite } from '../crypto/suite.ts'
import type { NodeId, SpaceId } from '../domain/ids.ts'
import { openChunk, sealChunk, sealedOverhead, type ChunkPlace } from './chunk.ts'
import { packLength, packLengthLimit, packLengthMinimum } from './pack.ts'
import { rangeStep, widenRanges } from './ranges.ts'

const mebibyte = 2 ** 20
let suite: Suite
beforeAll(async () => {
  suite = await openSuite()
})

const hexOf = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map(toHex)
const places = fc.record({
  key: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  spaceId: hexOf(32).map((hex) => hex as SpaceId),
  nodeId: hexOf(16).map((hex) => hex as NodeId),
  index: fc.nat(2 ** 20),
  chunkSize: fc.constantFrom(mebibyte, 4 * mebibyte, 16 * mebibyte),
  label: fc.constantFrom('chunk' as const, 'page' as const),
})
const plaintexts = fc.uint8Array({ minLength: 1, maxLength: 2000 })

describe('T36 T37 T39 T41 T43 a sealed chunk', () => {
  test('∀ places and plaintexts: opens in its place, 40 bytes longer, and differs each time', () => {
    fc.assert(
      fc.property(places, plaintexts, (place, plaintext) => {
        const sealed = sealChunk(suite, place, plaintext)
        expect(sealed.sealed.length).toBe(plaintext.length + sealedOverhead)
        expect(openChunk(suite, place, sealed)).toEqual(plaintext)
        expect(sealChunk(suite, place, plaintext).sealed).not.toEqual(sealed.sealed)
      }),
    )
  })

  test('∀ other places (one field differs): E_INTEGRITY', () => {
    const change = fc.constantFrom<keyof ChunkPlace>('key', 'spaceId', 'nodeId', 'index', 'chunkSize', 'label')
    fc.assert(
      fc.property(places, places, change, plaintexts, (place, other, field, plaintext) => {
        fc.pre(toText(place[field]) !== toText(other[field]))
        const sealed = sealChunk(suite, place, plaintext)
        expect(() => openChunk(suite, { ...place, [field]: other[field] }, sealed)).toThrow('E_INTEGRITY')
      }),
      { numRuns: 300 },
    )
  })

  test('T44 ∀ bytes flipped, T38 ∀ lengths cut: E_INTEGRITY and never a byte of plaintext', () => {
    fc.assert(
      fc.property(places, plaintexts, fc.nat(), fc.nat(7), (place, plaintext, at, bit) => {
        const { sealed, hash } = sealChunk(suite, place, plaintext)
        const flipped = sealed.map((byte, i) => (i === at % sealed.length ? byte ^ (1 << bit) : byte))
        expect(() => openChunk(suite, place, { sealed: flipped, hash })).toThrow('E_INTEGRITY')
        const cut = sealed.subarray(0, at % sealed.length)
        expect(() => openChunk(suite, place, { sealed: cut, hash })).toThrow('E_INTEGRITY')
        const otherHash = hash.map((byte, i) => (i === at % 32 ? byte ^ (1 << bit) : byte))
        expect(() => openChunk(suite, place, { sealed, hash: otherHash })).toThrow('E_INTEGRITY')
      }),
      { numRuns: 300 },
    )
  })

  test('T05 an empty, short or long key, an empty chunk: refused', () => {
    const place = { key: new Uint8Array(32), spaceId: '00'.repeat(32) as SpaceId, nodeId: '00'.repeat(16) as NodeId }
    const good = { ...place, index: 0, chunkSize: mebibyte }
    const sealed = sealChunk(suite, good, new Uint8Array(5))
    for (const length of [0, 16, 31, 33]) {
      const key = new Uint8Array(length)
      expect(() => sealChunk(suite, { ...good, key }, new Uint8Array(5))).toThrow()
      expect(() => openChunk(suite, { ...good, key }, sealed)).toThrow('E_INTEGRITY')
    }
    expect(() => openChunk(suite, good, { sealed: new Uint8Array(0), hash: new Uint8Array(32) })).toThrow('E_INTEGRITY')
    expect(() => openChunk(suite, good, { sealed: sealed.sealed, hash: new Uint8Array(0) })).toThrow('E_INTEGRITY')
  })
})

test('T57 ∀ chunks under one key with a generator that repeats: a nonce comes twice only for the same chunk', () => {
  const stuck = new Suite({ ...suite.backend, randomBytes: (length) => new Uint8Array(length).fill(1) })
  const chunk = fc.record({
    index: fc.nat(3),
    label: fc.constantFrom('chunk' as const, 'page' as const),
    seed: fc.nat(3),
  })
  fc.assert(
    fc.property(places, fc.array(chunk, { maxLength: 40 }), (place, chunks) => {
      const seen = new Map<string, string>()
      for (const { seed, ...where } of chunks) {
        const { sealed } = sealChunk(stuck, { ...place, ...where }, new Uint8Array(10).fill(seed))
        const nonce = toHex(sealed.subarray(0, 24))
        const what = JSON.stringify([where, seed])
        expect(seen.get(nonce) ?? what).toBe(what)
        seen.set(nonce, what)
      }
      expect(seen.size).toBe(new Set(chunks.map(({ seed, ...where }) => JSON.stringify([where, seed]))).size)
    }),
  )
})

test('∀ sealed lengths: a pack is at least 4 KiB, at most 64 MiB and at most 12 % longer than what lies in it', () => {
  fc.assert(
    fc.property(fc.nat(60 * mebibyte - 8), (length) => {
      const pack = packLength([length])
      expect(pack).toBeGreaterThanOrEqual(Math.max(packLengthMinimum, length + 8))
      expect(pack).toBeLessThanOrEqual(Math.min(packLengthLimit, Math.max(packLengthMinimum, (length + 8) * 1.12)))
    }),
  )
  expect(() => packLength([60 * mebibyte - 7])).toThrow('E_LIMIT')
  expect(packLength([])).toBe(packLengthMinimum)
})

test('∀ wanted ranges: what is asked for covers them, in order, apart, in multiples of 64 KiB', () => {
  const range = fc.tuple(fc.nat(60 * mebibyte), fc.integer({ min: 1, max: 2 * mebibyte }))
  fc.assert(
    fc.property(fc.array(range, { maxLength: 30 }), (pairs) => {
      const wanted = pairs.map(([start, length]) => ({ start, end: start + length }))
      const asked = widenRanges(wanted)
      for (const { start, end } of wanted) {
        expect(asked.some((one) => one.start <= start && end <= one.end)).toBe(true)
      }
      for (const [i, { start, end }] of asked.entries()) {
        expect([start % rangeStep, end % rangeStep]).toEqual([0, 0])
        expect(start).toBeGreaterThanOrEqual(i === 0 ? 0 : (asked[i - 1]?.end ?? 0) + 1)
      }
    }),
  )
  expect(widenRanges([])).toEqual([])
  expect(widenRanges([{ start: 8, end: 9 }])).toEqual([{ start: 0, end: rangeStep }])
  expect(widenRanges([{ start: 3 * rangeStep, end: 3 * rangeStep + 1 }])).toEqual([
    { start: 3 * rangeStep, end: 4 * rangeStep },
  ])
  expect(widenRanges([{ start: rangeStep, end: 3 * rangeStep }])).toEqual([{ start: 0, end: 3 * rangeStep }])
})

const toText = (value: unknown): string => (value instanceof Uint8Array ? toHex(value) : String(value))
