// Records that are empty, of a later version, or signed in ways some libraries let pass: served by the relay, with a member's
// help where a signature is needed. T05, T06, T09, T19. PROTOCOL §2, §3, §8.
import { afterAll, describe, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import { concat } from '../../shared/base/bytes.ts'
import { encodeCanonical, type Cbor } from '../../shared/base/canonical.ts'
import { fromHex } from '../../shared/base/encoding.ts'
import { createCard } from '../../shared/contact/index.ts'
import type { IdentityId } from '../../shared/domain/ids.ts'
import { presets } from '../../shared/domain/rights.ts'
import { buildEntry, encodeEntry, parseEntry, type Entry } from '../../shared/logs/entry.ts'
import { createDeviceSecrets } from '../../shared/logs/identity/index.ts'
import { signReceipt } from '../../shared/logs/receipt.ts'
import { openCommitBody, sealCommitBody } from '../../shared/logs/space/commit-body.ts'
import { mustWithstand } from '../testing/evil-relay/attack.ts'
import { Conspiracy, fieldsOf, refusals } from '../testing/evil-relay/conspiracy.ts'
import { itemsOf } from '../testing/evil-relay/evil-relay.ts'
import * as evil from '../testing/evil-relay/mutations.ts'
import { soon, verdictOf } from '../testing/evil-relay/person.ts'

const scene = await Conspiracy.create(startTestRelay)
const { world, alice, bob, mallory, space } = scene
afterAll(() => world.close())

describe('T05 ∀ fields: nothing where something belongs', () => {
  const nothing: readonly Cbor[] = [null, new Uint8Array(0), '', [], new Map(), 0]
  /** Every field of a header, each replaced by each kind of nothing; what says the same as before is left out. */
  const emptied = (kind: 'space' | 'identity', make: () => Entry, more: (fields: Cbor[]) => Cbor[][] = () => []) => {
    const variants = (entry: Entry): Uint8Array[] => {
      const fields = fieldsOf(entry)
      const single = fields.flatMap((_, i) => nothing.map((one) => fields.with(i, one)))
      const shorter = fields.map((_, i) => fields.filter((__, at) => at !== i))
      const same = Buffer.from(entry.headerBytes)
      return [...single, ...shorter, ...more(fields)]
        .filter((one) => !same.equals(encodeCanonical(one)))
        .map((one) => scene.signed(kind, one, entry))
    }
    return Array.from({ length: variants(make()).length }, (_, i) => ({
      code: refusals,
      entry: () => variants(make())[i] ?? new Uint8Array(0),
    }))
  }

  test('T05 ∀ in the header of a commit that a member signs', () =>
    scene.bobRefuses(emptied('space', scene.malloryCommit)))

  test('T05 ∀ in the header and the payload of a new identity key: no empty key is ever sealed to', () =>
    scene.aliceRefuses(
      emptied('identity', scene.malloryRotation, (fields) => {
        const payload = fields[10] as Cbor[]
        return payload.flatMap((_, i) => nothing.map((one) => fields.with(10, payload.with(i, one))))
      }),
    ))

  test('T05 an answer of nothing, a receipt of nothing, an entry of nothing', async () => {
    const answers = ['', '40', 'f6', '80', 'a0', '8340808040', '834080f6', '83408080f6'].map((hex) => fromHex(hex))
    await mustWithstand({
      world,
      victim: bob,
      space,
      prepare: scene.aliceEdits,
      lies: answers.flatMap((nothingAtAll) => [
        {
          code: ['E_TRANSPORT', 'E_CANON', 'E_LIMIT'],
          lie: () => evil.answerWith(evil.isLogOf(space), () => ({ answer: nothingAtAll })),
        },
        {
          code: ['E_ROLLBACK', 'E_CANON', 'E_LIMIT'],
          lie: () =>
            evil.answerWith(evil.isLogOf(space), ({ answer }) => ({
              answer: concat(itemsOf(answer)[0] ?? answer, nothingAtAll),
            })),
        },
      ]),
      sees: async () => expect((await bob.sees(space)).settled).toBe(false),
    })
  })
})

test('T06: a key beside the log, in a header, behind a receipt, in an entry’s margin, is not a key', async () => {
  const { publicKey } = world.suite.backend.xwingSeedKeypair(world.suite.random(32))
  const key = Buffer.from(publicKey).toString('base64url')
  const item = encodeCanonical(new Map([[1, publicKey]]))
  const isBobs = evil.isLogOf(bob.id)
  const sealedToBob = () =>
    alice.core.spaces.open(space).replica.state.epochRecipients.find(({ id }) => id === bob.id)?.keyHash
  const before = sealedToBob()
  await mustWithstand({
    world,
    victim: alice,
    space,
    prepare: () => Promise.resolve(),
    attempt: () =>
      verdictOf(alice.core.spaces.grant(space, { to: bob.id, rights: presets.editor, notAfter: null }, soon())),
    honest: 'done',
    lies: [
      {
        code: 'done',
        lie: () =>
          evil.answerWith(isBobs, ({ answer }) => ({ answer, headers: { 'x-kem-key': key, 'siegel-key': key } })),
      },
      { code: 'E_CANON', lie: () => evil.appendToLog(world.identityLog(bob.id, alice), item) },
      { code: 'E_CANON', lie: () => evil.appendToLog(world.identityLog(bob.id, alice), encodeCanonical([publicKey])) },
    ],
    sees: () => {
      expect(sealedToBob()).toEqual(before)
      expect(alice.core.known.get(bob.id)?.state.kemPublicKey).toEqual(bob.core.me.log.state.kemPublicKey)
    },
  })
})

describe('T09: signatures that lax libraries take', () => {
  const order = 2n ** 252n + 27742317777372353535851937790883648493n
  const little = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`)
  const plusOrder = (signature: Uint8Array, times: bigint): Uint8Array => {
    const s = (little(signature.slice(32)) + times * order).toString(16).padStart(64, '0')
    return concat(signature.slice(0, 32), new Uint8Array(Buffer.from(s, 'hex').reverse()))
  }

  test('T09 ∀ multiples: S + k·L, which anybody can compute, and signatures of other lengths', () => {
    const withSignature = (change: (signature: Uint8Array) => Uint8Array) => (): Uint8Array => {
      const { headerBytes, signatures, body } = scene.malloryCommit()
      return encodeCanonical([headerBytes, signatures.map(change), body])
    }
    const multiples = Array.from({ length: 14 }, (_, i) => BigInt(i + 1))
    return scene.bobRefuses([
      ...multiples.map((k) => ({ code: 'E_SIG', entry: withSignature((one) => plusOrder(one, k)) })),
      { code: 'E_CANON', entry: withSignature((one) => one.slice(0, 63)) },
      { code: 'E_CANON', entry: withSignature((one) => concat(one, new Uint8Array(1))) },
      { code: 'E_CANON', entry: withSignature(() => new Uint8Array(0)) },
      { code: 'E_SIG', entry: withSignature(() => new Uint8Array(64)) },
    ])
  })

  test('T09 ∀ keys of small order: an identity that anybody could sign for is nobody', async () => {
    const points = [
      `01${'00'.repeat(31)}`,
      `ec${'ff'.repeat(30)}7f`,
      '00'.repeat(32),
      `${'00'.repeat(31)}80`,
      '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
      '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
      'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
      'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
    ].map((hex) => fromHex(hex))
    const { suite } = world
    const kem = suite.backend.xwingSeedKeypair(suite.random(32)).publicKey
    const forgeries = points.flatMap((point) =>
      [point, fromHex(`01${'00'.repeat(31)}`)].map((r) => {
        const genesis = encodeCanonical([1, 'identity.genesis', point, kem, new Uint8Array(16).fill(7)])
        return encodeCanonical([genesis, [concat(r, new Uint8Array(32))], null])
      }),
    )
    let current = forgeries[0] ?? new Uint8Array(0)
    const nobody = (): IdentityId => parseEntry(suite, 'identity', current).logId as IdentityId
    let carol = bob
    const cardOfNobody = () => {
      const device = createDeviceSecrets(suite, nobody())
      const head = { seq: 0, hash: parseEntry(suite, 'identity', current).hash }
      const more = { token: suite.random(16), name: 'carol', addresses: [], time: world.now() }
      return createCard(suite, device, { ...alice.core.home, head, ...more })
    }
    await mustWithstand({
      world,
      victim: alice,
      space: null,
      prepare: async () => {
        carol = await world.onboard('carol')
      },
      attempt: async (isLiedTo) =>
        verdictOf(
          alice.core.contacts.add(isLiedTo ? cardOfNobody() : await carol.core.contacts.ownCard(soon()), soon()),
        ),
      honest: 'done',
      lies: forgeries.map((forged) => ({
        code: 'E_SIG',
        lie: () => {
          current = forged
          const { hash } = parseEntry(suite, 'identity', forged)
          const logId = nobody()
          const receipt = signReceipt(suite, world.evil.honest.key, {
            logId,
            head: { seq: 0, hash },
            time: world.now(),
          })
          return evil.answerWith(evil.isLogOf(logId), () => ({ status: 200, answer: concat(receipt, forged) }))
        },
      })),
      sees: () => {
        expect(alice.core.known.get(nobody())).toBeNull()
        expect(alice.core.contacts.get(nobody())).toBeNull()
      },
    })
  })
})

describe('T19: what this version does not know', () => {
  const changed = (index: number, value: Cbor) => () => {
    const entry = scene.malloryCommit()
    return scene.signed('space', fieldsOf(entry).with(index, value), entry)
  }

  test('T19: another version, another type, a critical extension: bob stops, and skips nothing', async () => {
    await scene.bobRefuses([
      { code: 'E_UNKNOWN_VERSION', entry: changed(0, 2) },
      { code: 'E_UNKNOWN_VERSION', entry: changed(1, 'commit.v2') },
      { code: 'E_UNKNOWN_VERSION', entry: changed(1, 'grant.everybody') },
      { code: 'E_UNKNOWN_VERSION', entry: changed(12, new Map([[2, 'critical']])) },
      {
        code: 'E_UNKNOWN_VERSION',
        entry: changed(
          12,
          new Map<number, Cbor>([
            [1, 'may be ignored'],
            [4, 'critical'],
          ]),
        ),
      },
    ])
    const names = [...bob.core.spaces.open(space).replica.tree.nodes.values()].map(({ name }) => name)
    expect(names.filter((name) => name.startsWith('by mallory'))).toEqual([])
  })

  test('T19: the same of an identity log', async () => {
    const rotated = (index: number, value: Cbor) => () => {
      const entry = scene.malloryRotation()
      return scene.signed('identity', fieldsOf(entry).with(index, value), entry)
    }
    await scene.aliceRefuses([
      { code: 'E_UNKNOWN_VERSION', entry: rotated(0, 2) },
      { code: 'E_UNKNOWN_VERSION', entry: rotated(1, 'key.replace') },
      { code: 'E_UNKNOWN_VERSION', entry: rotated(12, new Map([[2, true]])) },
    ])
  })

  test('T19: an extension that may be ignored is ignored, by the relay too', async () => {
    const { replica } = bob.core.spaces.open(space)
    const ofMallory = () => [...replica.tree.nodes.values()].filter(({ name }) => name.startsWith('by mallory')).length
    const before = ofMallory()
    /** Sealed with its extension, as whoever knows that would do it. */
    const ofLaterVersion = (): Uint8Array => {
      const { header, body } = scene.malloryCommit()
      if (header === null || body === null) throw new RangeError('commit')
      const { epochKey, state } = mallory.core.spaces.open(space).replica
      const extensions = new Map([[1, 'a later version says more']])
      const said = openCommitBody(world.suite, epochKey, header, body)
      const draft = {
        ...header,
        extensions,
        previous: { logId: space, ...state.head },
        body: (context: Uint8Array) => sealCommitBody(world.suite, epochKey, context, said),
      }
      return encodeEntry(buildEntry(world.suite, 'space', draft, mallory.core.me.device))
    }
    let entry: Uint8Array = new Uint8Array()
    await mustWithstand({
      world,
      victim: bob,
      space,
      prepare: scene.aliceEdits,
      lies: [
        {
          code: 'settled',
          lie: async () => {
            entry = ofLaterVersion()
            expect((await mallory.core.homeRelay.append(space, entry, { signal: soon() })).kind).toBe('appended')
            return evil.watchServed(world.spaceLog(space, bob), entry)
          },
        },
      ],
      shows: () => expect(ofMallory()).toBe(before),
      sees: () => {
        const { hash, seq } = parseEntry(world.suite, 'space', entry)
        expect(replica.entries(seq)[0]?.hash).toBe(hash)
        expect(ofMallory()).toBe(before + 1)
      },
    })
    await world.mustSettle(alice, mallory)
  })
})
