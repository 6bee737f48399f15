// Does something for many items, a few at a time. Runs in core.

/** The answers in the order of `items`. The first exception ends it: nothing new is begun, what runs is awaited. */
export async function mapLimited<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const answers: R[] = []
  const failures: unknown[] = []
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < items.length && failures.length === 0) {
      const at = next++
      try {
        answers[at] = await work(items[at] as T)
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane))
  if (failures.length > 0) throw failures[0]
  return answers
}

/** Runs of the items, each as long as its weights stay below `limit`, or of one item. */
export function* slicesOf<T>(items: readonly T[], limit: number, weigh: (item: T) => number): Generator<readonly T[]> {
  let slice: T[] = []
  let load = 0
  for (const item of items) {
    const weight = weigh(item)
    if (slice.length > 0 && load + weight > limit) {
      yield slice
      slice = []
      load = 0
    }
    slice.push(item)
    load += weight
  }
  if (slice.length > 0) yield slice
}

/** Bytes of short files after which a cycle looks for news, and what a file counts at least. SYNC-95. */
export const sliceLimit = 2 ** 25
export const sliceWeight = 2 ** 14
