// Alice and bob hear from each other's devices how far they have come, so that nobody takes silence for agreement. PROTOCOL §12.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { Office, type Person } from '../testing/office.ts'

let office: Office
let alice: Person
let bob: Person
let space: SpaceId
beforeAll(async () => {
  office = await Office.open()
  const relay = await office.relay()
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
