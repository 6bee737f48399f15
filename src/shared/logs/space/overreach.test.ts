// T33 for every right and every entry and operation: nobody does what their rights do not say. PROTOCOL §10, §19.10.
import { beforeAll, describe, expect, test } from 'vitest'
import { openSuite } from '../../../node/crypto/index.ts'
import type { Suite } from '../../crypto/suite.ts'
import { rootNodeId, type NodeId, type PackId } from '../../domain/ids.ts'
import { allRights, closeRights, mayDo, rightBits, type Right, type Rights } from '../../domain/rights.ts'
import { onboard, verdictOf, type Person } from '../testing/people.ts'
import type { Operation } from './operations.ts'
import { rightsOf } from './rights.ts'
import { SpaceTree } from './tree.ts'
import { everyEntry, spaceWhere } from './testing/every-entry.ts'
import { manifestOf, nodeId, present } from './testing/story.ts'

let suite: Suite
let alice: Person
let bob: Person
let carol: Person
let dave: Person
beforeAll(async () => {
  suite = await openSuite()
  alice = onboard(suite, 'alice')
  bob = onboard(suite, 'bob')
  carol = onboard(suite, 'carol')
  dave = onboard(suite, 'dave')
})

/** Every closed set without the reserved one, none included. */
const sets: Rights[] = [...new Set(Array.from({ length: 16 }, (_, bits) => closeRights(bits)))]
const named = (rights: Rights) =>
  Object.keys(rightBits)
    .filter((right) => mayDo(rights, right as Right))
    .join('+') || 'none'

describe('T33: an entry', () => {
  test.each(sets.map((rights) => [named(rights), rights] as const))('by somebody who holds %s', (_, rights) => {
    const story = spaceWhere(suite, { alice, bob, carol }, rights)
    story.meet(dave)
    expect(rightsOf(story.state, bob.log.id)).toBe(rights)
    const judge = (by: Person, name: string) => {
      const { payload, body: bytes = null } = present(everyEntry[name]).wish(story, carol)
      return verdictOf(() =>
        story.judge(story.forge(by.device, { type: present(name.split(' ')[0]), payload, body: bytes })),
      )
    }
    for (const [name, { needs }] of Object.entries(everyEntry)) {
      const may = needs !== 'owner' && needs.some((right) => mayDo(rights, right))
      expect([name, judge(bob, name)]).toEqual([name, may ? 'accepted' : 'E_ROLE'])
      expect([name, judge(dave, name)]).toEqual([name, 'E_ROLE'])
      expect([name, judge(alice, name)]).toEqual([name, name === 'leave' ? 'E_POLICY' : 'accepted'])
    }
  })
})

test('an entry has a body exactly where its type has one', () => {
  const story = spaceWhere(suite, { alice, bob, carol }, allRights)
  for (const [name, { wish }] of Object.entries(everyEntry)) {
    const { payload, body = null } = wish(story, carol)
    const judge = (bytes: Uint8Array | null) =>
      verdictOf(() =>
        story.judge(story.forge(alice.device, { type: present(name.split(' ')[0]), payload, body: bytes })),
      )
    const usual = name === 'leave' ? 'E_POLICY' : 'accepted'
    expect([name, judge(body)]).toEqual([name, usual])
    expect([name, judge(body === null ? new Uint8Array(40) : null)]).toEqual([name, 'E_CANON'])
  }
})

describe('T33: an operation', () => {
  test.each(sets.map((rights) => [named(rights), rights] as const))('by somebody who holds %s', (_, rights) => {
    const needs = {
      mkdir: 'write',
      put: 'write',
      move: 'write',
      restore: 'write',
      setMeta: 'write',
      remove: 'delete',
      purge: 'manage',
    } as const
    for (const [kind, right] of Object.entries(needs) as [Operation['kind'], Right][]) {
      const { tree, operation } = ready(kind)
      const change = { operations: [operation], author: bob.log.id, time: 5, seq: 9, packs: new Set([knownPack]) }
      const outcome = tree.stateRootAfter({ ...change, rights })
      expect([kind, outcome.kind]).toEqual([kind, mayDo(rights, right) ? 'applied' : 'void'])
      if (outcome.kind === 'void') expect(outcome.reason).toBe('rights')
    }
  })

  const knownPack = 'ab'.repeat(16) as PackId

  /** A tree in which the operation fits. */
  function ready(kind: Operation['kind']): { tree: SpaceTree; operation: Operation } {
    const tree = new SpaceTree(suite)
    const [here, gone] = [nodeId(suite), nodeId(suite)]
    const operations: Operation[] = [
      { kind: 'put', id: here, place: { parent: rootNodeId, name: 'here' }, manifest: manifestOf(suite) },
      { kind: 'mkdir', id: gone, parent: rootNodeId, name: 'gone' },
      { kind: 'remove', id: gone },
    ]
    const change = { operations, rights: 15, author: alice.log.id, time: 1, seq: 1, packs: new Set<string>() }
    const after = tree.stateRootAfter(change)
    if (after.kind === 'void') throw new Error(after.reason)
    expect(tree.apply({ ...change, stateRoot: after.stateRoot })).toEqual({ kind: 'applied' })
    return { tree, operation: operationOf(kind, here, gone) }
  }

  function operationOf(kind: Operation['kind'], here: NodeId, gone: NodeId): Operation {
    const place = { parent: rootNodeId, name: 'new' }
    switch (kind) {
      case 'mkdir':
        return { kind, id: nodeId(suite), ...place }
      case 'put':
        return { kind, id: nodeId(suite), place, manifest: manifestOf(suite, { pack: knownPack }) }
      case 'move':
        return { kind, id: here, ...place }
      case 'restore':
        return { kind, id: gone, ...place }
      case 'setMeta':
        return { kind, id: here, name: null, executable: true }
      case 'remove':
        return { kind, id: here }
      case 'purge':
        return { kind, id: gone }
    }
  }
})
