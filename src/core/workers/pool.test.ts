// The worker threads behind `Sealer`: the same bytes as without them, refusals as refusals, an end that can be waited for.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { openChunk, sealChunk, type ChunkPlace } from '../../shared/content/chunk.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { NodeId, SpaceId } from '../../shared/domain/ids.ts'
import { roomFor } from '../sync/transfer/source-file.ts'
import { createSealer, type SealerPool } from './pool.ts'
import { release, sweep } from './release.ts'

const worker = new URL('./worker.ts', import.meta.url)
const place: ChunkPlace = {
  key: new Uint8Array(32).fill(7),
  spaceId: 'ab'.repeat(32) as SpaceId,
  nodeId: 'cd'.repeat(16) as NodeId,
  index: 3,
  chunkSize: 2 ** 20,
}
const text = (length: number, seed = 1): Uint8Array<ArrayBuffer> =>
  new Uint8Array(length).map((_, i) => (i * seed) & 255)
let suite: Suite
let pool: SealerPool
beforeAll(async () => {
  suite = await openSuite()
  pool = createSealer({ worker })
})
afterAll(() => pool.close())

test.each(['chunk', 'page'] as const)('a %s sealed in a thread opens here, and the other way round', async (label) => {
  const here = { ...place, label }
  const sealed = await pool.sealChunk({ ...here, plaintext: text(5000) })
  expect(openChunk(suite, here, sealed)).toEqual(text(5000))
  expect(await pool.openChunk({ ...here, ...sealChunk(suite, here, text(5000)) })).toEqual(text(5000))
  expect(await pool.hashChunk(text(5000))).toEqual(suite.backend.sha256(text(5000)))
})

test('a plaintext with room around it is sealed in its own buffer, to a chunk like any other', async () => {
  const plaintext = roomFor(5000)
  plaintext.set(text(5000))
  const sealed = await pool.sealChunk({ ...place, plaintext })
  expect(sealed.sealed.length).toBe(5040)
  expect(openChunk(suite, place, sealed)).toEqual(text(5000))
})

test('large buffers are handed over whole; of a small or a shared one only a copy goes', async () => {
  const whole = text(100_000)
  const roomy = roomFor(100_000)
  const small = text(1000)
  const shared = text(200_000)
  const part = shared.subarray(10, 100_010)
  await Promise.all([whole, roomy, small].map((plaintext) => pool.sealChunk({ ...place, plaintext })))
  const sealedPart = await pool.sealChunk({ ...place, plaintext: part })
  expect(openChunk(suite, place, sealedPart)).toEqual(text(200_000).subarray(10, 100_010))
  expect([whole.length, roomy.length, small.length, part.length]).toEqual([0, 0, 1000, 100_000])
  expect(shared).toEqual(text(200_000))
  const sealed = sealChunk(suite, place, text(100_000))
  await pool.openChunk({ ...place, ...sealed })
  expect(sealed.sealed.length).toBe(0)
})

test('a hundred jobs of all kinds at once: each gets its own answer', async () => {
  const jobs = Array.from({ length: 100 }, async (_, i) => {
    const here = { ...place, index: i }
    const sealed = await pool.sealChunk({ ...here, plaintext: text(100 + i, i) })
    expect(await pool.openChunk({ ...here, ...sealed })).toEqual(text(100 + i, i))
    expect(await pool.hashChunk(text(100 + i, i))).toEqual(sealed.hash)
  })
  expect(await Promise.all(jobs)).toHaveLength(100)
})

test('a foreign chunk is E_INTEGRITY, and the thread goes on', async () => {
  const { sealed, hash } = sealChunk(suite, place, text(50))
  await expect(pool.openChunk({ ...place, index: 4, sealed, hash })).rejects.toMatchObject({ code: 'E_INTEGRITY' })
  await expect(pool.sealChunk({ ...place, key: new Uint8Array(0), plaintext: text(5) })).rejects.toThrow()
  expect(await pool.hashChunk(text(5))).toEqual(suite.backend.sha256(text(5)))
})

test('Argon2id gives what it gives here', async () => {
  const request = { password: text(10), salt: text(16), length: 32, passes: 3, memoryBytes: 64 * 2 ** 20 }
  expect(await pool.argon2id(request)).toEqual(suite.backend.argon2id(request))
})

describe('the end of a pool', () => {
  test('jobs given before are answered, later ones refused, closing twice is no harm', async () => {
    const own = createSealer({ worker, threads: 1 })
    const jobs = Array.from({ length: 20 }, (_, i) => own.hashChunk(text(1000, i)))
    const closed = own.close()
    expect(await Promise.all(jobs)).toHaveLength(20)
    await closed
    await expect(own.hashChunk(text(1))).rejects.toThrow('closed')
    await own.close()
  })

  test('a thread that dies fails its jobs and all later ones', async () => {
    const dying = createSealer({ worker: new URL('data:text/javascript,throw new Error("gone")'), threads: 1 })
    await expect(dying.hashChunk(text(1))).rejects.toThrow('gone')
    await expect(dying.hashChunk(text(1))).rejects.toThrow('gone')
    await dying.close()
  })
})

test('a released buffer is gone, a part of one and a small one are not touched', () => {
  const whole = text(100_000)
  release(whole)
  expect(whole.length).toBe(0)
  const shared = text(100_000)
  release(shared.subarray(1))
  expect(shared).toEqual(text(100_000))
  const small = text(100)
  release(small)
  expect(small).toEqual(text(100))
  sweep()
})
