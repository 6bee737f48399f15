// Stories about identity logs: who may add whom, and what mallory cannot make anybody believe. PROTOCOL §5, §8, §19.16.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openSuite } from '../../../node/crypto/index.ts'
import type { Cbor } from '../../base/canonical.ts'
import { fromHex } from '../../base/encoding.ts'
import type { Suite } from '../../crypto/suite.ts'
import type { DeviceId, EntryHash, LogId } from '../../domain/ids.ts'
import type { Author, Draft } from '../entry.ts'
import { MissingHead } from '../entry.ts'
import { forge, homeOf, identitiesOf, onboard, verdictOf, withDevice, type Person } from '../testing/people.ts'
import * as identity from './index.ts'
import { deviceAddPayload, joinStatement } from './records.ts'
import { writePayload } from '../entry.ts'

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

const rootOf = (person: Person): Author => identity.rootAuthor(suite, person.entropy, person.log.id)
const step = (person: Person, author: Author = person.device) => ({ log: person.log, author, time: 2000 })
const append = (person: Person, author: Author, change: Partial<Draft> & Pick<Draft, 'type' | 'payload'>) =>
  verdictOf(() => person.log.append(suite, forge(suite, person.log, author, change)))

type JoinChange = { capabilities?: number; claims?: LogId; signature?: Uint8Array; device?: identity.DeviceSecrets }

/** A device.add payload for a fresh device of `person`, changed as told. */
function joinPayload(person: Person, change: JoinChange = {}): Cbor {
  const device = change.device ?? identity.createDeviceSecrets(suite, person.log.id)
  const claimed = joinStatement(
    (change.claims ?? person.log.id) as typeof person.log.id,
    device.signPublicKey,
    device.kemPublicKey,
  )
  const signature = change.signature ?? suite.sign(device.signSecretKey, 'device/join', claimed)
  const name: [number, Uint8Array] = [1, new Uint8Array(80)]
  return writePayload(deviceAddPayload, [
    device.signPublicKey,
    device.kemPublicKey,
    change.capabilities ?? 0,
    name,
    signature,
  ])
}

describe('a new identity', () => {
  test('has one device that may provision, a key, a home, and an id that is the hash of its genesis', () => {
    const { state, entries } = alice.log
    expect(entries.map(({ header }) => header?.type)).toEqual([undefined, 'device.add', 'key.rotate', 'home.set'])
    expect(state.devices.get(alice.device.deviceId)).toMatchObject({
      mayProvision: true,
      addedBy: null,
      revokedAt: null,
      addedAt: 1,
    })
    expect(state).toMatchObject({ generation: 1, home: homeOf('a'), time: 1000, previousSeed: null })
    expect(suite.hash('id/identity', entries[0]?.headerBytes ?? '')).toEqual(fromHex(alice.log.id))
  })

  test('reads back the same from its entries, with the state at every head', () => {
    const log = identity.IdentityLog.verify(suite, alice.log.entries, alice.log.id)
    expect(log.state).toEqual(alice.log.state)
    for (const state of alice.log.states) expect(log.at(state.head)).toEqual(state)
    expect(log.at({ seq: 2, hash: log.head.hash })).toBeNull()
    expect(log.at({ seq: 9, hash: log.head.hash })).toBeNull()
  })

  test('needs at least the genesis, in its place (T05)', () => {
    const [genesis, ...others] = alice.log.entries
    const verify = (entries: typeof others) => verdictOf(() => identity.IdentityLog.verify(suite, entries))
    expect(verify([])).toBe('E_ID')
    expect(verify(others)).toBe('E_SEQ')
    expect(genesis && verify([genesis, genesis])).toBe('E_SEQ')
    expect(genesis && verify([genesis, ...others.slice(1)])).toBe('E_SEQ')
    expect(genesis && verify([{ ...genesis, signatures: [new Uint8Array(64)] }])).toBe('E_SIG')
  })

  test('T01 asked for by id, no other log passes for it', () => {
    const verify = (id: typeof alice.log.id) =>
      verdictOf(() => identity.IdentityLog.verify(suite, mallory.log.entries, id))
    expect(verify(mallory.log.id)).toBe('accepted')
    expect(verify(alice.log.id)).toBe('E_ID')
  })
})

