// Mirrors: entries of logs that live elsewhere, two branches of one log, a log that moves house. PROTOCOL §8, §19.16, §19.17.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSuite } from '../node/crypto/index.ts'
import { all, signal, Somebody, TestSpace, verdictOf } from '../core/remote/testing.ts'
import type { Suite } from '../shared/crypto/suite.ts'
import { presets } from '../shared/domain/rights.ts'
import { encodeEntry } from '../shared/logs/entry.ts'
import { resetDevices, rootAuthor, rotateIdentityKey, setHome } from '../shared/logs/identity/index.ts'
import { buildHomeSet } from '../shared/logs/space/index.ts'
import { startTestRelay } from './testing.ts'

let suite: Suite
let relay: Awaited<ReturnType<typeof startTestRelay>>
let elsewhere: Awaited<ReturnType<typeof startTestRelay>>
let alice: Somebody

beforeAll(async () => {
  suite = await openSuite()
  relay = await startTestRelay()
  elsewhere = await startTestRelay()
  alice = await new Somebody(suite, relay).register()
})
afterAll(() => Promise.all([relay.close(), elsewhere.close()]))

const read = (who: Somebody, id: Somebody['id'] | TestSpace['id'], at = relay) =>
  all(who.at(at).readLog(id, 0, { signal: signal() }))
const mirror = (who: Somebody, id: Somebody['id'] | TestSpace['id'], entries: readonly Uint8Array[], at = relay) =>
  who.at(at).mirror(id, entries, { signal: signal() })

test('a mirrored log grows by what is new; gaps, foreign and altered entries are refused', async () => {
  const bob = await new Somebody(suite, elsewhere).register()
  await mirror(alice, bob.id, bob.entries.slice(0, 2))
  await mirror(alice, bob.id, bob.entries)
  expect(await read(alice, bob.id)).toEqual(bob.entries)
  const carol = new Somebody(suite, elsewhere)
  expect(await verdictOf(mirror(alice, carol.id, carol.entries.slice(1)))).toBe('E_ID')
  expect(await verdictOf(mirror(alice, carol.id, bob.entries))).toBe('E_ID')
  const altered = carol.entries.map((entry, i) => (i === 2 ? entry.with(-1, (entry.at(-1) ?? 0) ^ 1) : entry))
  expect(await verdictOf(mirror(alice, carol.id, altered))).not.toBe('accepted')
  expect(await verdictOf(read(alice, carol.id))).toBe('E_ID')
})

test('a mirrored log is not appended to: only its home orders it', async () => {
  const bob = await new Somebody(suite, elsewhere).register()
  await mirror(alice, bob.id, bob.entries)
  const step = { log: bob.log, author: bob.device, time: Date.now() }
  const [entry] = rotateIdentityKey(suite, step, bob.identitySeed).entries
  const bytes = entry === undefined ? new Uint8Array(0) : encodeEntry(entry)
  expect(await verdictOf(bob.at(relay).append(bob.id, bytes, { signal: signal() }))).toBe('E_POLICY')
  expect(await verdictOf(bob.at(elsewhere).append(bob.id, bytes, { signal: signal() }))).toBe('accepted')
})

test('of two branches by devices neither replaces the other, and both are served as proof', async () => {
  const bob = await new Somebody(suite, elsewhere).register()
  await mirror(alice, bob.id, bob.entries)
  const step = { log: bob.log, author: bob.device, time: Date.now() }
  const [one, other] = [
    rotateIdentityKey(suite, step, bob.identitySeed),
    rotateIdentityKey(suite, step, bob.identitySeed),
  ]
  const [first, second] = [one, other].map(({ log }) => log.entries.map(encodeEntry))
  await mirror(alice, bob.id, first ?? [])
  expect(await verdictOf(mirror(alice, bob.id, second ?? []))).toBe('E_FORK')
  expect(await read(alice, bob.id)).toEqual(first)
  expect(await alice.at().proofs(bob.id, { signal: signal() })).toEqual(second?.slice(-1))
})

