// T75: what people from outside, strangers and many at once can learn, use up or hold: nothing that others need.
import { randomBytes } from 'node:crypto'
import { request as send } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { WebSocket } from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSuite } from '../node/crypto/index.ts'
import { signal, Somebody, TestSpace, verdictOf } from '../core/remote/testing.ts'
import { concat } from '../shared/base/bytes.ts'
import { fromHex, toBase64url, toHex } from '../shared/base/encoding.ts'
import type { Suite } from '../shared/crypto/suite.ts'
import type { LogId, PackId } from '../shared/domain/ids.ts'
import { presets } from '../shared/domain/rights.ts'
import { buildEntry, encodeEntry } from '../shared/logs/entry.ts'
import { addDevice, createDeviceSecrets, requestJoin, revokeDevice } from '../shared/logs/identity/index.ts'
import { contentDigestOf, endpoints, signRequest, subscribeRecord } from '../shared/protocol/index.ts'
import { administer } from './admin/index.ts'
import { networkOf } from './http/authenticate.ts'
import { startTestRelay } from './testing.ts'

type Relay = Awaited<ReturnType<typeof startTestRelay>>

let suite: Suite
let relay: Relay
let alice: Somebody
let bob: Somebody
beforeAll(async () => {
  suite = await openSuite()
  relay = await startTestRelay()
  alice = await new Somebody(suite, relay).register()
  bob = await new Somebody(suite, relay).register()
})
afterAll(() => relay.close())

const bytesOf = (length: number): Uint8Array => new Uint8Array(randomBytes(length))
const packId = (): PackId => toHex(bytesOf(16)) as PackId

type Wish = { method: string; path: string; body?: Uint8Array; token?: Uint8Array; at?: Relay }

function headersFor(by: Somebody, { method, path, body, token, at = relay }: Wish): Record<string, string> {
  const signed = {
    method,
    path,
    query: '',
    relayId: at.relayId,
    contentDigest: body === undefined ? null : contentDigestOf(suite.backend.sha256(body)),
    key: toBase64url(by.device.signPublicKey),
    token: token === undefined ? null : toBase64url(token),
  }
  const sign = (base: Uint8Array): Uint8Array => suite.backend.signDetached(base, by.device.signSecretKey)
  const when = { createdSeconds: Math.floor(Date.now() / 1000), nonce: suite.random(16) }
  return signRequest(signed, { ...by.device, sign }, when)
}

/** Status and body of the whole answer. */
async function ask(by: Somebody, wish: Wish): Promise<string> {
  const { method, path, body, at = relay } = wish
  const answer = await fetch(at.address + path, {
    method,
    headers: headersFor(by, wish),
    ...(body && { body: new Uint8Array(body) }),
  })
  return `${answer.status} ${toHex(new Uint8Array(await answer.arrayBuffer()))}`
}

describe('T75 enumeration: whoever writes to a space they may not read learns no more than of one that is not there', () => {
  test('appending and mirroring: garbage, nothing, its own entries, entries of others', async () => {
    const space = await TestSpace.create(alice)
    await space.append(alice, space.commit(alice, 'a folder'))
    const other = await TestSpace.create(alice)
    const unknown = '7'.repeat(64) as LogId
    const forged = encodeEntry(other.commit(alice, 'elsewhere').entry)
    const garbage = bytesOf(300)
    const bodies = [garbage, Uint8Array.of(0x80), forged, ...space.entries.slice(1)]
    const append = (id: LogId, body: Uint8Array) => ask(bob, { method: 'POST', path: endpoints.log(id), body })
    const mirror = (id: LogId, body: Uint8Array) => ask(bob, { method: 'POST', path: endpoints.mirror(id), body })
    const nothingHere = await append(unknown, bytesOf(10))
    expect(nothingHere).toMatch(/^404 /)
    for (const body of bodies) {
      expect(await append(space.id, body)).toBe(nothingHere)
      expect(await append(unknown, body)).toBe(nothingHere)
      const mirrored = await mirror(unknown, body)
      expect(await mirror(space.id, body)).toBe(mirrored)
      if (body !== garbage) expect(mirrored).toBe(nothingHere)
    }
    expect(await mirror(space.id, new Uint8Array(0))).toBe(nothingHere)
    expect(await mirror(unknown, new Uint8Array(0))).toBe(nothingHere)
    // The whole of a log that one once had is no way to ask for its newest head.
    expect(await mirror(space.id, concat(...space.entries))).toBe(nothingHere)
    // Positive control: who may read gets the receipt.
    expect(
      await ask(alice, { method: 'POST', path: endpoints.mirror(space.id), body: concat(...space.entries) }),
    ).toMatch(/^201 /)
  })
})

