// What a relay or a writer may try with contents, and what must never come of it. ATTACKS.md D. Each case first shows that the
// unmutated run succeeds; then nothing lies at the temporary path, and the reason is exact.
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { openSuite } from '../../../node/crypto/index.ts'
import { Refused } from '../../../shared/base/errors.ts'
import { contentIdOf, decodeManifest, type Manifest, type PieceRef } from '../../../shared/content/manifest.ts'
import { Suite } from '../../../shared/crypto/suite.ts'
import type { PackId } from '../../../shared/domain/ids.ts'
import type { DownloadJob, UploadOutcome } from './interface.ts'
import { largePackFill } from './limits.ts'
import { MemoryPacks, World } from './testing.ts'

const mebibyte = 2 ** 20
let suite: Suite
beforeAll(async () => {
  suite = await openSuite()
})

const text = (seed: number, size: number): Uint8Array =>
  new Uint8Array(size).map((_, i) => (i * 31 + seed * 7 + (i >> 8)) & 255)

function sure<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('not there')
  return value
}

function uploadedOr(outcome: UploadOutcome) {
  if (outcome.kind !== 'uploaded') throw new Error(outcome.reason)
  return outcome
}

/** Downloads; asserts that nothing lies at the temporary path and that nothing is left open; answers the reason. */
async function refusal(world: World, job: DownloadJob): Promise<string> {
  const [outcome] = await world.download([job])
  expect(outcome?.kind).toBe('not-downloaded')
  expect(world.files.contents.has(job.temporary)).toBe(false)
  expect(world.files.open).toBe(0)
  return outcome?.kind === 'not-downloaded' ? outcome.reason : ''
}

async function succeeds(world: World, job: DownloadJob): Promise<void> {
  const [outcome] = await world.download([job])
  expect(outcome?.kind).toBe('downloaded')
}

/** The manifest with another list, and a content id that agrees with it: what a writer who colludes can sign. */
function withRefs(manifest: Manifest, refs: readonly PieceRef[], size = manifest.size): Manifest {
  const shape = { size, chunkSize: manifest.chunkSize }
  const contentId = contentIdOf(
    suite,
    shape,
    refs.map(({ hash }) => hash),
  )
  return { ...manifest, ...shape, contentId, list: { kind: 'chunks', refs } }
}

