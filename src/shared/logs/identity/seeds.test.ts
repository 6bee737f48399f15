// Stories about the identity seed: who can open which generation, also after loss, theft and recovery. PROTOCOL §4, §5.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openSuite } from '../../../node/crypto/index.ts'
import type { Cbor } from '../../base/canonical.ts'
import { rootKeysOf } from '../../crypto/recovery-phrase.ts'
import type { Suite } from '../../crypto/suite.ts'
import type { Author, Entry } from '../entry.ts'
import { encodeLockboxes, parseLockboxes } from '../lockbox-list.ts'
import { forge, homeOf, onboard, verdictOf, withDevice, type Person } from '../testing/people.ts'
import * as identity from './index.ts'
import { sealSeed, seedRecipients } from './seeds.ts'

let suite: Suite
let alice: Person
let mallory: Person
beforeAll(async () => {
  suite = await openSuite()
})
beforeEach(() => {
  alice = onboard(suite, 'laptop')
  mallory = onboard(suite, 'rig')
})

const step = (person: Pick<Person, 'log' | 'device'>) => ({ log: person.log, author: person.device, time: 3000 })
const recoveryOf = (person: Person) => ({ recoverySecretKey: rootKeysOf(suite, person.entropy).recoveryKem.secretKey })
const open = (log: identity.IdentityLog, opener: identity.SeedOpener, generation?: number) =>
  identity.openIdentitySeed(suite, log, opener, generation)
const withoutBodies = (log: identity.IdentityLog) =>
  identity.IdentityLog.verify(
    suite,
    log.entries.map((entry) => ({ ...entry, body: null })),
    log.id,
  )
const mustHandOut = (log: identity.IdentityLog) =>
  log.entries.forEach((entry) => identity.mustHandOutSeed(suite, log, entry))

describe('the seed', () => {
  test('opens for each device and for the recovery phrase, and for nobody else', () => {
    const twice = withDevice(suite, alice, false)
    expect(open(twice.log, alice.device)).toEqual(alice.identitySeed)
    expect(open(twice.log, twice.added)).toEqual(alice.identitySeed)
    expect(open(twice.log, recoveryOf(alice))).toEqual(alice.identitySeed)
    expect(verdictOf(() => open(twice.log, mallory.device))).toBe('E_OPEN')
    expect(verdictOf(() => open(twice.log, recoveryOf(mallory)))).toBe('E_OPEN')
    expect(verdictOf(() => open(twice.log, { ...twice.added, kemSecretKey: mallory.device.kemSecretKey }))).toBe(
      'E_OPEN',
    )
  })

  test('of every earlier generation opens by walking back, also for a device that came later', () => {
    const first = identity.rotateIdentityKey(suite, step(alice), alice.identitySeed)
    const second = identity.rotateIdentityKey(suite, { ...step(alice), log: first.log }, first.identitySeed)
    const twice = withDevice(suite, { ...alice, ...second }, false)
    const seeds = [alice.identitySeed, first.identitySeed, second.identitySeed]
    for (const opener of [alice.device, twice.added, recoveryOf(alice)]) {
      expect([1, 2, 3].map((generation) => open(twice.log, opener, generation))).toEqual(seeds)
    }
    expect(verdictOf(() => open(twice.log, alice.device, 0))).toBe('E_OPEN')
    expect(verdictOf(() => open(twice.log, alice.device, 4))).toBe('E_OPEN')
  })

  test('of a later generation stays closed to a revoked device; what it had, it keeps', () => {
    const twice = withDevice(suite, alice, true)
    const { log, identitySeed } = identity.revokeDevice(suite, step(twice), {
      deviceId: twice.added.deviceId,
      seed: alice.identitySeed,
    })
    expect(open(log, alice.device)).toEqual(identitySeed)
    expect(verdictOf(() => open(log, twice.added))).toBe('E_OPEN')
    expect(open(log, twice.added, 1)).toEqual(alice.identitySeed)
  })

  test('does not open without bodies, and the log is valid all the same', () => {
    const log = withoutBodies(alice.log)
    expect(log.state).toEqual(alice.log.state)
    expect(verdictOf(() => open(log, alice.device))).toBe('E_OPEN')
    expect(verdictOf(() => open(log, recoveryOf(alice)))).toBe('E_OPEN')
  })

  test('gives the published key, commits to itself, and seals device names that only own devices read', () => {
    const { state } = alice.log
    const { publicKey } = identity.identityKemKey(suite, alice.identitySeed, state.id, 1)
    expect(publicKey).toEqual(state.kemPublicKey)
    const device = state.devices.get(alice.device.deviceId) ?? expect.fail()
    const place = {
      seed: alice.identitySeed,
      generation: device.nameGeneration,
      identityId: state.id,
      deviceId: device.id,
    }
    expect(identity.openDeviceName(suite, place, device.encryptedName)).toBe('laptop')
    expect(
      verdictOf(() => identity.openDeviceName(suite, { ...place, seed: mallory.identitySeed }, device.encryptedName)),
    ).toBe('E_OPEN')
    expect(
      verdictOf(() =>
        identity.openDeviceName(suite, { ...place, deviceId: mallory.device.deviceId }, device.encryptedName),
      ),
    ).toBe('E_OPEN')
  })
})