describe('T03 an injected device', () => {
  test('is accepted from a device that may provision and from root, so the refusals below mean something', () => {
    expect(append(alice, alice.device, { type: 'device.add', payload: joinPayload(alice) })).toBe('accepted')
    expect(append(alice, rootOf(alice), { type: 'device.add', payload: joinPayload(alice) })).toBe('accepted')
  })

  test('is refused unsigned, signed by itself, by a stranger, or in the name of another device', () => {
    const device = identity.createDeviceSecrets(suite, alice.log.id)
    const payload = joinPayload(alice, { device })
    const good = forge(suite, alice.log, alice.device, { type: 'device.add', payload })
    expect(verdictOf(() => alice.log.append(suite, { ...good, signatures: [] }))).toBe('E_SIG')
    expect(append(alice, device, { type: 'device.add', payload })).toBe('E_ROLE')
    expect(append(alice, mallory.device, { type: 'device.add', payload })).toBe('E_ID')
    expect(append(alice, { ...mallory.device, identityId: alice.log.id }, { type: 'device.add', payload })).toBe(
      'E_ROLE',
    )
    const impostor = { ...alice.device, signSecretKey: mallory.device.signSecretKey }
    expect(append(alice, impostor, { type: 'device.add', payload })).toBe('E_SIG')
    expect(append(alice, { ...impostor, deviceId: null }, { type: 'device.add', payload })).toBe('E_SIG')
  })

  test('is refused from a device without provision and from a revoked one; the head stays', () => {
    const twice = withDevice(suite, alice, false)
    expect(append(twice, twice.added, { type: 'device.add', payload: joinPayload(twice) })).toBe('E_ROLE')
    const wish = { deviceId: twice.added.deviceId, seed: alice.identitySeed }
    const log = identity.revokeDevice(suite, step(twice), wish).log
    const before = log.head
    expect(append({ ...twice, log }, twice.added, { type: 'key.rotate', payload: [] })).toBe('E_ROLE')
    expect(log.head).toBe(before)
  })

  test('never returns once revoked, nor comes in with a key the log already knows', () => {
    const twice = withDevice(suite, alice, true)
    const wish = { deviceId: twice.added.deviceId, seed: alice.identitySeed }
    const after = { ...twice, log: identity.revokeDevice(suite, step(twice), wish).log }
    const again = (device: identity.DeviceSecrets) =>
      append(after, alice.device, { type: 'device.add', payload: joinPayload(after, { device }) })
    const fresh = identity.createDeviceSecrets(suite, alice.log.id)
    expect(again(twice.added)).toBe('E_ID')
    expect(again({ ...fresh, kemPublicKey: twice.added.kemPublicKey })).toBe('E_ID')
    expect(again({ ...fresh, kemPublicKey: alice.log.state.recoveryKemPublicKey })).toBe('E_ID')
    expect(again(fresh)).toBe('accepted')
  })
})

test('T58 an identity has at most a hundred active devices', () => {
  let { log } = alice
  const author = alice.device
  for (let i = 1; i < 100; i++) {
    log = log.append(suite, forge(suite, log, author, { type: 'device.add', payload: joinPayload({ ...alice, log }) }))
  }
  expect(identity.activeDevices(log.state)).toHaveLength(100)
  expect(append({ ...alice, log }, author, { type: 'device.add', payload: joinPayload(alice) })).toBe('E_LIMIT')
})

test('T04 a device joins only the identity it agreed to', () => {
  const add = (change: JoinChange) =>
    append(alice, alice.device, { type: 'device.add', payload: joinPayload(alice, change) })
  expect(add({})).toBe('accepted')
  expect(add({ claims: mallory.log.id })).toBe('E_SIG')
  expect(add({ signature: new Uint8Array(64) })).toBe('E_SIG')
})

describe('T19 what this version does not know', () => {
  test.each(['member.add', 'device.addx', 'epoch.rotate', 'format.raise'])('entry type %s stops the log', (type) => {
    expect(append(alice, alice.device, { type, payload: null })).toBe('E_UNKNOWN_VERSION')
  })

  test('a capability without a meaning stops it, an odd extension does not, an even one does', () => {
    const payload = joinPayload(alice, { capabilities: 3 })
    expect(append(alice, alice.device, { type: 'device.add', payload })).toBe('E_UNKNOWN_VERSION')
    const home: Cbor = [fromHex(homeOf('b').relayId), homeOf('b').address]
    const extended = (key: number) => () =>
      forge(suite, alice.log, alice.device, { type: 'home.set', payload: home, extensions: new Map([[key, 1]]) })
    expect(verdictOf(() => alice.log.append(suite, extended(1)()))).toBe('accepted')
    expect(verdictOf(extended(2))).toBe('E_UNKNOWN_VERSION')
  })
})

