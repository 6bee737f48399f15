// A snapshot adds nothing: one of another tree is void, one that is kept back holds nobody up. PROTOCOL §10, §19.7.
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import { rootNodeId, type NodeId, type PackId, type SpaceId } from '../../shared/domain/ids.ts'
import { encodeEntry, parseEntry } from '../../shared/logs/entry.ts'
import { buildSnapshot, SpaceTree } from '../../shared/logs/space/index.ts'
import { sealSnapshot } from '../../shared/logs/space/snapshot.ts'
import { readActivity } from '../store/index.ts'
import { mustWithstand } from '../testing/evil-relay/attack.ts'
import { rewriteLog, watchServed } from '../testing/evil-relay/mutations.ts'
import { soon, type Person } from '../testing/evil-relay/person.ts'
import { World } from '../testing/evil-relay/world.ts'

const length = 4096
let world: World
let alice: Person
let mallory: Person
let space: SpaceId
beforeAll(async () => {
  world = await World.create(startTestRelay)
  alice = await world.onboard('alice')
  mallory = await world.onboard('mallory')
  space = await world.share(alice, [[mallory, 'editor']])
})
afterAll(() => world.close())

const joined = (person: Person) => person.core.spaces.open(space)

/** Mallory states `tree` as the one at the end of the log; the entry that says so. */
async function appendSnapshot(tree: SpaceTree): Promise<Uint8Array> {
  const { suite } = world
  const { writer, replica } = joined(mallory)
  const { key, pages } = sealSnapshot(suite, space, tree)
  const pack = { id: randomBytes(16).toString('hex') as PackId, length }
  await mallory.core.homeRelay.packsOf(space).put(pack.id, new Uint8Array(length), length, soon())
  const refs = pages.map(({ sealed, hash }) => ({ pack: pack.id, offset: 8, length: sealed.length, hash }))
  await writer.append(
    (position) => buildSnapshot(suite, position, { tree, epochKey: replica.epochKey, key, pages: refs, packs: [pack] }),
    soon(),
  )
  const newest = replica.entries(replica.state.head.seq)[0]
  if (newest === undefined) throw new RangeError('no entry')
  return encodeEntry(newest)
}

/** The genuine tree with one folder that nobody made. */
function forgedTree(): SpaceTree {
  const { tree } = joined(mallory).replica
  const nodes = [tree.root, ...tree.nodes.values()]
  const made: NodeId = randomBytes(16).toString('hex') as NodeId
  const forged = { ...tree.root, id: made, parent: rootNodeId, name: 'forged' }
  const current = (id: NodeId) => tree.revisions(id).at(-1) ?? null
  return SpaceTree.of(
    world.suite,
    [...nodes, forged].map((node) => ({ node, revision: current(node.id) })),
  )
}

const voidsToldBy = (person: Person) =>
  readActivity(person.core.store, { spaceId: space, limit: 50 }).filter(({ kind }) => kind === 'change-void')

test('a snapshot of the tree at its place changes nothing; one of another tree is void, shown under mallory’s name, and nobody stops for it', async () => {
  let root: Uint8Array | null = null
  await mustWithstand({
    world,
    victim: alice,
    space,
    prepare: async (run) => {
      if (run === 'control') await appendSnapshot(joined(mallory).replica.tree)
      root = joined(alice).replica.tree.stateRoot()
    },
    shows: () => {
      const { replica } = joined(alice)
      expect(replica.entries().filter(({ header }) => header?.type === 'snapshot')).toHaveLength(1)
      expect(replica.voids).toBe(0)
      expect(voidsToldBy(alice)).toEqual([])
    },
    lies: [
      {
        code: 'settled',
        lie: async () => watchServed(world.spaceLog(space, alice), await appendSnapshot(forgedTree())),
      },
    ],
    sees: () => {
      const { replica } = joined(alice)
      expect(replica.voids).toBe(1)
      expect(replica.hold).toBeNull()
      expect(replica.tree.stateRoot()).toEqual(root)
      expect(voidsToldBy(alice)).toMatchObject([{ identityId: mallory.id }])
    },
  })
  await alice.write('after.txt', 'work goes on')
  await world.mustSettle(alice, mallory)
  expect(await mallory.read('after.txt')).toBe('work goes on')
  await alice.restart()
  await world.mustSettle(alice)
  expect(joined(alice).replica.voids).toBe(1)
  expect(voidsToldBy(alice)).toHaveLength(1)
})

test('a snapshot whose body the relay keeps back holds no commit up', async () => {
  let behind = 0
  const withoutBody = (bytes: Uint8Array): Uint8Array => {
    const entry = parseEntry(world.suite, 'space', bytes)
    return entry.header?.type === 'snapshot' ? encodeEntry({ ...entry, body: null }) : bytes
  }
  await mustWithstand({
    world,
    victim: alice,
    space,
    prepare: async () => {
      await appendSnapshot(joined(mallory).replica.tree)
      await mallory.write(`behind-${++behind}.txt`, `behind snapshot ${behind}`)
      await world.mustSettle(mallory)
    },
    lies: [
      {
        code: 'settled',
        lie: () => rewriteLog(world.spaceLog(space, alice), (entries) => entries.map(withoutBody)),
      },
    ],
    sees: async () => expect(await alice.read(`behind-${behind}.txt`)).toBe(`behind snapshot ${behind}`),
  })
})
