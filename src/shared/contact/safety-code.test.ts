// T11: what a scanned code proves, and what never counts. PROTOCOL §7.
import { expect, test } from 'vitest'
import { encodeCanonical } from '../base/canonical.ts'
import { fromHex } from '../base/encoding.ts'
import type { IdentityId } from '../domain/ids.ts'
import { verdictOf } from '../logs/testing/people.ts'
import { compareSafetyCode, parseSafetyCode, safetyCodeText } from './index.ts'
import { toTextForm } from './text-form.ts'

const [alice, bob, mallory, carol] = ['a', 'b', 'e', 'c'].map((digit) => digit.repeat(64)) as [
  IdentityId,
  IdentityId,
  IdentityId,
  IdentityId,
]
/** Alice scans what `owner` shows to the person they believe to be `other`. */
const aliceScans = (owner: IdentityId, other: IdentityId) =>
  compareSafetyCode(parseSafetyCode(safetyCodeText({ owner, other })), alice, bob)

test('T11 each holding the other is a match', () => {
  expect(aliceScans(bob, alice)).toBe('match')
})

test('T11 my own code, a code for other people, and somebody in between are told apart and never match', () => {
  expect(aliceScans(alice, bob)).toBe('ownCode')
  expect(aliceScans(alice, alice)).toBe('ownCode')
  expect(aliceScans(bob, mallory)).toBe('conflict')
  expect(aliceScans(mallory, alice)).toBe('conflict')
  expect(aliceScans(carol, mallory)).toBe('stranger')
})

test('T11 the code of another version, a shortened one and a card are refused', () => {
  const scan = (text: string) => verdictOf(() => parseSafetyCode(text))
  const text = safetyCodeText({ owner: bob, other: alice })
  const version = (number: number) =>
    toTextForm('verify', encodeCanonical([number, 'safety-code', fromHex(bob), fromHex(alice)]))
  expect(scan(text)).toBe('accepted')
  expect(version(1)).toBe(text)
  expect(scan(version(0))).toBe('E_UNKNOWN_VERSION')
  expect(scan(version(2))).toBe('E_UNKNOWN_VERSION')
  expect(scan(text.slice(0, -4))).toBe('E_CANON')
  expect(scan(text.replace('verify', 'card'))).toBe('E_CANON')
  expect(
    scan(toTextForm('verify', encodeCanonical([1, 'safety-code', fromHex(bob).subarray(0, 16), fromHex(alice)]))),
  ).toBe('E_CANON')
  expect(scan('')).toBe('E_CANON')
})
