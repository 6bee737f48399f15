// Saying and hearing: once a day, never backwards, never from the future, never from a device that was taken out. PROTOCOL §12.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { Refused } from '../../shared/base/errors.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { DeviceId, EntryHash, IdentityId, SpaceId } from '../../shared/domain/ids.ts'
import { encodeEntry } from '../../shared/logs/entry.ts'
import { revokeDevice, type DeviceSecrets, type IdentityLog } from '../../shared/logs/identity/index.ts'
import { parseStatement, signStatement, type SeenKind } from '../../shared/logs/statement.ts'
import { homeOf, onboard, withDevice } from '../../shared/logs/testing/people.ts'
import { KnownIdentities, OwnIdentity } from '../identity/index.ts'
import { openStore, type Store } from '../store/index.ts'
import type { StatementRelay } from './interface.ts'
import { Freshness } from './service.ts'

const day = 24 * 60 * 60 * 1000
const space = 'c'.repeat(64) as SpaceId
const hash = 'ab'.repeat(32) as EntryHash
const signal = AbortSignal.timeout(60_000)

/** Keeps the newest statement of each device, as a relay does, and the logs it was given. */
class Relay implements StatementRelay {
  readonly words = new Map<DeviceId, Uint8Array>()
  readonly logs = new Map<string, IdentityLog>()
  puts = 0

  putStatement(_kind: SeenKind, _subject: IdentityId | SpaceId, wire: Uint8Array): Promise<void> {
    const { deviceId, counter } = parseStatement(wire)
    const known = this.words.get(deviceId)
    if (known !== undefined && parseStatement(known).counter >= counter)
      return Promise.reject(new Refused('E_ROLLBACK', 'counter'))
    this.words.set(deviceId, wire)
    this.puts++
    return Promise.resolve()
  }

  statements(): Promise<readonly Uint8Array[]> {
    return Promise.resolve([...this.words.values()])
  }

  mirror(): Promise<void> {
    return Promise.reject(new Refused('E_ID', 'nothing is lost here'))
  }

  async *readLog(id: string, from: number): AsyncGenerator<Uint8Array> {
    for (const entry of (await Promise.resolve(this.logs.get(id)))?.entries.slice(from) ?? []) yield encodeEntry(entry)
  }
}

