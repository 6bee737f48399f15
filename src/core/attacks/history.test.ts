// The relay shows old, other or half history: of spaces and of people. PROTOCOL §8, §12.
import { randomBytes } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import { concat } from '../../shared/base/bytes.ts'
import { rootNodeId, type EntryHash, type LogId, type NodeId } from '../../shared/domain/ids.ts'
import { presets } from '../../shared/domain/rights.ts'
import { encodeEntry, parseEntry } from '../../shared/logs/entry.ts'
import { signReceipt } from '../../shared/logs/receipt.ts'
import { buildCommit } from '../../shared/logs/space/index.ts'
import { mustWithstand } from '../testing/evil-relay/attack.ts'
import { itemsOf } from '../testing/evil-relay/evil-relay.ts'
import * as evil from '../testing/evil-relay/mutations.ts'
import { outcomeOf, soon, verdictOf, type Person } from '../testing/evil-relay/person.ts'
import { stage } from '../testing/evil-relay/world.ts'

const { world, alice, bob, mallory, space } = await stage(startTestRelay, { bob: 'editor', mallory: 'editor' })
afterAll(() => world.close())

/** Alice's new file reaches the relay; bob has a draft that nobody has yet. */
const aliceEdits = (): Promise<void> => world.edit(alice, bob)

const bobsHead = (): number => bob.core.spaces.open(space).replica.state.head.seq
const stopped = { phase: 'stopped', obstacle: 'refused' } as const

/** One directory made by a member, signed and sealed as it should be, known to nobody yet. */
function commitOf(person: Person, name: string): Uint8Array {
  const { replica, writer } = person.core.spaces.open(space)
  const { tree, epochKey } = replica
  const operations = [
    { kind: 'mkdir', id: randomBytes(16).toString('hex') as NodeId, parent: rootNodeId, name },
  ] as const
  return encodeEntry(buildCommit(world.suite, writer.position, { tree, epochKey, operations }).entry)
}

describe('T49: the folder rolled back', () => {
  test('T49: an older head is a rollback, an empty log too, and bob’s files stay as they are', async () => {
    const cutAt = (length: () => number) => () => evil.cutLog(world.spaceLog(space, bob), length())
    await mustWithstand({
      world,
      victim: bob,
      space,
      prepare: aliceEdits,
      lies: [
        { lie: cutAt(() => bobsHead() - 1), code: 'E_ROLLBACK' },
        { lie: cutAt(() => 0), code: 'E_ROLLBACK' },
      ],
      sees: stopped,
    })
    expect(await bob.read(`edit-${world.edits}.txt`)).toBe(`edit ${world.edits}`)
  })

  test('T49: whoever lost the cache still refuses what ends below the pins file', async () => {
    const prepare = async () => {
      await aliceEdits()
      await bob.sync()
      await bob.restart({ withoutCache: true })
      await bob.core.catchUp(soon())
    }
    const attempt = () => verdictOf(bob.core.spaces.accept(space, bob.folder, soon()))
    const lie = () => evil.cutLog(world.spaceLog(space, bob), 4)
    const sees = () => {
      expect(bob.core.spaces.mustKnow(space).folder).toBeNull()
      return Promise.resolve()
    }
    await mustWithstand({
      world,
      victim: bob,
      space,
      prepare,
      attempt,
      honest: 'done',
      lies: [{ lie, code: 'E_ROLLBACK' }],
      sees,
    })
    // What came while the cache was gone is missing in the folder: bob says that he never had it.
    await bob.sync()
    await bob.core.spaces.engineOf(space).answerMissing('fetch')
    await world.mustSettle(bob)
  })

  test('T49: an invited newcomer refuses a log that ends before the promised head', async () => {
    let newcomer = mallory
    const prepare = async (run: string) => {
      newcomer = await world.onboard(`newcomer-${run}`)
      await world.befriend(alice, newcomer)
      await alice.core.spaces.grant(space, { to: newcomer.id, rights: presets.viewer, notAfter: null }, soon())
      await newcomer.core.catchUp(soon())
    }
    const attempt = () => verdictOf(newcomer.core.spaces.accept(space, newcomer.folder, soon()))
    const lie = () => evil.cutLog(world.spaceLog(space, newcomer), 5)
    const sees = () => {
      expect(newcomer.core.spaces.mustKnow(space).state).toBe('invited')
      return Promise.resolve()
    }
    await mustWithstand({
      world,
      get victim() {
        return newcomer
      },
      space,
      prepare,
      attempt,
      honest: 'done',
      lies: [{ lie, code: 'E_ROLLBACK' }],
      sees,
    })
  })
})

