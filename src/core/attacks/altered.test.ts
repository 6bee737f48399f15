// One bit of anything the relay serves changed: entries of both logs from genesis on, receipts, messages, the self record, the
// vault. T44 as properties over whole runs. PROTOCOL §4, §8, §15.
import { writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import { concat } from '../../shared/base/bytes.ts'
import { decodeCanonical, encodeCanonical, type Cbor } from '../../shared/base/canonical.ts'
import { sealMessage } from '../../shared/contact/index.ts'
import { presets } from '../../shared/domain/rights.ts'
import { encodeEntry, parseEntry, type Entry } from '../../shared/logs/entry.ts'
import { mustWithstand } from '../testing/evil-relay/attack.ts'
import { itemsOf, type ActiveMutation, type Mutation } from '../testing/evil-relay/evil-relay.ts'
import * as evil from '../testing/evil-relay/mutations.ts'
import { soon, verdictOf } from '../testing/evil-relay/person.ts'
import { stage } from '../testing/evil-relay/world.ts'

const { world, alice, bob, space } = await stage(startTestRelay, { bob: 'editor' })
let edits = 0
afterAll(() => world.close())

/** What an altered entry may be called: which check is the first to notice depends on the bit. */
const refusals = [
  'E_CANON',
  'E_SIG',
  'E_ID',
  'E_SEQ',
  'E_INTEGRITY',
  'E_UNKNOWN_VERSION',
  'E_LIMIT',
  'E_FORK',
  'E_ROLE',
]
const million = 1_000_000
/** Where in a record, in millionths, and which bit of that byte: the same wish for records of every length. */
const bits = fc.array(fc.tuple(fc.nat(million - 1), fc.nat(7)), { minLength: 8, maxLength: 8 })
type Bit = readonly [number, number]
const alter = (bytes: Uint8Array, [where, bit]: Bit): Uint8Array =>
  evil.flipBit(bytes, 8 * Math.floor((where * bytes.length) / million) + bit)
const runs = (numRuns: number) => ({ numRuns, endOnFailure: true, unbiased: true })

async function aliceEdits(): Promise<void> {
  edits++
  await alice.write(`edit-${edits}.txt`, `edit ${edits}`)
  await world.mustSettle(alice)
  await bob.write(`draft-${edits}.txt`, `draft ${edits}`)
}

/** Entry `seq` of a log altered, the others as they are. */
const alterEntry = (place: evil.LogPlace, seq: number, bit: Bit): Mutation =>
  evil.rewriteLog(place, (entries, from) => entries.map((bytes, i) => (from + i === seq ? alter(bytes, bit) : bytes)))

describe('T44 ∀: one bit changed', () => {
  test('T44 ∀ in a commit on its way to bob', () =>
    fc.assert(
      fc.asyncProperty(bits, (flips) =>
        mustWithstand({
          world,
          victim: bob,
          space,
          prepare: aliceEdits,
          lies: flips.map((bit) => ({
            code: refusals,
            lie: () =>
              alterEntry(world.spaceLog(space, bob), alice.core.spaces.open(space).replica.state.head.seq, bit),
          })),
          sees: { phase: 'stopped', obstacle: 'refused' },
        }),
      ),
      runs(5),
    ))

  test('T44 ∀ in genesis, grants, rotations and commits on their way to a newcomer', async () => {
    let newcomer = bob
    const length = () => alice.core.spaces.open(space).replica.state.head.seq + 1
    const lies = Array.from({ length: length() + 2 }, (_, seq) =>
      fc
        .sample(bits, { numRuns: 1, unbiased: true })
        .flatMap((flips) =>
          flips.map((bit) => ({ code: refusals, lie: () => alterEntry(world.spaceLog(space, newcomer), seq, bit) })),
        ),
    )
    await mustWithstand({
      world,
      get victim() {
        return newcomer
      },
      space,
      prepare: async (run) => {
        newcomer = await world.onboard(`newcomer-${run}`)
        await world.befriend(alice, newcomer)
        await alice.core.spaces.grant(space, { to: newcomer.id, rights: presets.viewer, notAfter: null }, soon())
        await newcomer.core.catchUp(soon())
      },
      attempt: () => verdictOf(newcomer.core.spaces.accept(space, newcomer.folder, soon())),
      honest: 'done',
      lies: lies.flat(),
      sees: () => expect(newcomer.core.spaces.mustKnow(space).state).toBe('invited'),
    })
    await world.mustSettle(newcomer)
    expect(await newcomer.read('first.txt')).toBe('first words of alice')
  })

  test('T44 ∀ in the identity log of somebody who is met for the first time', () =>
    fc.assert(
      fc.asyncProperty(bits, async (flips) => {
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
          lies: flips.map((bit, seq) => ({
            code: refusals,
            lie: () => alterEntry(world.identityLog(carol.id, alice), seq % carol.core.me.log.entries.length, bit),
          })),
          sees: () => {
            expect(alice.core.known.get(carol.id)).toBeNull()
            expect(alice.core.contacts.get(carol.id)).toBeNull()
          },
        })
      }),
      runs(4),
    ))

  test('T44 ∀ in a receipt', () =>
    fc.assert(
      fc.asyncProperty(bits, (flips) =>
        mustWithstand({
          world,
          victim: bob,
          space,
          prepare: aliceEdits,
          lies: flips.map((bit) => ({
            code: refusals,
            lie: () =>
              evil.answerWith(evil.isLogOf(space), ({ answer }) => {
                const [receipt = answer, ...entries] = itemsOf(answer)
                return { answer: concat(alter(receipt, bit), ...entries) }
              }),
          })),
          sees: { phase: 'stopped', obstacle: 'refused' },
        }),
      ),
      runs(3),
    ))

  test('T44, T54: bodies withheld and given later beside other signatures: the body is taken, the signatures are not', async () => {
    const change = (alterOne: (entry: Entry) => Entry) => () =>
      evil.rewriteLog(world.spaceLog(space, bob), (entries) =>
        entries.map((bytes) => encodeEntry(alterOne(parseEntry(world.suite, 'space', bytes)))),
      )
    const otherSignatures = (entry: Entry): Entry => ({ ...entry, signatures: [new Uint8Array(64).fill(7)] })
    await mustWithstand({
      world,
      victim: bob,
      space,
      prepare: aliceEdits,
      attempt: () => bob.sync(),
      lies: [
        { code: ['waiting', 'E_TRANSPORT'], lie: change((entry) => ({ ...entry, body: null })) },
        { code: 'settled', lie: change(otherSignatures) },
      ],
      sees: () => undefined,
    })
    await bob.restart()
    await world.mustSettle(bob)
    expect(await bob.read(`edit-${edits}.txt`)).toBe(`edit ${edits}`)
  })

  test('T44 ∀ in a message: it is not read, and nothing comes of it', async () => {
    const mallory = await world.onboard('mallory')
    const { me } = mallory.core
    const cardBytes = await mallory.core.contacts.ownCard(soon())
    const { messageBytes } = sealMessage(
      world.suite,
      { device: me.device, head: me.head },
      {
        recipient: bob.core.me.log.state,
        content: { kind: 'contact.request', cardBytes, note: '', proof: null },
        notAfter: world.now() + 3_600_000,
      },
    )
    await fc.assert(
      fc.asyncProperty(bits, (flips) =>
        mustWithstand({
          world,
          victim: bob,
          space,
          prepare: aliceEdits,
          lies: flips.map((bit) => ({ code: 'settled', lie: () => evil.addToInbox(alter(messageBytes, bit)) })),
          sees: () => expect(bob.core.contacts.get(mallory.id)).toBeNull(),
        }),
      ),
      runs(3),
    )
    // Positive control: unaltered it is read.
    const told = world.evil.mutate(evil.addToInbox(messageBytes))
    await bob.core.catchUp(soon())
    told.end()
    expect(bob.core.contacts.get(mallory.id)?.state).toBe('asking')
  })

  test('T44 ∀ in the self record that a lost cache is rebuilt from: nothing of it is taken', () =>
    fc.assert(
      fc.asyncProperty(bits, async (flips) => {
        const isSelf = ({ method, path: to, status }: { method: string; path: string; status: number }) =>
          method === 'GET' && to === '/v1/self' && status < 300
        await mustWithstand({
          world,
          victim: bob,
          space: null,
          prepare: () => world.mustSettle(bob),
          attempt: async () => {
            await bob.restart({ withoutCache: true })
            const outcome = await verdictOf(bob.core.catchUp(soon()))
            return outcome === 'done' && bob.core.spaces.list().length > 0 ? 'done' : outcome
          },
          honest: 'done',
          lies: flips.map((bit) => ({
            code: [...refusals, 'E_OPEN'],
            lie: () => evil.answerWith(isSelf, ({ answer }) => ({ answer: alter(answer, bit) })),
          })),
          sees: () => {
            expect(bob.core.contacts.list()).toEqual([])
            expect(bob.core.spaces.list()).toEqual([])
          },
        })
        await bob.core.spaces.accept(space, bob.folder, soon())
        await world.mustSettle(bob)
      }),
      runs(2),
    ))
})

