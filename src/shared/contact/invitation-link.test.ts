// Stories about invitation links: the secret travels beside the relay, and only with it can somebody claim to be invited.
// PROTOCOL §7, §19.13; ATTACKS T21 as far as links go.
import { beforeAll, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { decodeCanonical, encodeCanonical, type Cbor } from '../base/canonical.ts'
import { fromBase64url, toBase64url } from '../base/encoding.ts'
import type { Suite } from '../crypto/suite.ts'
import { homeOf, onboard, verdictOf, type Person } from '../logs/testing/people.ts'
import { invitationLink, invitationProof, mustProveInvitation, parseInvitationLink, type Invitation } from './index.ts'

let suite: Suite
let alice: Person
let bob: Person
let mallory: Person
let invitation: Invitation
beforeAll(async () => {
  suite = await openSuite()
  alice = onboard(suite, 'laptop')
  bob = onboard(suite, 'desktop')
  mallory = onboard(suite, 'rig')
  const { head, id: inviterId } = alice.log
  invitation = {
    home: homeOf('a'),
    tlsPin: suite.random(32),
    inviterId,
    head,
    token: suite.random(16),
    secret: suite.random(16),
  }
})

test('a link reads back, and everything of it stands after the #', () => {
  const link = invitationLink({ ...invitation, home: { ...invitation.home, address: 'https://relay.example:8443/' } })
  expect(link.split('#')[0]).toBe('https://relay.example:8443/invite')
  expect(parseInvitationLink(link)).toMatchObject({
    inviterId: alice.log.id,
    token: invitation.token,
    secret: invitation.secret,
  })
  expect(parseInvitationLink(`${invitationLink(invitation).replace(/.{50}/gu, '$&\n')} `)).toEqual(invitation)
})

test('a link cut short, without its fragment, of another version, or endless is refused', () => {
  const link = invitationLink(invitation)
  const read = (text: string) => verdictOf(() => parseInvitationLink(text))
  expect(read(link)).toBe('accepted')
  expect(read(link.slice(0, -3))).toBe('E_CANON')
  expect(read(link.split('#')[0] ?? '')).toBe('E_CANON')
  expect(read('')).toBe('E_CANON')
  expect(read('#')).toBe('E_CANON')
  const [base = '', fragment = ''] = link.split('#')
  const [, ...rest] = decodeCanonical(fromBase64url(fragment), 1024) as Cbor[]
  expect(read(`${base}#${toBase64url(encodeCanonical([1, ...rest]))}`)).toBe('accepted')
  expect(read(`${base}#${toBase64url(encodeCanonical([2, ...rest]))}`)).toBe('E_UNKNOWN_VERSION')
  expect(read(link + 'A'.repeat(9000))).toBe('E_LIMIT')
})

test('T21 only who holds the secret proves to be invited, by this inviter, as this person', () => {
  const pair = { secret: invitation.secret, inviterId: alice.log.id, inviteeId: bob.log.id }
  const proof = invitationProof(suite, pair)
  const verdict = (change: Partial<typeof pair>, shown = proof) =>
    verdictOf(() => mustProveInvitation(suite, { ...pair, ...change }, shown))
  expect(verdict({})).toBe('accepted')
  expect(verdict({ inviteeId: mallory.log.id })).toBe('E_CONSENT')
  expect(verdict({ inviterId: mallory.log.id })).toBe('E_CONSENT')
  expect(verdict({ secret: suite.random(16) })).toBe('E_CONSENT')
  expect(verdict({}, proof.subarray(0, 16))).toBe('E_CONSENT')
  expect(verdict({}, new Uint8Array())).toBe('E_CONSENT')
})

test('T05 an empty or absent secret never becomes a key', () => {
  const pair = { inviterId: alice.log.id, inviteeId: bob.log.id }
  expect(() => invitationProof(suite, { ...pair, secret: new Uint8Array() })).toThrow(RangeError)
  expect(() => invitationProof(suite, { ...pair, secret: new Uint8Array(16) })).toThrow(RangeError)
  expect(() => invitationLink({ ...invitation, secret: new Uint8Array() })).toThrow(RangeError)
})
