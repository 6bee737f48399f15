// Hearing of changes: pushed, noticed when the line goes silent, polled where streams are blocked; never to whoever may not.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { startTestRelay } from '../../relay/testing.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import { presets } from '../../shared/domain/rights.ts'
import { buildGrantRemove } from '../../shared/logs/space/index.ts'
import type { Clock } from '../sync/interface.ts'
import { Line } from './testing-network.ts'
import { signal, Somebody, TestSpace } from './testing.ts'

let suite: Suite
let relay: Awaited<ReturnType<typeof startTestRelay>>
let alice: Somebody
let bob: Somebody

beforeAll(async () => {
  suite = await openSuite()
  relay = await startTestRelay()
  alice = await new Somebody(suite, relay).register()
  bob = await new Somebody(suite, relay).register()
})
afterAll(() => relay.close())

const until = (condition: () => boolean): Promise<void> =>
  vi.waitFor(() => {
    if (!condition()) throw new Error('not yet')
  }, 15_000)

/** A clock that moves when the test says so. */
function handClock(): Clock & { advance(milliseconds: number): void } {
  let now = Date.now()
  const sleepers = new Set<{ readonly due: number; readonly wake: () => void }>()
  return {
    now: () => now,
    sleep: (milliseconds, abort) =>
      new Promise((resolve) => {
        const sleeper = { due: now + milliseconds, wake: resolve }
        sleepers.add(sleeper)
        abort.addEventListener('abort', () => resolve())
      }),
    advance(milliseconds) {
      now += milliseconds
      for (const sleeper of sleepers) {
        if (sleeper.due > now) continue
        sleepers.delete(sleeper)
        sleeper.wake()
      }
    },
  }
}

test('bob hears of a commit, of messages, and of nothing after he was removed', async () => {
  const space = await TestSpace.create(alice)
  await space.grant(bob, presets.viewer)
  const client = bob.connect(relay)
  const heard: (string | null)[] = []
  let personal = 0
  client.watch([space.id], (log) => heard.push(log))
  client.onPersonal(() => personal++)
  await until(() => heard.includes(null) && heard.includes(space.id))
  heard.length = 0
  await space.append(alice, space.commit(alice, 'one'))
  await until(() => heard.includes(space.id))
  const before = personal
  const token = suite.random(16)
  await bob.at().putToken(token, { label: 'card', signal: signal() })
  await alice.at().postMessage(bob.id, suite.random(40), { token, signal: signal() })
  await until(() => personal > before)
  await space.append(alice, buildGrantRemove(suite, alice.position(space.state), bob.id))
  await space.rotate(alice)
  heard.length = 0
  await space.append(alice, space.commit(alice, 'two'))
  const again = personal
  await alice.at().postMessage(bob.id, suite.random(40), { token, signal: signal() })
  await until(() => personal > again)
  expect(heard).toEqual([])
  client.close()
})

test('mallory watches a space that is not hers, and hears nothing', async () => {
  const mallory = await new Somebody(suite, relay).register()
  const space = await TestSpace.create(alice)
  const client = mallory.connect(relay)
  const heard: (string | null)[] = []
  client.watch([space.id, alice.id], (log) => heard.push(log))
  await until(() => heard.includes(alice.id))
  await space.append(alice, space.commit(alice, 'one'))
  const others = await TestSpace.create(mallory)
  client.watch([others.id], (log) => heard.push(log))
  await until(() => heard.includes(others.id))
  expect(heard).not.toContain(space.id)
  client.close()
})

test('a line that goes silent without a word is given up within 30 seconds, and all may have changed', async () => {
  const line = await Line.to(relay.address)
  const clock = handClock()
  const client = alice.connect({ ...relay, address: line.address }, { clock })
  let unsure = 0
  client.watch([alice.id], (log) => log === null && unsure++)
  await until(() => unsure === 1)
  line.silent = true
  clock.advance(24_000)
  await new Promise((resolve) => setImmediate(resolve))
  expect(line.connections).toBe(1)
  clock.advance(5_000)
  await new Promise((resolve) => setTimeout(resolve, 20))
  line.silent = false
  await until(() => {
    clock.advance(1_000)
    return unsure === 2
  })
  expect(line.connections).toBeGreaterThan(1)
  client.close()
  line.close()
})

test('a stream that is closed is opened again, after a pause', async () => {
  const line = await Line.to(relay.address)
  const clock = handClock()
  const client = alice.connect({ ...relay, address: line.address }, { clock })
  let unsure = 0
  client.watch([alice.id], (log) => log === null && unsure++)
  await until(() => unsure === 1)
  line.cutAll()
  await until(() => {
    clock.advance(1_000)
    return unsure === 2
  })
  client.close()
  line.close()
})

test('where event streams are blocked, changes are polled', async () => {
  const space = await TestSpace.create(alice)
  const line = await Line.to(relay.address)
  line.blocksWebSockets = true
  const clock = handClock()
  const client = alice.connect({ ...relay, address: line.address }, { clock })
  const heard: (string | null)[] = []
  client.watch([space.id], (log) => heard.push(log))
  await until(() => {
    clock.advance(1_000)
    return heard.includes(space.id)
  })
  heard.length = 0
  await space.append(alice, space.commit(alice, 'one'))
  await until(() => {
    clock.advance(1_000)
    return heard.includes(space.id)
  })
  expect(heard).not.toContain(null)
  client.close()
  line.close()
})

test('nobody listens any more: the stream ends, and begins again for the next', async () => {
  const line = await Line.to(relay.address)
  const client = alice.connect({ ...relay, address: line.address })
  let unsure = 0
  const stop = client.watch([alice.id], (log) => log === null && unsure++)
  await until(() => unsure === 1)
  stop()
  client.onPersonal(() => unsure++)
  await until(() => unsure > 1)
  expect(line.connections).toBe(2)
  client.close()
  line.close()
})

test('a clock that is wrong by hours does not keep anybody from hearing', async () => {
  const clock = handClock()
  clock.advance(3 * 60 * 60_000)
  const client = alice.connect(relay, { clock })
  let unsure = 0
  client.watch([alice.id], (log) => log === null && unsure++)
  await until(() => {
    clock.advance(100)
    return unsure === 1
  })
  client.close()
})
