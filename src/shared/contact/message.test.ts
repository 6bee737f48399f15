// Stories about messages: bob gets exactly what alice's device sent to him, or nothing. PROTOCOL §7, §19.12.
import { beforeAll, describe, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { decodeCanonical, encodeCanonical, type Cbor } from '../base/canonical.ts'
import { Suite } from '../crypto/suite.ts'
import type { MessageId, SpaceId } from '../domain/ids.ts'
import { MissingHead } from '../logs/entry.ts'
import { revokeDevice, rotateIdentityKey, setHome } from '../logs/identity/index.ts'
import { homeOf, identitiesOf, onboard, verdictOf, withDevice, type Person } from '../logs/testing/people.ts'
import * as contact from './index.ts'

const now = 1_000_000
const notAfter = now + contact.maxMessageAge

let suite: Suite
let alice: Person
let bob: Person
let mallory: Person
beforeAll(async () => {
  suite = await openSuite()
  alice = onboard(suite, 'laptop')
  bob = onboard(suite, 'desktop')
  mallory = onboard(suite, 'rig')
})

const decline: contact.MessageContent = { kind: 'contact.decline', requestId: 'ab'.repeat(16) as MessageId }
const toBob = (content: contact.MessageContent = decline, person: Pick<Person, 'device' | 'log'> = alice) =>
  contact.sealMessage(
    suite,
    { device: person.device, head: person.log.head },
    { recipient: bob.log.state, content, notAfter },
  ).messageBytes
const receive = (messageBytes: Uint8Array, held = [alice.log, mallory.log], at = now) => {
  const message = contact.parseMessage(messageBytes)
  contact.verifyMessage(suite, message, identitiesOf(...held), at)
  return contact.openMessage(suite, message, { identityId: bob.log.id, seed: bob.identitySeed })
}

describe('a message', () => {
  const reach: contact.Reach = { home: homeOf('c'), tlsPin: new Uint8Array(32).fill(7) }
  const someCard = new Uint8Array(300).fill(3)
  const contents: contact.MessageContent[] = [
    { kind: 'contact.request', cardBytes: someCard, note: 'Grüße', proof: new Uint8Array(32) },
    { kind: 'contact.request', cardBytes: someCard, note: '', proof: null },
    { kind: 'contact.accept', cardBytes: someCard, token: new Uint8Array(16) },
    decline,
    { kind: 'contact.withdraw', requestId: 'cd'.repeat(16) as MessageId },
    { kind: 'space.decline', spaceId: 'ef'.repeat(32) as SpaceId },
    { kind: 'relay.address', ...reach },
  ]

  test.each(contents.map((content) => [content.kind, content] as const))('%s arrives as it was sent', (_, content) => {
    expect(receive(toBob(content))).toEqual(content)
  })

  test('space.invite arrives with genesis, heads, relay and name', () => {
    const owner = { identityId: alice.log.id, ...alice.log.head }
    const invite = {
      kind: 'space.invite',
      genesisEntry: new Uint8Array(200),
      head: alice.log.head,
      owner,
      name: 'Entwürfe',
    } as const
    expect(receive(toBob({ ...invite, ...reach }))).toEqual({ ...invite, ...reach })
  })

  test('shows the relay who, to whom, which kind and until when, not a word of its content', () => {
    const note = 'canary-in-a-note'
    const messageBytes = toBob({ kind: 'contact.request', cardBytes: someCard, note, proof: null })
    expect(contact.parseMessage(messageBytes).context).toMatchObject({
      kind: 'contact.request',
      senderId: alice.log.id,
      recipientId: bob.log.id,
      generation: 1,
      notAfter,
    })
    expect(Buffer.from(messageBytes).includes(note)).toBe(false)
  })

  test('T60 is as long for a note of one word as for one of five hundred letters', () => {
    const withNote = (note: string) => toBob({ kind: 'contact.request', cardBytes: someCard, note, proof: null }).length
    expect(withNote('Hallo')).toBe(withNote('x'.repeat(500)))
    expect(toBob(decline).length).toBe(
      toBob({ kind: 'relay.address', ...reach }).length + 'contact.decline'.length - 13,
    )
  })

  test('sealed before bob renewed his key still opens with the older seed', () => {
    const messageBytes = toBob()
    const rotated = rotateIdentityKey(suite, { log: bob.log, author: bob.device, time: 2000 }, bob.identitySeed)
    const message = contact.parseMessage(messageBytes)
    const openWith = (seed: Uint8Array) => contact.openMessage(suite, message, { identityId: bob.log.id, seed })
    expect(openWith(bob.identitySeed)).toEqual(decline)
    expect(verdictOf(() => openWith(rotated.identitySeed))).toBe('E_OPEN')
  })
})

describe('refused is a message', () => {
  test('from a stranger, in the name of another, from a device not in the log', () => {
    const forged = (change: Partial<typeof alice.device>) =>
      verdictOf(() => receive(toBob(decline, { log: alice.log, device: { ...alice.device, ...change } })))
    expect(forged({})).toBe('accepted')
    expect(forged({ signSecretKey: mallory.device.signSecretKey })).toBe('E_SIG')
    expect(forged({ deviceId: mallory.device.deviceId })).toBe('E_ROLE')
    expect(forged({ identityId: mallory.log.id })).toMatch(/E_(FORK|ROLE)/)
  })

  test('whose sender is unknown so far: the log to fetch is named', () => {
    const newer = setHome(suite, { log: alice.log, author: alice.device, time: 2000 }, homeOf('b')).log
    const messageBytes = toBob(decline, { ...alice, log: newer })
    expect(() => receive(messageBytes, [])).toThrow(new MissingHead(alice.log.id, 0))
    expect(() => receive(messageBytes, [alice.log])).toThrow(new MissingHead(alice.log.id, 4))
    expect(receive(messageBytes, [newer])).toEqual(decline)
  })

  test('from a device that bob knows to be revoked, though the message names an older head', () => {
    const twice = withDevice(suite, alice, false)
    const messageBytes = toBob(decline, { log: twice.log, device: twice.added })
    const wish = { deviceId: twice.added.deviceId, seed: alice.identitySeed }
    const revoked = revokeDevice(suite, { log: twice.log, author: alice.device, time: 2000 }, wish).log
    expect(receive(messageBytes, [twice.log])).toEqual(decline)
    expect(verdictOf(() => receive(messageBytes, [revoked]))).toBe('E_ROLE')
  })

  test('after its time, or for longer than thirty days and a wrong clock', () => {
    const messageBytes = toBob()
    const day = 24 * 60 * 60 * 1000
    const at = (time: number) => verdictOf(() => receive(messageBytes, undefined, time))
    expect(at(notAfter)).toBe('accepted')
    expect(at(notAfter + 1)).toBe('E_STALE')
    expect(at(now - day)).toBe('accepted')
    expect(at(now - day - 1)).toBe('E_LIMIT')
  })

  test('to somebody else, or of a kind this version does not know', () => {
    const message = contact.parseMessage(toBob())
    const open = (change: Partial<contact.MessageContext>) =>
      verdictOf(() =>
        contact.openMessage(
          suite,
          { ...message, context: { ...message.context, ...change } },
          { identityId: bob.log.id, seed: bob.identitySeed },
        ),
      )
    expect(open({})).toBe('accepted')
    expect(open({ recipientId: alice.log.id })).toBe('E_ID')
    expect(open({ kind: 'contact.call' })).toBe('E_UNKNOWN_VERSION')
    expect(open({ kind: 'contact.accept' })).toBe('E_CANON')
  })

  test('T27 whose parts come from two messages', () => {
    const parts = [toBob(), toBob()].map((messageBytes) => decodeCanonical(messageBytes, 1e6) as Cbor[])
    const [first = [], second = []] = parts
    expect(receive(encodeCanonical(first))).toEqual(decline)
    for (let i = 0; i < first.length; i++) {
      const mixed = first.map((part, at) => (at === i ? (second[i] ?? null) : part))
      expect(
        verdictOf(() => receive(encodeCanonical(mixed))),
        `part ${i}`,
      ).toBe('E_SIG')
    }
  })

  test('T44 changed in any byte, T38 cut anywhere', () => {
    const messageBytes = toBob()
    expect(receive(messageBytes)).toEqual(decline)
    for (let i = 0; i < messageBytes.length; i++) {
      const mutated = messageBytes.map((byte, at) => (at === i ? byte ^ 0x10 : byte))
      expect(
        verdictOf(() => receive(mutated)),
        `byte ${i}`,
      ).not.toBe('accepted')
      if (i % 50 === 0) expect(verdictOf(() => receive(messageBytes.slice(0, i)))).toBe('E_CANON')
    }
  })

  test('T58 above 64 KiB, or of another version', () => {
    expect(verdictOf(() => contact.parseMessage(new Uint8Array(contact.maxMessageLength + 1)))).toBe('E_LIMIT')
    const note = 'x'.repeat(4001)
    expect(() => toBob({ kind: 'contact.request', cardBytes: new Uint8Array(9), note, proof: null })).toThrow(
      RangeError,
    )
    const [context, ...others] = decodeCanonical(toBob(), 1e6) as [Uint8Array, ...Cbor[]]
    const later = decodeCanonical(context, 1e6) as Cbor[]
    const messageBytes = encodeCanonical([encodeCanonical([2, ...later.slice(1)]), ...others])
    expect(verdictOf(() => contact.parseMessage(messageBytes))).toBe('E_UNKNOWN_VERSION')
  })

  test('T05 to somebody whose log has no key yet', () => {
    const [genesisState] = bob.log.states
    const send = () =>
      contact.sealMessage(
        suite,
        { device: alice.device, head: alice.log.head },
        { recipient: genesisState ?? expect.fail(), content: decline, notAfter },
      )
    expect(verdictOf(send)).toBe('E_ID')
  })
})

test('T57 a generator that repeats itself gives no two messages one id: the second would be taken for read', () => {
  const stuck = new Suite({ ...suite.backend, randomBytes: (length) => new Uint8Array(length).fill(7) })
  const carol = onboard(suite, 'phone')
  const idOf = (content: contact.MessageContent, to = bob, until = notAfter) =>
    contact.sealMessage(
      stuck,
      { device: alice.device, head: alice.log.head },
      { recipient: to.log.state, content, notAfter: until },
    ).id
  const withdraw: contact.MessageContent = { ...decline, kind: 'contact.withdraw' }
  const ids = [idOf(decline), idOf(withdraw), idOf(decline, carol), idOf(decline, bob, notAfter - 1)]
  expect(new Set(ids).size).toBe(ids.length)
})