describe('chunks of a file', () => {
  const chunks = 4
  const prepared = async () => {
    const world = new World(suite)
    const uploaded = await world.uploadOne(world.file(text(1, chunks * mebibyte)))
    await succeeds(world, world.downloadJob(uploaded))
    return { world, uploaded, refs: uploaded.manifest.list.refs }
  }
  const swapped = (refs: readonly PieceRef[], a: number, b: number) =>
    refs.map((ref, i) => (i === a ? refs[b] : i === b ? refs[a] : ref)) as PieceRef[]

  test('T36 T37 ∀ two chunks swapped, content id and all: E_INTEGRITY', async () => {
    const { world, uploaded, refs } = await prepared()
    const index = fc.nat(chunks - 1)
    await fc.assert(
      fc.asyncProperty(index, index, async (a, b) => {
        fc.pre(a !== b)
        const manifest = withRefs(uploaded.manifest, swapped(refs, a, b))
        expect(await refusal(world, world.downloadJob({ ...uploaded, manifest }))).toBe('E_INTEGRITY')
      }),
      { numRuns: 8 },
    )
  })

  test('T36 the relay swaps two sealed chunks inside the pack: E_INTEGRITY', async () => {
    const { world, uploaded, refs } = await prepared()
    let mutated = 0
    world.packs.answer = (_, bytes) => {
      const [a, b] = [refs[0], refs[1]] as [PieceRef, PieceRef]
      const evil = bytes.slice()
      evil.set(bytes.subarray(a.offset, a.offset + a.length), b.offset)
      evil.set(bytes.subarray(b.offset, b.offset + b.length), a.offset)
      mutated++
      return evil
    }
    expect(await refusal(world, world.downloadJob(uploaded))).toBe('E_INTEGRITY')
    expect(mutated).toBeGreaterThan(0)
    world.packs.answer = (_, bytes) => bytes
    await succeeds(world, world.downloadJob(uploaded))
  })

  test('T38 the list without its last chunk or chunks, the content id of the whole: E_LIMIT or E_INTEGRITY, nothing fetched', async () => {
    const { world, uploaded, refs } = await prepared()
    world.packs.gets.length = 0
    for (const left of [0, 1, 3]) {
      const shorter = { ...uploaded.manifest, list: { kind: 'chunks' as const, refs: refs.slice(0, left) } }
      expect(await refusal(world, world.downloadJob({ ...uploaded, manifest: shorter }))).toBe('E_INTEGRITY')
      const resized = { ...shorter, size: left * mebibyte }
      expect(await refusal(world, world.downloadJob({ ...uploaded, manifest: resized }))).toBe('E_INTEGRITY')
    }
    expect(world.packs.gets).toEqual([])
  })

  test('T38 ∀ packs cut short by the relay: E_INTEGRITY', async () => {
    const { world, uploaded, refs } = await prepared()
    const last = sure(refs.at(-1))
    await fc.assert(
      fc.asyncProperty(fc.nat(last.offset + last.length - 1), async (length) => {
        world.packs.answer = (_, bytes) => bytes.subarray(0, length)
        expect(await refusal(world, world.downloadJob(uploaded))).toBe('E_INTEGRITY')
      }),
      { numRuns: 20 },
    )
  })

  test('T39 T40 a chunk twice, a chunk more: E_INTEGRITY', async () => {
    const { world, uploaded, refs } = await prepared()
    const twice = withRefs(uploaded.manifest, [refs[0], refs[0], refs[2], refs[3]] as PieceRef[])
    expect(await refusal(world, world.downloadJob({ ...uploaded, manifest: twice }))).toBe('E_INTEGRITY')
    const more = withRefs(uploaded.manifest, [...refs, refs[0]] as PieceRef[], (chunks + 1) * mebibyte)
    expect(await refusal(world, world.downloadJob({ ...uploaded, manifest: more }))).toBe('E_INTEGRITY')
  })

  test('T41 T43 a chunk of another file or another space, under its own key: E_INTEGRITY', async () => {
    const { world, uploaded, refs } = await prepared()
    const other = await world.uploadOne(world.file(text(1, chunks * mebibyte)))
    const [key] = other.manifest.keys as [Uint8Array]
    const [pack] = other.manifest.packs as [PackId]
    const foreign: Manifest = {
      ...uploaded.manifest,
      keys: [...uploaded.manifest.keys, key],
      packs: [...uploaded.manifest.packs, pack],
    }
    const stolen = { ...sure(other.manifest.list.refs[1]), keyIndex: 1, packIndex: 1 }
    const manifest = withRefs(foreign, [refs[0], stolen, refs[2], refs[3]] as PieceRef[])
    expect(await refusal(world, world.downloadJob({ ...uploaded, manifest }))).toBe('E_INTEGRITY')

    const elsewhere = Object.assign(world.remote, { spaceId: '77'.repeat(32) })
    expect(elsewhere.spaceId).not.toBe('5a'.repeat(32))
    expect(await refusal(world, world.downloadJob(uploaded))).toBe('E_INTEGRITY')
  })

  test('overlapping chunks of a hostile list take the memory of one at a time', async () => {
    const { world, uploaded, refs } = await prepared()
    const same = refs.map((ref) => ({ ...ref, offset: 8 }))
    const manifest = withRefs(uploaded.manifest, same)
    world.packs.gets.length = 0
    expect(await refusal(world, world.downloadJob({ ...uploaded, manifest }))).toBe('E_INTEGRITY')
    for (const { ranges } of world.packs.gets) {
      expect(ranges.reduce((sum, { start, end }) => sum + end - start, 0)).toBeLessThan(1.2 * mebibyte)
    }
  })
})

