// T05: any part of any record of identity logs and contacts missing, null or empty, and signed as it should be all the same, is
// refused, but for the few places where the schema means "none". PROTOCOL §3, §5, §7.
import { beforeAll, describe, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { decodeCanonical, encodeCanonical, type Cbor } from '../base/canonical.ts'
import { equalBytes } from '../base/bytes.ts'
import type { SignLabel } from '../crypto/labels.ts'
import type { Suite } from '../crypto/suite.ts'
import type { MessageId, SpaceId } from '../domain/ids.ts'
import { parseEntry, encodeEntry } from '../logs/entry.ts'
import { resetDevices, revokeDevice, rootAuthor, setHome, type IdentityLog } from '../logs/identity/index.ts'
import { relayIdOf, signReceipt, verifyReceipt } from '../logs/receipt.ts'
import { homeOf, identitiesOf, onboard, verdictOf, withDevice, type Person } from '../logs/testing/people.ts'
import * as contact from './index.ts'
import { decodeContent, encodeContent } from './message-content.ts'

let suite: Suite
let alice: Person & { readonly added: Person['device'] }
beforeAll(async () => {
  suite = await openSuite()
  alice = withDevice(suite, onboard(suite, 'laptop'), true)
})

const read = (bytes: Uint8Array): Cbor => decodeCanonical(bytes, 1e7)
const isList = (value: Cbor): value is readonly Cbor[] => Array.isArray(value)

/** Every version of `value` in which one part is null, empty or gone; the name says which: "2.0 null". */
function emptied(value: Cbor, path = ''): (readonly [string, Cbor])[] {
  const own = [null, '', new Uint8Array(), [] as Cbor[]]
    .filter((empty) => !equalBytes(encodeCanonical(empty), encodeCanonical(value)))
    .map((empty) => [`${path} ${empty === null ? 'null' : 'empty'}`.trim(), empty] as const)
  if (!isList(value)) return own
  const inside = value.flatMap((item, i) => [
    [`${path}.${i} gone`.replace(/^\./u, ''), value.filter((_, at) => at !== i)] as const,
    ...emptied(item, `${path}.${i}`.replace(/^\./u, '')).map(
      ([name, changed]) => [name, value.map((other, at) => (at === i ? changed : other))] as const,
    ),
  ])
  return [...own, ...inside]
}

/** The names of those emptied versions of a record that `accepts` takes. */
const accepted = (record: Uint8Array, accepts: (changed: Uint8Array) => unknown): string[] => {
  expect(verdictOf(() => accepts(record))).toBe('accepted')
  const versions = emptied(read(record))
  expect(versions.length).toBeGreaterThan(5)
  return [
    ...new Set(
      versions
        .filter(([, changed]) => verdictOf(() => accepts(encodeCanonical(changed))) === 'accepted')
        .map(([name]) => name),
    ),
  ]
}

describe('T05 of entries', () => {
  /** For the last entry of `log`, its header emptied in one place and signed again. */
  function acceptedHeaders(log: IdentityLog, signSecretKey: Uint8Array): string[] {
    const last = log.entries.at(-1) ?? expect.fail()
    const before = log.upTo(last.seq - 1)
    return accepted(last.headerBytes, (header) => {
      const signature = suite.sign(signSecretKey, 'entry/identity', header)
      before.append(suite, parseEntry(suite, 'identity', encodeCanonical([header, [signature], last.body])))
    })
  }
  const step = () => ({ log: alice.log, author: alice.device, time: 2000 })

  test('device.add, device.revoke and home.set: nothing may be missing', () => {
    const wish = { deviceId: alice.added.deviceId, seed: alice.identitySeed }
    expect(acceptedHeaders(alice.log, alice.device.signSecretKey)).toEqual([])
    expect(acceptedHeaders(revokeDevice(suite, step(), wish).log, alice.device.signSecretKey)).toEqual([])
    expect(acceptedHeaders(setHome(suite, step(), homeOf('b')).log, alice.device.signSecretKey)).toEqual([])
  })

  test('reset by root: only the previous seed, and one of several devices', () => {
    const author = rootAuthor(suite, alice.entropy, alice.log.id)
    const reset = (kept: Person['device'][]) =>
      resetDevices(
        suite,
        { ...step(), author },
        { kept: kept.map(({ deviceId }) => deviceId), seed: alice.identitySeed },
      ).log
    expect(acceptedHeaders(reset([alice.device]), author.signSecretKey)).toEqual(['10.1.3 null'])
    expect(acceptedHeaders(reset([alice.device, alice.added]), author.signSecretKey)).toEqual([
      '10.0.0 gone',
      '10.0.1 gone',
      '10.1.3 null',
    ])
  })

  test('the stored form: only the body may be withheld', () => {
    const last = alice.log.entries.at(-1) ?? expect.fail()
    expect(
      accepted(encodeEntry(last), (stored) =>
        alice.log.upTo(last.seq - 1).append(suite, parseEntry(suite, 'identity', stored)),
      ),
    ).toEqual(['2 null'])
  })
})

/** Wire form [signed record, …, signature]: the record emptied in one place and signed again by alice's laptop or `key`. */
const resigned = (
  wire: Uint8Array,
  label: SignLabel,
  verify: (wire: Uint8Array) => unknown,
  key = alice.device.signSecretKey,
) => {
  const [signed, ...others] = read(wire) as [Uint8Array, ...Cbor[]]
  return accepted(signed, (changed) =>
    verify(encodeCanonical([changed, ...others.slice(0, -1), suite.sign(key, label, changed)])),
  )
}
const reach = { home: homeOf('a'), tlsPin: new Uint8Array(32).fill(1) }

describe('T05 of contacts', () => {
  test('card: the TLS key pin and the addresses may be none', () => {
    const card = {
      ...reach,
      head: alice.log.head,
      token: suite.random(16),
      name: 'Alice',
      addresses: ['alice@example.org'],
      time: 1,
    }
    const verify = (wire: Uint8Array) => contact.verifyCard(suite, contact.parseCard(wire), identitiesOf(alice.log))
    expect(resigned(contact.createCard(suite, alice.device, card), 'card', verify)).toEqual([
      '5.1 null',
      '8 empty',
      '8.0 gone',
    ])
  })

  test('self record and receipt: nothing', () => {
    const self = contact.sealSelf(
      suite,
      alice.device,
      { generation: 1, counter: 1, seed: alice.identitySeed },
      suite.random(9),
    )
    expect(resigned(self, 'self', (wire) => contact.verifySelf(suite, wire, alice.log))).toEqual([])
    const relay = suite.backend.signSeedKeypair(suite.random(32))
    const receipt = signReceipt(suite, relay, { logId: alice.log.id, head: alice.log.head, time: 1 })
    const verify = (wire: Uint8Array) => verifyReceipt(suite, wire, relayIdOf(suite, relay.publicKey))
    expect(resigned(receipt, 'receipt', verify, relay.secretKey)).toEqual([])
  })

  test('message: neither its parts nor its context', () => {
    const content = { kind: 'contact.decline', requestId: 'ab'.repeat(16) as MessageId } as const
    const message = { recipient: alice.log.state, content, notAfter: 5000 }
    const { messageBytes } = contact.sealMessage(suite, { device: alice.device, head: alice.log.head }, message)
    expect(accepted(messageBytes, contact.parseMessage)).toEqual([])
    const [context, ...others] = read(messageBytes) as [Uint8Array, ...Cbor[]]
    expect(accepted(context, (changed) => contact.parseMessage(encodeCanonical([changed, ...others])))).toEqual([])
  })

  const card = new Uint8Array(9)
  const head = { seq: 1, hash: 'ab'.repeat(32) } as contact.MessageContext['senderHead']
  const owner = { ...head, identityId: 'cd'.repeat(32) as contact.MessageContext['senderId'] }
  const contents: [contact.MessageContent, string[]][] = [
    [{ kind: 'contact.request', cardBytes: card, note: 'n', proof: new Uint8Array(32) }, ['1 empty', '2 null']],
    [{ kind: 'contact.accept', cardBytes: card, token: new Uint8Array(16) }, []],
    [{ kind: 'contact.decline', requestId: 'ab'.repeat(16) as MessageId }, []],
    [{ kind: 'space.decline', spaceId: 'ab'.repeat(32) as SpaceId }, []],
    [{ kind: 'space.invite', ...reach, genesisEntry: card, head, owner, name: 'n' }, ['1.1 null']],
    [{ kind: 'relay.address', ...reach }, ['0.1 null']],
  ]
  test.each(contents)('content of a message: $kind', (content, mayBeNone) => {
    expect(accepted(encodeContent(content), (changed) => decodeContent(content.kind, changed))).toEqual(mayBeNone)
  })
})
