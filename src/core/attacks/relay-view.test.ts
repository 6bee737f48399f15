// What the relay sees of honest people, and what it answers to those who guess. T60, T61, T75. PROTOCOL §15, §17.
import { createHash, randomBytes } from 'node:crypto'
import { request } from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canaryWord, searchBytes, searchFolder } from '../../../tools/canary/index.ts'
import { startTestRelay } from '../../relay/testing.ts'
import type { LogId, SpaceId } from '../../shared/domain/ids.ts'
import { all } from '../remote/testing.ts'
import { readOutcome } from '../spaces/index.ts'
import { encodeRefusal, endpoints } from '../../shared/protocol/index.ts'
import { mustWithstand } from '../testing/evil-relay/attack.ts'
import type { Exchanged } from '../testing/evil-relay/evil-relay.ts'
import { soon, verdictOf, type Person } from '../testing/evil-relay/person.ts'
import { World } from '../testing/evil-relay/world.ts'

let world: World
let alice: Person
let bob: Person
let mallory: Person
let space: SpaceId
beforeAll(async () => {
  world = await World.create(startTestRelay)
  alice = await world.onboard('alice')
  bob = await world.onboard('bob')
  mallory = await world.onboard('mallory')
  space = await world.share(alice, [])
  await world.share(bob, [])
})
afterAll(() => world.close())

/** What the relay received while `work` ran. */
async function received(work: () => Promise<void>): Promise<readonly Exchanged[]> {
  const from = world.evil.kept.length
  await work()
  return world.evil.kept.slice(from)
}

const bytesOf = ({ method, path, query, rawHeaders, received: body }: Exchanged): Uint8Array =>
  Buffer.concat([Buffer.from(`${method} ${path}?${query.toString()}\n${rawHeaders.join('\n')}\n`), body])

/** Everything an observer could compare but the random parts: which requests, in which order, how long. */
const traceOf = (requests: readonly Exchanged[]): readonly string[] =>
  requests.map(({ method, path, received: body, status }) =>
    [method, path.replace(/[0-9a-f]{32,}/g, 'id'), body.length, status].join(' '),
  )

/** A sealed file of this person on its way up. */
const isPackOf =
  ({ id }: Person) =>
  ({ who, method, path }: Exchanged): boolean =>
    who === id && method === 'PUT' && path.includes('/packs/')

