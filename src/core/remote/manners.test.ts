// How the client behaves on real networks: wrong clocks, waiting as told, lines that break, servers that are no relay.
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { startTestRelay } from '../../relay/testing.ts'
import { toHex } from '../../shared/base/encoding.ts'
import { unwrap } from '../../shared/base/result.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { PackId, RelayId } from '../../shared/domain/ids.ts'
import { encodeRefusal } from '../../shared/protocol/index.ts'
import type { Clock } from '../sync/interface.ts'
import { createDispatcher } from './dispatcher.ts'
import { identifyRelay } from './identify.ts'
import { Line, serve } from './testing-network.ts'
import { all, signal, Somebody, systemClock, TestSpace, verdictOf, wrongClock } from './testing.ts'

let suite: Suite
let relay: Awaited<ReturnType<typeof startTestRelay>>
let alice: Somebody

beforeAll(async () => {
  suite = await openSuite()
  relay = await startTestRelay()
  alice = await new Somebody(suite, relay).register()
})
afterAll(() => relay.close())

const minute = 60_000
const clocks: [string, number][] = [
  ['7 minutes', 7 * minute],
  ['3 hours', 180 * minute],
  ['2 years', 730 * 24 * 60 * minute],
]

describe.each(clocks)('a clock that is wrong by %s', (_, by) => {
  test.each([by, -by])('%i ms: requests are corrected, and the difference is named', async (wrong) => {
    const fresh = alice.connect(relay, { clock: wrongClock(wrong) })
    expect(fresh.clockOffset).toBeNull()
    expect(await fresh.inbox({ signal: signal() })).toEqual([])
    expect(Math.abs((fresh.clockOffset ?? 0) + wrong)).toBeLessThan(5000)
    expect(await fresh.inbox({ signal: signal() })).toEqual([])
  })
})

test('a clock that is right within seconds is left alone', async () => {
  const client = alice.connect(relay, { clock: wrongClock(4000) })
  await client.inbox({ signal: signal() })
  expect(client.clockOffset).toBe(0)
})

/** A clock on which waiting takes no time and is written down. */
function patientClock(): Clock & { readonly waits: number[] } {
  let now = Date.now()
  const waits: number[] = []
  const sleep = (milliseconds: number): Promise<void> => {
    waits.push(milliseconds)
    now += milliseconds
    return Promise.resolve()
  }
  return { now: () => now, sleep, waits }
}

describe('waiting', () => {
  const busy = (times: number, status: number, headers: Record<string, string>) => {
    let asked = 0
    return serve((_, response) => {
      asked++
      const isBusy = asked <= times
      const code = status === 507 || status === 429 ? 'E_QUOTA' : 'E_TRANSPORT'
      response.writeHead(isBusy ? status : 200, {
        'siegel-relay': relay.relayId,
        'content-type': isBusy ? 'application/cbor' : 'application/cbor-seq',
        ...(isBusy ? headers : {}),
      })
      response.end(isBusy ? encodeRefusal({ code, place: null }) : '')
    })
  }

  test.each([429, 503, 507])('%i with Retry-After is obeyed and tried again', async (status) => {
    const server = await busy(2, status, { 'retry-after': '3' })
    const clock = patientClock()
    const client = alice.connect({ ...relay, address: server.address }, { clock })
    expect(await client.inbox({ signal: signal() })).toEqual([])
    expect(clock.waits).toHaveLength(2)
    for (const wait of clock.waits) expect(wait).toBeGreaterThanOrEqual(3000)
    server.close()
  })

  test('a long Retry-After is handed to the caller with its time', async () => {
    const server = await busy(9, 503, { 'retry-after': '600' })
    const clock = patientClock()
    const client = alice.connect({ ...relay, address: server.address }, { clock })
    const failure = await client.inbox({ signal: signal() }).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'E_TRANSPORT', retryAt: clock.now() + 600_000 })
    expect(clock.waits).toEqual([])
    server.close()
  })

  test('nobody answers: a few attempts, each after a longer pause that is never quite the same', async () => {
    const server = await serve(() => undefined)
    server.close()
    const clock = patientClock()
    const client = alice.connect({ ...relay, address: server.address }, { clock })
    expect(await verdictOf(client.inbox({ signal: signal() }))).toBe('E_TRANSPORT')
    expect(clock.waits).toHaveLength(3)
    for (const [i, wait] of clock.waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(125 * 2 ** i)
      expect(wait).toBeLessThanOrEqual(375 * 2 ** i)
    }
  })

  test('a refusal is not asked for again', async () => {
    const clock = patientClock()
    const client = alice.connect(relay, { clock })
    const unknown = '9'.repeat(64) as TestSpace['id']
    expect(await verdictOf(all(client.readLog(unknown, 0, { signal: signal() })))).toBe('E_ID')
    expect(clock.waits).toEqual([])
  })

  test('aborting ends a request that hangs, and a pause', async () => {
    const hanging = await serve(() => undefined)
    const client = alice.connect({ ...relay, address: hanging.address })
    expect(await verdictOf(client.inbox({ signal: AbortSignal.timeout(50) }))).toBe('E_TRANSPORT')
    const controller = new AbortController()
    const sleep = (): Promise<void> => {
      controller.abort()
      return Promise.resolve()
    }
    const clock: Clock = { ...systemClock, sleep }
    const server = await busy(9, 503, {})
    const waiting = alice.connect({ ...relay, address: server.address }, { clock })
    expect(await verdictOf(waiting.inbox({ signal: controller.signal }))).toBe('E_TRANSPORT')
    server.close()
    hanging.close()
  })
})

