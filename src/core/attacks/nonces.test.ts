// No key seals two contents under one nonce: watched at the two ciphers of whole cores, chunks included, while computers are put back
// to snapshots taken between any two seals and their generator repeats itself. T57. PROTOCOL §2, §11.
import { cpSync, rmSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import { toHex } from '../../shared/base/encoding.ts'
import { openChunk, sealChunk, type ChunkPlace } from '../../shared/content/chunk.ts'
import { Suite } from '../../shared/crypto/suite.ts'
import type { NodeId, SpaceId } from '../../shared/domain/ids.ts'
import type { Sealer } from '../sync/interface.ts'
import type { Person } from '../testing/evil-relay/person.ts'
import { World } from '../testing/evil-relay/world.ts'

/** Works in this thread, with the suite that is watched. */
const sealing: Sealer = {
  sealChunk: (job) => Promise.resolve(sealChunk(world.suite, job, job.plaintext)),
  openChunk: (job) => Promise.resolve(openChunk(world.suite, job, job)),
  hashChunk: (plaintext) => Promise.resolve(world.suite.backend.sha256(plaintext)),
}

let world: World
let alice: Person
let bob: Person
beforeAll(async () => {
  world = await World.create(startTestRelay, sealing)
  alice = await world.onboard('alice')
  bob = await world.onboard('bob')
  await world.share(alice, [[bob, 'editor']])
})
afterAll(() => world.close())

/** What the two ciphers were given, and a generator that stands where it is put. */
class Watch {
  readonly #seen = new Map<string, string>()
  readonly #firstLife = new Map<string, number>()
  reused = 0
  seals = 0
  chunks = 0
  /** One for each time that a computer is put back. */
  life = 0
  /** Seals of chunks under a key that was made in another life: the generator did repeat itself. */
  keysAgain = 0
  /** How many values of each length were drawn. */
  drawn: Readonly<Record<number, number>> = {}
  onSeal: (seal: number) => void = () => undefined

  /** Watches until what it answers is called. */
  over({ backend }: Suite): () => void {
    const { xchachaSeal, chachaSeal, randomBytes } = backend
    const watched =
      (seal: typeof xchachaSeal): typeof xchachaSeal =>
      (plaintext, associated, nonce, key) => {
        this.onSeal(this.seals++)
        const pair = toHex(key) + toHex(nonce)
        const content = toHex(backend.sha256(plaintext))
        const before = this.#seen.get(pair)
        if (before !== undefined && before !== content) this.reused++
        this.#seen.set(pair, content)
        if (Buffer.from(associated).includes('aead/chunk')) this.#countChunk(toHex(key))
        return seal(plaintext, associated, nonce, key)
      }
    const generate = (length: number): Uint8Array => {
      const count = this.drawn[length] ?? 0
      this.drawn = { ...this.drawn, [length]: count + 1 }
      const bytes = new Uint8Array(length)
      for (let at = 0; at < length; at += 32)
        bytes.set(
          backend.sha256(new TextEncoder().encode(`draw ${length} ${count} ${at}`)).subarray(0, length - at),
          at,
        )
      return bytes
    }
    Object.assign(backend, {
      xchachaSeal: watched(xchachaSeal),
      chachaSeal: watched(chachaSeal),
      randomBytes: generate,
    })
    return () => void Object.assign(backend, { xchachaSeal, chachaSeal, randomBytes })
  }

  #countChunk(key: string): void {
    this.chunks++
    const first = this.#firstLife.get(key) ?? this.life
    if (first !== this.life) this.keysAgain++
    this.#firstLife.set(key, first)
  }

  get pairs(): number {
    return this.#seen.size
  }
}

type Step = { readonly file: number; readonly content: number; readonly restarts: boolean }

/** Answers what the last of them left in each file. */
async function live(steps: readonly Step[]): Promise<ReadonlyMap<string, string>> {
  const left = new Map<string, string>()
  for (const { file, content, restarts } of steps) {
    left.set(`file-${file}.txt`, `content ${content}`)
    await bob.write(`file-${file}.txt`, `content ${content}`)
    if (restarts) await bob.restart()
    await bob.sync()
  }
  return left
}

/** Whatever comes again, no content is lost and none stands for another: both have what bob wrote last. */
async function mustHave(left: ReadonlyMap<string, string>): Promise<void> {
  await world.mustSettle(bob, alice, bob)
  const [mine, theirs] = [await bob.files(), await alice.files()]
  expect(theirs).toEqual(mine)
  const there = await Promise.all([...mine.keys()].map((name) => alice.read(name)))
  for (const content of left.values()) expect(there).toContain(content)
}

const step = fc.record({ file: fc.nat(3), content: fc.nat(1_000_000), restarts: fc.boolean() })
const steps = fc.array(step, { minLength: 2, maxLength: 4 })
const history = fc.record({
  crashAt: fc.nat(12),
  before: steps,
  lives: fc.array(steps, { minLength: 2, maxLength: 3 }),
})