describe('T60: what the relay learns', () => {
  test('T60: no word of names, contents, addresses or notes, no hash of a content, in any encoding', async () => {
    let carol = alice
    let [from, text] = [0, '']
    let words: readonly string[] = []
    const everything = (): Buffer => Buffer.concat(world.evil.kept.slice(from).map(bytesOf))
    const find = () => {
      const hash = createHash('sha256').update(text).digest()
      const secrets = [...words, hash.toString('hex'), hash.toString('base64url')]
      return { finds: searchBytes('received', everything(), secrets), hasHash: everything().includes(hash), secrets }
    }
    await mustWithstand({
      world,
      get victim() {
        return carol
      },
      space: null,
      prepare: async () => {
        from = world.evil.kept.length
        words = Array.from({ length: 8 }, canaryWord)
        const [folder, file, content, spaceName, person, address, note, late] = words as [string, ...string[]] &
          string[]
        text = `private ${content ?? ''} `.repeat(50)
        carol = await world.onboard(person ?? '', { email: `${address ?? ''}@example.org` })
        await carol.write(`${folder}/${file ?? ''}.txt`, text)
        const id = await carol.core.spaces.create(carol.folder, spaceName ?? '', soon())
        await world.befriend(carol, alice)
        carol.core.contacts.setNotes(alice.id, note ?? '', [late ?? ''])
        expect(carol.core.spaces.open(id).replica.tree.name).toBe(spaceName)
        expect((await searchFolder(carol.folder, [folder, file ?? '', content ?? ''])).finds.length).toBeGreaterThan(2)
      },
      /** The control run also says aloud all that is secret. */
      attempt: async (isLookedAt) => {
        const { secrets } = find()
        const body = Buffer.concat([Buffer.from(secrets.join(' ')), createHash('sha256').update(text).digest()])
        if (!isLookedAt) await (await request(world.evil.address, { method: 'POST', body })).body.dump()
        return carol.sync()
      },
      shows: () => {
        const { finds, hasHash, secrets } = find()
        expect(finds).toHaveLength(secrets.length)
        expect(hasHash).toBe(true)
      },
      lies: [
        {
          code: 'settled',
          lie: () => world.evil.watch(({ who, received: sent }) => who === carol.id && sent.length > 0),
        },
      ],
      sees: async () => {
        expect(everything().length).toBeGreaterThan(10_000)
        expect(find()).toMatchObject({ finds: [], hasHash: false })
        expect((await searchFolder(world.relayDirectory, [...words])).finds).toEqual([])
      },
    })
  })

  test('T60: two files of the same padding bucket give the same trace', async () => {
    const traces: (readonly string[])[] = []
    let written = 0
    let [name, size] = ['', 0]
    await mustWithstand({
      world,
      victim: alice,
      space,
      prepare: async () => {
        await world.mustSettle(alice)
        ;[name, size] = ['larger', 50_000]
      },
      attempt: async () => {
        let outcome = ''
        const requests = await received(async () => {
          await alice.write(`${name}-${++written}.txt`, randomBytes(size))
          outcome = await alice.sync()
        })
        traces.push(traceOf(requests))
        return outcome
      },
      lies: (
        [
          ['one', 1000],
          ['another longer name', 3900],
        ] as const
      ).map((wish) => ({
        code: 'settled',
        lie: () => {
          ;[name, size] = wish
          return world.evil.watch(isPackOf(alice))
        },
      })),
      sees: () => {
        const [larger, short, long] = traces
        expect(short?.length).toBeGreaterThan(2)
        expect(larger).not.toEqual(short)
        if (long !== undefined) expect(long).toEqual(short)
      },
    })
    expect(traces).toHaveLength(4)
  })
})

test('T61: the same file twice, in two folders, by two people: unrelated packs, the same requests', async () => {
  const content = randomBytes(3000)
  const runs: (readonly Exchanged[])[] = []
  const packs = () => runs.flat().filter(({ method, path }) => method === 'PUT' && path.includes('/packs/'))
  /** How many blocks of these packs came before: two packs of the same content have none in common. */
  const repeats = (bodies: readonly Buffer[]): number => {
    const blocks = bodies.flatMap(blocksOf)
    expect(blocks.length).toBeGreaterThan(100)
    return blocks.length - new Set(blocks).size
  }
  let [person, name] = [alice, 'copy-1.bin']
  const copies = [
    [alice, 'sub/copy-2.bin'],
    [alice, 'sub/copy-3.bin'],
    [bob, 'copy-4.bin'],
  ] as const
  await mustWithstand({
    world,
    get victim() {
      return person
    },
    space: null,
    prepare: () => Promise.resolve(),
    attempt: async () => {
      let outcome = ''
      runs.push(
        await received(async () => {
          await person.write(name, content)
          outcome = await person.sync()
        }),
      )
      return outcome
    },
    /** A pack that came twice would be known again. */
    shows: () => {
      const [pack] = packs().map(({ received: body }) => body)
      expect(repeats(pack === undefined ? [] : [pack, pack])).toBeGreaterThan(100)
    },
    lies: copies.map(([who, where]) => ({
      code: 'settled',
      lie: () => {
        ;[person, name] = [who, where]
        return world.evil.watch(isPackOf(who))
      },
    })),
    sees: () => {
      expect(packs()).toHaveLength(runs.length)
      expect(packs().every(({ status }) => status === 204)).toBe(true)
      expect(new Set(packs().map(({ path }) => path.split('/').at(-1))).size).toBe(runs.length)
      expect(repeats(packs().map(({ received: body }) => body))).toBe(0)
    },
  })
  expect(traceOf(runs[2] ?? [])).toEqual(traceOf(runs[0] ?? []))
})

