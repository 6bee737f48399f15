// The relay lies about what time it is, by two years and to whoever has the right time: grants that last until a day neither end nor
// go on, and nothing is dated as it likes. What it can do within a day stands in docs/THREAT-MODEL.md. PROTOCOL §8 "Time".
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { presets } from '../../shared/domain/rights.ts'
import { describePerson } from '../bridge/people.ts'
import { membersOf } from '../bridge/space-members.ts'
import { describeSync } from '../bridge/sync-state.ts'
import { soon, verdictOf, type Person } from '../testing/evil-relay/person.ts'
import { World } from '../testing/evil-relay/world.ts'

const day = 24 * 60 * 60_000
const years = 730 * day

let world: World
/** What the relay adds to the right time: it signs, judges and answers by that. */
let lie = 0
beforeAll(async () => {
  // It begins long ago: a relay takes nothing that was signed before.
  lie = -2 * years
  world = await World.create((variables, now) => startTestRelay(variables, () => now() + lie))
})
beforeEach(() => {
  lie = 0
})
afterAll(() => world.close())

const spaceOf = ({ core }: Person, space: SpaceId) => core.spaces.open(space).replica
const shown = ({ core }: Person, space: SpaceId) =>
  describeSync(core.spaces.mustKnow(space), core.spaces.open(space), {
    ...{ connection: null, why: null, nameOf: () => '' },
    describe: (id) => describePerson(core, id),
  })
const standingOf = (who: Person, at: Person, space: SpaceId) =>
  membersOf(at.core, at.core.spaces.open(space)).find(({ person }) => person.id === who.id)?.state
const heldBy = (who: Person, space: SpaceId) => spaceOf(who, space).state.epochRecipients.map(({ id }) => id)

/** Alice's space with carol, and with bob until tomorrow. */
async function open(): Promise<{ alice: Person; bob: Person; carol: Person; space: SpaceId }> {
  const [alice, bob, carol] = [await world.onboard('alice'), await world.onboard('bob'), await world.onboard('carol')]
  const space = await world.share(alice, [
    [bob, 'editor'],
    [carol, 'editor'],
  ])
  const wish = { to: bob.id, rights: presets.editor, notAfter: world.now() + day }
  await alice.core.spaces.grant(space, wish, soon())
  await world.mustSettle(alice, bob, carol, alice)
  return { alice, bob, carol, space }
}

describe.each([
  ['ahead', years],
  ['behind', -years],
])('a relay whose clock is said to be 2 years %s', { timeout: 90_000 }, (way, by) => {
  test('nothing is written at its time, what waits says why, and it goes when the relay is honest again', async () => {
    const { alice, carol, space } = await open()
    const { head, time } = spaceOf(alice, space).state
    const before = world.evil.kept.length
    lie = by
    await alice.write('waits.txt', `while it is ${way}`)
    expect(await alice.sync()).toBe('waiting')
    const offBy = expect.toSatisfy((off: number) => Math.abs(off + by) < 30_000) as number
    expect(shown(alice, space)).toEqual({ kind: 'clock', offBy })
    expect(alice.core.clockOffBy).toEqual(offBy)
    expect(await verdictOf(alice.core.spaces.revoke(space, carol.id, soon()))).toBe('E_STALE')
    expect(await verdictOf(alice.core.spaces.create(carol.directory, 'New', soon()))).toBe('E_STALE')
    expect(spaceOf(alice, space).state).toMatchObject({ head, time })
    const sent = world.evil.kept.slice(before).map(({ method, path }) => `${method} ${path.split('/')[2]}`)
    expect(sent.filter((one) => /^(PUT spaces|POST (logs|inbox))/.test(one))).toEqual([])
    expect(Math.abs(alice.core.now() - world.now())).toBeLessThan(1000)

    lie = 0
    await world.mustSettle(alice, carol)
    expect(await carol.read('waits.txt')).toBe(`while it is ${way}`)
    for (const { header } of spaceOf(alice, space).entries())
      expect(Math.abs((header?.time ?? world.now()) - world.now())).toBeLessThan(day)
  })

  test('a right until tomorrow does not end', async () => {
    const { alice, bob, space } = await open()
    const { epoch } = spaceOf(alice, space).state
    lie = by
    for (const person of [alice, bob]) await person.sync()
    expect(standingOf(bob, alice, space)).toBe('joined')
    expect(spaceOf(alice, space).state.epoch).toBe(epoch)
    lie = 0
    await bob.write('still.txt', 'bob may')
    await world.mustSettle(alice, bob, alice)
    expect(await alice.read('still.txt')).toBe('bob may')
    expect(heldBy(alice, space)).toContain(bob.id)
  })

  test('a right until yesterday does not live on: nothing more is sealed to its key', async () => {
    const { alice, bob, carol, space } = await open()
    world.pass(2 * day)
    lie = by
    await carol.write('later.txt', 'not for bob')
    expect(await carol.sync()).toBe('waiting')
    await bob.sync()
    expect(await bob.read('later.txt')).toBeNull()
    expect(standingOf(bob, carol, space)).toBe('expired')
    lie = 0
    await world.mustSettle(carol, alice)
    expect(heldBy(carol, space)).not.toContain(bob.id)
    expect(await alice.read('later.txt')).toBe('not for bob')
    await bob.sync()
    expect(await bob.read('later.txt')).toBeNull()
  })

  test('only its `Date` lies: it is named, nothing is changed, and the next honest answer ends it', async () => {
    const { alice, bob, space } = await open()
    const { head } = spaceOf(alice, space).state
    const date = () => new Date(world.now() + by).toUTCString()
    const told = world.evil.mutate(({ answer }) => ({ answer, headers: { date: date() } }))
    await alice.write('date.txt', 'unsent')
    const before = await alice.files()
    expect(['E_STALE', 'waiting']).toContain(await alice.sync())
    expect((await alice.sees(space)).obstacle).toMatchObject({ kind: 'clock' })
    expect(told.count).toBeGreaterThan(0)
    expect(await alice.files()).toEqual(before)
    expect(spaceOf(alice, space).state.head).toEqual(head)
    told.end()
    await world.mustSettle(alice, bob)
    expect(await bob.read('date.txt')).toBe('unsent')
  })
})

test('within a day it is followed, and no further', { timeout: 90_000 }, async () => {
  const { alice, space } = await open()
  lie = day - 60_000
  await alice.write('early.txt', 'dated tomorrow')
  await world.mustSettle(alice)
  const { time } = spaceOf(alice, space).state
  expect(time - world.now()).toBeGreaterThan(day - 120_000)
  lie = day + 60_000
  await alice.write('earlier.txt', 'not dated')
  expect(await alice.sync()).toBe('waiting')
  expect(spaceOf(alice, space).state.time).toBe(time)
})
