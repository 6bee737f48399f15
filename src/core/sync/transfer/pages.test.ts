// Files with more chunks than a page lists. PROTOCOL §11 "Manifest". Pages are sealed as ever; of the chunks, which would take
// minutes, the journal says that the relay has them.
import { beforeAll, describe, expect, test } from 'vitest'
import { openSuite } from '../../../node/crypto/index.ts'
import { u64be } from '../../../shared/base/bytes.ts'
import { sealedOverhead } from '../../../shared/content/chunk.ts'
import { chunksPerPage, type Manifest } from '../../../shared/content/manifest.ts'
import type { Suite } from '../../../shared/crypto/suite.ts'
import type { PackId } from '../../../shared/domain/ids.ts'
import type { LocalPath } from '../disk.ts'
import { readPage } from './fetch.ts'
import { noteFinished, type FinishedPack } from './journal.ts'
import { inlineSealer, World } from './testing.ts'

const mebibyte = 2 ** 20
const chunks = chunksPerPage + 5
const size = chunks * mebibyte
let suite: Suite
beforeAll(async () => {
  suite = await openSuite()
})

/** A world in which a chunk is known by its index and version alone, and packs of chunks are not kept. */
function hollowWorld() {
  const real = inlineSealer(suite)
  const written: number[] = []
  /** Versions of chunks: what a file holds there. */
  const versions = new Map<number, number>()
  const hashOf = (index: number) => suite.backend.sha256(u64be(index + 1e6 * (versions.get(index) ?? 0)))
  const world = new World(suite, {
    ...real,
    sealChunk: async (job) => {
      const sealed = await real.sealChunk(job)
      return job.label === 'page' ? sealed : { ...sealed, hash: hashOf(job.index) }
    },
    hashChunk: ({ buffer, byteOffset }) => Promise.resolve(hashOf(new DataView(buffer, byteOffset).getUint32(0))),
  })
  const create = world.files.create.bind(world.files)
  world.files.create = async (path: LocalPath) => ({
    ...(await create(path)),
    write: (_: Uint8Array, position: number) => {
      written.push(position / mebibyte)
      return Promise.resolve()
    },
  })
  const content = {
    size,
    fill: (into: Uint8Array, position: number) => {
      new DataView(into.buffer, into.byteOffset).setUint32(0, position / mebibyte)
    },
  }
  const nodeId = world.nodeId()
  const file = (previous: Manifest | null) => world.file(content, previous, nodeId)
  return { world, file, versions, written, hashOf, nodeId, content }
}

/** The file's first upload: interrupted after its last chunk, before its pages. It was created small: so are its chunks. */
async function uploadHollow({ world, file, hashOf, nodeId }: ReturnType<typeof hollowWorld>) {
  const length = mebibyte + sealedOverhead
  const packs = Array.from({ length: Math.ceil(chunks / 8) }, (_, n): FinishedPack => {
    const indices = Array.from({ length: Math.min(8, chunks - 8 * n) }, (__, i) => 8 * n + i)
    return {
      ...{ nodeId, pack: n.toString(16).padStart(32, '0') as PackId, packLength: 2 ** 23, chunkSize: mebibyte },
      key: new Uint8Array(32).fill(7),
      chunks: indices.map((index, i) => ({ index, offset: 8 + i * length, length, hash: hashOf(index) })),
    }
  })
  world.store.apply(noteFinished(packs, world.now))
  const { manifest } = await world.uploadOne(world.file(new Uint8Array(0)))
  const uploaded = await world.uploadOne(file(manifest))
  expect(world.packs.puts).toBe(1)
  return uploaded
}

describe('a file of 4,101 chunks', { timeout: 120_000 }, () => {
  test('has two pages; one changed chunk is one chunk and two pages; the same again is nothing', async () => {
    const hollow = hollowWorld()
    const { world, file, versions, written, nodeId, content } = hollow
    const first = await uploadHollow(hollow)
    expect(first.manifest.list).toMatchObject({ kind: 'pages', refs: [{}, {}] })
    expect(first.packs).toHaveLength(Math.ceil(chunks / 8) + 1)

    versions.set(chunksPerPage + 2, 1)
    const second = await world.uploadOne(file(first.manifest))
    expect(second.packs).toHaveLength(2)
    expect(second.contentId).not.toBe(first.contentId)
    const again = await world.uploadOne(file(second.manifest))
    expect(again.packs).toEqual([])
    expect(again.contentId).toBe(second.contentId)

    const path = world.path()
    world.files.put(path, content)
    const job = {
      ...world.downloadJob({ nodeId, manifest: second.manifest }),
      base: { path, manifest: second.manifest },
    }
    expect((await world.download([job]))[0]?.kind).toBe('downloaded')
    expect(written.sort((a, b) => a - b)).toEqual(Array.from({ length: chunks }, (_, i) => i))
  })

  test('T36 T37 T38 a page at another index, of another file, cut, flipped or missing: refused', async () => {
    const hollow = hollowWorld()
    const { world, nodeId } = hollow
    const { manifest } = await uploadHollow(hollow)
    const { signal } = new AbortController()
    const environment = { packs: world.packs, sealer: world.sealer, spaceId: world.remote.spaceId }
    const read = (evil: Manifest, index: number, node = nodeId) =>
      readPage(environment, { nodeId: node, manifest: evil }, { index, signal })
    expect(await read(manifest, 0)).toHaveLength(chunksPerPage)
    expect(await read(manifest, 1)).toHaveLength(5)

    const [a, b] = manifest.list.refs
    if (a === undefined || b === undefined) throw new Error('two pages')
    const evil = (refs: readonly (typeof a)[]): Manifest => ({ ...manifest, list: { kind: 'pages', refs } })
    await expect(read(evil([b, a]), 0)).rejects.toMatchObject({ code: 'E_INTEGRITY' })
    await expect(read(evil([a, a]), 1)).rejects.toMatchObject({ code: 'E_INTEGRITY' })
    await expect(read(manifest, 1, world.nodeId())).rejects.toMatchObject({ code: 'E_INTEGRITY' })
    for (const at of [b.offset, b.offset + 24, b.offset + b.length - 1]) {
      world.packs.answer = (_, bytes) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))
      await expect(read(manifest, 1)).rejects.toMatchObject({ code: 'E_INTEGRITY' })
      world.packs.answer = (_, bytes) => bytes.subarray(0, at)
      await expect(read(manifest, 1)).rejects.toMatchObject({ code: 'E_INTEGRITY' })
    }
    world.packs.answer = () => null
    await expect(read(manifest, 1)).rejects.toMatchObject({ code: 'E_TRANSPORT' })
  })
})
