// Two whole engines on simulated disks exchange a folder. SYNC.md, "How it is tested".
import { beforeAll, describe, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { presets } from '../../shared/domain/rights.ts'
import { Client } from '../testing/client.ts'
import { Scheduler } from '../testing/scheduler.ts'
import { Seeded } from '../testing/seeded.ts'
import { freeGate } from '../testing/simulated-files.ts'
import { goodNetwork, SimulatedRelay } from '../testing/simulated-relay.ts'

let suite: Suite
beforeAll(async () => {
  suite = await openSuite()
})

describe('two people', () => {
  test('exchange a tree', async () => {
    const seeded = new Seeded(1)
    const scheduler = new Scheduler(seeded)
    const relay = new SimulatedRelay(suite, '5a'.repeat(32) as SpaceId, () => scheduler.now)
    const make = (name: string) => {
      const client = new Client({
        name,
        suite,
        relay,
        scheduler,
        seeded: seeded.fork(),
        gate: () => freeGate,
        network: () => goodNetwork,
      })
      relay.rights.set(client.me, presets.editor)
      return client
    }
    const alice = make('alice')
    const bob = make('bob')
    const file = alice.disk.create(['home', 'space', 'a.txt'], 'file')
    alice.disk.setData(file, new TextEncoder().encode('hello'))
    alice.disk.create(['home', 'space', 'dir'], 'directory')
    const f2 = alice.disk.create(['home', 'space', 'dir', 'b.txt'], 'file')
    alice.disk.setData(f2, new TextEncoder().encode('world'))
    alice.disk.create(['home', 'space', 'dir', 'empty'], 'file')
    const signal = new AbortController().signal
    const s1 = await scheduler.run(alice.engine.syncOnce(signal))
    expect(s1.settled).toBe(true)
    const s2 = await scheduler.run(bob.engine.syncOnce(signal))
    expect(s2.settled).toBe(true)
    expect(new TextDecoder().decode(bob.disk.find(['home', 'space', 'dir', 'b.txt'])?.data)).toBe('world')
  })
})
