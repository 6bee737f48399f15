// T75: limits hold, memory stays bounded, others are served, and nobody learns what exists.
import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSuite } from '../node/crypto/index.ts'
import { all, signal, Somebody, TestSpace, verdictOf } from '../core/remote/testing.ts'
import { toBase64url, toHex } from '../shared/base/encoding.ts'
import type { Suite } from '../shared/crypto/suite.ts'
import type { IdentityId, PackId, SpaceId } from '../shared/domain/ids.ts'
import { presets } from '../shared/domain/rights.ts'
import { contentDigestOf, endpoints, signRequest, type SignedRequest } from '../shared/protocol/index.ts'
import { startTestRelay } from './testing.ts'

let suite: Suite
let relay: Awaited<ReturnType<typeof startTestRelay>>
let alice: Somebody
let bob: Somebody
let space: TestSpace

beforeAll(async () => {
  suite = await openSuite()
  relay = await startTestRelay()
  alice = await new Somebody(suite, relay).register()
  bob = await new Somebody(suite, relay).register()
  space = await TestSpace.create(alice)
})
afterAll(() => relay.close())

const packId = (): PackId => toHex(suite.random(16)) as PackId
const bytesOf = (length: number): Uint8Array => new Uint8Array(randomBytes(length))

type Wish = { method: string; path: string; by?: Somebody; body?: Uint8Array; token?: Uint8Array; isPack?: boolean }

/** A well-signed request, and the whole answer. */
async function send({ method, path, by = bob, body, token, isPack }: Wish) {
  const signed: SignedRequest = {
    method,
    path,
    query: '',
    relayId: relay.relayId,
    contentDigest: body === undefined || isPack === true ? null : contentDigestOf(suite.backend.sha256(body)),
    key: toBase64url(by.device.signPublicKey),
    token: token === undefined ? null : toBase64url(token),
  }
  const sign = (base: Uint8Array): Uint8Array => suite.backend.signDetached(base, by.device.signSecretKey)
  const headers = signRequest(
    signed,
    { ...by.device, sign },
    { createdSeconds: Math.floor(Date.now() / 1000), nonce: suite.random(16) },
  )
  const ifNone = isPack === true ? { 'if-none-match': '*' } : {}
  const answer = await fetch(relay.address + path, {
    method,
    headers: { ...headers, ...ifNone },
    ...(body && { body: new Uint8Array(body) }),
  })
  const others = Object.fromEntries([...answer.headers].filter(([name]) => name !== 'date'))
  return { status: answer.status, headers: others, body: toHex(new Uint8Array(await answer.arrayBuffer())) }
}

describe('T75 enumeration: foreign, unknown and malformed ids get the very same answer', () => {
  const unknown = '7'.repeat(64)
  const somePack = '1'.repeat(32) as PackId

  beforeAll(() => alice.at().packsOf(space.id).put(somePack, bytesOf(5000), 5000, signal()))
  test.each([
    ['a space log', 'GET', (id: string) => endpoints.log(id as SpaceId)],
    ['its proofs', 'GET', (id: string) => endpoints.proofs(id as SpaceId)],
    ['a pack', 'GET', (id: string) => endpoints.pack(id as SpaceId, somePack)],
    ['its missing packs', 'GET', (id: string) => endpoints.missingPacks(id as SpaceId)],
    ['what was seen of it', 'GET', (id: string) => endpoints.statement('seen', id as SpaceId)],
  ])('%s', async (_, method, pathOf) => {
    const foreign = await send({ method, path: pathOf(space.id) })
    expect(foreign.status).toBe(404)
    expect(await send({ method, path: pathOf(unknown) })).toEqual(foreign)
    expect(await send({ method, path: pathOf('nonsense') })).toEqual(foreign)
    expect((await send({ method, path: pathOf(space.id), by: alice })).body).not.toEqual(foreign.body)
  })

  test('an inbox with a wrong token, and one that is not there', async () => {
    const [body, token] = [bytesOf(20), bytesOf(16)]
    const wrong = await send({ method: 'POST', path: endpoints.inboxOf(alice.id), body, token })
    expect(wrong.status).toBe(404)
    expect(await send({ method: 'POST', path: endpoints.inboxOf(unknown as IdentityId), body, token })).toEqual(wrong)
    expect(await send({ method: 'POST', path: endpoints.inboxOf(alice.id), body })).toEqual(wrong)
  })

  test("somebody else's token can be neither replaced nor removed", async () => {
    const token = bytesOf(16)
    await alice.at().putToken(token, { label: 'card', signal: signal() })
    expect(await verdictOf(bob.at().putToken(token, { label: 'mine', signal: signal() }))).toBe('E_ID')
    await bob.at().deleteToken(token, { signal: signal() })
    expect(await verdictOf(bob.at().postMessage(alice.id, bytesOf(30), { token, signal: signal() }))).toBe('accepted')
  })
})

