// Files that change, disks that refuse, relays that vanish, processes that end: each job is answered once, nothing is half.
// SYNC.md "observe", "Large files … resume", property 9.
import { beforeAll, describe, expect, test } from 'vitest'
import { openSuite } from '../../../node/crypto/index.ts'
import type { Suite } from '../../../shared/crypto/suite.ts'
import type { LocalPath } from '../disk.ts'
import { FileSystemError } from '../disk.ts'
import { largePackFill } from './limits.ts'
import { createUploader } from './upload.ts'
import { World } from './testing.ts'

const mebibyte = 2 ** 20
let suite: Suite
beforeAll(async () => {
  suite = await openSuite()
})

const text = (seed: number, size: number): Uint8Array => new Uint8Array(size).fill(seed)
/** How many packs the chunks of a large file fill. */
const packsOf = (size: number): number => Math.ceil(size / largePackFill)
const reasonOf = (outcome: { readonly kind: string; readonly reason?: string } | undefined) => outcome?.reason

describe('a file that does not stay what it was', () => {
  test.each([3000, 30 * mebibyte])(
    'changed while it is read (%i bytes): reported, never committed half',
    async (size) => {
      const world = new World(suite)
      const job = world.file(text(1, size))
      const other = world.file(text(2, 10))
      let reads = 0
      world.files.onRead = (path) => {
        if (path === job.path && ++reads === Math.ceil(size / mebibyte)) world.files.put(path, text(9, size))
      }
      const outcomes = await world.upload([job, other])
      expect(reasonOf(outcomes.find(({ nodeId }) => nodeId === job.nodeId))).toBe('changed')
      expect(outcomes.find(({ nodeId }) => nodeId === other.nodeId)?.kind).toBe('uploaded')
      expect(world.files.open).toBe(0)
    },
  )

  test('a large file changed early stops at its first pack', async () => {
    const world = new World(suite)
    const job = world.file(text(1, 60 * mebibyte))
    let reads = 0
    world.files.onRead = (path) => {
      if (++reads === 2) world.files.put(path, text(9, 60 * mebibyte))
    }
    expect(reasonOf((await world.upload([job]))[0])).toBe('changed')
    expect(reads).toBeLessThan(30)
  })

  test('shorter, longer, replaced, gone since it was looked at: changed, or vanished', async () => {
    const world = new World(suite)
    const jobs = [1, 2, 3].map((seed) => world.file(text(seed, 5000)))
    world.files.put(jobs[0]?.path ?? '', text(1, 4999))
    world.files.put(jobs[1]?.path ?? '', text(1, 5001))
    world.files.contents.delete(jobs[2]?.path ?? '')
    const reasons = (await world.upload(jobs)).map(reasonOf)
    expect(reasons.sort()).toEqual(['changed', 'changed', 'vanished'])
  })

  test('changed between comparing and sealing: reported, though the time stamp tells nothing', async () => {
    const world = new World(suite)
    const content = text(1, 6 * mebibyte)
    const first = await world.uploadOne(world.file(content))
    const edited = content.slice().fill(2, 0, 10)
    const job = world.file(edited, first.manifest, first.nodeId)
    let reads = 0
    world.files.onRead = () => {
      if (++reads === 7) edited.fill(3, 0, 10)
    }
    expect(reasonOf((await world.upload([job]))[0])).toBe('changed')
  })

  test('larger than any manifest can name: E_LIMIT before a byte is read', async () => {
    const world = new World(suite)
    const job = world.file({ size: 2 ** 40 + 1, fill: () => expect.unreachable() })
    expect(reasonOf((await world.upload([job]))[0])).toBe('E_LIMIT')
    const { signal } = new AbortController()
    expect(reasonOf(await world.hasher.hash({ ...job, chunkSize: mebibyte }, signal))).toBe('E_LIMIT')
  })

  test('the hasher sees changes too', async () => {
    const world = new World(suite)
    const job = world.file(text(1, 5000))
    world.files.onRead = (path) => world.files.put(path, text(2, 5000))
    const { signal } = new AbortController()
    expect(reasonOf(await world.hasher.hash({ ...job, chunkSize: mebibyte }, signal))).toBe('changed')
  })
})

