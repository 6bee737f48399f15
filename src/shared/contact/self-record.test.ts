// Stories about the self record: only the person's own devices write and read it. PROTOCOL §5, §19.17.
import { beforeAll, describe, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import type { Suite } from '../crypto/suite.ts'
import { revokeDevice, type IdentityLog } from '../logs/identity/index.ts'
import { onboard, verdictOf, withDevice, type Person } from '../logs/testing/people.ts'
import { maxSelfLength, openSelf, sealSelf, verifySelf } from './index.ts'

let suite: Suite
let alice: Person
let mallory: Person
beforeAll(async () => {
  suite = await openSuite()
  alice = onboard(suite, 'laptop')
  mallory = onboard(suite, 'rig')
})

const content = Uint8Array.of(4, 5, 6)
const seal = (device = alice.device, version = {}) =>
  sealSelf(suite, device, { generation: 1, counter: 7, seed: alice.identitySeed, ...version }, content)
const verify = (wire: Uint8Array, log: IdentityLog = alice.log) => verifySelf(suite, wire, log)

describe('the self record', () => {
  test('comes back to whoever has the seed, with its counter and signer', () => {
    const self = verify(seal())
    expect(self).toMatchObject({ identityId: alice.log.id, generation: 1, counter: 7, deviceId: alice.device.deviceId })
    expect(openSelf(suite, self, alice.identitySeed)).toEqual(content)
    expect(verdictOf(() => openSelf(suite, self, mallory.identitySeed))).toBe('E_OPEN')
    expect(verdictOf(() => openSelf(suite, { ...self, counter: 8 }, alice.identitySeed))).toBe('E_OPEN')
    expect(verdictOf(() => openSelf(suite, { ...self, generation: 2 }, alice.identitySeed))).toBe('E_OPEN')
  })

  test('T60 is as long with one contact as with a few: its content is padded, and opens only so', () => {
    const lengthOf = (bytes: number) =>
      sealSelf(suite, alice.device, { generation: 1, counter: 7, seed: alice.identitySeed }, new Uint8Array(bytes))
        .length
    expect(lengthOf(3)).toBe(lengthOf(1020))
    expect(lengthOf(50_001)).toBe(lengthOf(51_000))
    expect(lengthOf(1021)).toBeGreaterThan(lengthOf(1020))
  })

  test('is refused from others, for others, and from generations nobody knows', () => {
    expect(verdictOf(() => verify(seal(), mallory.log))).toBe('E_ID')
    expect(verdictOf(() => verify(seal({ ...alice.device, deviceId: mallory.device.deviceId })))).toBe('E_ROLE')
    expect(verdictOf(() => verify(seal({ ...alice.device, signSecretKey: mallory.device.signSecretKey })))).toBe(
      'E_SIG',
    )
    expect(verdictOf(() => verify(seal(alice.device, { generation: 2 })))).toBe('E_STALE')
    expect(() => seal(alice.device, { counter: 0 })).toThrow(RangeError)
    expect(() => seal(alice.device, { generation: 0 })).toThrow(RangeError)
  })

  test('of a device since revoked stays readable for its generation and is refused for the next', () => {
    const twice = withDevice(suite, alice, false)
    const wish = { deviceId: twice.added.deviceId, seed: alice.identitySeed }
    const { log, identitySeed } = revokeDevice(suite, { log: twice.log, author: alice.device, time: 2000 }, wish)
    const last = seal(twice.added)
    expect(openSelf(suite, verify(last, log), alice.identitySeed)).toEqual(content)
    expect(verdictOf(() => verify(seal(twice.added, { generation: 2, seed: identitySeed }), log))).toBe('E_ROLE')
    expect(verdictOf(() => verify(seal(alice.device, { generation: 2, seed: identitySeed }), log))).toBe('accepted')
  })

  test('T44 changed in any byte is refused, T05 T58 so is an empty or endless one', () => {
    const wire = seal()
    expect(verdictOf(() => verify(wire))).toBe('accepted')
    for (let i = 0; i < wire.length; i++) {
      const mutated = wire.map((byte, at) => (at === i ? byte ^ 0x80 : byte))
      expect(
        verdictOf(() => verify(mutated)),
        `byte ${i}`,
      ).not.toBe('accepted')
    }
    expect(verdictOf(() => verify(new Uint8Array()))).toBe('E_CANON')
    expect(verdictOf(() => verify(new Uint8Array(maxSelfLength + 1)))).toBe('E_LIMIT')
    const tooMuch = new Uint8Array(maxSelfLength)
    expect(() =>
      sealSelf(suite, alice.device, { generation: 1, counter: 1, seed: alice.identitySeed }, tooMuch),
    ).toThrow(RangeError)
  })
})