describe('the order of entries', () => {
  test('T15 a gap, a repetition, another predecessor, an entry of another log are refused', () => {
    const change = { type: 'home.set', payload: [fromHex(homeOf('b').relayId), 'x'] }
    const previous = { logId: alice.log.id, ...alice.log.head }
    const at = (other: Partial<typeof previous>) =>
      append(alice, alice.device, { ...change, previous: { ...previous, ...other } })
    expect(at({})).toBe('accepted')
    expect(at({ seq: previous.seq + 1 })).toBe('E_SEQ')
    expect(at({ hash: previous.hash.replace(/./u, (digit) => (digit === '0' ? '1' : '0')) as EntryHash })).toBe('E_SEQ')
    expect(at({ logId: mallory.log.id })).toBe('E_ID')
    expect(verdictOf(() => alice.log.append(suite, alice.log.entries[2] ?? expect.fail()))).toBe('E_SEQ')
  })

  test('time never goes back, and may stand still', () => {
    const change = { type: 'home.set', payload: [fromHex(homeOf('b').relayId), 'x'] }
    expect(append(alice, alice.device, { ...change, time: 999 })).toBe('E_SEQ')
    expect(append(alice, alice.device, { ...change, time: 1000 })).toBe('accepted')
  })

  test('two valid entries at one place are proof of a fork; an invalid one is only refused', () => {
    const ours = identity.setHome(suite, step(alice), homeOf('b')).log
    const theirs = forge(suite, alice.log, alice.device, {
      type: 'home.set',
      payload: [fromHex(homeOf('c').relayId), 'x'],
    })
    expect(verdictOf(() => ours.append(suite, theirs))).toBe('E_FORK')
    expect(verdictOf(() => ours.append(suite, { ...theirs, signatures: [new Uint8Array(64)] }))).toBe('E_SIG')
  })
})

describe('revoking', () => {
  test('takes with it, transitively, what the device added from `since` on, and nothing else', () => {
    const second = withDevice(suite, alice, true)
    const third = withDevice(suite, second, true, second.added)
    const fourth = withDevice(suite, third, true, third.added)
    const fifth = withDevice(suite, fourth, true, alice.device)
    const active = (since?: number) => {
      const wish = { deviceId: second.added.deviceId, seed: alice.identitySeed, ...(since !== undefined && { since }) }
      return [...identity.activeDevices(identity.revokeDevice(suite, step(fifth), wish).log.state)].map(({ id }) => id)
    }
    const [a, c, d, e] = [alice.device, third.added, fourth.added, fifth.added].map(({ deviceId }) => deviceId)
    expect(active()).toEqual([a, c, d, e])
    expect(active(third.log.head.seq)).toEqual([a, e])
    expect(active(fourth.log.head.seq)).toEqual([a, c, d, e])
    expect(active(1)).toEqual([a, e])
  })

  test('cannot be done by who would fall, by who may not, twice, or to a stranger', () => {
    const second = withDevice(suite, alice, true)
    const third = withDevice(suite, second, false, second.added)
    const revoke = (author: Author, deviceId: DeviceId, since?: number) =>
      verdictOf(() =>
        identity.revokeDevice(suite, step(third, author), {
          deviceId,
          seed: alice.identitySeed,
          ...(since !== undefined && { since }),
        }),
      )
    expect(revoke(alice.device, second.added.deviceId)).toBe('accepted')
    expect(revoke(alice.device, alice.device.deviceId)).toBe('E_ROLE')
    expect(revoke(third.added, second.added.deviceId)).toBe('E_ROLE')
    expect(revoke(alice.device, mallory.device.deviceId)).toBe('E_ROLE')
    expect(revoke(alice.device, second.added.deviceId, 0)).toBe('E_SEQ')
    expect(revoke(alice.device, second.added.deviceId, 99)).toBe('E_SEQ')
    const child = withDevice(suite, second, true, second.added)
    const wish = { deviceId: second.added.deviceId, since: 1, seed: alice.identitySeed }
    expect(verdictOf(() => identity.revokeDevice(suite, step(child, child.added), wish))).toBe('E_ROLE')
  })

  test('only root may reset, to active devices in one order', () => {
    const second = withDevice(suite, alice, true)
    const ids = [alice.device.deviceId, second.added.deviceId].sort()
    const reset = (author: Author, kept: DeviceId[]) =>
      identity.resetDevices(suite, step(second, author), { kept, seed: alice.identitySeed }).log
    expect(identity.activeDevices(reset(rootOf(alice), [second.added.deviceId]).state).map(({ id }) => id)).toEqual([
      second.added.deviceId,
    ])
    expect(verdictOf(() => reset(alice.device, ids))).toBe('E_ROLE')
    expect(verdictOf(() => reset(rootOf(alice), [mallory.device.deviceId]))).toBe('E_ROLE')
    const log = reset(rootOf(alice), ids)
    const [kept, rotation] = log.entries.at(-1)?.header?.payload as [Uint8Array[], Cbor]
    const body = Uint8Array.of(1)
    const again = (devices: Uint8Array[]) =>
      append(second, rootOf(alice), { type: 'reset', payload: [devices, rotation], body })
    expect(again(kept)).toBe('accepted')
    expect(again([...kept].reverse())).toBe('E_CANON')
    expect(again([])).toBe('E_CANON')
  })
})