test('T44 ∀ every byte of a small pack flipped: the file is refused, or the byte was padding', async () => {
  const world = new World(suite)
  const uploaded = await world.uploadOne(world.file(text(2, 300)))
  await succeeds(world, world.downloadJob(uploaded))
  const [ref] = uploaded.manifest.list.refs as [PieceRef]
  for (let at = 0; at < ref.offset + ref.length; at++) {
    world.packs.answer = (_, bytes) => bytes.map((byte, i) => (i === at ? byte ^ (1 << (at % 8)) : byte))
    if (at < ref.offset) await succeeds(world, world.downloadJob(uploaded))
    else expect(await refusal(world, world.downloadJob(uploaded))).toBe('E_INTEGRITY')
  }
})

test('T44 ∀ every byte of a manifest flipped: refused, or the same bytes under another time or mode', async () => {
  const world = new World(suite)
  const content = text(3, 2 * mebibyte + 100)
  const uploaded = await world.uploadOne(world.file(content))
  await succeeds(world, world.downloadJob(uploaded))
  let harmless = 0
  for (let at = 0; at < uploaded.manifestBytes.length; at++) {
    const bytes = uploaded.manifestBytes.map((byte, i) => (i === at ? byte ^ (1 << (at % 8)) : byte))
    let manifest
    try {
      manifest = decodeManifest(bytes)
    } catch (error) {
      expect(error).toBeInstanceOf(Refused)
      continue
    }
    const { modifiedAt, mode } = manifest
    if (
      JSON.stringify({ ...manifest, modifiedAt: 0, mode: 0 }) ===
      JSON.stringify({ ...uploaded.manifest, modifiedAt: 0, mode: 0 })
    ) {
      expect({ modifiedAt, mode }).not.toEqual({
        modifiedAt: uploaded.manifest.modifiedAt,
        mode: uploaded.manifest.mode,
      })
      harmless++
    } else
      expect(['E_INTEGRITY', 'E_TRANSPORT']).toContain(
        await refusal(world, world.downloadJob({ ...uploaded, manifest })),
      )
  }
  expect(harmless).toBeLessThan(10)
})

describe('T54 objects withheld', () => {
  test('one pack is missing: its files wait, the others come, and all come when it is back', async () => {
    const world = new World(suite)
    const uploads = await world.upload(Array.from({ length: 12 }, (_, i) => world.file(text(i, mebibyte - i))))
    const jobs = uploads.map((one) => world.downloadJob(uploadedOr(one)))
    expect(world.packs.stored.size).toBeGreaterThan(2)
    const [withheld] = world.packs.stored.keys()
    world.packs.answer = (pack, bytes) => (pack === withheld ? null : bytes)
    const waiting = (await world.download(jobs)).filter(({ kind }) => kind === 'not-downloaded')
    expect(waiting.length).toBeGreaterThan(0)
    expect(waiting.length).toBeLessThan(12)
    for (const { nodeId } of waiting) {
      const { temporary } = sure(jobs.find((job) => job.nodeId === nodeId))
      expect(world.files.contents.has(temporary)).toBe(false)
    }
    world.packs.answer = (_, bytes) => bytes
    const again = jobs.filter(({ nodeId }) => waiting.some((one) => one.nodeId === nodeId))
    expect((await world.download(again)).every(({ kind }) => kind === 'downloaded')).toBe(true)
  })

  test('no pack comes: the transfer as a whole fails with E_TRANSPORT and leaves nothing', async () => {
    const world = new World(suite)
    const uploads = await world.upload(Array.from({ length: 30 }, (_, i) => world.file(text(i, mebibyte - i))))
    const jobs = uploads.map((one) => world.downloadJob(uploadedOr(one)))
    world.packs.answer = () => null
    await expect(world.download(jobs)).rejects.toMatchObject({ code: 'E_TRANSPORT' })
    expect(jobs.some(({ temporary }) => world.files.contents.has(temporary))).toBe(false)
    expect(world.files.open).toBe(0)
  })
})