/** The 16-byte pieces of the sealed part; padding is zeros. */
const blocksOf = (pack: Buffer): string[] =>
  Array.from({ length: Math.floor((pack.length - 8) / 16) }, (_, i) =>
    pack.toString('hex', 8 + 16 * i, 24 + 16 * i),
  ).filter((block) => !/^0*$/.test(block))

test('T75: guessing: a space one may not read, a space that is not there, and an inbox with a wrong token all look alike', async () => {
  const nowhere = randomBytes(32).toString('hex') as LogId
  const message = randomBytes(200)
  const readAll = async ({ core }: Person, id: LogId): Promise<void> => {
    await all(core.homeRelay.readLog(id, 0, { signal: soon() }))
  }
  const post = (id: LogId) =>
    mallory.core.homeRelay.postMessage(id as typeof alice.id, message, { token: randomBytes(16), signal: soon() })
  const guesses = [
    { path: `/v1/logs/${space}`, one: () => readAll(mallory, space) },
    { path: `/v1/logs/${nowhere}`, one: () => readAll(mallory, nowhere) },
    { path: endpoints.inboxOf(alice.id), one: () => post(alice.id) },
    { path: endpoints.inboxOf(nowhere as typeof alice.id), one: () => post(nowhere) },
  ]
  const told: string[] = []
  let guess: () => Promise<unknown> = () => readAll(alice, space)
  await mustWithstand({
    world,
    victim: alice,
    space,
    prepare: () => world.mustSettle(alice),
    attempt: async (isGuessed) => {
      if (!isGuessed) return verdictOf(readAll(alice, space))
      let verdict = ''
      const answers = await received(async () => {
        verdict = await verdictOf(guess())
      })
      // Whoever writes brings the own identity log first: that answer says nothing of others.
      const own = answers.filter(({ path }) => !path.endsWith('/mirror'))
      told.push(own.map(({ status, answer }) => `${status} ${Buffer.from(answer).toString('hex')}`).join())
      return verdict
    },
    honest: 'done',
    lies: guesses.map(({ path, one }) => ({
      code: 'E_ID',
      lie: () => {
        guess = one
        return world.evil.watch((guessed) => guessed.path === path && guessed.status === 404)
      },
    })),
    sees: () => undefined,
  })
  expect(told).toHaveLength(4)
  expect(told[0]).toBe(told[1])
  expect(told[2]).toBe(told[3])
  expect(told.every((one) => one !== '')).toBe(true)
})

test('T60: a relay that asks for somebody’s log as if an entry named it does not learn whether alice knows them', async () => {
  const dave = await world.onboard('dave')
  await world.befriend(alice, dave)
  const { length } = world.evil.kept
  let edits = 0
  await mustWithstand({
    world,
    victim: alice,
    space,
    prepare: () => alice.write(`asked-${edits++}.txt`, 'something to append').then(() => undefined),
    lies: [
      {
        code: 'E_ID',
        lie: () => (exchanged) => {
          if (exchanged.method !== 'POST' || exchanged.path !== `/v1/logs/${space}`) return null
          const place = { logId: dave.id, seq: 0, hash: null }
          return { status: 404, answer: encodeRefusal({ code: 'E_ID', place }) }
        },
      },
    ],
    sees: () => {
      const obstacle = { kind: 'refused', code: 'E_ID' }
      expect(readOutcome(alice.core.store, space)).toMatchObject({ settled: false, obstacle })
    },
  })
  const pushed = world.evil.kept.slice(length).filter(({ path }) => path === `/v1/logs/${dave.id}/mirror`)
  expect(pushed).toEqual([])
})
