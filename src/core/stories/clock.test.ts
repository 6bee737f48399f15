// A clock that is wrong: by 7 minutes, 3 hours, 2 years, ahead and behind. Whole cores, a real relay that is on time. It is named,
// requests follow the relay's clock, entries follow it for a day, and nothing is lost. PROTOCOL §8 "Time".
import { mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningRelay } from '../../relay/index.ts'
import { WrongClock } from '../../shared/base/errors.ts'
import { presets } from '../../shared/domain/rights.ts'
import { formatters } from '../../shared/i18n/index.ts'
import { describePerson } from '../bridge/people.ts'
import { describeSync } from '../bridge/sync-state.ts'
import { readOutcome } from '../spaces/index.ts'
import { readStatements } from '../store/index.ts'
import { Office, soon, type Person } from '../testing/office.ts'

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
const day = 24 * 60 * minute
const years = 730 * day
const clocks: [string, string, number][] = [
  ['7 minutes', '7 Minuten', 7 * minute],
  ['3 hours', '3 Stunden', 180 * minute],
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
    await alice.grant(akten, bob, 'editor')
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
    await bob.core.spaces.create(own, 'Eigenes', soon())
  })
})

test('a clock that is right is not spoken of', () => {
  expect(alice.core.clockOffBy).toBeNull()
})