describe('T57 nonces', () => {
  /** A suite whose generator repeats itself, as after a snapshot of the machine, and that tells each (key, nonce). */
  function recording(random: (length: number) => Uint8Array) {
    const seals = new Map<string, string>()
    const { backend } = suite
    const recorded = new Suite({
      ...backend,
      randomBytes: random,
      xchachaSeal(plaintext, associated, nonce, key) {
        const used = Buffer.concat([key, nonce]).toString('hex')
        const hash = Buffer.from(backend.sha256(plaintext)).toString('hex')
        if ((seals.get(used) ?? hash) !== hash) throw new Error('key and nonce used twice')
        seals.set(used, hash)
        return backend.xchachaSeal(plaintext, associated, nonce, key)
      },
    })
    return { recorded, seals }
  }

  test('∀ histories of uploads with a generator stuck at one value: no key and nonce for two plaintexts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(3), fc.nat(300)), { minLength: 2, maxLength: 25 }), async (files) => {
        const { recorded, seals } = recording((length) => new Uint8Array(length).fill(9))
        for (const [seed, size] of files) {
          const world = new World(recorded)
          await world.upload([world.file(text(seed, size))])
        }
        expect(seals.size).toBe(
          new Set(files.filter(([, size]) => size > 0).map(([seed, size]) => text(seed, size).join())).size,
        )
      }),
      { numRuns: 25 },
    )
  })

  test('an interrupted upload goes on under a new key: the key in the journal seals nothing more', async () => {
    const { recorded, seals } = recording((length) => suite.random(length))
    const world = new World(recorded)
    const job = world.file(text(1, 40 * mebibyte))
    world.packs.failAfterPuts = 2
    await expect(world.upload([job])).rejects.toMatchObject({ code: 'E_TRANSPORT' })
    expect(world.store.entries.size).toBe(2)
    const early = new Set(Array.from(seals.keys(), (used) => used.slice(0, 64)))
    world.packs.failAfterPuts = Infinity
    seals.clear()
    const { manifest } = await world.uploadOne(job)
    const late = new Set(Array.from(seals.keys(), (used) => used.slice(0, 64)))
    expect([...late].filter((key) => early.has(key))).toEqual([])
    expect(manifest.keys).toHaveLength(2)
    expect(seals.size).toBe(40 - (2 * largePackFill) / mebibyte)
  })
})

describe('T61 equality', () => {
  test('the same file twice, in two folders or by two people: nothing in common but the number of requests', async () => {
    const world = new World(suite)
    const content = text(5, 3 * mebibyte)
    const [a, b] = [await world.uploadOne(world.file(content)), await world.uploadOne(world.file(content))]
    expect(a.contentId).toBe(b.contentId)
    expect(a.manifest.packs).not.toEqual(b.manifest.packs)
    expect(a.manifest.keys).not.toEqual(b.manifest.keys)
    const [first, second] = [...world.packs.stored.values()] as [Uint8Array, Uint8Array]
    expect(first.length).toBe(second.length)
    const pieces = (pack: Uint8Array) =>
      a.manifest.list.refs.map(({ offset }) => pack.slice(offset, offset + 64).join())
    expect(pieces(first).some((piece) => pieces(second).includes(piece))).toBe(false)
    expect(world.packs.puts).toBe(2)
  })

  test('two files in one padding bucket give packs of one length and the same ranges', async () => {
    const trace = async (size: number) => {
      const world = new World(suite)
      const uploaded = await world.uploadOne(world.file(text(1, size)))
      await succeeds(world, world.downloadJob(uploaded))
      return {
        put: [...world.packs.stored.values()].map((pack) => pack.length),
        get: world.packs.gets.map(({ ranges }) => ranges),
      }
    }
    expect(await trace(20_001)).toEqual(await trace(20_222))
  })
})

test('T58 a pack that never ends is left after what was asked for', async () => {
  const world = new World(suite)
  const uploaded = await world.uploadOne(world.file(text(2, 300)))
  let sent = 0
  class Endless extends MemoryPacks {
    override async *get(): AsyncGenerator<Uint8Array> {
      for (;;) {
        await Promise.resolve()
        sent++
        yield new Uint8Array(50_000)
      }
    }
  }
  const endless = Object.assign(world, { packs: new Endless() })
  expect(await refusal(endless, world.downloadJob(uploaded))).toBe('E_INTEGRITY')
  expect(sent).toBeLessThan(4)
})