test('T16: two signed branches of a space: bob keeps his, and the fork is final', async () => {
  let branch: readonly Uint8Array[] = []
  const prepare = async (run: string) => {
    await world.mustSettle(mallory)
    const twin = commitOf(mallory, `twin-${run}`)
    await mallory.write(`mallory-${run}.txt`, run)
    await world.mustSettle(mallory, bob)
    const log = world.evil.keptLog(space)
    const at = parseEntry(world.suite, 'space', twin).seq
    branch = [...log.slice(0, at), twin]
    await aliceEdits()
  }
  const lie = () => evil.serveLog(world.spaceLog(space, bob), branch)
  await mustWithstand({ world, victim: bob, space, prepare, lies: [{ lie, code: 'E_FORK' }], sees: stopped })
})

test('T49: an entry that was swapped for an older one breaks the chain', async () => {
  const lie = () =>
    evil.rewriteLog(world.spaceLog(space, bob), (entries) => [
      ...entries.slice(0, 1),
      ...entries.slice(0, 1),
      ...entries.slice(2),
    ])
  await mustWithstand({ world, victim: bob, space, prepare: aliceEdits, lies: [{ lie, code: 'E_SEQ' }], sees: stopped })
})

test('T49: an entry the relay signed for and threw away is pushed again as soon as its absence shows', async () => {
  let name = ''
  await mustWithstand({
    world,
    victim: alice,
    space,
    prepare: async (run) => {
      name = `thrown-away-${run}.txt`
      await alice.write(name, name)
    },
    lies: [{ lie: () => evil.lieOk(world.spaceLog(space)), code: 'settled' }],
    sees: () => undefined,
  })
  await world.mustSettle(alice, bob)
  expect(await bob.read(name)).toBe(name)
})

test('T49: a log without a receipt, or with that of another relay or log, is not one', async () => {
  const receiptFrom = (logId: LogId, key = world.evil.honest.key) =>
    signReceipt(world.suite, key, { logId, head: { seq: 1, hash: '0'.repeat(64) as EntryHash }, time: world.now() })
  const withReceipt = (receipt: () => Uint8Array) => () =>
    evil.answerWith(evil.isLogOf(space), ({ answer }) => ({ answer: concat(receipt(), ...itemsOf(answer).slice(1)) }))
  const otherKey = world.suite.backend.signSeedKeypair(world.suite.random(32))
  await mustWithstand({
    world,
    victim: bob,
    space,
    prepare: aliceEdits,
    lies: [
      { lie: withReceipt(() => receiptFrom(space, otherKey)), code: 'E_ID' },
      { lie: withReceipt(() => receiptFrom(alice.id)), code: 'E_ID' },
      { lie: withReceipt(() => evil.flipBit(receiptFrom(space), 8 * 200)), code: 'E_SIG' },
    ],
    sees: stopped,
  })
})

describe('T54: objects withheld', () => {
  test('T54: packs that do not come, or that the relay says it does not have, leave nothing half-applied', async () => {
    const absent = new Uint8Array(9)
    await mustWithstand({
      world,
      victim: bob,
      space,
      prepare: aliceEdits,
      // One look is enough for what does not come: `sync` would try five times.
      attempt: async (isLiedTo) => (isLiedTo ? outcomeOf(await bob.sees(space)) : bob.sync()),
      lies: [
        { lie: () => evil.withhold(evil.isPackRead(space)), code: 'E_TRANSPORT' },
        { lie: () => evil.answerWith(evil.isPackRead(space), () => ({ answer: absent })), code: 'E_TRANSPORT' },
      ],
      sees: async () => {
        const obstacle = { kind: 'withheld', files: 1 }
        const held = [{ path: `edit-${world.edits}.txt`, code: 'E_TRANSPORT' }]
        expect(await bob.sees(space)).toMatchObject({ phase: 'waiting', settled: false, obstacle, held })
        expect(await bob.read(`edit-${world.edits}.txt`)).toBeNull()
      },
    })
  })

  test('T54: a log that does not come is waited for, and so are commits without their bodies', async () => {
    const withoutBody = (bytes: Uint8Array): Uint8Array =>
      encodeEntry({ ...parseEntry(world.suite, 'space', bytes), body: null })
    const run = { world, victim: bob, space, prepare: aliceEdits } as const
    const noLog = () => evil.withhold(evil.isLogOf(space))
    const sees = { phase: 'waiting', obstacle: 'offline' } as const
    await mustWithstand({ ...run, lies: [{ lie: noLog, code: 'E_TRANSPORT' }], sees })
    const noBodies = () => evil.rewriteLog(world.spaceLog(space, bob), (entries) => entries.map(withoutBody))
    const lies = [{ lie: noBodies, code: 'E_TRANSPORT' }]
    await mustWithstand({ ...run, lies, sees: { phase: 'waiting', obstacle: 'withheld' } })
  })
})