describe('an upload that is interrupted', () => {
  const interrupted = async (size: number, puts: number) => {
    const world = new World(suite)
    const job = world.file(text(1, size))
    world.packs.failAfterPuts = puts
    await expect(world.upload([job])).rejects.toMatchObject({ code: 'E_TRANSPORT' })
    world.packs.failAfterPuts = Infinity
    return { world, job, before: world.packs.stored.size }
  }

  test('goes on after a restart without uploading a finished pack twice', async () => {
    const { world, job, before } = await interrupted(50 * mebibyte, 3)
    expect(before).toBe(3)
    const uploaded = await world.uploadOne(job)
    expect(world.packs.stored.size).toBe(packsOf(50 * mebibyte))
    expect(new Set(uploaded.packs.map(({ id }) => id))).toEqual(new Set(world.packs.stored.keys()))
    for (const { id, length } of uploaded.packs) expect(world.packs.stored.get(id)?.length).toBe(length)
    expect((await world.download([world.downloadJob(uploaded)]))[0]?.kind).toBe('downloaded')
    createUploader(world).forget([job.nodeId])
    expect(world.store.entries.size).toBe(0)
  })

  test('interrupted again before its pages were up, then ended: nothing is missing', async () => {
    const { world, job, before } = await interrupted(66 * mebibyte, packsOf(66 * mebibyte))
    expect(before).toBe(packsOf(66 * mebibyte))
    const uploaded = await world.uploadOne(job)
    expect(world.packs.stored.size).toBe(before + 1)
    expect((await world.download([world.downloadJob(uploaded)]))[0]?.kind).toBe('downloaded')
  })

  test('names only chunks whose hash is still the same', async () => {
    const { world, job } = await interrupted(50 * mebibyte, 3)
    const changed = text(1, 50 * mebibyte)
    changed[5 * mebibyte] = 77
    const again = { ...job, stat: world.files.put(job.path, changed) }
    const uploaded = await world.uploadOne(again)
    const download = world.downloadJob(uploaded)
    await world.download([download])
    expect(Buffer.compare(world.files.contents.get(download.temporary) as Uint8Array, changed)).toBe(0)
  })

  test('small files that were up are not uploaded again', async () => {
    const world = new World(suite)
    const jobs = Array.from({ length: 30 }, (_, i) => world.file(text(i, mebibyte - i)))
    world.packs.failAfterPuts = 4
    await expect(world.upload(jobs)).rejects.toMatchObject({ code: 'E_TRANSPORT' })
    world.packs.failAfterPuts = Infinity
    const [before] = [world.packs.stored.size]
    const outcomes = await world.upload(jobs)
    expect(outcomes.every(({ kind }) => kind === 'uploaded')).toBe(true)
    expect(before).toBe(4)
    expect(world.packs.stored.size).toBeLessThanOrEqual(11)
    for (const one of outcomes) {
      if (one.kind === 'uploaded')
        expect(await world.download([world.downloadJob(one)])).toMatchObject([{ kind: 'downloaded' }])
    }
  })

  test('is not resumed when the relay may have dropped its packs, nor from entries nobody can read', async () => {
    const { world, job } = await interrupted(30 * mebibyte, 1)
    world.store.entries.set('upload:x:y', { id: 'upload:x:y', kind: 'upload', state: 'nonsense' })
    world.store.entries.set('other', { id: 'other', kind: 'other', state: 'nonsense' })
    world.now += 11 * 86_400_000
    const { manifest } = await world.uploadOne(job)
    expect(manifest.keys).toHaveLength(1)
    expect([...world.store.entries.keys()].filter((id) => !id.startsWith(`upload:${job.nodeId}`))).toEqual(['other'])
  })
})

test('each group is answered as soon as its pack is at the relay, small files first', async () => {
  const world = new World(suite)
  const large = world.file(text(1, 40 * mebibyte))
  const jobs = [large, ...Array.from({ length: 12 }, (_, i) => world.file(text(i, mebibyte)))]
  const seen: { puts: number; nodes: string[] }[] = []
  const { signal } = new AbortController()
  for await (const group of createUploader(world).upload(jobs, { signal })) {
    seen.push({ puts: world.packs.puts, nodes: group.map(({ nodeId }) => nodeId) })
  }
  expect(seen.length).toBeGreaterThan(3)
  expect(seen[0]?.puts).toBeLessThan(4)
  expect(seen.at(-1)?.nodes).toEqual([large.nodeId])
})

test('aborted: the reason is thrown, both ways, and nothing is left open', async () => {
  const world = new World(suite)
  const job = world.file(text(1, 30 * mebibyte))
  const controller = new AbortController()
  world.files.onRead = (_, position) => {
    if (position > 14 * mebibyte) controller.abort(new Error('paused'))
  }
  await expect(world.upload([job], controller.signal)).rejects.toThrow('paused')
  expect(world.files.open).toBe(0)
  await expect(world.upload([job], controller.signal)).rejects.toThrow('paused')
})

test('who stops listening stops the transfer', async () => {
  const world = new World(suite)
  const jobs = Array.from({ length: 40 }, (_, i) => world.file(text(i, mebibyte)))
  const { signal } = new AbortController()
  for await (const group of createUploader(world).upload(jobs, { signal })) {
    expect(group.length).toBeGreaterThan(0)
    break
  }
  expect(world.files.open).toBe(0)
  expect(world.packs.puts).toBeLessThan(12)
})

describe('a disk that refuses', () => {
  const prepared = async (size: number) => {
    const world = new World(suite)
    const uploaded = await world.uploadOne(world.file(text(1, size)))
    return { world, job: world.downloadJob(uploaded) }
  }

  test.each([100, 3 * mebibyte])(
    'something lies at the temporary path (%i bytes): exists, and it stays',
    async (size) => {
      const { world, job } = await prepared(size)
      world.files.put(job.temporary, text(7, 3))
      expect(reasonOf((await world.download([job]))[0])).toBe('exists')
      expect(world.files.contents.get(job.temporary)).toEqual(text(7, 3))
    },
  )

  test.each([100, 3 * mebibyte])('full (%i bytes): the transfer ends, the temporary file is gone', async (size) => {
    const { world, job } = await prepared(size)
    const create = world.files.create.bind(world.files)
    world.files.create = async (path: LocalPath) => ({
      ...(await create(path)),
      write: () => Promise.reject(new FileSystemError('full')),
    })
    await expect(world.download([job])).rejects.toMatchObject({ problem: 'full' })
    expect(world.files.contents.has(job.temporary)).toBe(false)
    expect(world.files.open).toBe(0)
  })
})

test('progress grows to the size of the file', async () => {
  const world = new World(suite)
  const job = world.file(text(1, 7 * mebibyte))
  const steps: number[] = []
  const options = {
    signal: new AbortController().signal,
    onProgress: ({ doneBytes, totalBytes }: { doneBytes: number; totalBytes: number }) => {
      expect(totalBytes).toBe(7 * mebibyte)
      steps.push(doneBytes)
    },
  }
  for await (const group of createUploader(world).upload([job], options)) expect(group).toHaveLength(1)
  expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => n * mebibyte))
})