describe('recovery on another computer', () => {
  const recover = (person: Person, log: identity.IdentityLog, entropy = person.entropy) =>
    identity.recoverDevice(suite, { entropy, log, deviceName: 'new', time: 5000 })

  test('adds a device that opens everything there was', () => {
    const recovered = recover(alice, alice.log)
    expect(recovered.entries.map(({ header }) => [header?.type, header?.authorDevice])).toEqual([['device.add', null]])
    expect(recovered.identitySeed).toEqual(alice.identitySeed)
    expect(open(recovered.log, recovered.device)).toEqual(alice.identitySeed)
    mustHandOut(recovered.log)
  })

  test('begins a new generation where the bodies are lost', () => {
    const recovered = recover(alice, withoutBodies(alice.log))
    expect(recovered.entries.map(({ header }) => header?.type)).toEqual(['device.add', 'key.rotate'])
    expect(recovered.log.state).toMatchObject({ generation: 2, previousSeed: null })
    expect(open(recovered.log, recovered.device)).toEqual(recovered.identitySeed)
    expect(verdictOf(() => open(recovered.log, recovered.device, 1))).toBe('E_OPEN')
    const device = recovered.log.state.devices.get(recovered.device.deviceId) ?? expect.fail()
    const place = { seed: recovered.identitySeed, generation: 2, identityId: alice.log.id, deviceId: device.id }
    expect(identity.openDeviceName(suite, place, device.encryptedName)).toBe('new')
  })

  test('T12 the phrase of another account changes nothing', () => {
    const before = alice.log.head
    expect(verdictOf(() => recover(alice, alice.log, mallory.entropy))).toBe('E_ID')
    expect(alice.log.head).toBe(before)
  })

  test('then shuts the lost laptop out, and everything stays readable', () => {
    const recovered = recover(alice, alice.log)
    const wish = { deviceId: alice.device.deviceId, seed: recovered.identitySeed }
    const revoked = identity.revokeDevice(suite, step(recovered), wish)
    expect(open(revoked.log, recovered.device, 1)).toEqual(alice.identitySeed)
    expect(verdictOf(() => open(revoked.log, alice.device))).toBe('E_OPEN')
    expect(verdictOf(() => identity.setHome(suite, { ...step(alice), log: revoked.log }, homeOf('b')))).toBe('E_ROLE')
  })
})

