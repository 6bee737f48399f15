// Genuine records of one kind in the place of another, and records that are huge, deep or without end. T10, T58. PROTOCOL §2, §3, §15.
import { afterAll, describe, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import { concat } from '../../shared/base/bytes.ts'
import { encodeCanonical } from '../../shared/base/canonical.ts'
import { fromHex } from '../../shared/base/encoding.ts'
import { sealMessage } from '../../shared/contact/index.ts'
import type { EntryHash } from '../../shared/domain/ids.ts'
import { encodeEntry } from '../../shared/logs/entry.ts'
import { signReceipt } from '../../shared/logs/receipt.ts'
import { mustWithstand } from '../testing/evil-relay/attack.ts'
import { Conspiracy, refusals, stopped } from '../testing/evil-relay/conspiracy.ts'
import { itemsOf, type Exchanged, type Lie } from '../testing/evil-relay/evil-relay.ts'
import * as evil from '../testing/evil-relay/mutations.ts'
import { soon, verdictOf } from '../testing/evil-relay/person.ts'

const scene = await Conspiracy.create(startTestRelay)
const { world, alice, bob, mallory, space } = scene
afterAll(() => world.close())

describe('T10 ∀ pairs: a record of one kind in the place of another', () => {
  /** One genuine record of every kind that is signed or sealed. */
  async function recordsOf(): Promise<ReadonlyMap<string, Uint8Array>> {
    const { me } = mallory.core
    const { suite } = world
    const cardBytes = await mallory.core.contacts.ownCard(soon())
    const content = { kind: 'contact.request', cardBytes, note: '', proof: null } as const
    const wish = { recipient: bob.core.me.log.state, content, notAfter: world.now() + 3_600_000 }
    const head = { seq: 1, hash: '1'.repeat(64) as EntryHash }
    const self = world.evil.kept.findLast(({ method, path }) => method === 'PUT' && path === '/v1/self')
    const pack = world.evil.kept.findLast(({ method, path }) => method === 'PUT' && path.includes('/packs/'))
    const genesis = me.log.entries[0]
    if (self === undefined || pack === undefined || genesis === undefined) throw new RangeError('record')
    return new Map([
      ['entry of the space', encodeEntry(scene.malloryCommit())],
      ['entry of an identity', encodeEntry(scene.malloryRotation())],
      ['genesis of an identity', encodeEntry(genesis)],
      ['receipt', signReceipt(suite, world.evil.honest.key, { logId: space, head, time: world.now() })],
      ['card', cardBytes],
      ['message', sealMessage(suite, { device: me.device, head: me.head }, wish).messageBytes],
      ['self record', new Uint8Array(self.received)],
      ['pack', new Uint8Array(pack.received.subarray(0, 4096))],
      ['device id', fromHex(me.device.deviceId)],
      ['public key', me.device.signPublicKey],
    ])
  }
  const kinds = [
    ...['entry of the space', 'entry of an identity', 'genesis of an identity', 'receipt', 'card', 'message'],
    ...['self record', 'pack', 'device id', 'public key'],
  ]
  let records: ReadonlyMap<string, Uint8Array> = new Map()
  const record = (kind: string): Uint8Array => records.get(kind) ?? new Uint8Array(0)
  const others = (own: string) => kinds.filter((kind) => kind !== own)
  const prepare = async (): Promise<void> => {
    await scene.aliceEdits()
    records = await recordsOf()
    expect([...records.keys()]).toEqual(kinds)
  }

  test('T10 ∀ kinds: as an entry of the space, and as its receipt', () =>
    mustWithstand({
      world,
      victim: bob,
      space,
      prepare,
      lies: [
        ...others('entry of the space').map((kind) => ({
          code: refusals,
          lie: () => evil.appendToLog(world.spaceLog(space, bob), record(kind)),
        })),
        ...others('receipt').map((kind) => ({
          code: refusals,
          lie: () =>
            evil.answerWith(evil.isLogOf(space), ({ answer }) => ({
              answer: concat(record(kind), ...itemsOf(answer).slice(1)),
            })),
        })),
      ],
      sees: stopped,
    }))

  test('T10 ∀ kinds: as an entry of an identity: no device id and no key becomes another key', () =>
    mustWithstand({
      world,
      victim: alice,
      space,
      prepare,
      attempt: scene.aliceGrantsMallory,
      honest: 'done',
      lies: others('entry of an identity').map((kind) => ({
        code: refusals,
        lie: () => evil.appendToLog(world.identityLog(mallory.id, alice), record(kind)),
      })),
      sees: scene.aliceKnowsMallory,
    }))

  test('T10 ∀ kinds: as a message: nothing comes of it', () =>
    mustWithstand({
      world,
      victim: bob,
      space,
      prepare,
      lies: others('message').map((kind) => ({ code: 'settled', lie: () => evil.addToInbox(record(kind)) })),
      sees: () => expect(bob.core.contacts.get(mallory.id)).toBeNull(),
    }))

  test('T10 ∀ labels: a signature that mallory made for anything else signs no entry', async () => {
    const { suite } = world
    const { signSecretKey } = mallory.core.me.device
    const labels = [
      'card',
      'message',
      'receipt',
      'self',
      'lockbox',
      'statement',
      'device/join',
      'entry/identity',
    ] as const
    await scene.bobRefuses(
      [
        ...labels.map((label) => (header: Uint8Array) => suite.sign(signSecretKey, label, header)),
        (header: Uint8Array) => suite.backend.signDetached(header, signSecretKey),
      ].map((sign) => ({
        code: 'E_SIG',
        entry: () => {
          const entry = scene.malloryCommit()
          return encodeEntry({ ...entry, signatures: [sign(entry.headerBytes)] })
        },
      })),
    )
  })
})

describe('T58: sizes', () => {
  const MiB = 2 ** 20
  /** The most that was taken of one answer: what a client can have held of it. */
  let most = 0
  /** Bytes that never end. */
  const endless = (begin: Uint8Array, piece: Uint8Array): AsyncIterable<Uint8Array> => {
    async function* pieces() {
      yield begin
      for (let sent = 0; sent < 256 * MiB; sent += piece.length) {
        yield await Promise.resolve(piece)
        most = Math.max(most, sent)
      }
    }
    return pieces()
  }
  const declared = (hex: string): Uint8Array => fromHex(hex)
  const huge = {
    'a byte string of 2^53 − 1': declared('5b001fffffffffffff'),
    'a byte string of 1 GiB': declared('5a40000000'),
    'an array of 2^32': declared('9b0000000100000000'),
    'a map of 2^53 − 1': declared('bb001fffffffffffff'),
  }
  const nested = new Uint8Array(100_000).fill(0x81)
  const zeros = new Uint8Array(64 * 1024)
  const codes = ['E_LIMIT', 'E_CANON', 'E_TRANSPORT', 'E_SEQ', 'E_ID']
  const bounded = (): void => {
    expect(most).toBeLessThan(48 * MiB)
    most = 0
  }
  const receiptOf = ({ answer }: Exchanged): Uint8Array => itemsOf(answer)[0] ?? answer

  const shown = (isMeant: (one: Exchanged) => boolean, lie: (one: Exchanged) => Lie) => () =>
    evil.answerWith((one) => one.status < 300 && isMeant(one), lie)
  /** The same hostile sizes for each kind of log. */
  const lies = (isLog: (one: Exchanged) => boolean) => [
    ...Object.values(huge).map((begin) => ({
      code: codes,
      lie: shown(isLog, (one) => ({ answer: endless(concat(receiptOf(one), begin), zeros) })),
    })),
    { code: codes, lie: shown(isLog, (one) => ({ answer: concat(receiptOf(one), nested) })) },
    { code: codes, lie: shown(isLog, () => ({ answer: nested })) },
    { code: codes, lie: shown(isLog, (one) => ({ answer: endless(receiptOf(one), one.answer) })) },
    {
      code: codes,
      lie: shown(isLog, (one) => ({ answer: endless(receiptOf(one), itemsOf(one.answer)[1] ?? one.answer) })),
    },
  ]

  test('T58 ∀ a space log whose entries are huge, deep or without end', () =>
    mustWithstand({
      world,
      victim: bob,
      space,
      prepare: scene.aliceEdits,
      lies: lies(evil.isLogOf(space)),
      sees: async () => {
        bounded()
        expect((await bob.sees(space)).settled).toBe(false)
      },
    }))

  test('T58 ∀ the identity log of a new contact, likewise: what cannot be verified is not collected', async () => {
    let carol = bob
    await mustWithstand({
      world,
      victim: alice,
      space: null,
      prepare: async () => {
        carol = await world.onboard('carol')
      },
      attempt: async () => verdictOf(alice.core.contacts.add(await carol.core.contacts.ownCard(soon()), soon())),
      honest: 'done',
      lies: lies((one) => evil.isLogOf(carol.id)(one)),
      sees: () => {
        bounded()
        expect(alice.core.known.get(carol.id)).toBeNull()
      },
    })
  })

  test('T58 an inbox without end', async () => {
    const message = encodeCanonical([new Uint8Array(16), 1, new Uint8Array(60_000)])
    await mustWithstand({
      world,
      victim: bob,
      space,
      prepare: scene.aliceEdits,
      lies: [
        { code: 'E_TRANSPORT', lie: shown(evil.isInbox, () => ({ answer: endless(new Uint8Array(0), message) })) },
      ],
      sees: bounded,
    })
  })

  test('T58 packs without end, and of 2^63 bytes', async () => {
    const frame = concat(Uint8Array.of(1), declared('7fffffffffffffff'))
    await mustWithstand({
      world,
      victim: bob,
      space,
      prepare: scene.aliceEdits,
      attempt: async (isLiedTo) => (isLiedTo ? ((await bob.sees(space)).settled ? 'settled' : 'waiting') : bob.sync()),
      lies: [
        { code: 'waiting', lie: shown(evil.isPackRead(space), () => ({ answer: endless(frame, zeros) })) },
        { code: 'waiting', lie: shown(evil.isPackRead(space), ({ answer }) => ({ answer: endless(answer, answer) })) },
      ],
      sees: bounded,
    })
  })
})