test('a branch that root signed replaces the other, which stays as proof', async () => {
  const bob = await new Somebody(suite, elsewhere).register()
  const step = { log: bob.log, author: bob.device, time: Date.now() }
  const stolen = rotateIdentityKey(suite, step, bob.identitySeed)
  await mirror(alice, bob.id, stolen.log.entries.map(encodeEntry))
  const root = { ...step, author: rootAuthor(suite, bob.entropy, bob.id) }
  const reset = resetDevices(suite, root, { kept: [bob.device.deviceId], seed: bob.identitySeed })
  const entries = reset.log.entries.map(encodeEntry)
  await mirror(alice, bob.id, entries)
  expect(await read(alice, bob.id)).toEqual(entries)
  expect(await alice.at().proofs(bob.id, { signal: signal() })).toEqual(stolen.log.entries.slice(-1).map(encodeEntry))
  await mirror(alice, bob.id, stolen.log.entries.map(encodeEntry))
  expect(await read(alice, bob.id)).toEqual(entries)
})

test('the heads on a replaced branch are still known after the relay was started again', async () => {
  const own = await startTestRelay()
  const bob = await new Somebody(suite, own).register()
  const carol = await new Somebody(suite, own).register()
  const space = await TestSpace.create(bob)
  const step = { log: bob.log, author: bob.device, time: Date.now() }
  const stolen = rotateIdentityKey(suite, step, bob.identitySeed)
  await mirror(bob, bob.id, stolen.log.entries.map(encodeEntry), own)
  bob.log = stolen.log
  bob.meet(bob)
  await space.rotate(bob)
  const root = { ...step, author: rootAuthor(suite, bob.entropy, bob.id) }
  const reset = resetDevices(suite, root, { kept: [bob.device.deviceId], seed: bob.identitySeed })
  await mirror(carol, bob.id, reset.log.entries.map(encodeEntry), own)
  await own.close()
  const again = await startTestRelay({ DATA_DIR: own.directory })
  expect(await all(bob.connect(again).readLog(space.id, 0, { signal: signal() }))).toEqual(space.entries)
  await again.close()
})

test('two signed entries at one place of a space are kept as proof', async () => {
  const space = await TestSpace.create(alice)
  const [one, other] = [space.commit(alice, 'one'), space.commit(alice, 'other')]
  await space.append(alice, one)
  expect(await verdictOf(mirror(alice, space.id, [encodeEntry(other.entry)]))).toBe('E_FORK')
  expect(await alice.at().proofs(space.id, { signal: signal() })).toEqual([encodeEntry(other.entry)])
  expect(await read(alice, space.id)).toEqual(space.entries)
})

test('a space that moves house is taken by the new home first, then let go by the old one', async () => {
  const bob = await new Somebody(suite, relay).register()
  await bob.at(elsewhere).register(bob.entries, { token: null, signal: signal() })
  const space = await TestSpace.create(bob)
  await space.grant(alice, presets.viewer)
  const home = { relayId: elsewhere.relayId, address: elsewhere.address }
  const moved = buildHomeSet(suite, bob.position(space.state), home)
  const log = [...space.entries, encodeEntry(moved.entry)]
  await alice.at(elsewhere).register(alice.entries, { token: null, signal: signal() })
  expect(await verdictOf(mirror(alice, space.id, space.entries, elsewhere))).toBe('E_POLICY')
  await mirror(bob, space.id, space.entries, elsewhere)
  const tooEarly = encodeEntry(space.commit(bob, 'too early').entry)
  expect(await verdictOf(bob.at(elsewhere).append(space.id, tooEarly, { signal: signal() }))).toBe('E_POLICY')
  await mirror(bob, space.id, log, elsewhere)
  expect(await read(bob, space.id, elsewhere)).toEqual(log)
  expect((await space.append(bob, moved)).kind).toBe('appended')
  const next = encodeEntry(space.commit(bob, 'at the new home').entry)
  expect(await verdictOf(bob.at(relay).append(space.id, next, { signal: signal() }))).toBe('E_POLICY')
  expect((await bob.at(elsewhere).append(space.id, next, { signal: signal() })).kind).toBe('appended')
})

test('an identity that moves house', async () => {
  const bob = await new Somebody(suite, relay).register()
  const step = { log: bob.log, author: bob.device, time: Date.now() }
  const moved = setHome(suite, step, { relayId: elsewhere.relayId, address: elsewhere.address })
  const entries = moved.log.entries.map(encodeEntry)
  await bob.at(elsewhere).register(entries, { token: null, signal: signal() })
  expect((await bob.at(relay).append(bob.id, entries.at(-1) ?? new Uint8Array(0), { signal: signal() })).kind).toBe(
    'appended',
  )
  expect(await read(bob, bob.id, relay)).toEqual(await read(bob, bob.id, elsewhere))
})
