// The planner on correlated trees: one tree, changed twice apart. Pure. SYNC.md "How it is tested" 1.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { presets, type Rights } from '../../../shared/domain/rights.ts'
import { change, deeds, modelOf, settle, shapeOf, type Side } from '../../testing/plan-model.ts'
import { NodeTree } from '../trees/node-tree.ts'
import { isSettled } from './plan.ts'
import { sequence } from './sequence.ts'

const rightsOf = fc.constantFrom<Rights>(presets.editor, presets.editor, presets.contributor, presets.viewer)

describe('the planner', () => {
  const histories = fc.tuple(deeds, deeds, deeds)

  test('SYNC-42 every step finds its parent there, its name free and no circle; both sides meet in a few rounds', () => {
    fc.assert(
      fc.property(histories, (all) => {
        const model = modelOf(all, presets.editor)
        settle(model)
        expect(shapeOf(model.local)).toEqual(shapeOf(model.remote))
      }),
      { numRuns: 1500 },
    )
  })

  test('SYNC-62 a settled plan stays settled, and neither side is changed by planning', () => {
    fc.assert(
      fc.property(histories, (all) => {
        const model = modelOf(all, presets.editor)
        settle(model)
        const before = [shapeOf(model.local), shapeOf(model.remote), shapeOf(model.synced)]
        expect(isSettled(model.plan())).toBe(true)
        expect([shapeOf(model.local), shapeOf(model.remote), shapeOf(model.synced)]).toEqual(before)
      }),
      { numRuns: 300 },
    )
  })

  test('SYNC-15 no content edited on either side is gone from the tree of somebody who may write', () => {
    fc.assert(
      fc.property(histories, (all) => {
        const model = modelOf(all, presets.editor)
        const edited = [...model.local.nodes.values()].filter(
          (node) => node.type === 'file' && node.contentId !== model.synced.get(node.id)?.contentId,
        )
        const theirs = [...model.remote.nodes.values()].filter(
          (node) => node.type === 'file' && node.contentId !== model.synced.get(node.id)?.contentId,
        )
        settle(model)
        const kept = new Set([...model.local.nodes.values()].map((node) => node.contentId))
        for (const node of [...edited, ...theirs]) expect(kept.has(node.contentId)).toBe(true)
      }),
      { numRuns: 800 },
    )
  })

  test('SYNC-34 nothing is planned for the log past the rights, and the disk has all that the log has', () => {
    fc.assert(
      fc.property(histories, rightsOf, (all, rights) => {
        const model = modelOf(all, rights)
        for (let round = 0; round < 12; round++) {
          model.advance()
          const next = model.plan()
          if (isSettled(next)) break
          if (rights === presets.viewer)
            expect([...next.remoteSteps, ...next.uploads, ...next.remoteExecutable]).toEqual([])
          if (rights === presets.contributor)
            expect(next.remoteSteps.filter(({ kind }) => kind === 'remove')).toEqual([])
          model.execute(next)
        }
        expect(isSettled(model.plan())).toBe(true)
        const here = new Set(shapeOf(model.local))
        for (const node of shapeOf(model.remote)) expect(here.has(node)).toBe(true)
      }),
      { numRuns: 800 },
    )
  })

  test('SYNC-42 the order of the wishes does not matter: shuffled, all are done', () => {
    fc.assert(
      fc.property(deeds, deeds, fc.infiniteStream(fc.nat(1000)), (first, later, order) => {
        let number = 1
        const base: Side = new Map()
        change(base, first, () => number++)
        const wish: Side = new Map(base)
        change(
          wish,
          later.filter(({ kind }) => kind === 'move'),
          () => number++,
        )
        const moves = [...wish.values()].filter(
          (item) => item.parent !== base.get(item.id)?.parent || item.name !== base.get(item.id)?.name,
        )
        const shuffled = moves
          .map((item) => ({ item, at: Number(order.next().value) }))
          .sort((a, b) => a.at - b.at)
          .map(({ item }) => ({ kind: 'move' as const, id: item.id, parent: item.parent, name: item.name }))
        const after = new NodeTree(base.values())
        for (const step of sequence(after, { places: shuffled, removals: [], absent: [] })) {
          const node = step.kind === 'move' ? after.get(step.id) : undefined
          if (step.kind === 'move' && node !== undefined) after.put({ ...node, parent: step.parent, name: step.name })
        }
        for (const item of wish.values())
          expect(after.get(item.id)).toMatchObject({ parent: item.parent, name: item.name })
      }),
      { numRuns: 500 },
    )
  })
})