describe('the lockboxes of an entry', () => {
  test('go to exactly every active device and the recovery key', () => {
    const twice = withDevice(suite, alice, true)
    const revoked = identity.revokeDevice(suite, step(twice), {
      deviceId: twice.added.deviceId,
      seed: alice.identitySeed,
    })
    mustHandOut(twice.log)
    mustHandOut(revoked.log)
    const kinds = (entry: Entry | undefined) =>
      parseLockboxes(entry?.body ?? expect.fail()).map(({ context }) => context.recipientKind)
    expect(kinds(twice.log.entries[4])).toEqual(['device'])
    expect(kinds(revoked.entries[0])).toEqual(['device', 'recovery'])
  })

  /** Alice's log whose last entry is a rotation with another body, signed by her device all the same. */
  function rotationWith(
    person: Person,
    change: (lockboxes: readonly Uint8Array[]) => Uint8Array,
  ): identity.IdentityLog {
    const { log } = identity.rotateIdentityKey(suite, step(person), person.identitySeed)
    const { header, body } = log.entries.at(-1) ?? expect.fail()
    const { payload } = header ?? expect.fail()
    const lockboxes = parseLockboxes(body ?? expect.fail()).map(({ bytes }) => bytes)
    return person.log.append(
      suite,
      forge(suite, person.log, person.device, { type: 'key.rotate', payload, body: change(lockboxes) }),
    )
  }
  const verdict = (log: identity.IdentityLog) => verdictOf(() => mustHandOut(log))

  test('are refused by relay and own devices when one is missing, foreign, doubled, out of order or absent', () => {
    const twice = withDevice(suite, alice, true)
    const foreign = identity.rotateIdentityKey(suite, step(mallory), mallory.identitySeed).entries[0]
    const theirs = parseLockboxes(foreign?.body ?? expect.fail())[0]?.bytes ?? expect.fail()
    expect(verdict(rotationWith(twice, encodeLockboxes))).toBe('accepted')
    expect(verdict(rotationWith(twice, (all) => encodeLockboxes(all.slice(1))))).toBe('E_INTEGRITY')
    expect(verdict(rotationWith(twice, (all) => encodeLockboxes(all.slice(0, 2))))).toBe('E_INTEGRITY')
    expect(verdict(rotationWith(alice, ([, last = theirs]) => encodeLockboxes([theirs, last])))).toBe('E_INTEGRITY')
    expect(verdict(rotationWith(twice, ([first = theirs, ...rest]) => encodeLockboxes([first, first, ...rest])))).toBe(
      'E_CANON',
    )
    expect(verdict(rotationWith(twice, (all) => encodeLockboxes([...all].reverse())))).toBe('E_CANON')
    expect(verdict(rotationWith(twice, () => new Uint8Array(9)))).toBe('E_CANON')
    expect(verdict(withoutBodies(alice.log))).toBe('E_INTEGRITY')
  })

  test('are refused from another hand, with one too many, or in the name of another device', () => {
    const twice = withDevice(suite, alice, true)
    type Recipient = ReturnType<typeof seedRecipients>[number]
    const resealed = (author: Author, recipients = seedRecipients(twice.log.state)) => {
      const { log, identitySeed: seed } = identity.rotateIdentityKey(suite, step(twice), twice.identitySeed)
      const { payload } = log.entries.at(-1)?.header ?? expect.fail()
      const body = sealSeed(suite, { seed, generation: 2, author }, recipients)
      return twice.log.append(suite, forge(suite, twice.log, alice.device, { type: 'key.rotate', payload, body }))
    }
    const last = 'f'.repeat(64) as identity.IdentityLog['id']
    const { recoveryKemPublicKey } = mallory.log.state
    const forged = resealed({ ...alice.device, signSecretKey: mallory.device.signSecretKey })
    expect(verdict(resealed(alice.device))).toBe('accepted')
    expect(verdict(forged)).toBe('E_SIG')
    expect(verdictOf(() => open(forged, alice.device))).toBe('E_OPEN')
    expect(verdict(resealed({ ...alice.device, deviceId: twice.added.deviceId }))).toBe('E_INTEGRITY')
    const tooMany: Recipient = { recipientKind: 'recovery', recipientId: last, kemPublicKey: recoveryKemPublicKey }
    const due = seedRecipients(twice.log.state)
    expect(verdict(resealed(alice.device, [...due, tooMany]))).toBe('E_INTEGRITY')
    const toMallory = due.map((recipient) => ({ ...recipient, kemPublicKey: recoveryKemPublicKey }))
    expect(verdict(resealed(alice.device, toMallory))).toBe('E_INTEGRITY')
  })

  test('open nothing where the published key is not that of the seed', () => {
    const { log } = identity.rotateIdentityKey(suite, step(alice), alice.identitySeed)
    const { header, body } = log.entries.at(-1) ?? expect.fail()
    const [generation, , ...rest] = header?.payload as Cbor[]
    const payload = [generation ?? null, mallory.log.state.kemPublicKey, ...rest]
    const forged = alice.log.append(suite, forge(suite, alice.log, alice.device, { type: 'key.rotate', payload, body }))
    expect(verdict(forged)).toBe('accepted')
    expect(verdictOf(() => open(forged, alice.device))).toBe('E_OPEN')
  })

  test('that commit to another seed than the log does hand out nothing', () => {
    const other = identity.rotateIdentityKey(suite, step(alice), alice.identitySeed).entries[0]
    const log = rotationWith(alice, () => other?.body ?? expect.fail())
    expect(verdict(log)).toBe('E_INTEGRITY')
    expect(verdictOf(() => open(log, alice.device))).toBe('E_OPEN')
    expect(open(log, alice.device, 1)).toEqual(alice.identitySeed)
  })
})
