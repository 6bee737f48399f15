// A table gets its rows in turns: never more new ones at once than it can draw, none that was there goes, all are there in the end.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextTurn } from './in-turns.ts'

const idOf = (n: number): number => n
const turn = (items: readonly number[], there: readonly number[]) => nextTurn(items, new Set(there), idOf)
const range = (count: number, from = 0): number[] => Array.from({ length: count }, (_, n) => from + n)

test('a page of a hundred comes eight by eight as far as it is in view, then whole', () => {
  const page = range(100)
  let shown: readonly number[] = []
  const counts = range(4).map(() => (shown = turn(page, shown)).length)
  expect(counts).toEqual([8, 16, 24, 100])
})

test('what fits in a turn is the list itself, so that nothing is made anew', () => {
  const list = range(8)
  expect(turn(list, [])).toBe(list)
  expect(turn([], [])).toEqual([])
})

test('of another page nothing is there: it begins anew', () => {
  expect(turn(range(100, 100), range(100))).toEqual(range(8, 100))
})

test('whatever comes and goes, what was there and still is stays in its place, and all are there in the end', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(400), { maxLength: 300 }), fc.array(fc.nat(400)), (items, before) => {
      let shown = turn(items, before)
      const isThere = new Set(before)
      expect(items.filter((item) => isThere.has(item)).every((item) => shown.includes(item))).toBe(true)
      for (let turns = 3 + Math.ceil(items.length / 100); turns > 0; turns--) {
        const next = turn(items, shown)
        expect(next.filter((item) => shown.includes(item))).toEqual(shown)
        shown = next
      }
      expect(shown).toBe(items)
    }),
  )
})