describe('rotation', () => {
  test('goes up by one, hands out lockboxes, and keeps the previous seed unless root begins anew', () => {
    const rotated = identity.rotateIdentityKey(suite, step(alice), alice.identitySeed).log
    const payload = rotated.entries.at(-1)?.header?.payload as Cbor[]
    const body = Uint8Array.of(1)
    const rotate = (author: Author, change: Record<number, Cbor>, other: Partial<Draft> = { body }) =>
      append(alice, author, {
        type: 'key.rotate',
        payload: payload.map((item, i) => change[i] ?? (i in change ? null : item)),
        ...other,
      })
    expect(rotate(alice.device, {})).toBe('accepted')
    expect(rotate(alice.device, { 0: 3 })).toBe('E_SEQ')
    expect(rotate(alice.device, { 0: 1 })).toBe('E_SEQ')
    expect(rotate(alice.device, {}, {})).toBe('E_CANON')
    expect(rotate(alice.device, { 3: null })).toBe('E_ROLE')
    expect(rotate(rootOf(alice), { 3: null })).toBe('accepted')
    expect(rotate(alice.device, { 1: new Uint8Array() })).toBe('E_CANON')
    expect(rotate(alice.device, { 2: new Uint8Array(31) })).toBe('E_CANON')
    expect(rotate(alice.device, { 3: new Uint8Array() })).toBe('E_CANON')
  })

  test('T07 a stale key is visible: the old log ends below the pinned head', () => {
    const pinned = identity.rotateIdentityKey(suite, step(alice), alice.identitySeed).log
    const stale = identity.IdentityLog.verify(suite, alice.log.entries, alice.log.id)
    expect(verdictOf(() => identity.mustReachPin(pinned, pinned.head))).toBe('accepted')
    expect(verdictOf(() => identity.mustReachPin(pinned, alice.log.head))).toBe('accepted')
    expect(verdictOf(() => identity.mustReachPin(stale, pinned.head))).toBe('E_ROLLBACK')
    const other = identity.setHome(suite, step(alice), homeOf('b')).log
    expect(verdictOf(() => identity.mustReachPin(other, pinned.head))).toBe('E_FORK')
  })
})

test('a head of another log is looked up in the verified log, or named as missing', () => {
  const newer = identity.setHome(suite, step(alice), homeOf('b')).log
  const look = (held: identity.IdentityLog[], head: typeof newer.head) =>
    identity.stateAt(identitiesOf(...held), { logId: alice.log.id, ...head })
  expect(look([newer], alice.log.head)).toEqual(alice.log.state)
  expect(() => look([], newer.head)).toThrow(new MissingHead(alice.log.id, 0))
  expect(() => look([alice.log], newer.head)).toThrow(new MissingHead(alice.log.id, 4))
  expect(verdictOf(() => look([newer], { seq: 1, hash: newer.head.hash }))).toBe('E_FORK')
})
