// The relay changes what is in packs. PROTOCOL §11: nothing that was not opened and hashed reaches the folder.
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { concat } from '../../shared/base/bytes.ts'
import { mustWithstand } from '../testing/evil-relay/attack.ts'
import { flipBit, isPackRead, rewritePacks, answerWith } from '../testing/evil-relay/mutations.ts'
import type { Mutation } from '../testing/evil-relay/evil-relay.ts'
import { outcomeOf, type Person } from '../testing/evil-relay/person.ts'
import { World } from '../testing/evil-relay/world.ts'

const MiB = 1024 * 1024
/** A pack begins with 8 bytes; a sealed chunk is 40 bytes longer than what is in it. */
const header = 8
const sealed = MiB + 40
const damaged = { phase: 'waiting', obstacle: { kind: 'damaged', code: 'E_INTEGRITY', files: 1 }, settled: false }

/** The file is named as damaged, with the reason, and nothing of it lies in the folder. */
async function seesItDamaged(): Promise<void> {
  const { phase, obstacle, settled, held } = await bob.sees(space)
  expect({ phase, obstacle, settled }).toEqual(damaged)
  expect(held).toMatchObject([{ path: `three-${round}.bin`, code: 'E_INTEGRITY' }])
  expect([...(await bob.files()).keys()]).not.toContain(`three-${round}.bin`)
}

let world: World
let alice: Person
let bob: Person
let space: SpaceId
let elsewhere: Person
let otherSpace: SpaceId
let round = 0
beforeAll(async () => {
  world = await World.create(startTestRelay)
  alice = await world.onboard('alice')
  bob = await world.onboard('bob')
  elsewhere = await world.onboard('carol')
  space = await world.share(alice, [[bob, 'editor']])
  otherSpace = await world.share(elsewhere, [])
  await elsewhere.write('foreign.bin', randomBytes(3 * MiB))
  await world.mustSettle(elsewhere)
})
afterAll(() => world.close())

/** A file of three chunks, in a pack of its own. */
async function aliceWrites(): Promise<void> {
  await alice.write(`three-${++round}.bin`, randomBytes(3 * MiB))
  await world.mustSettle(alice)
  await bob.write(`draft-${round}.txt`, `draft ${round}`)
}

const chunk = (pack: Uint8Array, i: number): Uint8Array => pack.slice(header + i * sealed, header + (i + 1) * sealed)
/** The pack with these chunks where the three were, and the rest as it is. */
const withChunks = (pack: Uint8Array, order: readonly number[]): Uint8Array => {
  const chunks = concat(...order.map((i) => chunk(pack, i)))
  return concat(pack.slice(0, header), chunks, pack.slice(header + chunks.length))
}

/** One look is enough for what the relay goes on lying about: `sync` would try five times. */
const attempt = async (isLiedTo: boolean): Promise<string> => (isLiedTo ? outcomeOf(await bob.sees(space)) : bob.sync())

const withstands = (...changes: readonly ((pack: Uint8Array) => Uint8Array)[]): Promise<void> =>
  mustWithstand({
    world,
    victim: bob,
    space,
    prepare: aliceWrites,
    attempt,
    lies: changes.map((change) => ({ code: 'E_INTEGRITY', lie: (): Mutation => rewritePacks(space, change) })),
    sees: seesItDamaged,
  })

test('the packs are as these attacks suppose: three sealed chunks behind a header of eight bytes', async () => {
  const seen: number[] = []
  const watch = world.evil.mutate((exchanged) => {
    if (isPackRead(space)(exchanged)) seen.push(exchanged.answer.length)
    return null
  })
  await aliceWrites()
  await world.mustSettle(bob)
  watch.end()
  expect(Math.max(...seen)).toBeGreaterThan(header + 3 * sealed)
  expect(await bob.files()).toEqual(new Map([...(await alice.files()), ...(await bob.files())]))
})

test('T36, T37, T39: chunks of a file swapped, in another order, twice', async () => {
  await withstands(
    (pack) => withChunks(pack, [0, 2, 1]),
    (pack) => withChunks(pack, [2, 1, 0]),
    (pack) => withChunks(pack, [0, 0, 1]),
  )
})

test('T38, T40: the last chunk, the last two, all of them zeroed or cut off; one more appended', async () => {
  const zeroedFrom = (pack: Uint8Array, i: number) => pack.fill(0, header + i * sealed, header + 3 * sealed)
  await withstands(
    (pack) => zeroedFrom(pack, 2),
    (pack) => zeroedFrom(pack, 1),
    (pack) => zeroedFrom(pack, 0),
    (pack) => pack.slice(0, header + 2 * sealed),
    (pack) => concat(chunk(pack, 0), pack),
  )
})

test('T41, T43: chunks of another file of the same space and key, and of another space', async () => {
  let ofAnother: Uint8Array | null = null
  let ofElsewhere: Uint8Array | null = null
  for (const { method, path, received } of world.evil.kept) {
    if (method !== 'PUT' || received.length < 3 * sealed) continue
    if (path.startsWith(`/v1/spaces/${space}/`)) ofAnother ??= received
    if (path.startsWith(`/v1/spaces/${otherSpace}/`)) ofElsewhere ??= received
  }
  if (ofAnother === null || ofElsewhere === null) throw new RangeError('no pack kept')
  const [another, foreign]: [Uint8Array, Uint8Array] = [ofAnother, ofElsewhere]
  await withstands(
    (pack) => concat(pack.slice(0, header), chunk(another, 0), pack.slice(header + sealed)),
    (pack) => concat(another.slice(0, pack.length), pack.slice(another.length)),
    (pack) => concat(pack.slice(0, header), chunk(foreign, 0), pack.slice(header + sealed)),
    (pack) => concat(foreign.slice(0, pack.length), pack.slice(foreign.length)),
  )
})

test('T44: one bit changed, in a nonce, in a ciphertext, in a tag', async () => {
  const at = (byte: number) => (pack: Uint8Array) => flipBit(pack, 8 * byte + 3)
  await withstands(
    at(header),
    at(header + 24),
    at(header + MiB / 2),
    at(header + sealed - 1),
    at(header + 3 * sealed - 1),
  )
})

test('T49: the packs of an earlier answer instead of those asked for', async () => {
  let old: Uint8Array | null = null
  await mustWithstand({
    world,
    victim: bob,
    space,
    prepare: aliceWrites,
    attempt: async (isLiedTo) => {
      const keep = world.evil.mutate((exchanged) => {
        if (isPackRead(space)(exchanged)) old ??= exchanged.answer
        return null
      })
      return attempt(isLiedTo).finally(() => keep.end())
    },
    lies: [
      { code: 'E_INTEGRITY', lie: () => answerWith(isPackRead(space), () => ({ answer: old ?? new Uint8Array(0) })) },
    ],
    sees: seesItDamaged,
  })
})
