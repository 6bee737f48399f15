// What goes up comes down: sizes around every boundary, names of packs, sharing, referencing. PROTOCOL §11, SYNC.md.
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { openSuite } from '../../../node/crypto/index.ts'
import { equalBytes } from '../../../shared/base/bytes.ts'
import { contentIdOf, decodeManifest } from '../../../shared/content/manifest.ts'
import { packFillLimit, packHeader, packLengthLimit, packLengthMinimum } from '../../../shared/content/pack.ts'
import { rangeStep } from '../../../shared/content/ranges.ts'
import { padme } from '../../../shared/domain/padme.ts'
import type { Suite } from '../../../shared/crypto/suite.ts'
import { World } from './testing.ts'

const mebibyte = 2 ** 20
let suite: Suite
beforeAll(async () => {
  suite = await openSuite()
})

/** Bytes that differ everywhere and from seed to seed. */
function bytesOf(size: number, seed: number): Uint8Array {
  const words = new Uint32Array(Math.ceil(size / 4))
  let state = seed | 1
  for (let i = 0; i < words.length; i++) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + i
    words[i] = state
  }
  return new Uint8Array(words.buffer, 0, size).slice()
}

async function roundTrip(world: World, contents: readonly Uint8Array[]): Promise<void> {
  const jobs = contents.map((content) => world.file(content))
  const up = await world.upload(jobs)
  expect(up.map(({ kind }) => kind)).toEqual(contents.map(() => 'uploaded'))
  const downloads = up.map((one) => {
    if (one.kind !== 'uploaded') throw new Error(one.reason)
    expect(decodeManifest(one.manifestBytes)).toEqual(one.manifest)
    return { ...world.downloadJob(one), contentId: one.contentId }
  })
  const down = await world.download(downloads)
  expect(down).toHaveLength(contents.length)
  for (const outcome of down) {
    if (outcome.kind !== 'downloaded') throw new Error(outcome.reason)
    const original = contents[jobs.findIndex(({ nodeId }) => nodeId === outcome.nodeId)] ?? new Uint8Array(0)
    expect(equalBytes(world.files.contents.get(outcome.temporary) as Uint8Array, original)).toBe(true)
    expect(world.files.durable.has(outcome.temporary)).toBe(true)
    expect(outcome.stat).toEqual(world.files.statOf(outcome.temporary))
    expect(outcome.contentId).toBe(downloads.find(({ nodeId }) => nodeId === outcome.nodeId)?.contentId)
  }
  expect(world.files.open).toBe(0)
}

test.each([
  0,
  1,
  2,
  4095,
  4096,
  mebibyte - 1,
  mebibyte,
  mebibyte + 1,
  4 * mebibyte - 1,
  4 * mebibyte,
  4 * mebibyte + 1,
  12 * mebibyte,
  12 * mebibyte + 1,
])('a file of %i bytes comes back byte for byte', async (size) => {
  await roundTrip(new World(suite), [bytesOf(size, size)])
})

test.each([64 * mebibyte - 1, 64 * mebibyte, 64 * mebibyte + 1, 65 * mebibyte])(
  'a file of %i bytes, around the longest list in a manifest, comes back byte for byte',
  async (size) => {
    await roundTrip(new World(suite), [bytesOf(size, 7)])
  },
)

test('∀ sets of files: all come back, in packs of honest lengths, fetched by widened ranges only', async () => {
  const size = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 30_000 }) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 3 * mebibyte }) },
    { weight: 1, arbitrary: fc.integer({ min: 4 * mebibyte, max: 14 * mebibyte }) },
    { weight: 1, arbitrary: fc.constantFrom(0, 1, mebibyte - 1, mebibyte, mebibyte + 1) },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(size, { maxLength: 40 }),
      fc.integer({ min: 1000, max: 300_000 }),
      async (sizes, partLength) => {
        const world = new World(suite)
        world.packs.partLength = partLength
        await roundTrip(world, sizes.map(bytesOf))
        for (const pack of world.packs.stored.values()) {
          expect(equalBytes(pack.subarray(0, 8), packHeader)).toBe(true)
          expect(pack.length).toBeGreaterThanOrEqual(packLengthMinimum)
          expect(pack.length).toBeLessThanOrEqual(packLengthLimit)
          expect(padme(pack.length)).toBe(pack.length)
        }
        for (const { ranges } of world.packs.gets) {
          for (const { start, end } of ranges) expect([start % rangeStep, end % rangeStep]).toEqual([0, 0])
        }
      },
    ),
    { numRuns: 25 },
  )
})

test('hundreds of small files share a pack, and come back in one request a pack', async () => {
  const world = new World(suite)
  const contents = Array.from({ length: 900 }, (_, i) => bytesOf(8000 + i, i))
  await roundTrip(world, contents)
  expect(world.packs.stored.size).toBe(2)
  expect(world.packs.gets).toHaveLength(2)
})

