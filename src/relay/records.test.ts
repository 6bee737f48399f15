// What people leave at a relay besides logs and packs: self record, statements, rendezvous; and answers that need not be sent again.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSuite } from '../node/crypto/index.ts'
import { signal, Somebody, TestSpace, verdictOf } from '../core/remote/testing.ts'
import { toBase64url } from '../shared/base/encoding.ts'
import { sealSelf } from '../shared/contact/index.ts'
import type { Suite } from '../shared/crypto/suite.ts'
import type { EntryHash, IdentityId, PackId, SpaceId } from '../shared/domain/ids.ts'
import { presets } from '../shared/domain/rights.ts'
import { signStatement, type SeenKind } from '../shared/logs/statement.ts'
import { endpoints, signRequest } from '../shared/protocol/index.ts'
import { startTestRelay } from './testing.ts'

let suite: Suite
let relay: Awaited<ReturnType<typeof startTestRelay>>
let alice: Somebody
let bob: Somebody
let now = Date.now()

beforeAll(async () => {
  suite = await openSuite()
  relay = await startTestRelay({}, () => now)
  alice = await new Somebody(suite, relay).register()
  bob = await new Somebody(suite, relay).register()
})
afterAll(() => relay.close())

const self = (who: Somebody, counter: number): Uint8Array =>
  sealSelf(suite, who.device, { generation: 1, counter, seed: who.identitySeed }, suite.random(30))

test('the self record: replaced by a higher counter, by compare-and-swap, only by oneself', async () => {
  const client = alice.at()
  const put = (record: Uint8Array, after?: number) =>
    verdictOf(client.putSelf(record, { signal: signal(), ...(after !== undefined && { after }) }))
  expect(await client.getSelf({ signal: signal() })).toBeNull()
  const [first, second, third] = [self(alice, 1), self(alice, 2), self(alice, 9)]
  expect(await put(first)).toBe('accepted')
  expect(await put(first)).toBe('accepted')
  expect(await put(self(alice, 1))).toBe('E_CONFLICT')
  expect(await put(second, 0)).toBe('E_CONFLICT')
  expect(await put(second, 1)).toBe('accepted')
  expect(await put(third)).toBe('accepted')
  expect(await client.getSelf({ signal: signal() })).toEqual(third)
  expect(await put(self(bob, 10))).toBe('E_ID')
  expect(await put(self(alice, 10).fill(7, -10))).toBe('E_SIG')
  expect(await bob.at().getSelf({ signal: signal() })).toBeNull()
})

const zeros = '0'.repeat(64) as EntryHash
const statement = (who: Somebody, kind: SeenKind, subjectId: IdentityId | SpaceId, counter: number): Uint8Array =>
  signStatement(suite, who.device, { kind, subjectId, counter, time: Date.now(), head: { seq: 1, hash: zeros } })

test('statements: the newest of each device, about oneself or a space one reads', async () => {
  const space = await TestSpace.create(alice)
  const put = (who: Somebody, kind: SeenKind, subject: IdentityId | SpaceId, bytes: Uint8Array) =>
    verdictOf(who.at().putStatement(kind, subject, bytes, { signal: signal() }))
  const beat = statement(alice, 'heartbeat', alice.id, 2)
  expect(await put(alice, 'heartbeat', alice.id, beat)).toBe('accepted')
  expect(await put(alice, 'heartbeat', alice.id, statement(alice, 'heartbeat', alice.id, 1))).toBe('E_ROLLBACK')
  expect(await put(bob, 'heartbeat', alice.id, statement(bob, 'heartbeat', alice.id, 9))).toBe('E_ID')
  expect(await put(alice, 'heartbeat', alice.id, statement(bob, 'heartbeat', alice.id, 9))).toBe('E_ID')
  expect(await put(alice, 'heartbeat', alice.id, statement(alice, 'seen', alice.id, 9))).toBe('E_ID')
  expect(await put(alice, 'heartbeat', alice.id, statement(alice, 'heartbeat', bob.id, 9))).toBe('E_ID')
  expect(await put(alice, 'heartbeat', alice.id, statement(alice, 'heartbeat', alice.id, 9).fill(7, -10))).toBe('E_SIG')
  expect(await bob.at().statements('heartbeat', alice.id, { signal: signal() })).toEqual([beat])
  const seen = statement(bob, 'seen', space.id, 1)
  expect(await put(bob, 'seen', space.id, seen)).toBe('E_ID')
  await space.grant(bob, presets.viewer)
  expect(await put(bob, 'seen', space.id, seen)).toBe('accepted')
  expect(await alice.at().statements('seen', space.id, { signal: signal() })).toEqual([seen])
})

test('a rendezvous: the first to come keeps the place for ten minutes', async () => {
  const url = (digit: string): string => relay.address + endpoints.rendezvous(digit.repeat(32))
  const put = async (digit: string, body: string): Promise<number> =>
    (await fetch(url(digit), { method: 'PUT', body })).status
  expect(await put('1', 'hello')).toBe(204)
  expect(await put('1', 'other')).toBe(409)
  expect(await put('2', 'x'.repeat(64 * 1024 + 1))).toBe(413)
  expect(await (await fetch(url('1'))).text()).toBe('hello')
  expect((await fetch(url('3'))).status).toBe(404)
  now += 10 * 60_000
  expect((await fetch(url('1'))).status).toBe(404)
  expect(await put('1', 'again')).toBe(204)
})

test('what has not changed is not sent again', async () => {
  const space = await TestSpace.create(alice)
  const pack = '4'.repeat(32) as PackId
  await alice.at().packsOf(space.id).put(pack, new Uint8Array(5000), 5000, signal())
  const ask = async (path: string, headers: Record<string, string> = {}) => {
    const request = { method: 'GET', path, query: '', relayId: relay.relayId, contentDigest: null, token: null }
    const sign = (base: Uint8Array): Uint8Array => suite.backend.signDetached(base, alice.device.signSecretKey)
    const moment = { createdSeconds: Math.floor(now / 1000), nonce: suite.random(16) }
    const key = toBase64url(alice.device.signPublicKey)
    const signed = signRequest({ ...request, key }, { ...alice.device, sign }, moment)
    return fetch(relay.address + path, { headers: { ...signed, ...headers } })
  }
  for (const path of [endpoints.log(space.id), endpoints.pack(space.id, pack), endpoints.self]) {
    const etag = (await ask(path)).headers.get('etag') ?? ''
    expect((await ask(path, { 'if-none-match': etag })).status).toBe(304)
    expect((await ask(path, { 'if-none-match': '"other"' })).status).toBe(200)
  }
  const part = await ask(endpoints.pack(space.id, pack), { range: 'bytes=0-65535' })
  expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 0-4999/5000'])
  for (const range of ['bytes=1-65535', 'bytes=0-100', 'bytes=65536-']) {
    expect((await ask(endpoints.pack(space.id, pack), { range })).status).toBe(416)
  }
  expect((await ask(endpoints.pack(space.id, pack), { range: 'bytes=0-1,4-5' })).status).toBe(400)
})
