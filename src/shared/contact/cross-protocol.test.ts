// T10: nothing made for one purpose passes for another. Every signature and every ciphertext of identity logs and contacts is
// shown in the place of every other one. PROTOCOL §2–§5, §7.
import { beforeAll, describe, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { fromHex } from '../base/encoding.ts'
import { openEnvelope, sealEnvelope } from '../crypto/envelope.ts'
import { aeadLabels, signLabels, type SignLabel } from '../crypto/labels.ts'
import { parseLockbox } from '../crypto/lockbox.ts'
import { Suite } from '../crypto/suite.ts'
import type { IdentityId } from '../domain/ids.ts'
import { encodeEntry, parseEntry, type Entry, type LogKind } from '../logs/entry.ts'
import { buildGenesisEntry } from '../logs/entry.ts'
import { IdentityLog, resetDevices, revokeDevice, rootAuthor, rotateIdentityKey } from '../logs/identity/index.ts'
import { parseLockboxes } from '../logs/lockbox-list.ts'
import { relayIdOf, signReceipt, verifyReceipt } from '../logs/receipt.ts'
import { homeOf, identitiesOf, onboard, verdictOf, withDevice, type Person } from '../logs/testing/people.ts'
import * as contact from './index.ts'

type Signed = {
  readonly label: SignLabel
  readonly message: Uint8Array
  readonly signature: Uint8Array
  readonly publicKey: Uint8Array
}

/** A suite that keeps everything it ever signed. */
class KeepingSuite extends Suite {
  readonly kept: Signed[] = []
  override sign(secretKey: Uint8Array, label: SignLabel, message: Uint8Array): Uint8Array {
    const signature = super.sign(secretKey, label, message)
    this.kept.push({ label, message, signature, publicKey: secretKey.slice(32) })
    return signature
  }
}

let suite: KeepingSuite
let alice: Person & { readonly added: Person['device'] }
/** The wire form of every record, and who reads it. */
let records: { readonly name: string; readonly wire: Uint8Array; readonly read: (wire: Uint8Array) => unknown }[]
beforeAll(async () => {
  suite = new KeepingSuite((await openSuite()).backend)
  alice = withDevice(suite, onboard(suite, 'laptop'), false)
  records = [...logRecords(), ...contactRecords()]
})

function logRecords(): typeof records {
  const step = { log: alice.log, author: alice.device, time: 2000 }
  const revoked = revokeDevice(suite, step, { deviceId: alice.added.deviceId, seed: alice.identitySeed })
  const rotated = rotateIdentityKey(suite, { ...step, log: revoked.log }, revoked.identitySeed)
  const root = rootAuthor(suite, alice.entropy, alice.log.id)
  const wish = { kept: [alice.device.deviceId], seed: rotated.identitySeed }
  const { entries } = resetDevices(suite, { ...step, log: rotated.log, author: root }, wish).log
  const lockbox = parseLockboxes(entries.at(-1)?.body ?? expect.fail())[0]?.bytes ?? expect.fail()
  const relay = suite.backend.signSeedKeypair(suite.random(32))
  const receipt = signReceipt(suite, relay, { logId: alice.log.id, head: alice.log.head, time: 1 })
  const append = (entry: Entry) => (wire: Uint8Array) => {
    const read = parseEntry(suite, 'identity', wire)
    const before = entries.slice(0, entry.seq)
    return before.length === 0
      ? IdentityLog.verify(suite, [read], alice.log.id)
      : IdentityLog.verify(suite, before).append(suite, read)
  }
  return [
    ...entries.map((entry) => ({
      name: entry.header?.type ?? 'genesis',
      wire: encodeEntry(entry),
      read: append(entry),
    })),
    { name: 'lockbox', wire: lockbox, read: parseLockbox },
    { name: 'receipt', wire: receipt, read: (wire) => verifyReceipt(suite, wire, relayIdOf(suite, relay.publicKey)) },
  ]
}

function contactRecords(): typeof records {
  const { log, device, identitySeed: seed } = alice
  const identities = identitiesOf(log)
  const reach = { home: homeOf('a'), tlsPin: null }
  const display = { name: 'Alice', addresses: [], time: 1 }
  const card = contact.createCard(suite, device, { ...reach, ...display, head: log.head, token: suite.random(16) })
  const content = { kind: 'contact.request', cardBytes: card, note: '', proof: null } as const
  const { messageBytes } = contact.sealMessage(
    suite,
    { device, head: log.head },
    { recipient: log.state, content, notAfter: 5000 },
  )
  return [
    { name: 'card', wire: card, read: (wire) => contact.verifyCard(suite, contact.parseCard(wire), identities) },
    {
      name: 'message',
      wire: messageBytes,
      read: (wire) => contact.verifyMessage(suite, contact.parseMessage(wire), identities, 4000),
    },
    {
      name: 'self record',
      wire: contact.sealSelf(suite, device, { generation: 1, counter: 1, seed }, suite.random(9)),
      read: (wire) => contact.verifySelf(suite, wire, log),
    },
  ]
}

describe('T10 a signature', () => {
  test('of each kind holds for its own label and for no other', () => {
    const kinds = new Set(suite.kept.map(({ label }) => label))
    expect([...kinds].sort()).toEqual([
      'card',
      'device/join',
      'entry/identity',
      'lockbox',
      'message',
      'receipt',
      'self',
    ])
    for (const { label, message, signature, publicKey } of suite.kept) {
      const holding = signLabels.filter((other) => suite.verify(publicKey, other, message, signature))
      expect(holding).toEqual([label])
    }
  })

  test('of one record never holds for the bytes of another', () => {
    const samples = [
      ...new Map(suite.kept.map((signed) => [`${signed.label} ${signed.message.length}`, signed])).values(),
    ]
    for (const one of samples) {
      for (const other of samples.filter((candidate) => candidate !== one)) {
        expect(suite.verify(one.publicKey, one.label, other.message, one.signature)).toBe(false)
        expect(suite.verify(one.publicKey, other.label, other.message, one.signature)).toBe(false)
      }
    }
  })

  test('never verifies under an id shown in the place of a key', () => {
    const ids = [alice.log.id, alice.device.deviceId].map(fromHex)
    for (const { label, message, signature } of suite.kept) {
      for (const id of ids) expect(suite.verify(id, label, message, signature)).toBe(false)
    }
  })
})

test('T10 every record is read in its own place and refused in every other', () => {
  expect(records).toHaveLength(8 + 2 + 3)
  for (const [i, one] of records.entries()) {
    for (const [j, other] of records.entries()) {
      const verdict = verdictOf(() => one.read(other.wire))
      if (i === j) expect(verdict, one.name).toBe('accepted')
      else expect(verdict, `${other.name} as ${one.name}`).toMatch(/^E_/)
    }
  }
})

test('T10 an entry or genesis of one kind of log is none of another', () => {
  const kinds: LogKind[] = ['identity', 'organisation', 'space']
  const [genesis, ...others] = alice.log.entries
  const asKind = (kind: LogKind, entry: Entry) => verdictOf(() => parseEntry(suite, kind, encodeEntry(entry)))
  for (const kind of kinds) {
    const verdicts = [genesis ?? expect.fail(), ...others].map((entry) => asKind(kind, entry))
    expect(new Set(verdicts)).toEqual(new Set([kind === 'identity' ? 'accepted' : 'E_CANON']))
  }
  const record = genesis?.headerBytes ?? expect.fail()
  const asSpace = buildGenesisEntry(suite, 'space', record, alice.device.signSecretKey)
  expect([asSpace.logId, asSpace.hash]).not.toContain(alice.log.id)
})

test('T10 an envelope opens under its own label and context, and under no other', () => {
  const place = (label: (typeof aeadLabels)[number], context = 1) => ({
    key: alice.identitySeed,
    label,
    context: Uint8Array.of(context),
  })
  for (const label of aeadLabels) {
    const envelope = sealEnvelope(suite, place(label), Uint8Array.of(1, 2, 3))
    const opening = aeadLabels.filter(
      (other) => verdictOf(() => openEnvelope(suite, place(other), envelope)) === 'accepted',
    )
    expect(opening).toEqual([label])
    expect(verdictOf(() => openEnvelope(suite, place(label, 2), envelope))).toBe('E_OPEN')
  }
})

test('T10 a sealed device name is no self record', () => {
  const id: IdentityId = alice.log.id
  const device = alice.log.state.devices.get(alice.device.deviceId) ?? expect.fail()
  const self = { identityId: id, generation: 1, counter: 1, deviceId: device.id, envelope: device.encryptedName }
  expect(verdictOf(() => contact.openSelf(suite, self, alice.identitySeed))).toBe('E_OPEN')
})
