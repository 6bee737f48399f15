// Bounded parallel work over a stream of items: the one loop under every transfer. Runs in core. SYNC.md "bounded memory".

export type Flow<T> = {
  /** Work in hand is started on another item only while its weight is below this: at most one item too much. */
  readonly limit: number
  /** 1 unless told. */
  readonly weigh?: (item: T) => number
  /** Called when the loop ends early: whatever is in hand should give up soon. */
  readonly cancel?: () => void
}

type Event<T, R> =
  | { readonly kind: 'taken'; readonly step: IteratorResult<T> }
  | { readonly kind: 'done'; readonly id: number; readonly result: R }

/**
 * The results of `work` as they complete. The first failure of `work` or `items` ends the loop and is thrown, after all
 * work in hand has settled; so does a consumer that leaves.
 */
export async function* asCompleted<T, R>(
  items: Iterable<T> | AsyncIterable<T>,
  { limit, weigh = () => 1, cancel }: Flow<T>,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R, void, undefined> {
  const source = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]()
  const running = new Map<number, { readonly weight: number; readonly event: Promise<Event<T, R>> }>()
  let [taking, ended, load, next]: [Promise<Event<T, R>> | null, boolean, number, number] = [null, false, 0, 0]
  try {
    for (;;) {
      if (!ended && load < limit) taking ??= quiet(take(source))
      const waiting = Array.from(running.values(), ({ event }) => event)
      if (taking !== null) waiting.push(taking)
      if (waiting.length === 0) {
        cancel = undefined
        return
      }
      const event = await Promise.race(waiting)
      if (event.kind === 'done') {
        load -= running.get(event.id)?.weight ?? 0
        running.delete(event.id)
        yield event.result
        continue
      }
      taking = null
      if (event.step.done === true) ended = true
      else {
        const [id, weight] = [next++, weigh(event.step.value)]
        const result = work(event.step.value)
        running.set(id, {
          weight,
          event: quiet(result.then((value) => ({ kind: 'done', id, result: value }) as const)),
        })
        load += weight
      }
    }
  } finally {
    cancel?.()
    await Promise.allSettled([...Array.from(running.values(), ({ event }) => event), taking])
    await source.return?.()
  }
}

async function take<T>(source: Iterator<T> | AsyncIterator<T>): Promise<{ kind: 'taken'; step: IteratorResult<T> }> {
  return { kind: 'taken', step: await source.next() }
}

/** A promise that is looked at later: until then its failure is nobody's unhandled one. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  return promise
}

/** Runs to the end, for its effects. */
export async function drain(results: AsyncIterable<unknown>): Promise<void> {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  for await (const _ of results);
}
