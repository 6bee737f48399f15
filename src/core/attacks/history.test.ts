// The relay shows old, other or half history: of spaces and of people. PROTOCOL §8, §12.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import { randomBytes } from 'node:crypto'
import type { SpaceId, NodeId } from '../../shared/domain/ids.ts'
import { presets } from '../../shared/domain/rights.ts'
import { rootNodeId } from '../../shared/domain/ids.ts'
import { encodeEntry, parseEntry } from '../../shared/logs/entry.ts'
import { buildCommit } from '../../shared/logs/space/index.ts'
import { mustWithstand } from '../testing/evil-relay/attack.ts'
import {
  answerWith,
  cutLog,
  isLogOf,
  isPackRead,
  rewriteLog,
  serveLog,
  withhold,
} from '../testing/evil-relay/mutations.ts'
import { soon, verdictOf, type Person } from '../testing/evil-relay/person.ts'
import { World } from '../testing/evil-relay/world.ts'

let world: World
let alice: Person
let bob: Person
let mallory: Person
let space: SpaceId
let edits = 0
beforeAll(async () => {
  world = await World.create(startTestRelay)
  alice = await world.onboard('alice')
  bob = await world.onboard('bob')
  mallory = await world.onboard('mallory')
  space = await world.share(alice, [
    [bob, 'editor'],
    [mallory, 'editor'],
  ])
})
afterAll(() => world.close())

/** Alice's new file reaches the relay; bob has a draft that nobody has yet. */
async function aliceEdits(): Promise<void> {
  edits++
  await alice.write(`edit-${edits}.txt`, `edit ${edits}`)
  await world.mustSettle(alice)
  await bob.write(`draft-${edits}.txt`, `draft ${edits}`)
}

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
  test('T49: an older head is a rollback, and bob’s files stay as they are', async () => {
    const lie = () => cutLog(world.spaceLog(space, bob), bobsHead() - 1)
    await mustWithstand({
      world,
      victim: bob,
      space,
      prepare: aliceEdits,
      lies: [{ lie, code: 'E_ROLLBACK' }],
      sees: stopped,
    })
    expect(await bob.read(`edit-${edits}.txt`)).toBe(`edit ${edits}`)
  })

  test('T49: an empty log is a rollback too', async () => {
    const lie = () => cutLog(world.spaceLog(space, bob), 0)
    await mustWithstand({
      world,
      victim: bob,
      space,
      prepare: aliceEdits,
      lies: [{ lie, code: 'E_ROLLBACK' }],
      sees: stopped,
    })
  })

  test('T49: whoever lost the cache still refuses what ends below the pins file', async () => {
    const prepare = async () => {
      await aliceEdits()
      await bob.sync()
      await bob.restart({ withoutCache: true })
      await bob.core.catchUp(soon())
    }
    const attempt = () => verdictOf(bob.core.spaces.accept(space, bob.folder, soon()))
    const lie = () => cutLog(world.spaceLog(space, bob), 4)
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
    const lie = () => cutLog(world.spaceLog(space, newcomer), 5)
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
  const lie = () => serveLog(world.spaceLog(space, bob), branch)
  await mustWithstand({ world, victim: bob, space, prepare, lies: [{ lie, code: 'E_FORK' }], sees: stopped })
})

test('T49: an entry that was swapped for an older one breaks the chain', async () => {
  const lie = () =>
    rewriteLog(world.spaceLog(space, bob), (entries) => [
      ...entries.slice(0, 1),
      ...entries.slice(0, 1),
      ...entries.slice(2),
    ])
  await mustWithstand({ world, victim: bob, space, prepare: aliceEdits, lies: [{ lie, code: 'E_SEQ' }], sees: stopped })
})

describe('T54: objects withheld', () => {
  const waiting = { phase: 'waiting', obstacle: null } as const
  const offline = { phase: 'waiting', obstacle: 'offline' } as const

  test('T54: packs that do not come leave nothing half-applied', async () => {
    const lie = () => withhold(isPackRead(space))
    await mustWithstand({
      world,
      victim: bob,
      space,
      prepare: aliceEdits,
      lies: [{ lie, code: 'waiting' }],
      sees: waiting,
    })
  })

  test('T54: packs the relay says it does not have are waited for', async () => {
    const absent = new Uint8Array(9)
    const lie = () => answerWith(isPackRead(space), () => ({ answer: absent }))
    await mustWithstand({
      world,
      victim: bob,
      space,
      prepare: aliceEdits,
      lies: [{ lie, code: 'waiting' }],
      sees: waiting,
    })
  })

  test('T54: commits without their bodies are waited for', async () => {
    const lie = () =>
      rewriteLog(world.spaceLog(space, bob), (entries) =>
        entries.map((bytes) => encodeEntry({ ...parseEntry(world.suite, 'space', bytes), body: null })),
      )
    await mustWithstand({
      world,
      victim: bob,
      space,
      prepare: aliceEdits,
      lies: [{ lie, code: 'E_TRANSPORT' }],
      sees: offline,
    })
  })

  test('T54: a log that does not come is waited for', async () => {
    const lie = () => withhold(isLogOf(space))
    await mustWithstand({
      world,
      victim: bob,
      space,
      prepare: aliceEdits,
      lies: [{ lie, code: 'E_TRANSPORT' }],
      sees: offline,
    })
  })
})
