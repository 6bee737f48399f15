// Two people compare by code instead of by sixty digits: only the code of the other one, for me, verifies. PROTOCOL §7, ATTACKS T11.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { safetyCodeText } from '../../shared/contact/index.ts'
import type { IdentityId } from '../../shared/domain/ids.ts'
import { Office, type Person } from '../testing/office.ts'

let office: Office
let alice: Person
let bob: Person
let carol: Person
beforeAll(async () => {
  office = await Office.open()
  const relay = await office.relay()
  alice = await office.person('alice', relay)
  bob = await office.person('bob', relay)
  carol = await office.person('carol', relay)
  await alice.befriend(bob)
  await alice.befriend(carol)
})
afterAll(() => office.close())

const levelOfBob = () => alice.core.contacts.get(bob.core.me.id)?.level

test('T11 nothing but bob’s code for alice verifies bob', () => {
  const { contacts } = alice.core
  const nobody = 'ab'.repeat(32) as IdentityId
  const codes: readonly [string, string][] = [
    ['ownCode', contacts.safetyCode(bob.core.me.id)],
    ['stranger', safetyCodeText({ owner: carol.core.me.id, other: bob.core.me.id })],
    ['conflict', safetyCodeText({ owner: bob.core.me.id, other: nobody })],
    ['conflict', safetyCodeText({ owner: nobody, other: alice.core.me.id })],
  ]
  for (const [outcome, code] of codes) {
    expect(contacts.compareCode(bob.core.me.id, code)).toBe(outcome)
    expect(levelOfBob()).toBe('first-contact')
  }
  expect(() => contacts.compareCode(bob.core.me.id, 'siegel:verify:AAAA')).toThrow()
  expect(levelOfBob()).toBe('first-contact')
})

test('bob’s screen and alice’s camera: bob is verified at alice, and alice not yet at bob', () => {
  expect(alice.core.contacts.compareCode(bob.core.me.id, bob.core.contacts.safetyCode(alice.core.me.id))).toBe('match')
  expect(levelOfBob()).toBe('verified')
  expect(bob.core.contacts.get(alice.core.me.id)?.level).toBe('first-contact')
})
