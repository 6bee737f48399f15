// T33 for every right and every entry and operation: nobody does what their rights do not say. PROTOCOL §10, §19.10.
import { beforeAll, describe, expect, test } from 'vitest'
import { openSuite } from '../../../node/crypto/index.ts'
import type { Cbor } from '../../base/canonical.ts'
import { fromHex } from '../../base/encoding.ts'
import type { Suite } from '../../crypto/suite.ts'
import { rootNodeId, type NodeId } from '../../domain/ids.ts'
import { closeRights, mayDo, rightBits, type Right, type Rights } from '../../domain/rights.ts'
import { onboard, verdictOf, type Person } from '../testing/people.ts'
import type { Operation } from './operations.ts'
import { rightsOf } from './rights.ts'
import { SpaceTree } from './tree.ts'
import { manifestOf, nodeId, packId, Story } from './testing/story.ts'

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

/** Bob holds `rights`; carol is a viewer whom others act on; one pack is released, one is not. */
function spaceWhere(rights: Rights): Story {
  const story = new Story(suite, alice, bob, carol, dave)
  story.grant(alice, carol, rightBits.read)
  if (rights !== 0) story.grant(alice, bob, rights)
  story.read(
    story.forge(alice.device, {
      type: 'packs.add',
      payload: [
        [
          [pack(1), 4096],
          [pack(2), 4096],
        ],
      ],
    }),
  )
  story.read(story.forge(alice.device, { type: 'packs.release', payload: [[pack(1)]] }))
  story.rotate(alice)
  return story
}

const pack = (digit: number) => new Uint8Array(16).fill(digit)
const body = new Uint8Array(80)

type Wish = { readonly payload: Cbor; readonly body?: Uint8Array }
const entries: Record<string, { needs: readonly Right[] | 'owner'; wish: (story: Story) => Wish }> = {
  'grant.set': { needs: ['manage'], wish: () => ({ payload: ['identity', fromHex(carol.log.id), null, 3, 0, null] }) },
  'grant.remove': { needs: ['manage'], wish: () => ({ payload: ['identity', fromHex(carol.log.id), null] }) },
  'epoch.rotate': { needs: ['manage'], wish: (story) => ({ payload: rotation(story), body }) },
  'epoch.relink': { needs: ['write'], wish: () => ({ payload: [2, new Uint8Array(104)] }) },
  commit: { needs: ['write', 'delete', 'manage'], wish: () => ({ payload: [2, []], body }) },
  'commit with packs': { needs: ['write'], wish: () => ({ payload: [2, [[pack(3), 4096]]], body }) },
  'packs.add': { needs: ['write'], wish: () => ({ payload: [[[pack(3), 4096]]] }) },
  'packs.release': { needs: ['manage'], wish: () => ({ payload: [[pack(2)]] }) },
  'packs.keep': { needs: ['write'], wish: () => ({ payload: [[pack(1)]] }) },
  snapshot: { needs: ['write'], wish: () => ({ payload: [2, []], body }) },
  heads: { needs: ['read'], wish: () => ({ payload: [] }) },
  complaint: { needs: ['read'], wish: () => ({ payload: [2, 0] }) },
  accept: { needs: ['read'], wish: () => ({ payload: [] }) },
  leave: { needs: ['read'], wish: () => ({ payload: [] }) },
  'owner.offer': { needs: 'owner', wish: () => ({ payload: [['identity', fromHex(carol.log.id)]] }) },
  'home.set': { needs: 'owner', wish: () => ({ payload: [new Uint8Array(32), 'https://relay.example'] }) },
  close: { needs: 'owner', wish: () => ({ payload: [] }) },
}

function rotation(story: Story): Cbor {
  const last = story.entries.findLast(({ header }) => header?.type === 'epoch.rotate')
  const [, commit, , link, hash] = last?.header?.payload as Cbor[]
  return [story.state.epoch + 1, commit!, null, link!, hash!]
}

describe('T33: an entry', () => {
  test.each(sets.map((rights) => [named(rights), rights] as const))('by somebody who holds %s', (_, rights) => {
    const story = spaceWhere(rights)
    expect(rightsOf(story.state, bob.log.id)).toBe(rights)
    const judge = (by: Person, name: string) => {
      const { payload, body: bytes = null } = entries[name]!.wish(story)
      return verdictOf(() => story.judge(story.forge(by.device, { type: name.split(' ')[0]!, payload, body: bytes })))
    }
    for (const [name, { needs }] of Object.entries(entries)) {
      const may = needs !== 'owner' && needs.some((right) => mayDo(rights, right))
      expect([name, judge(bob, name)]).toEqual([name, may ? 'accepted' : 'E_ROLE'])
      expect([name, judge(dave, name)]).toEqual([name, 'E_ROLE'])
      expect([name, judge(alice, name)]).toEqual([name, name === 'leave' ? 'E_POLICY' : 'accepted'])
    }
  })
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

  const knownPack = 'ab'.repeat(16) as ReturnType<typeof packId>

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
