// The folder itself: SYNC-01 … SYNC-05, SYNC-07. SYNC.md property 7: a missing root is not a deletion.
import { beforeEach, describe, expect, test } from 'vitest'
import { Room, type Desk } from '../../testing/room.ts'
import { Seeded } from '../../testing/seeded.ts'

let room: Room
let alice: Desk
let bob: Desk
beforeEach(async () => {
  ;({ room, alice, bob } = await Room.ofTwo({ 'letters/one': 'first', plan: 'draft' }))
})
const paused = { phase: 'paused', obstacle: { kind: 'root-missing' }, settled: false }

describe('root', () => {
  test('SYNC-01 the folder is marked with the space it belongs to, and another space keeps out', async () => {
    expect(alice.read('.siegel/space')).toBe(`${room.relay.spaceId}\n`)
    alice.write('.siegel/space', `${'00'.repeat(32)}\n`)
    expect(await alice.sync()).toMatchObject({ phase: 'stopped', obstacle: { kind: 'refused', code: 'E_POLICY' } })
    await bob.sync()
    expect(bob.read('plan')).toBe('draft')
  })

  test('SYNC-02 a folder that is gone pauses the space and deletes nothing', async () => {
    alice.client.disk.rename(['home', 'space'], ['home', 'away'], false)
    expect(await alice.sync()).toMatchObject(paused)
    await bob.sync()
    expect(bob.read('plan')).toBe('draft')
    alice.client.disk.rename(['home', 'away'], ['home', 'space'], false)
    expect(await alice.sync()).toMatchObject({ phase: 'idle', settled: true })
  })

  test('SYNC-02 a folder that is back is found without anybody asking, long before the next full look', async () => {
    const { disk, engine } = alice.client
    disk.rename(['home', 'space'], ['home', 'away'], false)
    engine.start()
    await room.until(() => engine.status.obstacle?.kind === 'root-missing')
    disk.rename(['home', 'away'], ['home', 'space'], false)
    const since = room.scheduler.now
    await room.until(() => engine.status.settled)
    expect(room.scheduler.now - since).toBeLessThan(90_000)
    await room.scheduler.run(engine.stop())
  })

  test('SYNC-02 an empty mount point in its place pauses it as well', async () => {
    alice.client.disk.rename(['home', 'space'], ['home', 'away'], false)
    alice.client.disk.create(['home', 'space'], 'directory')
    expect(await alice.sync()).toMatchObject(paused)
    expect(alice.client.disk.directory(['home', 'space']).entries.size).toBe(0)
  })

  test('SYNC-02 … also while nothing was in it yet: what would come into the mount point would count as deleted later', async () => {
    ;({ room, alice, bob } = await Room.ofTwo({}))
    await bob.sync()
    const { disk } = bob.client
    disk.rename(['home', 'space'], ['home', 'away'], false)
    disk.create(['home', 'space'], 'directory')
    alice.write('plan', 'draft')
    await alice.sync()
    expect(await bob.sync()).toMatchObject(paused)
    disk.remove(['home', 'space'])
    disk.rename(['home', 'away'], ['home', 'space'], false)
    expect(await bob.sync()).toMatchObject({ phase: 'idle', settled: true })
    expect([bob.read('plan'), alice.read('plan')]).toEqual(['draft', 'draft'])
  })

  test('SYNC-02 a folder that goes away in the middle of the scan is not believed', async () => {
    let calls = 0
    alice.onCall = (call) => {
      if (call === 'list' && ++calls === 2) {
        alice.client.disk.rename(['home', 'space'], ['home', 'away'], false)
        alice.client.disk.create(['home', 'space'], 'directory')
      }
    }
    expect(await alice.sync()).toMatchObject(paused)
    expect(room.commits).toHaveLength(2)
  })

  test('SYNC-03 a folder that was emptied asks first, and is believed when the person says so', async () => {
    alice.remove('letters')
    alice.remove('plan')
    const asked = { kind: 'missing', reason: 'emptied', files: 2, paths: ['letters', 'plan'] }
    expect(await alice.sync()).toMatchObject({ phase: 'paused', obstacle: asked, settled: false })
    await bob.sync()
    expect(bob.read('plan')).toBe('draft')
    await alice.client.engine.answerMissing('remove')
    await room.settle(alice, bob)
    expect(bob.files).toEqual([])
  })

  test('SYNC-03 … or comes back when it was not meant', async () => {
    alice.remove('letters')
    alice.remove('plan')
    await alice.sync()
    await alice.client.engine.answerMissing('fetch')
    await room.settle(alice, bob)
    expect(alice.files).toEqual(['letters', 'letters/one', 'plan'])
    expect(bob.files).toEqual(alice.files)
  })

  test('SYNC-04 a killed process is no power cut: what the person shortened is their edit', async () => {
    alice.write('plan', 'x'.repeat(9000))
    await room.settle(alice, bob)
    alice.client.kill(null)
    alice.write('plan', 'y'.repeat(4096))
    alice.client.restart()
    await room.settle(alice, bob)
    expect(bob.read('plan')).toBe('y'.repeat(4096))
  })

  test('SYNC-05 what shrank in a crash is not taken for an edit after a second one either', async () => {
    const inode = alice.inode('plan')
    alice.client.kill(new Seeded(1))
    alice.client.disk.setData(inode, new Uint8Array(0))
    alice.client.restart()
    let calls = 0
    // The process dies after the scan has seen the new size, before anything was made good.
    alice.onCall = (call) => {
      if (call === 'stat' && ++calls === 6) throw new Error('killed')
    }
    await alice.cycle().catch(() => undefined)
    alice.onCall = () => undefined
    alice.client.kill(null)
    alice.client.restart()
    await room.settle(alice, bob)
    expect([alice.read('plan'), bob.read('plan')]).toEqual(['draft', 'draft'])
  })
})

