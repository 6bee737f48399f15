// What one client keeps of other people's identity logs: over a restart, beside a root branch, and against a relay that lost some.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import { encodeEntry, parseEntry, type Entry } from '../../shared/logs/entry.ts'
import { compareHeads, recoverDevice, setHome, type IdentityLog } from '../../shared/logs/identity/index.ts'
import { homeOf, onboard, withDevice, type Person } from '../../shared/logs/testing/people.ts'
import { openStore, raisePin, readPin, type Store } from '../store/index.ts'
import type { LogReader } from './interface.ts'
import { KnownIdentities } from './known-identities.ts'

const soon = () => AbortSignal.timeout(10_000)
let suite: Suite
let alice: Person
let directory: string
let store: Store
beforeAll(async () => {
  suite = await openSuite()
  alice = onboard(suite, 'laptop')
})
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'siegel-known-'))
  store = open()
})
afterEach(() => {
  store.close()
  rmSync(directory, { recursive: true })
})

const open = () => openStore(path.join(directory, 'cache.db'), new Uint8Array(32).fill(7))
function restarted(): KnownIdentities {
  store.close()
  store = open()
  return new KnownIdentities(suite, store, Date)
}

/** A relay's shelf: it serves what lies there; what is pushed lies there, unless it does not care. */
class Shelf implements LogReader {
  entries: readonly Entry[]
  readonly pushed: number[] = []
  readonly #cares: boolean

  constructor(log: IdentityLog, cares = true) {
    this.entries = log.entries
    this.#cares = cares
  }

  async *readLog(_: string, from: number): AsyncGenerator<Uint8Array> {
    await Promise.resolve()
    yield* this.entries.slice(from).map(encodeEntry)
  }

  mirror(_: string, entries: readonly Uint8Array[]): Promise<void> {
    this.pushed.push(entries.length)
    if (this.#cares) this.entries = entries.map((bytes) => parseEntry(suite, 'identity', bytes))
    return Promise.resolve()
  }
}

describe('a branch that root replaced', () => {
  test('is kept as evidence over a restart: what older entries of other logs name is still found, and is older', async () => {
    const thief = withDevice(suite, alice, true)
    const stolen = setHome(suite, { log: thief.log, author: thief.added, time: 2000 }, homeOf('e')).log
    const rescued = recoverDevice(suite, { entropy: alice.entropy, log: alice.log, deviceName: 'new', time: 3000 }).log
    const known = new KnownIdentities(suite, store, Date)
    await known.refresh(alice.log.id, new Shelf(stolen), soon())
    await known.refresh(alice.log.id, new Shelf(rescued), soon())
    const after = restarted().get(alice.log.id) ?? expect.fail()
    expect(after.head).toEqual(rescued.head)
    expect(after.abandoned.map(({ head }) => head)).toEqual([stolen.head])
    expect(after.at(stolen.head)).toEqual(stolen.state)
    expect(compareHeads(after, rescued.head, stolen.head)).toBe('older')
    expect(after.abandoned[0]?.entries.map(encodeEntry)).toEqual(stolen.entries.map(encodeEntry))
  })
})

describe('T07: a relay that shows less of a log than it did', () => {
  const longer = () => setHome(suite, { log: alice.log, author: alice.device, time: 2000 }, homeOf('b')).log

  test('gets back byte for byte what it lost, and then what is known holds', async () => {
    const known = new KnownIdentities(suite, store, Date)
    await known.refresh(alice.log.id, new Shelf(longer()), soon())
    const relay = new Shelf(alice.log)
    expect((await known.refresh(alice.log.id, relay, soon())).head).toEqual(longer().head)
    expect(relay.entries.map(encodeEntry)).toEqual(longer().entries.map(encodeEntry))
    await known.refresh(alice.log.id, relay, soon())
    expect(relay.pushed).toEqual([longer().entries.length])
  })

  test('and keeps doing so is refused, also after a restart', async () => {
    await new KnownIdentities(suite, store, Date).refresh(alice.log.id, new Shelf(longer()), soon())
    const relay = new Shelf(alice.log, false)
    await expect(restarted().refresh(alice.log.id, relay, soon())).rejects.toMatchObject({ code: 'E_ROLLBACK' })
    expect(relay.pushed).toHaveLength(1)
  })
})

describe('an entry dated more than a day ahead of this computer’s clock', () => {
  const day = 24 * 60 * 60 * 1000
  const clock = { time: 0, now: () => clock.time }
  beforeEach(() => {
    clock.time = 10_000
  })
  const moved = (log: IdentityLog, time: number) => setHome(suite, { log, author: alice.device, time }, homeOf('b')).log
  const rescued = () =>
    recoverDevice(suite, { entropy: alice.entropy, log: alice.log, deviceName: 'new', time: 3 * day }).log

  test('waits: the state before it counts, until its time has come', async () => {
    const known = new KnownIdentities(suite, store, clock)
    const shelf = new Shelf(moved(moved(alice.log, 2000), 3 * day))
    expect((await known.refresh(alice.log.id, shelf, soon())).head).toEqual(moved(alice.log, 2000).head)
    expect((await known.refresh(alice.log.id, shelf, soon())).head).toEqual(moved(alice.log, 2000).head)
    expect(known.ahead(alice.log.id)).toEqual({ author: alice.log.id, until: 2 * day })
    clock.time = 2 * day
    expect(known.ahead(alice.log.id)).toBeNull()
    expect((await known.refresh(alice.log.id, shelf, soon())).head).toEqual(moved(moved(alice.log, 2000), 3 * day).head)
  })

  test('that root signed replaces nothing before, whether its branch is as long or shorter, and a relay that has it gets nothing back', async () => {
    const branch = rescued()
    for (const more of [branch.head.seq - alice.log.head.seq, branch.head.seq - alice.log.head.seq + 1]) {
      store.close()
      rmSync(path.join(directory, 'cache.db'))
      store = open()
      clock.time = 10_000
      const known = new KnownIdentities(suite, store, clock)
      let held = alice.log
      for (let i = 0; i < more; i++) held = moved(held, 2000)
      await known.refresh(alice.log.id, new Shelf(held), soon())
      const shelf = new Shelf(branch, false)
      expect((await known.refresh(alice.log.id, shelf, soon())).head).toEqual(held.head)
      expect(known.ahead(alice.log.id)?.until).toBe(2 * day)
      expect(shelf.pushed).toEqual([])
      clock.time = 2 * day
      expect((await known.refresh(alice.log.id, shelf, soon())).head).toEqual(branch.head)
    }
  })

  test('that was seen before the clock was put back is no rollback where the cache is lost, and the pin stays', async () => {
    const seen = moved(alice.log, 3 * day)
    store.write((writable) => raisePin(writable, { logId: alice.log.id, kind: 'identity', ...seen.head }))
    const known = new KnownIdentities(suite, store, clock)
    const refreshed = known.refresh(alice.log.id, new Shelf(seen), soon())
    await expect(refreshed).rejects.toMatchObject({ code: 'E_STALE', entry: { until: 2 * day } })
    expect(known.get(alice.log.id)).toBeNull()
    expect(readPin(store, alice.log.id)?.hash).toBe(seen.head.hash)
    clock.time = 2 * day
    expect((await known.refresh(alice.log.id, new Shelf(seen), soon())).head).toEqual(seen.head)
  })
})