describe('T75 sizes', () => {
  test('an entry, message or self record that is too large is refused by its announced length, unread', async () => {
    const [large, tooLarge] = [bytesOf(64 * 1024), bytesOf(64 * 1024 + 1)]
    const token = bytesOf(16)
    await alice.at().putToken(token, { label: 'card', signal: signal() })
    expect((await send({ method: 'POST', path: endpoints.inboxOf(alice.id), body: large, token })).status).toBe(204)
    expect((await send({ method: 'POST', path: endpoints.inboxOf(alice.id), body: tooLarge, token })).status).toBe(413)
    expect((await send({ method: 'PUT', path: endpoints.self, body: bytesOf(4 * 1024 * 1024 + 1) })).status).toBe(413)
  })

  test('a pack that is too small, or announces more than 64 MiB', async () => {
    const path = endpoints.pack(space.id, packId())
    expect((await send({ method: 'PUT', path, by: alice, body: bytesOf(4095), isPack: true })).status).toBe(413)
    const large = new Uint8Array(64 * 1024 * 1024 + 1)
    expect((await send({ method: 'PUT', path, by: alice, body: large, isPack: true })).status).toBe(413)
    expect((await send({ method: 'PUT', path, by: alice, body: bytesOf(4096), isPack: true })).status).toBe(204)
  })

  test('headers beyond 16 KiB, and what is no HTTP, end the connection without prose', async () => {
    const { hostname, port } = new URL(relay.address)
    const say = (text: string): Promise<string> =>
      new Promise((resolve) => {
        const socket = connect(Number(port), hostname, () => socket.write(text))
        let heard = ''
        socket.on('data', (bytes) => (heard += bytes.toString('latin1')))
        socket.on('close', () => resolve(heard))
      })
    const refusal = /^HTTP\/1\.1 4\d\d [A-Za-z ]+\r\nconnection: close\r\ncontent-length: 0\r\n\r\n$/
    expect(await say(`GET /healthz HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(17_000)}\r\n\r\n`)).toMatch(refusal)
    expect(await say('\x16\x03\x01 hello\r\n\r\n')).toMatch(refusal)
  })
})

test('T75 of ten uploads of one pack at once one is stored, the others are told', async () => {
  const [path, body] = [endpoints.pack(space.id, packId()), bytesOf(100_000)]
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, () => send({ method: 'PUT', path, by: alice, body, isPack: true })),
  )
  expect(outcomes.map(({ status }) => status).sort()).toEqual([204, ...Array.from({ length: 9 }, () => 412)])
})