describe('a folder that comes back without a memory of it', () => {
  const missing = {
    phase: 'paused',
    obstacle: { kind: 'missing', reason: 'returned', files: 1, paths: ['plan'] },
    settled: false,
  }

  test('SYNC-07 what lies in both is not transferred, and what is new here is pushed', async () => {
    alice.client.forget()
    alice.write('new', 'written meanwhile')
    const before = room.relay.packs.size
    const changes = alice.changes.length
    expect(await alice.sync()).toMatchObject({ phase: 'idle', settled: true })
    expect(alice.changes.slice(changes)).toEqual([])
    expect(room.relay.packs.size).toBe(before + 1)
    await bob.sync()
    expect(bob.read('new')).toBe('written meanwhile')
  })

  test('SYNC-07 what was deleted meanwhile is asked about: nothing moves before the answer', async () => {
    alice.client.forget()
    alice.remove('plan')
    alice.write('letters/one', 'edited meanwhile')
    expect(await alice.sync()).toMatchObject(missing)
    expect(await alice.sync()).toMatchObject(missing)
    await bob.sync()
    expect(bob.read('plan')).toBe('draft')
    expect(bob.read('letters/one')).toBe('first')
  })

  test('SYNC-07 it was deleted on purpose: it goes to the trash for everybody', async () => {
    alice.client.forget()
    alice.remove('plan')
    await alice.sync()
    await alice.client.engine.answerMissing('remove')
    await room.settle(alice, bob)
    expect(bob.read('plan')).toBeNull()
    expect(alice.read('plan')).toBeNull()
  })

  test('SYNC-07 it was not: it comes back', async () => {
    alice.client.forget()
    alice.remove('letters/one')
    alice.remove('letters')
    expect(await alice.sync()).toMatchObject({ obstacle: { kind: 'missing', files: 1, paths: ['letters'] } })
    await alice.client.engine.answerMissing('fetch')
    await room.settle(alice, bob)
    expect(alice.read('letters/one')).toBe('first')
    expect(bob.read('letters/one')).toBe('first')
  })
})
