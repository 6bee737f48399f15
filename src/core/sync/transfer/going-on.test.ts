// A long download that is interrupted goes on from what is there; what is there is verified once more. SYNC-94.
import { beforeAll, expect, test } from 'vitest'
import { openSuite } from '../../../node/crypto/index.ts'
import type { Suite } from '../../../shared/crypto/suite.ts'
import { createDownloader } from './download.ts'
import { World } from './testing.ts'

const mebibyte = 2 ** 20
let suite: Suite
beforeAll(async () => {
  suite = await openSuite()
})

const reasonOf = (outcome: { readonly kind: string; readonly reason?: string } | undefined) => outcome?.reason

const size = 20 * mebibyte
const varied = new Uint8Array(size).fill(1)
for (let at = 0; at < size; at += mebibyte) varied[at] = at / mebibyte

/** The first of two packs has come. */
const half = async () => {
  const world = new World(suite)
  const uploaded = await world.uploadOne(world.file(varied))
  const job = { ...world.downloadJob(uploaded), goesOn: true }
  const [first] = world.packs.stored.keys()
  world.packs.answer = (pack, bytes) => (pack === first ? bytes : null)
  expect(reasonOf((await world.download([job]))[0])).toBe('E_TRANSPORT')
  expect(world.files.open).toBe(0)
  world.packs.answer = (_, bytes) => bytes
  world.packs.gets.length = 0
  return { world, job }
}

const fetched = (world: World) =>
  world.packs.gets.flatMap(({ ranges }) => ranges).reduce((sum, { start, end }) => sum + end - start, 0)

const arrived = async ({ world, job }: Awaited<ReturnType<typeof half>>) => {
  const [outcome] = await world.download([job])
  expect(outcome).toMatchObject({ kind: 'downloaded', contentId: job.manifest.contentId, stat: { size } })
  const there = world.files.contents.get(job.temporary) as Uint8Array
  expect(Buffer.from(there).equals(varied)).toBe(true)
  expect(world.files.durable.has(job.temporary)).toBe(true)
  return fetched(world)
}

test('a long download that was interrupted goes on from what is there: no chunk is fetched twice, and progress begins where it was', async () => {
  const { world, job } = await half()
  const progress: number[] = []
  const { signal } = new AbortController()
  const options = { signal, onProgress: ({ doneBytes }: { doneBytes: number }) => progress.push(doneBytes) }
  for await (const [outcome] of createDownloader(world).download([job], options))
    expect(outcome?.kind).toBe('downloaded')
  expect(fetched(world)).toBeLessThan(size - 7 * mebibyte)
  expect(progress.at(-1)).toBe(size)
  expect(progress).toEqual([...progress].sort((a, b) => a - b))
})

test('a chunk that somebody changed meanwhile is fetched anew, like those that were never written', async () => {
  const begun = await half()
  const part = begun.world.files.contents.get(begun.job.temporary) as Uint8Array
  const before = fetched(begun.world)
  part[5] = (part[5] ?? 0) + 1
  const bytes = await arrived(begun)
  expect(before).toBe(0)
  expect(bytes).toBeGreaterThan(size - 8 * mebibyte)
  expect(bytes).toBeLessThan(size)
})

test('what is longer than the file is not gone on with', async () => {
  const begun = await half()
  begun.world.files.put(begun.job.temporary, new Uint8Array(size + 1))
  expect(await arrived(begun)).toBeGreaterThan(size)
})

test('stopped by whoever wanted it, it leaves what came; otherwise nothing is left', async () => {
  for (const goesOn of [true, false]) {
    const world = new World(suite)
    const job = { ...world.downloadJob(await world.uploadOne(world.file(varied))), goesOn }
    const end = new AbortController()
    world.packs.answer = (_, bytes) => {
      end.signal.throwIfAborted()
      return bytes
    }
    const onProgress = ({ doneBytes }: { doneBytes: number }) => doneBytes > 0 && end.abort()
    const all = async () => {
      for await (const group of createDownloader(world).download([job], { signal: end.signal, onProgress }))
        expect(group).toEqual([])
    }
    await expect(all()).rejects.toThrow()
    expect(world.files.contents.has(job.temporary)).toBe(goesOn)
    expect(world.files.open).toBe(0)
  }
})

test('damaged content is no interruption: nothing of it stays', async () => {
  const world = new World(suite)
  const job = { ...world.downloadJob(await world.uploadOne(world.file(varied))), goesOn: true }
  const [, second] = [...world.packs.stored.keys()]
  world.packs.answer = (pack, bytes) => (pack === second ? bytes.slice().fill(0, 1000, 1010) : bytes)
  expect(reasonOf((await world.download([job]))[0])).toMatch(/^E_(OPEN|INTEGRITY)$/)
  expect(world.files.contents.has(job.temporary)).toBe(false)
})
