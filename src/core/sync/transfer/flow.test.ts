// The loop under every transfer: bounded, in any order, each failure thrown once, nothing left running.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asCompleted, drain } from './flow.ts'

const later = (turns: number) =>
  new Promise<void>((resolve) => {
    if (turns <= 0) resolve()
    else setImmediate(() => void later(turns - 1).then(resolve))
  })

test('∀ items, limits, weights and delays: every result once, never more in hand than the limit and one item', async () => {
  const item = fc.record({ weight: fc.integer({ min: 1, max: 9 }), turns: fc.nat(4) })
  await fc.assert(
    fc.asyncProperty(
      fc.array(item, { maxLength: 30 }),
      fc.integer({ min: 1, max: 20 }),
      fc.boolean(),
      async (items, limit, streamed) => {
        let inHand = 0
        let most = 0
        const heaviest = Math.max(0, ...items.map(({ weight }) => weight))
        async function* stream() {
          for (const one of items) {
            await later(one.turns % 2)
            yield one
          }
        }
        const results: number[] = []
        const flow = { limit, weigh: ({ weight }: { weight: number }) => weight }
        for await (const index of asCompleted(streamed ? stream() : items, flow, async (one) => {
          inHand += one.weight
          most = Math.max(most, inHand)
          await later(one.turns)
          inHand -= one.weight
          return items.indexOf(one)
        })) {
          results.push(index)
        }
        expect(results.sort((a, b) => a - b)).toEqual(items.map((_, i) => i))
        expect(most).toBeLessThan(limit + Math.max(1, heaviest))
      },
    ),
    { numRuns: 60 },
  )
})

test('a failure ends the loop: nothing more is begun, what is in hand settles first, the others are told', async () => {
  const begun: number[] = []
  let settled = 0
  let cancelled = 0
  const work = async (one: number) => {
    begun.push(one)
    await later(one === 2 ? 1 : 5)
    settled++
    if (one === 2) throw new Error('second')
    return one
  }
  const cancel = () => {
    cancelled++
  }
  await expect(drain(asCompleted([1, 2, 3, 4, 5, 6], { limit: 3, cancel }, work))).rejects.toThrow('second')
  expect(begun).toEqual([1, 2, 3])
  expect(settled).toBe(3)
  expect(cancelled).toBe(1)
})

test('a failing source ends the loop and is closed; a finished one cancels nothing', async () => {
  let cancelled = 0
  const cancel = () => {
    cancelled++
  }
  async function* failing() {
    yield 1
    await later(1)
    throw new Error('source')
  }
  await expect(drain(asCompleted(failing(), { limit: 2, cancel }, (one) => Promise.resolve(one)))).rejects.toThrow(
    'source',
  )
  expect(cancelled).toBe(1)
  await drain(asCompleted([1, 2], { limit: 1, cancel }, (one) => Promise.resolve(one)))
  expect(cancelled).toBe(1)
})

test('who leaves the loop ends the source and waits for what is in hand', async () => {
  let closed = false
  let settled = 0
  async function* source() {
    try {
      for (let i = 0; ; i++) {
        await later(0)
        yield i
      }
    } finally {
      closed = true
    }
  }
  for await (const one of asCompleted(source(), { limit: 4 }, async (n) => {
    await later(n)
    settled++
    return n
  })) {
    expect(one).toBe(0)
    break
  }
  expect(closed).toBe(true)
  expect(settled).toBeGreaterThan(0)
})