describe('T75 many at once exceed no limit', () => {
  test('uploads: what runs counts against the quota of the owner', async () => {
    const small = await startTestRelay({ QUOTA_BYTES: '100000' })
    const carol = await new Somebody(suite, small).register()
    const packs = carol.at().packsOf((await TestSpace.create(carol)).id)
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => packs.put(packId(), bytesOf(40_000), 40_000, signal())),
    )
    expect(outcomes.filter(({ ok }) => ok).length).toBeLessThanOrEqual(2)
    const { accounts } = (await administer(small.directory, ['admin', 'accounts'])) as {
      accounts: readonly { usedBytes: number }[]
    }
    expect(accounts[0]?.usedBytes).toBeLessThanOrEqual(100_000)
    expect((await packs.put(packId(), bytesOf(10_000), 10_000, signal())).ok).toBe(true)
    await small.close()
  })

  test('10^4 invitations, all at the same time: so many tokens and no more', async () => {
    const small = await startTestRelay({ TOKENS_PER_IDENTITY: '5' })
    const carol = await new Somebody(suite, small).register()
    const put = () => verdictOf(carol.at().putToken(bytesOf(16), { label: 'invitation', signal: signal() }))
    const outcomes = await Promise.all(Array.from({ length: 200 }, put))
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(5)
    expect(new Set(outcomes)).toEqual(new Set(['accepted', 'E_QUOTA']))
    await small.close()
  })
})

