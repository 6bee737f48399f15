// Alice and bob hear from each other's devices how far they have come, so that nobody takes silence for agreement. PROTOCOL §12.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningRelay } from '../../relay/index.ts'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { presets } from '../../shared/domain/rights.ts'
import { Silent } from '../freshness/index.ts'
import { readStatements } from '../store/index.ts'
import { Office, type Person } from '../testing/office.ts'

let office: Office
let alice: Person
let bob: Person
let space: SpaceId
let relay: RunningRelay
beforeAll(async () => {
  office = await Office.open()
  relay = await office.relay()
  alice = await office.person('alice', relay)
  bob = await office.person('bob', relay)
  await alice.befriend(bob)
  space = await alice.create('Akten')
})
afterAll(() => office.close())

const seenBy = (person: Person) => person.core.spaces.open(space).standing()

test('alone in her space, alice needs nobody to confirm anything', async () => {
  await alice.sync()
  expect(seenBy(alice)).toEqual({ confirmed: null, heard: null, ahead: null, disputed: null, unconfirmedSince: null })
})

test('bob’s device says what it has seen, and alice sees "confirmed by bob"', async () => {
  await alice.write('vertrag.txt', 'Entwurf')
  await alice.grant(space, bob, 'editor')
  await alice.sync()
  expect(seenBy(alice)?.confirmed).toBeNull()
  const before = Date.now()
  await bob.join(space)
  await alice.sync()
  const confirmed = seenBy(alice)?.confirmed
  expect(confirmed?.by).toBe(bob.core.me.id)
  expect(confirmed?.at).toBeGreaterThanOrEqual(before)
})

test('what alice changes is unconfirmed until bob has seen it', async () => {
  await alice.write('vertrag.txt', 'Endfassung')
  await alice.sync()
  expect(seenBy(alice)).toMatchObject({ confirmed: null, heard: { by: bob.core.me.id }, unconfirmedSince: null })
  await bob.sync()
  expect(seenBy(bob)?.confirmed?.by).toBe(alice.core.me.id)
  await alice.sync()
  expect(seenBy(alice)?.confirmed?.by).toBe(bob.core.me.id)
})

test('dave was away for long: alice is asked before a key is sealed to him, and may say that it shall be', async () => {
  const dave = await office.person('dave', relay)
  await alice.befriend(dave)
  office.pass(8 * 24 * 60 * 60 * 1000)
  const signal = AbortSignal.timeout(30_000)
  const wish = { to: dave.core.me.id, rights: presets.viewer, notAfter: null }
  await expect(alice.core.spaces.grant(space, wish, signal)).rejects.toBeInstanceOf(Silent)
  await alice.core.spaces.grant(space, { ...wish, evenIfSilent: true }, signal)
  expect(alice.core.spaces.open(space).isMember(dave.core.me.id)).toBe(true)
})

test('after eight days without a word the space is no longer called confirmed, until bob is back', async () => {
  await alice.sync()
  expect(seenBy(alice)?.unconfirmedSince).toBeLessThan(office.now() - 7 * 24 * 60 * 60 * 1000)
  await bob.sync()
  await alice.sync()
  expect(seenBy(alice)).toMatchObject({ unconfirmedSince: null, confirmed: { by: bob.core.me.id } })
})

test('bob no longer tells what he sees of this space: alice hears nothing newer, he still hears her', async () => {
  const { isSpeaking } = bob.core.spaces.open(space)
  bob.core.spaces.open(space).letSpeak(false)
  await alice.write('vertrag.txt', 'unterschrieben')
  await alice.sync()
  await bob.sync()
  await alice.sync()
  expect([isSpeaking, bob.core.spaces.open(space).isSpeaking]).toEqual([true, false])
  expect(seenBy(alice)?.confirmed).toBeNull()
  expect(seenBy(bob)?.confirmed?.by).toBe(alice.core.me.id)
  await bob.lock()
  await bob.unlock()
  expect(bob.core.spaces.open(space).isSpeaking).toBe(false)
  bob.core.spaces.open(space).letSpeak(true)
  await bob.sync()
  await alice.sync()
  expect(seenBy(alice)?.confirmed?.by).toBe(bob.core.me.id)
})

test('what a device says carries the time of its own clock where that is behind: no relay collects words for later', async () => {
  const hours = 3 * 60 * 60 * 1000
  const erin = await office.personWithWrongClock('erin', relay, -hours)
  await alice.befriend(erin)
  await alice.grant(space, erin, 'viewer')
  await erin.join(space)
  await alice.sync()
  const said = readStatements(alice.core.store, 'seen', space).find(({ identityId }) => identityId === erin.core.me.id)
  expect(said?.time).toBeLessThan(office.now() - hours + 60_000)
  // She judges what she hears by the later clock: alice's word does not come from the future.
  await bob.sync()
  await erin.sync()
  expect(seenBy(erin)?.heard?.at).toBeGreaterThan(office.now() - hours / 2)
})

test('frank invites alice, who never answers: that makes nothing of his doubtful', async () => {
  const frank = await office.person('frank', relay)
  await frank.befriend(alice)
  const his = await frank.create('Vergleich')
  await frank.core.spaces.grant(
    his,
    { to: alice.core.me.id, rights: presets.viewer, notAfter: null },
    AbortSignal.timeout(30_000),
  )
  await frank.sync()
  office.pass(30 * 24 * 60 * 60 * 1000)
  await frank.sync()
  expect(frank.core.spaces.open(his).replica.state.grants.has(alice.core.me.id)).toBe(true)
  expect(frank.core.spaces.open(his).standing()?.unconfirmedSince).toBeNull()
})
