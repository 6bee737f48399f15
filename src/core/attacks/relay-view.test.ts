// What the relay sees of honest people, and what it can do with their requests. PROTOCOL §15, §17.
import { createHash, randomBytes } from 'node:crypto'
import { request } from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canaryWord, searchBytes, searchFolder } from '../../../tools/canary/index.ts'
import { startTestRelay } from '../../relay/testing.ts'
import type { LogId, SpaceId } from '../../shared/domain/ids.ts'
import { all } from '../remote/testing.ts'
import { readOutcome } from '../spaces/index.ts'
import { encodeRefusal } from '../../shared/protocol/index.ts'
import { mustWithstand } from '../testing/evil-relay/attack.ts'
import type { Exchanged } from '../testing/evil-relay/evil-relay.ts'
import { soon, verdictOf, type Person } from '../testing/evil-relay/person.ts'
import { World } from '../testing/evil-relay/world.ts'

let world: World
let alice: Person
let bob: Person
let mallory: Person
let space: SpaceId
let bobsSpace: SpaceId
beforeAll(async () => {
  world = await World.create(startTestRelay)
  alice = await world.onboard('alice')
  bob = await world.onboard('bob')
  mallory = await world.onboard('mallory')
  space = await world.share(alice, [])
  bobsSpace = await world.share(bob, [])
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

describe('T60: what the relay learns', () => {
  test('T60: no word of names, contents, addresses or notes, no hash of a content, in any encoding', async () => {
    const words = Array.from({ length: 8 }, canaryWord)
    const [folder, file, content, spaceName, person, address, note, late] = words as [string, ...string[]] & string[]
    const text = `private ${content ?? ''} `.repeat(50)
    const carol = await world.onboard(person ?? '', { email: `${address ?? ''}@example.org` })
    await carol.write(`${folder}/${file ?? ''}.txt`, text)
    const id = await carol.core.spaces.create(carol.folder, spaceName ?? '', soon())
    await world.befriend(carol, alice)
    carol.core.contacts.setNotes(alice.id, note ?? '', [late ?? ''])
    await world.mustSettle(carol)

    // Positive control: the same search finds every word where it may stand.
    expect((await searchFolder(carol.folder, [folder, file ?? '', content ?? ''])).finds.length).toBeGreaterThan(2)
    expect(searchBytes('control', Buffer.from(words.join(' ')), words)).toHaveLength(words.length)
    expect(carol.core.spaces.open(id).replica.tree.name).toBe(spaceName)

    const everything = Buffer.concat(world.evil.kept.map(bytesOf))
    expect(everything.length).toBeGreaterThan(10_000)
    const hash = createHash('sha256').update(text).digest()
    const secrets = [...words, hash.toString('hex'), hash.toString('base64url')]
    expect(searchBytes('received', everything, secrets)).toEqual([])
    expect(everything.includes(hash)).toBe(false)
    expect((await searchFolder(world.relayDirectory, words)).finds).toEqual([])
  })

  test('T60: two files of the same padding bucket give the same trace', async () => {
    await world.mustSettle(alice)
    const [short, long] = [
      await received(() => writeAndSync('one.txt', randomBytes(1000))),
      await received(() => writeAndSync('another longer name.txt', randomBytes(3900))),
    ]
    const longer = await received(() => writeAndSync('three.txt', randomBytes(50_000)))
    expect(short.length).toBeGreaterThan(2)
    expect(traceOf(long)).toEqual(traceOf(short))
    expect(traceOf(longer)).not.toEqual(traceOf(short))
  })

  async function writeAndSync(name: string, content: Uint8Array): Promise<void> {
    await alice.write(name, content)
    await world.mustSettle(alice)
  }
})

test('T61: the same file twice, in two folders, by two people: unrelated packs, the same requests', async () => {
  const content = randomBytes(3000)
  const runs: Exchanged[][] = []
  for (const [person, name] of [
    [alice, 'copy-1.bin'],
    [alice, 'sub/copy-2.bin'],
    [alice, 'sub/copy-3.bin'],
    [bob, 'copy-4.bin'],
  ] as const) {
    const requests = await received(async () => {
      await person.write(name, content)
      await world.mustSettle(person)
    })
    runs.push([...requests])
  }
  expect(traceOf(runs[2] ?? [])).toEqual(traceOf(runs[0] ?? []))
  const packs = runs.flat().filter(({ method, path }) => method === 'PUT' && path.includes('/packs/'))
  expect(packs).toHaveLength(4)
  expect(packs.every(({ status }) => status === 204)).toBe(true)
  expect(new Set(packs.map(({ path }) => path.split('/').at(-1))).size).toBe(4)
  const blocks = packs.flatMap(({ received: body }) => blocksOf(body))
  expect(blocks.length).toBeGreaterThan(500)
  expect(new Set(blocks).size).toBe(blocks.length)
})

/** The 16-byte pieces of the sealed part; padding is zeros. */
const blocksOf = (pack: Buffer): string[] =>
  Array.from({ length: Math.floor((pack.length - 8) / 16) }, (_, i) =>
    pack.toString('hex', 8 + 16 * i, 24 + 16 * i),
  ).filter((block) => !/^0*$/.test(block))

describe('T74: a signed request is good once, for one relay, path, method and body', () => {
  type Change = { method?: string; path?: string; query?: string; body?: Uint8Array; headers?: Record<string, string> }

  async function again(one: Exchanged, change: Change = {}): Promise<number> {
    const own = ['host', 'connection', 'content-length', 'transfer-encoding']
    const headers = Object.fromEntries(Object.entries(one.headers).filter(([name]) => !own.includes(name)))
    const query = change.query ?? one.query.toString()
    const url = `${world.evil.honest.address}${change.path ?? one.path}${query === '' ? '' : `?${query}`}`
    const body = change.body ?? (one.received.length > 0 ? one.received : null)
    const method = (change.method ?? one.method) as 'GET'
    const answer = await request(url, {
      method,
      headers: { ...headers, ...change.headers } as Record<string, string>,
      body,
    })
    await answer.body.dump()
    return answer.statusCode
  }

  /** A request nobody has sent yet: the relay in between keeps it to itself. */
  async function unsent(work: () => Promise<unknown>, isMeant: (one: Exchanged) => boolean): Promise<Exchanged> {
    const requests = await received(async () => {
      await work()
    })
    const found = requests.find(isMeant)
    if (found === undefined) throw new RangeError('no such request')
    return found
  }

  test('T74: again, elsewhere, otherwise: refused; and nothing has changed', async () => {
    await alice.write('signed.txt', randomBytes(500))
    const append = await unsent(
      () => alice.sync(),
      ({ method, path }) => method === 'POST' && path === `/v1/logs/${space}`,
    )
    const read = await unsent(
      () => alice.sync(),
      ({ method, path }) => method === 'GET' && path === `/v1/logs/${space}`,
    )
    const head = alice.core.spaces.open(space).replica.state.head
    const otherRelay = '0'.repeat(64)
    const refusals = [
      await again(append),
      await again(append, { path: `/v1/logs/${bobsSpace}` }),
      await again(append, { method: 'PUT' }),
      await again(append, { body: Buffer.concat([append.received, append.received]) }),
      await again(append, { headers: { 'siegel-relay': otherRelay } }),
      await again(append, {
        headers: { 'signature-input': String(append.headers['signature-input']).replace(alice.id, mallory.id) },
      }),
      await again(read),
      await again(read, { query: 'from=1&bodies=0' }),
      await again(read, { path: `/v1/logs/${bobsSpace}` }),
    ]
    expect(refusals.every((status) => status >= 400 && status < 500)).toBe(true)
    world.pass(3_600_000)
    expect(await again(read)).toBeGreaterThanOrEqual(400)
    await world.mustSettle(alice)
    expect(alice.core.spaces.open(space).replica.state.head).toEqual(head)
  })
})

test('T75: guessing: a space one may not read, a space that is not there, and an inbox with a wrong token all look alike', async () => {
  const nowhere = randomBytes(32).toString('hex') as LogId
  const message = randomBytes(200)
  const readAll = async ({ core }: Person, id: LogId): Promise<void> => {
    await all(core.homeRelay.readLog(id, 0, { signal: soon() }))
  }
  const post = (id: LogId) =>
    mallory.core.homeRelay.postMessage(id as typeof alice.id, message, { token: randomBytes(16), signal: soon() })
  const guesses = [
    () => readAll(mallory, space),
    () => readAll(mallory, nowhere),
    () => post(alice.id),
    () => post(nowhere),
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
    lies: guesses.map((one) => ({
      code: 'E_ID',
      lie: () => {
        guess = one
        const before = told.length
        return {
          get count() {
            return told.length - before
          },
          end: () => undefined,
        }
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
