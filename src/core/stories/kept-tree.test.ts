// A tree that is not made of its log at every start: the same one, judged no less, and made anew where it is doubted.
// [Note: Kept trees]
import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { SpaceTree } from '../../shared/logs/space/index.ts'
import { Office, type Person } from '../testing/office.ts'

let office: Office
let alice: Person
let bob: Person
let space: SpaceId
let relay: { readonly address: string }
beforeAll(async () => {
  office = await Office.open()
  relay = await office.relay()
  const files = { 'contracts/draft.txt': 'one', 'contracts/terms.txt': 'terms', 'old.txt': 'old' }
  ;({ alice, bob, space } = await office.pair({ relay, files }))
  await alice.write('contracts/draft.txt', 'two')
  await alice.sync()
  await rename(path.join(alice.folder, 'contracts/draft.txt'), path.join(alice.folder, 'contracts/final.txt'))
  await rm(path.join(alice.folder, 'old.txt'))
  await bothSync()
})
afterAll(() => office.close())

async function bothSync(): Promise<void> {
  for (const person of [alice, bob, alice]) await person.sync()
}

async function restart(person: Person): Promise<void> {
  await person.lock()
  await person.unlock()
}

const treeOf = (person: Person) => person.core.spaces.open(space).replica.tree
/** All that a tree says. */
const told = (person: Person) => {
  const tree = treeOf(person)
  const nodes = [...tree.nodes.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  return {
    root: tree.root,
    nodes: nodes.map((node) => ({ node, below: [...tree.children(node.id)].sort(), all: tree.revisions(node.id) })),
    stateRoot: tree.stateRoot(),
  }
}
/** Somebody or something has written into alice's database: a name, a node too many, another sum. */
function damage(what: string): void {
  alice.core.store.write((store) => {
    store.run("UPDATE tree_node SET name = 'nonsense.txt' WHERE name = 'terms.txt'")
    store.run(
      `INSERT INTO tree_node SELECT tree, randomblob(16), parent, 'too many.txt', type, revision, content_id, size, modified_at,
        executable, 0, changed_by, changed_at, changed_seq, put_in FROM tree_node WHERE name = 'nonsense.txt'`,
    )
    store.run(what)
  })
}

test('alice starts again: her tree is the same, with every revision, and no node of it was judged anew', async () => {
  const before = told(alice)
  expect(before.nodes.map(({ all }) => all.length).sort()).toEqual([0, 1, 1, 2])
  await alice.lock()
  const leaves = vi.spyOn(office.environment.suite.backend, 'xchachaStream')
  await alice.unlock()
  expect(told(alice)).toEqual(before)
  // Those of the empty root that every tree begins with.
  expect(leaves.mock.calls.filter(([length]) => length === 2048).length).toBeLessThanOrEqual(2)
  leaves.mockRestore()
})

test('alice starts again: how much is in her space is told without its tree, and nobody tells what it was before', async () => {
  const howMuch = () => alice.core.spaces.open(space).replica.summarise()
  const before = howMuch()
  expect(before).toMatchObject({ name: 'Akten', files: 2, conflicts: 0, changed: { by: alice.core.me.id } })
  await alice.lock()
  const recalled = vi.spyOn(SpaceTree, 'recalled')
  await alice.unlock()
  expect(howMuch()).toEqual(before)
  expect(alice.core.spaces.open(space).replica.name).toBe('Akten')
  expect(recalled).not.toHaveBeenCalled()
  await bob.write('terms (conflict, bob, 2026-11-24 04.30).txt', 'longer terms')
  await bob.sync()
  await alice.sync()
  await restart(alice)
  expect(howMuch()).toMatchObject({ files: 3, bytes: before.bytes + 12, conflicts: 1, changed: { by: bob.core.me.id } })
  recalled.mockRestore()
})

test('what others change later leads to the same tree on both sides, also for files from before', async () => {
  await bob.write('contracts/final.txt', 'three')
  await bob.write('contracts/new.txt', 'new')
  await bob.sync()
  await alice.sync()
  expect(told(alice)).toEqual(told(bob))
  await restart(alice)
  expect(told(alice)).toEqual(told(bob))
  expect(await alice.read('contracts/final.txt')).toBe('three')
})

test('a kept tree of another log is not believed: the log makes it anew', async () => {
  damage("UPDATE tree SET hash = 'ff'")
  await restart(alice)
  expect(told(alice)).toEqual(told(bob))
})

test('what could not be kept for want of room is kept with what comes later', async () => {
  const { store } = alice.core
  await bob.write('late.txt', 'late')
  await bob.sync()
  const full = "CREATE TEMP TRIGGER full BEFORE INSERT ON tree_node BEGIN SELECT RAISE(ABORT, 'full'); END"
  store.write((writable) => writable.run(full))
  await expect(alice.sync()).rejects.toThrow('full')
  store.write((writable) => writable.run('DROP TRIGGER full'))
  await bob.write('later.txt', 'later')
  await bob.sync()
  await alice.sync()
  await restart(alice)
  expect(told(alice)).toEqual(told(bob))
})

test('a commit that contradicts a kept tree makes it anew, for good: another member’s, and one of her own other computer', async () => {
  const tower = await office.secondComputer(alice, relay)
  await tower.core.spaces.accept(space, tower.folder, AbortSignal.timeout(20_000))
  for (const author of [bob, tower]) {
    await tower.sync()
    damage('UPDATE tree SET sum = zeroblob(2048)')
    await restart(alice)
    expect(told(alice)).not.toEqual(told(author))
    await author.write(`more of ${author.name}.txt`, 'more')
    await author.sync()
    await alice.sync()
    expect(told(alice)).toEqual(told(author))
    await restart(alice)
    expect(told(alice)).toEqual(told(author))
  }
})