test('T57 ∀ histories of a whole core, restarted, put back to a snapshot taken at any seal, with a generator that gives the same keys, salts and ids again: no key and nonce twice for different content, and no content lost', async () => {
  const watch = new Watch()
  const stop = watch.over(world.suite)
  try {
    await fc.assert(
      fc.asyncProperty(history, async ({ crashAt, before, lives }) => {
        const snapshot = path.join(world.directory, 'snapshot')
        const taken: Watch['drawn'][] = []
        const first = watch.seals
        const take = (): void => {
          if (taken.length > 0) return
          taken.push(watch.drawn)
          rmSync(snapshot, { recursive: true, force: true })
          cpSync(bob.directory, snapshot, { recursive: true, filter: (name) => !name.endsWith('.lock') })
        }
        watch.onSeal = (seal) => {
          if (seal >= first + crashAt) take()
        }
        await live(before)
        watch.onSeal = () => undefined
        // A short life: the computer is put back to its end.
        take()
        for (const life of lives) {
          await bob.close()
          rmSync(bob.directory, { recursive: true })
          cpSync(snapshot, bob.directory, { recursive: true })
          watch.drawn = taken[0] ?? {}
          watch.life++
          // What is signed for a request is remembered by the relay for a while.
          world.pass(3_600_000)
          await bob.open()
          await mustHave(await live([{ file: 0, content: 2_000_000 + watch.life, restarts: false }, ...life]))
        }
        watch.life++
        expect(watch.reused).toBe(0)
      }),
      { numRuns: 6, endOnFailure: true },
    )
  } finally {
    stop()
  }
  expect(watch.pairs).toBeGreaterThan(100)
  expect(watch.chunks).toBeGreaterThan(20)
  expect(watch.keysAgain, 'the generator did repeat itself').toBeGreaterThan(5)
  await world.mustSettle(bob, alice)
}, 120_000)

test('T57 ids that come again: what was made in one life and what is made in the next one are both there, in two folders too', async () => {
  const watch = new Watch()
  const snapshot = path.join(world.directory, 'snapshot')
  await bob.close()
  rmSync(snapshot, { recursive: true, force: true })
  cpSync(bob.directory, snapshot, { recursive: true })
  for (const life of ['one', 'two', 'three']) {
    await bob.close()
    rmSync(bob.directory, { recursive: true })
    cpSync(snapshot, bob.directory, { recursive: true })
    watch.drawn = {}
    const stop = watch.over(world.suite)
    world.pass(3_600_000)
    try {
      await bob.open()
      await bob.write(`${life}/in-${life}.txt`, `made in life ${life}`)
      await bob.write(`${life}.txt`, `at the top in life ${life}`)
      await bob.sync()
      await bob.sync()
    } finally {
      stop()
    }
  }
  await world.mustSettle(bob, alice)
  for (const person of [alice, bob])
    for (const life of ['one', 'two', 'three']) {
      expect(await person.read(`${life}/in-${life}.txt`)).toBe(`made in life ${life}`)
      expect(await person.read(`${life}.txt`)).toBe(`at the top in life ${life}`)
    }
  expect(watch.reused).toBe(0)
}, 60_000)

test('T57 a million chunks of a byte or two under sixteen keys, the generator put back a thousand times: no nonce twice for different content', () => {
  let drawn = 0
  const draw = new Uint8Array(32)
  const counter = new DataView(draw.buffer)
  const repeating = new Suite({
    ...world.suite.backend,
    randomBytes: (length) => {
      counter.setUint32(0, drawn++)
      return draw.slice(0, length)
    },
    xchachaSeal: (plaintext, associated, nonce, key) => {
      const pair = `${key[0] ?? 0} ${Buffer.from(nonce).toString('latin1')}`
      const content = ((plaintext[0] ?? 0) << 8) | (plaintext[1] ?? 0)
      const before = seen.get(pair)
      if (before !== undefined && before !== content) reused++
      seen.set(pair, content)
      return world.suite.backend.xchachaSeal(plaintext, associated, nonce, key)
    },
  })
  const seen = new Map<string, number>()
  let reused = 0
  const place = { spaceId: 'aa'.repeat(32) as SpaceId, nodeId: 'bb'.repeat(16) as NodeId, chunkSize: 2 ** 20 }
  const keys = Array.from({ length: 16 }, (_, i) => new Uint8Array(32).fill(i + 1))
  const places: readonly ChunkPlace[] = keys.map((key) => ({ ...place, key, index: 0 }))
  for (let run = 0; run < 1000; run++) {
    drawn = 0
    for (let i = 0; i < 1000; i++) {
      const at = places[i % 16]
      if (at !== undefined) sealChunk(repeating, { ...at, index: i >> 6 }, new Uint8Array([run >> 8, run & 255]))
    }
  }
  expect(reused).toBe(0)
  expect(seen.size).toBe(1_000_000)
}, 120_000)