describe('T75 strangers cost little', () => {
  /** Announces a body and sends only so much of it; answers the status, or null while there is none. */
  function begin(by: Somebody, wish: Wish & { readonly announced: number; readonly sent: number }) {
    const { method, path, announced, sent, at = relay } = wish
    const { hostname, port } = new URL(at.address)
    const headers = { ...headersFor(by, { ...wish, body: new Uint8Array(1) }), 'content-length': announced }
    let status: number | null = null
    const asked = send({ hostname, port, method, path, headers, agent: false }, (answer) => {
      status = answer.statusCode ?? null
      answer.resume()
    })
    asked.on('error', () => undefined)
    asked.write(new Uint8Array(sent))
    return { status: () => status, end: () => asked.destroy() }
  }

  test('a hundred bodies that never end, from strangers: alice appends all the same', async () => {
    const space = await TestSpace.create(alice)
    const path = endpoints.identities
    const slow = Array.from({ length: 100 }, () =>
      begin(new Somebody(suite, relay), { method: 'POST', path, announced: 8 * 2 ** 20, sent: 500_000 }),
    )
    const refusals = () => slow.filter(({ status }) => status() === 503).length
    for (let i = 0; i < 500 && refusals() <= 20; i++) await wait(20)
    expect((await space.append(alice, space.commit(alice, 'meanwhile'))).kind).toBe('appended')
    expect(refusals()).toBeGreaterThan(20)
    for (const { end } of slow) end()
    // What they held is given back: a stranger is served again.
    await wait(200)
    await new Somebody(suite, relay).register()
  })

  test('whoever may not open an account is told so before the body is read', async () => {
    const closed = await startTestRelay({ REGISTRATION: 'token' })
    const mallory = new Somebody(suite, closed)
    const path = endpoints.identities
    const asked = begin(mallory, { method: 'POST', path, at: closed, announced: 8 * 2 ** 20, sent: 1 })
    for (let i = 0; i < 100 && asked.status() === null; i++) await wait(20)
    expect(asked.status()).toBe(403)
    asked.end()
    await closed.close()
  })

  test('a thousand entries at once, two thousand a day for each token, whatever keys they come with', async () => {
    const token = bytesOf(16)
    await alice.at().putToken(token, { label: 'card', signal: signal() })
    const push = async (entries: number): Promise<string> => {
      const mallory = new Somebody(suite, relay)
      const body = new Uint8Array(entries).fill(0x80)
      const answer = await ask(mallory, { method: 'POST', path: endpoints.mirror(mallory.id), body, token })
      return Buffer.from(answer.slice(4), 'hex').toString('latin1')
    }
    expect(await push(1001)).toContain('E_LIMIT')
    for (let i = 0; i < 2; i++) expect(await push(1000)).not.toMatch(/E_LIMIT|E_QUOTA/)
    expect(await push(1)).toContain('E_QUOTA')
  })

  test('an identity whose log would fill the memory is not taken further', async () => {
    const carol = await new Somebody(suite, relay).register()
    const extensions = new Map([[1, new Uint8Array(60_000)]])
    let head = carol.log.head
    let refusal = ''
    for (let i = 0; i < 200 && refusal === ''; i++) {
      const draft = {
        ...{ type: 'home.set', authorHead: null, seen: [], time: Date.now(), body: null, extensions },
        payload: [fromHex(relay.relayId), relay.address],
        previous: { logId: carol.id, ...head },
      }
      const entry = buildEntry(suite, 'identity', draft, carol.device)
      const outcome = await verdictOf(carol.at().append(carol.id, encodeEntry(entry), { signal: signal() }))
      if (outcome === 'accepted') head = { seq: entry.seq, hash: entry.hash }
      else refusal = outcome
    }
    expect(refusal).toBe('E_LIMIT')
    expect(head.seq * 60_000).toBeLessThan(9 * 2 ** 20)
  })

  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::1', '2001:db8:1:2'],
    ['2001:DB8:1:2:ffff::', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('the address %s counts as %s: 64 bits of IPv6 are one customer', (address, network) => {
    const groups = networkOf(address).split(':')
    expect(groups.length === 1 ? groups[0] : groups.map((part) => Number(part).toString(16)).join(':')).toBe(network)
  })
})

describe('event streams', () => {
  const listen = async (by: Somebody) => {
    const headers = headersFor(by, { method: 'GET', path: endpoints.events })
    const socket = new WebSocket(relay.address.replace('http', 'ws') + endpoints.events, { headers })
    socket.binaryType = 'arraybuffer'
    const heard: string[] = []
    socket.addEventListener('message', ({ data }) => {
      heard.push(Buffer.from(data as ArrayBuffer).toString('latin1'))
    })
    const closed = new Promise<number>((resolve) => socket.addEventListener('close', ({ code }) => resolve(code)))
    await new Promise<void>((resolve) => socket.addEventListener('open', () => resolve()))
    const follow = (...ids: LogId[]): void => socket.send(subscribeRecord.encode([1, 'subscribe', ids]))
    return { follow, heard, closed, close: () => socket.close() }
  }

  test('a device that was revoked, and an account that was blocked, hear no more: the stream ends', async () => {
    const carol = await new Somebody(suite, relay).register()
    const lost = createDeviceSecrets(suite, carol.id)
    const step = () => ({ log: carol.log, author: carol.device, time: Date.now() })
    const request = requestJoin(suite, lost)
    const seed = carol.identitySeed
    const joined = addDevice(suite, step(), { request, name: 'lost', mayProvision: false, seed, generation: 1 })
    const extend = async ({ log, entries }: { log: Somebody['log']; entries: readonly { seq: number }[] }) => {
      carol.log = log
      for (const { seq } of entries)
        await carol.at().append(carol.id, carol.entries[seq] ?? bytesOf(1), { signal: signal() })
    }
    await extend(joined)
    const thief = new Somebody(suite, relay)
    thief.log = carol.log
    thief.device = lost
    const stream = await listen(thief)
    await extend(revokeDevice(suite, step(), { deviceId: lost.deviceId, seed }))
    const token = bytesOf(16)
    await carol.at().putToken(token, { label: 'card', signal: signal() })
    await bob.at().postMessage(carol.id, bytesOf(50), { token, signal: signal() })
    expect(await stream.closed).toBe(1008)
    expect(stream.heard.join()).not.toContain('inbox')

    const own = await listen(carol)
    await administer(relay.directory, ['admin', 'block', carol.id])
    await bob.at().postMessage(carol.id, bytesOf(51), { token, signal: signal() })
    expect(await own.closed).toBe(1008)
    expect(own.heard.join()).not.toContain('inbox')
  })

  test('T75 whoever keeps changing what they follow is let go; others are served', async () => {
    const space = await TestSpace.create(alice)
    await space.grant(bob, presets.viewer)
    const [flood, quiet] = [await listen(bob), await listen(alice)]
    for (let i = 0; i < 1100; i++) flood.follow(space.id)
    expect(await flood.closed).toBe(1003)
    quiet.follow(space.id)
    await space.append(alice, space.commit(alice, 'heard'))
    for (let i = 0; i < 200 && !quiet.heard.some((one) => one.includes('log')); i++) await wait(10)
    expect(quiet.heard.some((one) => one.includes('log'))).toBe(true)
    quiet.close()
  })
})
