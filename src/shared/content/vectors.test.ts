// The frozen bytes of contents: what was written once opens for ever, what was refused stays refused. PROTOCOL §11, §18.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { fromHex, toHex } from '../base/encoding.ts'
import { createWasmBackend } from '../crypto/wasm-backend.ts'
import { Suite } from '../crypto/suite.ts'
import { openChunk, sealChunk, type ChunkPlace } from './chunk.ts'
import { decodeManifest, encodeManifest, revisionOf, type Manifest } from './manifest.ts'
import { packLength } from './pack.ts'
import { decodePage, encodePage } from './pages.ts'

const folder = path.join(import.meta.dirname, 'vectors')
const names = readdirSync(folder).map((name) => path.basename(name, '.json'))
const read = (name: string): unknown => JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'))

type Place = Omit<ChunkPlace, 'key'> & { readonly key: string }
type Sealed = Place & { readonly sealed: string; readonly hash: string }
const placeOf = ({ key, ...place }: Place): ChunkPlace => ({ ...place, key: fromHex(key) })
const sealedOf = ({ sealed, hash }: Sealed) => ({ sealed: fromHex(sealed), hash: fromHex(hash) })
/** Byte strings as the vectors write them. */
const asText = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, item: unknown) => (item instanceof Uint8Array ? toHex(item) : item)))

const suites: Suite[] = []
beforeAll(async () => {
  suites.push(await openSuite(), new Suite(await createWasmBackend()))
})

test.each(['chunk-opens', 'page-opens'])('%s, with both back ends, and is sealed to the same bytes', (name) => {
  const vector = read(name) as Sealed & { random: string; plaintext: string }
  expect(suites).toHaveLength(2)
  for (const suite of suites) {
    expect(toHex(openChunk(suite, placeOf(vector), sealedOf(vector)))).toBe(vector.plaintext)
    const fixed = new Suite({ ...suite.backend, randomBytes: () => fromHex(vector.random) })
    expect(asText(sealChunk(fixed, placeOf(vector), fromHex(vector.plaintext)))).toEqual({
      sealed: vector.sealed,
      hash: vector.hash,
    })
  }
})

describe('chunks that are refused', () => {
  const vectors = read('chunk-refused') as (Sealed & { why: string })[]

  test.each(vectors)('$why: E_INTEGRITY', (vector) => {
    for (const suite of suites) expect(() => openChunk(suite, placeOf(vector), sealedOf(vector))).toThrow('E_INTEGRITY')
  })

  test('are all there', () => {
    expect(vectors).toHaveLength(15)
  })
})

test('packs have the lengths they always had', () => {
  const { lengths, pack } = read('pack') as { lengths: { sealed: number; pack: number }[]; pack: string }
  expect(lengths).toHaveLength(9)
  for (const { sealed, pack: length } of lengths) expect(packLength([sealed])).toBe(length)
  expect(pack.length / 2).toBe(4096)
  expect(pack.startsWith('53474c3101000000')).toBe(true)
})

describe('manifests', () => {
  const good = names.filter((name) => name.startsWith('manifest-') && !name.startsWith('manifest-refused-'))
  const bad = names.filter((name) => name.startsWith('manifest-refused-'))

  test('are all there', () => {
    expect([good.length, bad.length]).toEqual([5, 33])
  })

  test.each(good)('%s is read, written and named as ever', (name) => {
    const vector = read(name) as { manifest: unknown; manifestBytes: string; revision: string }
    const manifest = decodeManifest(fromHex(vector.manifestBytes))
    expect(asText(manifest)).toEqual(vector.manifest)
    expect(toHex(encodeManifest(manifest))).toBe(vector.manifestBytes)
    for (const suite of suites) expect(revisionOf(suite, fromHex(vector.manifestBytes))).toBe(vector.revision)
  })

  test.each(bad)('T58 %s', (name) => {
    const { code, manifestBytes } = read(name) as { code: string; manifestBytes: string }
    expect(() => decodeManifest(fromHex(manifestBytes))).toThrow(code)
  })
})

test('a page is read and written as ever', () => {
  const { page } = read('page') as { page: string }
  const { manifestBytes } = read('manifest-one-chunk') as { manifestBytes: string }
  const one = decodeManifest(fromHex(manifestBytes))
  const manifest: Manifest = { ...one, size: 2960, list: { kind: 'pages', refs: [] } }
  const refs = decodePage(manifest, 0, fromHex(page))
  expect(refs).toHaveLength(1)
  expect(toHex(encodePage(refs))).toBe(page)
})
