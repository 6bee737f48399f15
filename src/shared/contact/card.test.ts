// Stories about contact cards: bob learns from alice's card who she is, and nobody can change what it says. PROTOCOL §7, §19.13.
import { beforeAll, describe, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import type { Suite } from '../crypto/suite.ts'
import { MissingHead } from '../logs/entry.ts'
import type { IdentityLog } from '../logs/identity/index.ts'
import { revokeDevice, setHome } from '../logs/identity/index.ts'
import { homeOf, identitiesOf, onboard, verdictOf, withDevice, type Person } from '../logs/testing/people.ts'
import * as contact from './index.ts'

let suite: Suite
let alice: Person
let mallory: Person
beforeAll(async () => {
  suite = await openSuite()
  alice = onboard(suite, 'laptop')
  mallory = onboard(suite, 'rig')
})

const fields = () => ({
  head: alice.log.head,
  home: homeOf('a'),
  tlsPin: null,
  token: suite.random(16),
  name: 'Alice Ärmel',
  addresses: ['alice@example.org'],
  time: 1700,
})
const verify = (cardBytes: Uint8Array, ...logs: IdentityLog[]) =>
  contact.verifyCard(suite, contact.parseCard(cardBytes), identitiesOf(...logs))

describe('a card', () => {
  test('says who, where and which token, in bytes and as text that a mail broke into lines', () => {
    const wish = fields()
    const cardBytes = contact.createCard(suite, alice.device, wish)
    const pasted = contact.cardText(cardBytes).replace(/.{60}/gu, '$&\r\n  ')
    expect(contact.cardBytesOf(`\uFEFF${pasted}\n`)).toEqual(cardBytes)
    expect(verify(cardBytes, alice.log)).toEqual({ ...wish, identityId: alice.log.id, deviceId: alice.device.deviceId })
    expect(contact.parseCard(cardBytes)).toMatchObject({
      identityId: alice.log.id,
      head: alice.log.head,
      home: homeOf('a'),
    })
  })

  test('may carry a TLS key pin', () => {
    const tlsPin = suite.random(32)
    expect(verify(contact.createCard(suite, alice.device, { ...fields(), tlsPin }), alice.log).tlsPin).toEqual(tlsPin)
  })

  test('T07 shows a relay that serves an older or another log than the card names', () => {
    const newer = setHome(suite, { log: alice.log, author: alice.device, time: 2000 }, homeOf('b')).log
    const cardBytes = contact.createCard(suite, alice.device, { ...fields(), head: newer.head })
    expect(verdictOf(() => verify(cardBytes, newer))).toBe('accepted')
    expect(() => verify(cardBytes)).toThrow(new MissingHead(alice.log.id, 0))
    expect(() => verify(cardBytes, alice.log)).toThrow(new MissingHead(alice.log.id, 4))
    const other = setHome(suite, { log: alice.log, author: alice.device, time: 2000 }, homeOf('c')).log
    expect(verdictOf(() => verify(cardBytes, other))).toBe('E_FORK')
  })

  test('counts no longer once its device is revoked, and never from a stranger or in the name of another', () => {
    const twice = withDevice(suite, alice, false)
    const cardBytes = contact.createCard(suite, twice.added, { ...fields(), head: twice.log.head })
    const wish = { deviceId: twice.added.deviceId, seed: alice.identitySeed }
    const revoked = revokeDevice(suite, { log: twice.log, author: alice.device, time: 2000 }, wish).log
    expect(verdictOf(() => verify(cardBytes, twice.log))).toBe('accepted')
    expect(verdictOf(() => verify(cardBytes, revoked))).toBe('E_ROLE')
    const claim = (device: typeof alice.device) =>
      verdictOf(() => verify(contact.createCard(suite, device, fields()), alice.log))
    expect(claim(alice.device)).toBe('accepted')
    expect(claim({ ...mallory.device, identityId: alice.log.id })).toBe('E_ROLE')
    expect(claim({ ...alice.device, signSecretKey: mallory.device.signSecretKey })).toBe('E_SIG')
  })

  test('T44 changed in any byte is refused', () => {
    const cardBytes = contact.createCard(suite, alice.device, fields())
    expect(verdictOf(() => verify(cardBytes, alice.log))).toBe('accepted')
    for (let i = 0; i < cardBytes.length; i++) {
      const mutated = cardBytes.map((byte, at) => (at === i ? byte ^ 0x01 : byte))
      expect(
        verdictOf(() => verify(mutated, alice.log)),
        `byte ${i}`,
      ).not.toBe('accepted')
    }
  })
})

describe('refused at once', () => {
  test('T05 cards with nothing in them', () => {
    for (const change of [
      { name: '' },
      { token: new Uint8Array() },
      { addresses: [''] },
      { tlsPin: new Uint8Array() },
    ]) {
      expect(() => contact.createCard(suite, alice.device, { ...fields(), ...change })).toThrow(RangeError)
    }
    for (const cardBytes of [new Uint8Array(), Uint8Array.of(0x80), Uint8Array.of(0xf6)]) {
      expect(verdictOf(() => contact.parseCard(cardBytes))).toBe('E_CANON')
    }
  })

  test('text that is no card, is too long, or lacks a piece', () => {
    const text = contact.cardText(contact.createCard(suite, alice.device, fields()))
    const read = (pasted: string) => verdictOf(() => contact.parseCard(contact.cardBytesOf(pasted)))
    expect(read(text)).toBe('accepted')
    expect(read('')).toBe('E_CANON')
    expect(read(text.slice(0, -8))).toBe('E_CANON')
    expect(read(text.replace('card', 'verify'))).toBe('E_CANON')
    expect(read(text.replace('siegel:card:', 'siegel:card:!'))).toBe('E_CANON')
    expect(read(text + 'A'.repeat(20_000))).toBe('E_LIMIT')
  })
})

describe('the text of an identity id', () => {
  test('reads back, with spaces and capitals, and carries a checksum', () => {
    const text = contact.identityText(suite, alice.log.id)
    expect(text).toMatch(/^[a-z2-7]{56}$/)
    expect(contact.parseIdentityText(suite, text.toUpperCase().replace(/.{8}/gu, '$& '))).toBe(alice.log.id)
    for (let i = 0; i < text.length; i++) {
      const typo = text.slice(0, i) + (text[i] === 'a' ? 'b' : 'a') + text.slice(i + 1)
      expect(verdictOf(() => contact.parseIdentityText(suite, typo))).toBe('E_CANON')
    }
    expect(verdictOf(() => contact.parseIdentityText(suite, ''))).toBe('E_CANON')
    expect(verdictOf(() => contact.parseIdentityText(suite, text.slice(0, 52)))).toBe('E_CANON')
  })
})