describe('2 years', () => {
  const shown = ({ core }: Person) =>
    describeSync(core.spaces.mustKnow(akten), core.spaces.open(akten), {
      ...{ connection: null, why: null, nameOf: () => '' },
      describe: (id) => describePerson(core, id),
    })
  const headOf = ({ core }: Person) => core.spaces.open(akten).replica.state.head.seq
  const isWrong = (by: number) => (offBy: number | null) => Math.abs((offBy ?? 0) - by) < 10_000

  test.each([
    ['ahead', years],
    ['behind', -years],
  ])('%s: what is written here waits and says why, nothing is lost, and it goes by itself', async (way, by) => {
    let off = 0
    const bob = await office.personWithWrongClock(`carol-${way}`, relay, () => off)
    await alice.befriend(bob)
    // The right ends in a month, by everybody's clock but bob's.
    const wish = { to: bob.core.me.id, rights: presets.editor, notAfter: office.now() + 30 * day }
    await alice.core.spaces.grant(akten, wish, soon())
    await bob.join(akten)
    for (const name of ['beide', 'umbenannt', 'gelöscht'])
      await bob.write(`${way}-${name}.txt`, `${name}, erste Fassung`)
    await bob.sync()
    await alice.sync()

    off = by
    await alice.write(`${way}-beide.txt`, 'Fassung alice')
    await alice.write(`${way}-neu.txt`, 'von alice')
    await alice.sync()
    const head = headOf(alice)
    await bob.write(`${way}-beide.txt`, 'Fassung bob')
    await bob.write(`${way}-wartet.txt`, 'von bob')
    await rename(path.join(bob.folder, `${way}-umbenannt.txt`), path.join(bob.folder, `${way}-neuer Name.txt`))
    await rm(path.join(bob.folder, `${way}-gelöscht.txt`))
    const before = await bob.tree()
    for (const moment of ['at once', 'after a restart']) {
      await bob.sync()
      expect(shown(bob), moment).toEqual({ kind: 'clock', offBy: expect.toSatisfy(isWrong(by)) as number })
      expect(bob.core.clockOffBy, moment).toSatisfy(isWrong(by))
      expect(readOutcome(bob.core.store, akten), moment).toMatchObject({
        settled: false,
        obstacle: { kind: 'clock' },
      })
      // To a clock that is behind, all that is new is dated too far ahead (PROTOCOL §8): it is held. Otherwise reading goes on.
      const news = by > 0 ? { [`${way}-neu.txt`]: 'von alice' } : {}
      expect(await bob.tree(), moment).toEqual({ ...before, ...news })
      await bob.lock()
      await bob.unlock()
    }
    expect(bob.core.lastClockOffBy).toSatisfy(isWrong(by))
    await alice.sync()
    expect(headOf(alice)).toBe(head)
    // What he says he has seen is dated by the earlier clock: it comes at once, and no relay keeps it for later.
    const said = readStatements(alice.core.store, 'seen', akten).find(({ identityId }) => identityId === bob.core.me.id)
    if (by > 0) expect(said?.head.seq).toBe(head)
    expect(said?.time).toBeLessThan(office.now() + minute)

    // Nothing else is dated either, and no message is judged: it waits.
    await mkdir(`${bob.folder}-eigenes`)
    await expect(bob.core.spaces.create(`${bob.folder}-eigenes`, 'Eigenes', soon())).rejects.toThrow(WrongClock)
    await expect(bob.core.contacts.links.create({ note: '', expiresAt: bob.core.now() + day }, soon())).rejects.toThrow(
      WrongClock,
    )
    await alice.core.contacts.links.create({ note: '', expiresAt: office.now() + day }, soon())
    const second = await office.person(`dave-${way}`, relay)
    await second.core.contacts.add(await bob.core.contacts.ownCard(soon()), soon())
    await bob.sync()
    expect(bob.core.contacts.get(second.core.me.id)).toBeNull()

    off = 0
    await bob.sync()
    expect(bob.core.contacts.get(second.core.me.id)).toMatchObject({ state: 'asking' })
    await alice.sync()
    await bob.sync()
    const all = await alice.tree()
    expect(await bob.tree()).toEqual(all)
    expect(all).toMatchObject({
      [`${way}-wartet.txt`]: 'von bob',
      [`${way}-neuer Name.txt`]: 'umbenannt, erste Fassung',
    })
    expect(all).not.toHaveProperty(`${way}-gelöscht.txt`)
    const mine = Object.entries(all).filter(([name]) => name.startsWith(way))
    // Only what both wrote is there twice.
    expect(mine.map(([, content]) => content).sort()).toEqual(
      ['Fassung alice', 'Fassung bob', 'umbenannt, erste Fassung', 'von alice', 'von bob'].sort(),
    )
    expect(shown(bob).kind).toBe('up-to-date')
    const times = alice.core.spaces
      .open(akten)
      .replica.entries()
      .map(({ header }) => header?.time ?? 0)
    for (const time of times) expect(Math.abs(time - Date.now()) < day || time === 0).toBe(true)
    await alice.revoke(akten, bob)
    await alice.sync()
  })

  test.each([years, -years])('%i ms: no identity is made and none recovered, and the clock is named', async (by) => {
    const wrong = { name: 'WrongClock', offBy: expect.toSatisfy(isWrong(by)) as number }
    let off = by
    await expect(office.personWithWrongClock(`frank ${by}`, relay, () => off)).rejects.toMatchObject(wrong)
    off = 0
    const frank = await office.personWithWrongClock(`frank-${by}`, relay, () => off)
    const devices = frank.core.devices.list().length
    off = by
    await expect(frank.recoverElsewhere(relay.address)).rejects.toMatchObject(wrong)
    off = 0
    const again = await office.secondComputer(frank, relay)
    expect(again.core.devices.list().length).toBe(devices + 1)
  })
})

test('the clock of a foreign relay dates its own spaces and nothing else', async () => {
  const foreign = await office.relay('foreign', {}, () => 3 * 60 * minute)
  const bob = await office.person('bob-elsewhere', foreign)
  await alice.befriend(bob)
  const theirs = await bob.create('Fremdes')
  await bob.grant(theirs, alice, 'editor')
  await alice.sync()
  const folder = `${alice.folder}-fremdes`
  await alice.core.spaces.accept(theirs, folder, soon())
  const lastOf = (space: typeof theirs) => alice.core.spaces.open(space).replica.state.time - office.now()
  expect(Math.abs(lastOf(theirs) - 3 * 60 * minute)).toBeLessThan(minute)
  await alice.write('nach dem Fremden.txt', 'hier')
  await alice.sync()
  expect(Math.abs(lastOf(akten))).toBeLessThan(minute)
  expect(alice.core.clockOffBy).toBeNull()
})