describe('the vault of a whole core', () => {
  let file: string
  let whole: Uint8Array
  beforeAll(async () => {
    file = path.join(bob.directory, 'profile', 'vault.cbor')
    whole = new Uint8Array(await readFile(file))
  })
  const opens = async (): Promise<string> => {
    await bob.close()
    return verdictOf(bob.open())
  }
  const put = async (bytes: Uint8Array): Promise<ActiveMutation> => {
    await writeFile(file, bytes)
    // The disk lies, not the relay: told once, whenever it is read.
    return { count: Buffer.from(bytes).equals(whole) ? 0 : 1, end: () => writeFileSync(file, whole) }
  }
  const withstands = (lies: readonly { readonly code: string | readonly string[]; readonly bytes: Uint8Array }[]) =>
    mustWithstand({
      world,
      victim: bob,
      space: null,
      prepare: async () => (await opens(), world.mustSettle(bob)),
      attempt: opens,
      honest: 'done',
      atRest: true,
      lies: lies.map(({ code, bytes }) => ({ code, lie: () => put(bytes) })),
      sees: () => expect(bob.isHere).toBe(false),
    })

  test('T44 ∀, T69: a vault with one bit changed opens nothing, whoever changed it; put back it opens', async () => {
    const code = [...refusals, 'E_OPEN', 'E_POLICY']
    const parts = (decodeCanonical(whole, whole.length) as Cbor[]).slice(2) as Uint8Array[]
    const inEachPart = parts.map((part) => (Buffer.from(whole).indexOf(part) + part.length - 1) * 8)
    await withstands(inEachPart.map((bit) => ({ code, bytes: evil.flipBit(whole, bit) })))
    await fc.assert(
      fc.asyncProperty(bits, (flips) => withstands(flips.map((bit) => ({ code, bytes: alter(whole, bit) })))),
      runs(5),
    )
    await world.mustSettle(bob)
  })

  test('T69: a header that asks for a passphrase, cheaply, at ruinous cost, with another salt or algorithm: refused, and nothing is asked', async () => {
    const parts = decodeCanonical(whole, whole.length) as Cbor[]
    const header = decodeCanonical(parts[2] as Uint8Array, 128) as Cbor[]
    const mebibyte = 2 ** 20
    const asking = (passes: number, memoryBytes: number, { salt = 16, name = 'argon2id-1.3' } = {}): Uint8Array => {
      const cost = [name, new Uint8Array(salt).fill(1), passes, memoryBytes]
      return encodeCanonical(parts.with(2, encodeCanonical([...header.slice(0, 3), 'passphrase', cost])))
    }
    await withstands([
      ...[asking(1, 8 * 1024), asking(1, 256 * mebibyte), asking(3, 8 * 1024), asking(3, 8192 * mebibyte)].map(
        (bytes) => ({ code: 'E_LIMIT', bytes }),
      ),
      { code: 'E_LIMIT', bytes: asking(2 ** 32, 256 * mebibyte) },
      { code: ['E_CANON', 'E_UNKNOWN_VERSION'], bytes: asking(3, 256 * mebibyte, { salt: 15 }) },
      { code: ['E_CANON', 'E_UNKNOWN_VERSION'], bytes: asking(3, 256 * mebibyte, { name: 'scrypt' }) },
      { code: 'E_OPEN', bytes: asking(3, 256 * mebibyte) },
    ])
    await world.mustSettle(bob)
  })
})
