// Two people changed the same file at once; one of them decides what stays. SYNC-110 … SYNC-113.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { conflictsIn } from '../spaces/index.ts'
import { Office, soon, type Person } from '../testing/office.ts'

let office: Office
let alice: Person
let bob: Person
let space: SpaceId
beforeAll(async () => {
  office = await Office.open()
  ;({ alice, bob, space } = await office.pair())
})
afterAll(() => office.close())

const replica = (who: Person) => who.core.spaces.open(space).replica
const nothing: ReadonlySet<never> = new Set()

/** The only conflict there is, as `who` sees it. */
function seenBy(who: Person) {
  const [conflict, ...more] = conflictsIn(replica(who).tree)
  if (conflict?.kept == null || more.length > 0) throw new Error('not one conflict')
  const seen = ({ id, revision }: typeof conflict.beside.node) => ({ node: id, revision: revision ?? ('' as never) })
  return { conflict, kept: seen(conflict.kept.node), beside: seen(conflict.beside.node), name: conflict.kept.node.name }
}

const settle = async (who: Person, choice: 'kept' | 'beside' | 'both') => {
  const { kept, beside } = seenBy(who)
  await who.core.spaces.open(space).hand.settle({ kept, beside, choice }, nothing, soon())
}
const both = async () => {
  for (const who of [alice, bob, alice, bob]) await who.sync()
}
/** What both have, of this conflict only. */
const there = async (name: string) => {
  const [hers, his] = [await alice.tree(), await bob.tree()]
  expect(hers).toEqual(his)
  return Object.fromEntries(Object.entries(hers).filter(([one]) => one.startsWith(name)))
}

let round = 0
let stem = ''
beforeEach(async () => {
  stem = `Vertrag ${String(++round)}`
  const file = `${stem}.txt`
  await alice.write(file, 'erste Fassung')
  await both()
  await alice.write(file, 'von alice')
  await bob.write(file, 'von bob')
  await bob.sync()
  await both()
})

describe('a file that alice and bob changed at once', () => {
  test('SYNC-110 both are named: whose content has the name, and whose lies beside it', async () => {
    const { conflict } = seenBy(bob)
    expect(bob.core.nameOf(conflict.kept?.by ?? ('' as never))).toBe('alice')
    expect(bob.core.nameOf(conflict.beside.by)).toBe('bob')
    expect(conflict.beside.node.changedBy).toBe(alice.core.me.id)
    await settle(alice, 'both')
  })

  test('SYNC-111 what has the name is kept: the other one is in the trash, and comes back from there', async () => {
    const { beside } = seenBy(bob)
    await settle(bob, 'kept')
    await both()
    expect(await there(stem)).toEqual({ [`${stem}.txt`]: 'von alice' })
    expect(conflictsIn(replica(alice).tree)).toEqual([])
    await bob.core.spaces.open(space).hand.restore([beside.node], soon())
    await both()
    expect(Object.values(await there(stem)).sort()).toEqual(['von alice', 'von bob'])
    await settle(alice, 'kept')
    await both()
  })

  test('SYNC-113 what lies beside is kept: it becomes a version of the file, and the other one stays a version of it', async () => {
    const { kept } = seenBy(alice)
    await settle(alice, 'beside')
    await both()
    expect(await there(stem)).toEqual({ [`${stem}.txt`]: 'von bob' })
    expect(replica(bob).tree.revisions(kept.node)).toHaveLength(4)
    await bob.core.spaces.engineOf(space).restoreVersion(kept.node, kept.revision, soon())
    await both()
    expect(await there(stem)).toEqual({ [`${stem}.txt`]: 'von alice' })
  })

  test('SYNC-113 a copy that somebody went on with takes the place of the file, which is in the trash', async () => {
    const { conflict, kept } = seenBy(bob)
    await bob.write(conflict.beside.node.name, 'von bob, fortgeführt')
    await both()
    await settle(bob, 'beside')
    await both()
    expect(await there(stem)).toEqual({ [`${stem}.txt`]: 'von bob, fortgeführt' })
    expect(replica(alice).tree.nodes.get(kept.node)?.trashed).toBe(true)
  })

  test('SYNC-112 both are kept: the copy gets an ordinary name, and nobody calls it a conflict any more', async () => {
    await settle(bob, 'both')
    await both()
    expect(await there(stem)).toEqual({ [`${stem}.txt`]: 'von alice', [`${stem} (2).txt`]: 'von bob' })
    expect(conflictsIn(replica(bob).tree)).toEqual([])
  })

  test('SYNC-111 nothing is settled on what has changed since a person looked', async () => {
    const { kept, beside } = seenBy(bob)
    await alice.write(`${stem}.txt`, 'von alice, noch einmal')
    await both()
    const hand = bob.core.spaces.open(space).hand
    for (const choice of ['kept', 'beside', 'both'] as const)
      await expect(hand.settle({ kept, beside, choice }, nothing, soon())).rejects.toMatchObject({ code: 'E_STALE' })
    await settle(bob, 'both')
    await both()
  })
})

test('who may not delete settles nothing that removes', async () => {
  await alice.grant(space, bob, 'contributor')
  await both()
  for (const choice of ['kept', 'beside'] as const)
    await expect(settle(bob, choice)).rejects.toMatchObject({ code: 'E_ROLE' })
  await settle(bob, 'both')
  await both()
  expect(Object.keys(await there(stem))).toHaveLength(2)
})