describe('what answers is no relay', () => {
  const page = '<html><title>Hotel</title>Please log in</html>'
  test.each([
    ['a login page', 200, { 'content-type': 'text/html' }],
    ['a redirect to one', 302, { location: 'http://login.example/' }],
    ['an empty success', 204, {}],
    ["a proxy's own 404", 404, { 'content-type': 'text/html' }],
    ["a proxy's own 502", 502, { 'content-type': 'text/html' }],
    ['another relay', 200, { 'siegel-relay': 'f'.repeat(64), 'content-type': 'application/cbor-seq' }],
    ['a page by a server that claims to be it', 200, { 'siegel-relay': 'own', 'content-type': 'text/html' }],
  ])('%s is a matter of transport, never of integrity', async (_, status, headers: Record<string, string>) => {
    const named = headers['siegel-relay'] === 'own' ? { ...headers, 'siegel-relay': relay.relayId } : headers
    const server = await serve((_request, response) => {
      response.writeHead(status, named)
      response.end(status === 204 ? undefined : page)
    })
    const place = { ...relay, address: server.address }
    const space = '5'.repeat(64) as TestSpace['id']
    const client = alice.connect(place, { clock: patientClock() })
    const ranges = [{ start: 0, end: 65_536 }]
    const outcomes = [
      verdictOf(client.inbox({ signal: signal() })),
      verdictOf(all(client.readLog(alice.id, 0, { signal: signal() }))),
      verdictOf(client.append(alice.id, alice.entries[3] ?? new Uint8Array(0), { signal: signal() })),
      verdictOf(all(client.packsOf(space).get('1'.repeat(32) as PackId, ranges, signal()))),
      verdictOf(
        identifyRelay({ suite, address: server.address, dispatcher: createDispatcher() }, { signal: signal() }),
      ),
    ]
    expect(await Promise.all(outcomes)).toEqual(outcomes.map(() => 'E_TRANSPORT'))
    server.close()
  })
})

test('the relay says who it is before anything is signed for it; another one than expected is refused', async () => {
  const place = { suite, address: relay.address, dispatcher: createDispatcher() }
  const info = await identifyRelay(place, { signal: signal(), expected: relay.relayId })
  expect(info).toMatchObject({ relayId: relay.relayId, registration: 'open', name: 'Siegel relay' })
  const other = 'f'.repeat(64) as RelayId
  expect(await verdictOf(identifyRelay(place, { signal: signal(), expected: other }))).toBe('E_ID')
})

test('a download over a line that is cut again and again arrives whole, and nothing is fetched twice but whole units', async () => {
  const space = await TestSpace.create(alice)
  const [id, bytes] = [toHex(suite.random(16)) as PackId, new Uint8Array(randomBytes(2_000_000))]
  unwrap(await alice.at().packsOf(space.id).put(id, bytes, bytes.length, signal()))
  const line = await Line.to(relay.address)
  line.bytesUntilCut = 500_000
  const client = alice.connect({ ...relay, address: line.address }, { clock: patientClock() })
  const ranges = [
    { start: 0, end: 655_360 },
    { start: 1_310_720, end: 2_031_616 },
  ]
  const received = Buffer.concat(await all(client.packsOf(space.id).get(id, ranges, signal())))
  expect(received.equals(Buffer.concat([bytes.subarray(0, 655_360), bytes.subarray(1_310_720)]))).toBe(true)
  expect(line.connections).toBeGreaterThan(2)
  line.close()
})

test('an upload whose answer got lost counts as done', async () => {
  const space = await TestSpace.create(alice)
  const [id, bytes] = [toHex(suite.random(16)) as PackId, new Uint8Array(randomBytes(100_000))]
  const line = await Line.to(relay.address)
  line.bytesUntilCut = 10
  const client = alice.connect(
    { ...relay, address: line.address },
    { clock: { ...patientClock(), sleep: () => Promise.resolve(void (line.bytesUntilCut = Infinity)) } },
  )
  unwrap(await client.packsOf(space.id).put(id, bytes, bytes.length, signal()))
  const read = Buffer.concat(await all(client.packsOf(space.id).get(id, [{ start: 0, end: 131_072 }], signal())))
  expect(read.equals(bytes)).toBe(true)
  line.close()
})

test('a pack id under which something else lies is no lost answer: E_CONFLICT, and what lies there stays', async () => {
  const space = await TestSpace.create(alice)
  const packs = alice.at().packsOf(space.id)
  const [id, first] = [toHex(suite.random(16)) as PackId, new Uint8Array(randomBytes(200_000))]
  unwrap(await packs.put(id, first, first.length, signal()))
  unwrap(await packs.put(id, first, first.length, signal()))
  const last = first.slice()
  last[199_999] = (last[199_999] ?? 0) ^ 1
  for (const other of [last, new Uint8Array(randomBytes(200_000)), first.subarray(0, 131_072)]) {
    expect(await packs.put(id, other, other.length, signal())).toMatchObject({
      ok: false,
      error: { code: 'E_CONFLICT' },
    })
  }
  const read = Buffer.concat(await all(packs.get(id, [{ start: 0, end: 262_144 }], signal())))
  expect(read.equals(first)).toBe(true)
})
