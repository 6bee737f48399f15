// [Note: Slices] What takes long for a large space is a generator that stops now and then, and whoever drives it lets others have their turn:
// the computation itself stays pure. Where nothing is long it runs through without a pause. Runs in core. SYNC.md "Shape": 50 ms.
import type { Clock } from './interface.ts'

/** A computation with stops in it; answers in the end. */
export type Sliced<T> = Generator<undefined, T, undefined>

/** Items between two stops. */
const stride = 64

/** Does `each` with all items, and stops after every few. */
export function* paced<T>(items: Iterable<T>, each: (item: T) => void): Sliced<void> {
  let done = 0
  for (const item of items) {
    each(item)
    if (++done % stride === 0) yield
  }
}

/** Without a pause: for what cannot be large, and for tests. */
export function atOnce<T>(work: Sliced<T>): T {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}

export type Pace = {
  readonly clock: Clock
  /** Milliseconds of work between two pauses. */
  readonly slice: number
}

/** The event loop is to be free again after this many milliseconds: a fifth of what people notice. */
export const usualSlice = 10

/** With pauses. Null if `isStale` said so after one: what it worked on has changed. Rejects with what `signal` was aborted with. */
export async function inSlices<T>(
  work: Sliced<T>,
  { clock, slice }: Pace,
  signal: AbortSignal,
  isStale: () => boolean,
): Promise<{ readonly value: T } | null> {
  let since = clock.now()
  for (;;) {
    const step = work.next()
    if (step.done === true) return { value: step.value }
    const passed = clock.now() - since
    // A clock that was put back counts as well.
    if (passed >= 0 && passed < slice) continue
    await clock.sleep(0, signal)
    if (isStale()) return null
    since = clock.now()
  }
}

/** The same for work that nothing else changes. */
export async function finish<T>(work: Sliced<T>, pace: Pace, signal: AbortSignal): Promise<T> {
  const done = await inSlices(work, pace, signal, () => false)
  if (done === null) throw new RangeError('stale without being asked')
  return done.value
}