test('the manifest says the content id of the hasher, and that of the definition', async () => {
  const world = new World(suite)
  const job = world.file(bytesOf(5 * mebibyte + 9, 3))
  const { manifest, contentId } = await world.uploadOne(job)
  const hashes = manifest.list.refs.map(({ hash }) => hash)
  expect(contentId).toBe(contentIdOf(suite, manifest, hashes))
  const { signal } = new AbortController()
  const hashed = await world.hasher.hash({ ...job, chunkSize: manifest.chunkSize }, signal)
  expect(hashed).toEqual({ kind: 'hashed', contentId })
})

test('an append of ten bytes uploads one chunk, a touch nothing, a truncation the last chunk', async () => {
  const world = new World(suite)
  const content = bytesOf(10 * mebibyte + 500, 4)
  const first = await world.uploadOne(world.file(content))
  const before = storedBytes(world)

  const appended = new Uint8Array(content.length + 10)
  appended.set(content)
  const second = await world.uploadOne(world.file(appended, first.manifest, first.nodeId))
  expect(second.packs).toHaveLength(1)
  expect(storedBytes(world) - before).toBeLessThan(10_000)
  expect(second.manifest.keys).toHaveLength(2)

  const touched = await world.uploadOne(world.file(appended, second.manifest, first.nodeId))
  expect(touched.packs).toEqual([])
  expect(touched.contentId).toBe(second.contentId)
  expect(touched.manifest).toEqual({ ...second.manifest, modifiedAt: touched.manifest.modifiedAt })

  const cut = await world.uploadOne(world.file(content.slice(0, 3 * mebibyte + 5), second.manifest, first.nodeId))
  expect(cut.packs).toHaveLength(1)
  for (const revision of [first, second, cut]) {
    const [outcome] = await world.download([world.downloadJob({ nodeId: first.nodeId, manifest: revision.manifest })])
    expect(outcome?.kind).toBe('downloaded')
  }
})

test('one chunk changed in a file with pages: one chunk and one page go up, one chunk comes down', async () => {
  const world = new World(suite)
  const content = bytesOf(66 * mebibyte, 5)
  const first = await world.uploadOne(world.file(content))
  expect(first.manifest.list.kind).toBe('pages')
  const path = world.path()
  world.files.put(path, content.slice())

  content[40 * mebibyte + 1] = 1 + (content[40 * mebibyte + 1] ?? 0)
  const before = storedBytes(world)
  const second = await world.uploadOne(world.file(content, first.manifest, first.nodeId))
  expect(storedBytes(world) - before).toBeLessThan(1.1 * mebibyte)

  const same = await world.uploadOne(world.file(content, second.manifest, first.nodeId))
  expect(same.packs).toEqual([])

  world.packs.gets.length = 0
  const job = { ...world.downloadJob(second), base: { path, manifest: first.manifest } }
  const [outcome] = await world.download([job])
  expect(outcome?.kind).toBe('downloaded')
  expect(equalBytes(world.files.contents.get(job.temporary) as Uint8Array, content)).toBe(true)
  const fetched = world.packs.gets.flatMap(({ ranges }) => ranges).reduce((sum, { start, end }) => sum + end - start, 0)
  expect(fetched).toBeLessThan(1.4 * mebibyte)
})

test.each([10, 66])('of %i MiB, half in packs that are lost, only that half goes up again', async (mebibytes) => {
  const world = new World(suite)
  const content = bytesOf(mebibytes * mebibyte, 9)
  const first = await world.uploadOne(world.file(content))
  for (let at = 0; at < content.length / 2; at += mebibyte) content[at] = 1 + (content[at] ?? 0)
  const second = await world.uploadOne(world.file(content, first.manifest, first.nodeId))
  const lost = new Set(first.manifest.packs)
  for (const pack of lost) world.packs.stored.delete(pack)

  const before = storedBytes(world)
  const third = await world.uploadOne({ ...world.file(content, second.manifest, first.nodeId), lost })
  expect(third.contentId).toBe(second.contentId)
  expect(storedBytes(world) - before).toBeLessThan((mebibytes / 2 + 2) * mebibyte)
  expect(third.manifest.packs.filter((pack) => lost.has(pack))).toEqual([])
  const [outcome] = await world.download([world.downloadJob(third)])
  expect(outcome?.kind).toBe('downloaded')
})

test('a base that is not what its manifest says is not believed', async () => {
  const world = new World(suite)
  const content = bytesOf(3 * mebibyte, 6)
  const { nodeId, manifest } = await world.uploadOne(world.file(content))
  const path = world.path()
  world.files.put(path, bytesOf(3 * mebibyte, 99))
  const job = { ...world.downloadJob({ nodeId, manifest }), base: { path, manifest } }
  await world.download([job])
  expect(equalBytes(world.files.contents.get(job.temporary) as Uint8Array, content)).toBe(true)
})

test('no pack is filled beyond 60 MiB', () => {
  expect(padme(packFillLimit)).toBeLessThanOrEqual(packLengthLimit)
})

const storedBytes = (world: World): number =>
  [...world.packs.stored.values()].reduce((sum, pack) => sum + pack.length, 0)
