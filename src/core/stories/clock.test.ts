// A clock that is wrong: by 7 minutes, 3 hours, 2 years, ahead and behind. Whole cores, a real relay that is on time. It is named,
// requests and entries follow the relay's clock, and nothing is lost. PROTOCOL §8 "Time".
import { mkdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningRelay } from '../../relay/index.ts'
import { presets } from '../../shared/domain/rights.ts'
import { formatters } from '../../shared/i18n/index.ts'
import { Office, type Person } from '../testing/office.ts'

let office: Office
let relay: RunningRelay
let alice: Person
let akten: Awaited<ReturnType<Person['create']>>

beforeAll(async () => {
  office = await Office.open()
  relay = await office.relay()
  alice = await office.person('alice', relay)
  akten = await alice.create('Akten')
  await alice.write('Alt.txt', 'von vorher')
  await alice.sync()
})
afterAll(() => office.close())

const minute = 60_000
const clocks: [string, string, number][] = [
  ['7 minutes', '7 Minuten', 7 * minute],
  ['3 hours', '3 Stunden', 180 * minute],
  ['2 years', '2 Jahre', 730 * 24 * 60 * minute],
]

describe.each(clocks)('%s', (en, de, off) => {
  test.each([
    ['ahead', off],
    ['behind', -off],
  ])('%s: an identity is made, a folder is shared and edited both ways, and everything is there', async (way, by) => {
    const bob = await office.personWithWrongClock(`bob-${en.replace(' ', '-')}-${way}`, relay, by)
    await bob.sync()
    expect(Math.abs((bob.core.clockOffBy ?? 0) - by)).toBeLessThan(10_000)
    expect(formatters('en-GB').duration(Math.abs(bob.core.clockOffBy ?? 0))).toBe(en)
    expect(formatters('de-DE').duration(Math.abs(bob.core.clockOffBy ?? 0))).toBe(de)

    // `siegel status` says it without asking the relay.
    expect(Math.abs((bob.core.lastClockOffBy ?? 0) - by)).toBeLessThan(70_000)

    await alice.befriend(bob)
    // Whose devices seem to have been silent for years is not let in unasked: no relay decides what time it is.
    const wish = {
      to: bob.core.me.id,
      rights: presets.editor,
      notAfter: null,
      evenIfSilent: -by > 7 * 24 * 60 * minute,
    }
    await alice.core.spaces.grant(akten, wish, AbortSignal.timeout(30_000))
    await bob.join(akten)
    expect(await bob.read('Alt.txt')).toBe('von vorher')
    const mine = `Von ${bob.name}.txt`
    await bob.write(mine, 'Entwurf')
    await bob.sync()
    await alice.sync()
    expect(await alice.read(mine)).toBe('Entwurf')
    await alice.write(mine, 'Endfassung')
    await alice.sync()
    await bob.sync()
    expect(await bob.read(mine)).toBe('Endfassung')
    // Both at once: a conflict loses neither.
    await alice.write(mine, 'Fassung alice')
    await bob.write(mine, 'Fassung bob')
    await alice.sync()
    await bob.sync()
    await alice.sync()
    const all = Object.values(await alice.tree())
    expect(all).toContain('Fassung alice')
    expect(all).toContain('Fassung bob')
    expect(await bob.tree()).toEqual(await alice.tree())

    // What bob wrote is dated by the relay's clock.
    const entries = alice.core.spaces.open(akten).replica.entries()
    const times = entries.flatMap(({ header }) => (header?.authorId === bob.core.me.id ? [header.time] : []))
    expect(times.length).toBeGreaterThan(2)
    for (const time of times) expect(Math.abs(time - Date.now())).toBeLessThan(10 * minute)

    // A restart begins without knowing the relay's time.
    await bob.lock()
    await bob.unlock()
    await bob.write(mine, 'nach dem Neustart')
    await bob.sync()
    await alice.sync()
    expect(await alice.read(mine)).toBe('nach dem Neustart')
    expect(bob.core.spaces.open(akten).engine?.status).toMatchObject({ settled: true, obstacle: null })
    await alice.revoke(akten, bob)
    await alice.sync()

    // The very first thing after a start is dated right, too.
    await bob.lock()
    await bob.unlock()
    const own = `${bob.folder}-eigenes`
    await mkdir(own)
    await bob.core.spaces.create(own, 'Eigenes', AbortSignal.timeout(30_000))
  })
})

test('a clock that is right is not spoken of', () => {
  expect(alice.core.clockOffBy).toBeNull()
})