describe('T75 quotas', () => {
  let now = Date.now()
  const withRelay = async (
    variables: Record<string, string>,
    work: (people: { carol: Somebody; dave: Somebody }) => Promise<void>,
  ) => {
    const small = await startTestRelay(variables, () => now)
    const [carol, dave] = [new Somebody(suite, small, now), new Somebody(suite, small, now)]
    const clock = { now: () => now, sleep: () => Promise.resolve() }
    for (const person of [carol, dave]) {
      person.at(small, clock)
      await person.register()
    }
    await work({ carol, dave })
    await small.close()
  }
  const put = async (by: Somebody, target: TestSpace, length: number): Promise<string> => {
    const outcome = await by.at().packsOf(target.id).put(packId(), bytesOf(length), length, signal())
    return outcome.ok ? 'accepted' : outcome.error.code
  }

  test("bytes of an identity: packs count on the space's owner", () =>
    withRelay({ QUOTA_BYTES: '100000' }, async ({ carol, dave }) => {
      const hers = await TestSpace.create(carol)
      await hers.grant(dave, presets.editor)
      expect(await put(carol, hers, 60_000)).toBe('accepted')
      expect(await put(dave, hers, 60_000)).toBe('E_QUOTA')
      expect(await put(dave, await TestSpace.create(dave), 60_000)).toBe('accepted')
    }))

  test('whoever is over it learns so, however much was still to come', () =>
    withRelay({ QUOTA_BYTES: '1000' }, async ({ carol }) => {
      const packs = carol.at().packsOf((await TestSpace.create(carol)).id)
      const [piece, length] = [new Uint8Array(1024 * 1024), 30 * 1024 * 1024]
      const pieces = async function* () {
        for (let at = 0; at < length; at += piece.length) yield await Promise.resolve(piece)
      }
      expect(await packs.put(packId(), pieces(), length, signal())).toMatchObject({
        ok: false,
        error: { code: 'E_QUOTA' },
      })
      const whole = new Uint8Array(length)
      expect(await packs.put(packId(), whole, length, signal())).toMatchObject({
        ok: false,
        error: { code: 'E_QUOTA' },
      })
    }))

  test('bytes of a device a day; the next day it goes on', () =>
    withRelay({ DEVICE_BYTES_PER_DAY: '150000' }, async ({ carol, dave }) => {
      const hers = await TestSpace.create(carol)
      await hers.grant(dave, presets.editor)
      expect([await put(carol, hers, 100_000), await put(carol, hers, 100_000)]).toEqual(['accepted', 'E_QUOTA'])
      expect(await put(dave, hers, 100_000)).toBe('accepted')
      now += 24 * 60 * 60 * 1000
      expect(await put(carol, hers, 100_000)).toBe('accepted')
    }))

  test('requests of a device a minute, told when to come back; another one behind the same address is served', () =>
    withRelay({ REQUESTS_PER_MINUTE: '30' }, async ({ carol, dave }) => {
      const ask = (who: Somebody) => who.at().inbox({ signal: signal() })
      for (let i = 0; i < 29; i++) await ask(carol)
      const failure = await ask(carol).catch((error: unknown) => error)
      expect(failure).toMatchObject({ code: 'E_QUOTA', retryAt: now + 2000 })
      expect(await ask(dave)).toEqual([])
      now += 2000
      expect(await ask(carol)).toEqual([])
    }))

  test('messages from one sender a day, and messages that wait', () =>
    withRelay({ MESSAGES_PER_DAY: '3' }, async ({ carol, dave }) => {
      const token = bytesOf(16)
      await carol.at().putToken(token, { label: 'card', signal: signal() })
      const post = (by: Somebody) => verdictOf(by.at().postMessage(carol.id, bytesOf(20), { token, signal: signal() }))
      expect([await post(dave), await post(dave), await post(dave), await post(dave)]).toEqual([
        ...Array<string>(3).fill('accepted'),
        'E_QUOTA',
      ])
      expect(await post(carol)).toBe('accepted')
    }))

  test('an inbox holds 200 messages', () =>
    withRelay({ MESSAGES_PER_DAY: '1000' }, async ({ carol }) => {
      const post = () => verdictOf(carol.at().postMessage(carol.id, bytesOf(20), { token: null, signal: signal() }))
      for (let i = 0; i < 200; i++) expect(await post()).toBe('accepted')
      expect(await post()).toBe('E_QUOTA')
      const [first] = await carol.at().inbox({ signal: signal() })
      if (first !== undefined) await carol.at().deleteMessage(first.id, { signal: signal() })
      expect(await post()).toBe('accepted')
    }))

  test('10^4 invitations: an identity holds so many tokens and no more', () =>
    withRelay({ TOKENS_PER_IDENTITY: '5' }, async ({ carol }) => {
      const tokens = Array.from({ length: 6 }, () => bytesOf(16))
      const put = (token: Uint8Array) =>
        verdictOf(carol.at().putToken(token, { label: 'invitation', signal: signal() }))
      const outcomes = []
      for (const token of tokens) outcomes.push(await put(token))
      expect(outcomes).toEqual([...Array<string>(5).fill('accepted'), 'E_QUOTA'])
      await carol.at().deleteToken(tokens[0] ?? bytesOf(16), { signal: signal() })
      expect(await put(bytesOf(16))).toBe('accepted')
    }))
})

describe('registration', () => {
  test('token: only with one the operator made, used as often as it says', async () => {
    const closed = await startTestRelay({ REGISTRATION: 'token' })
    expect(await verdictOf(new Somebody(suite, closed).register())).toBe('E_POLICY')
    expect(await verdictOf(new Somebody(suite, closed).register(toBase64url(bytesOf(16))))).toBe('E_POLICY')
    expect(await verdictOf(new Somebody(suite, closed).register('no token!'))).toBe('E_POLICY')
    await closed.close()
  })

  test('whoever is not registered can do nothing but what needs no account', async () => {
    const mallory = new Somebody(suite, relay)
    expect(await verdictOf(mallory.at().inbox({ signal: signal() }))).toBe('E_ID')
    expect(await verdictOf(mallory.at().mirror(mallory.id, mallory.entries, { signal: signal() }))).toBe('E_ID')
    expect(await verdictOf(TestSpace.create(mallory))).toBe('E_ID')
    expect(await all(mallory.at().readLog(alice.id, 0, { signal: signal() }))).toEqual(alice.entries)
  })
})