let suite: Suite
let directory: string
beforeAll(async () => {
  suite = await openSuite()
  directory = await mkdtemp(path.join(tmpdir(), 'siegel-freshness-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

let now: number
/** As far as the later of both clocks is ahead of the earlier one. */
let apart = 0
let relay: Relay
let stores = 0
let alice: ReturnType<typeof onboard>
let bob: ReturnType<typeof withDevice>
let freshness: Freshness
let known: KnownIdentities
beforeEach(() => {
  now = 1_795_000_000_000
  relay = new Relay()
  alice = onboard(suite, 'laptop')
  bob = withDevice(suite, onboard(suite, 'desk'), false)
  freshness = open()
})

/** Alice's memory: new, and empty but for the logs she knows. */
function open(): Freshness {
  const store: Store = openStore(path.join(directory, `cache-${stores++}`), suite.random(32))
  known = new KnownIdentities(suite, store, Date)
  for (const { log } of [alice, bob]) known.accept(log.id, log.entries)
  const { device, identitySeed: seed } = alice
  const home = { home: homeOf('a'), tlsPin: null }
  const me = new OwnIdentity(suite, { device, seed, generation: 1, home }, known)
  return new Freshness({ suite, store, known, me, now: () => now + apart, stamp: () => now })
}

const log = () => ({ id: space, head: { seq: 3, hash }, principals: both(), present: both(), hashAt: () => hash })
const both = () => [alice.log.id, bob.log.id]
const bobSays = (counter: number, more: { time?: number; device?: DeviceSecrets; seq?: number } = {}): void => {
  const { time = now, device = bob.device, seq = 3 } = more
  const said = { kind: 'seen', subjectId: space, counter, time, head: { seq, hash } } as const
  relay.words.set(device.deviceId, signStatement(suite, device, said))
}
const listen = () => freshness.listen(relay, log(), signal)

test('a sign of life a day, and one more at once when the own log has grown', async () => {
  for (const hours of [0, 1, 12, 25]) {
    now += hours * 60 * 60 * 1000
    await freshness.beat(relay, signal)
  }
  expect(relay.puts).toBe(2)
  const { log: grown } = withDevice(suite, alice, false)
  known.accept(grown.id, grown.entries.slice(alice.log.entries.length))
  await freshness.beat(relay, signal)
  expect(relay.puts).toBe(3)
})

test('whoever lost the cache goes on counting where the relay has the last word', async () => {
  await freshness.beat(relay, signal)
  now += 2 * day
  await freshness.beat(relay, signal)
  freshness = open()
  await freshness.beat(relay, signal)
  const word = relay.words.get(alice.device.deviceId)
  expect(word && parseStatement(word).counter).toBe(3)
})

test('a word with a lower counter is never taken, whatever time it states', async () => {
  bobSays(7, { time: now - day })
  expect(await listen()).toBe(true)
  bobSays(6)
  expect(await listen()).toBe(false)
  expect(freshness.standing(log()).confirmed).toEqual({ by: bob.log.id, at: now - day })
})

test('a word from the day after tomorrow is not kept for later', async () => {
  bobSays(1, { time: now + 2 * day })
  await listen()
  expect(freshness.standing(log()).heard).toBeNull()
})

test('a word that anybody else signed in bob’s name is none', async () => {
  bobSays(1, { device: { ...bob.device, signSecretKey: alice.device.signSecretKey } })
  await listen()
  expect(freshness.standing(log()).heard).toBeNull()
})

test('a device that was taken out says nothing more, and what it said before is forgotten', async () => {
  bobSays(1, { device: bob.added, seq: 9 })
  await listen()
  expect(freshness.standing(log()).ahead).not.toBeNull()
  const wish = { deviceId: bob.added.deviceId, seed: bob.identitySeed }
  const { entries } = revokeDevice(suite, { log: bob.log, author: bob.device, time: 2000 }, wish)
  known.accept(bob.log.id, entries)
  expect(freshness.standing(log()).ahead).toBeNull()
})

test('a device that is new here is looked up in its owner’s newer log', async () => {
  const { log: longer, added } = withDevice(suite, bob, false)
  relay.logs.set(bob.log.id, longer)
  bobSays(1, { device: added })
  await listen()
  expect(freshness.standing(log()).confirmed).toEqual({ by: bob.log.id, at: now })
})

test('after seven days without a word of somebody else the space is unconfirmed, and a word makes it good', async () => {
  bobSays(1)
  await listen()
  const heard = now
  now += 7 * day
  expect(freshness.standing(log()).unconfirmedSince).toBeNull()
  now += 1
  expect(freshness.standing(log()).unconfirmedSince).toBe(heard)
  bobSays(2)
  await listen()
  expect(freshness.standing(log()).unconfirmedSince).toBeNull()
})

test('whoever was invited and never came is nobody to wait for', async () => {
  const invited = { ...log(), present: [alice.log.id] }
  await freshness.listen(relay, invited, signal)
  now += 30 * day
  expect(freshness.standing(invited).unconfirmedSince).toBeNull()
  await listen()
  const came = now
  now += 8 * day
  expect(freshness.standing(log()).unconfirmedSince).toBe(came)
})

test('whoever was heard has come, also if the relay hides that they accepted', async () => {
  const invited = { ...log(), present: [alice.log.id] }
  bobSays(1)
  await freshness.listen(relay, invited, signal)
  const heard = now
  now += 8 * day
  expect(freshness.standing(invited).unconfirmedSince).toBe(heard)
})

test('whoever wants it says nothing about a space, hears the others all the same, and may speak again', async () => {
  freshness.letSpeak(space, false)
  await freshness.speak(relay, log(), signal)
  expect(relay.puts).toBe(0)
  bobSays(1)
  expect(await listen()).toBe(true)
  await freshness.beat(relay, signal)
  expect(relay.puts).toBe(1)
  freshness.letSpeak(space, true)
  await freshness.speak(relay, log(), signal)
  expect(relay.puts).toBe(2)
})

test('whoever was alone until now has seven days, too', async () => {
  const alone = { ...log(), principals: [alice.log.id], present: [alice.log.id] }
  await freshness.listen(relay, alone, signal)
  now += 30 * day
  expect(freshness.standing(alone).unconfirmedSince).toBeNull()
  await listen()
  const joined = now
  expect(freshness.standing(log()).unconfirmedSince).toBeNull()
  now += 8 * day
  expect(freshness.standing(log()).unconfirmedSince).toBe(joined)
})

test('a relay that is two years ahead when somebody joins does not put off the limit by as much', async () => {
  apart = 730 * day
  await listen()
  apart = 0
  const joined = now
  now += 8 * day
  expect(freshness.standing(log()).unconfirmedSince).toBe(joined)
})
