// What is told outside the window, and how much of it in one: pure. Runs in core's utility process.
// [Note: One notice, not forty] What comes in a burst is held until nothing came for a moment, then each kind is told once: for one space
// with its name, for several without. A kind told on and on is told at the latest after half a minute.
import type { Notice } from '../../shared/ipc/core-process.ts'
import type { SpaceId } from '../../shared/domain/ids.ts'

/** Milliseconds: so long must be quiet, and so long after the first it is told anyway. */
export const quiet = 5_000
export const longestHold = 30_000

export type Happened =
  | {
      readonly kind: 'arrivals' | 'conflicts'
      readonly space: { readonly id: SpaceId; readonly name: string }
      readonly files: number
      readonly first: string
      /** Empty: a stranger. */
      readonly by: string
    }
  | { readonly kind: 'contact' | 'space'; readonly from: string }
  | { readonly kind: 'needs-you'; readonly space: { readonly id: SpaceId; readonly name: string } | null }

/** When a burst that began at `first` and went on until `last` is told. Milliseconds since 1970. */
export const dueAt = (first: number, last: number): number => Math.min(last + quiet, first + longestHold)

/** At most one of each kind, the most urgent last: it stays on top. */
export function noticesOf(burst: readonly Happened[]): readonly Notice[] {
  return [filesNotice(burst, 'arrivals'), filesNotice(burst, 'conflicts'), ...requestNotices(burst), needNotice(burst)]
    .filter((notice) => notice !== null)
    .map((notice): Notice => notice)
}

function filesNotice(burst: readonly Happened[], kind: 'arrivals' | 'conflicts'): Notice | null {
  const told = burst.flatMap((one) => (one.kind === kind ? [one] : []))
  const [first] = told
  if (first === undefined) return null
  const by = [...new Set(told.map((one) => one.by).filter((name) => name !== ''))].slice(0, 3)
  const files = told.reduce((sum, one) => sum + one.files, 0)
  return { kind, space: onlyOne(told.map(({ space }) => space)), files, first: first.first, by }
}

function requestNotices(burst: readonly Happened[]): readonly (Notice | null)[] {
  return (['contact', 'space'] as const).map((of) => {
    const told = burst.flatMap((one) => (one.kind === of ? [one] : []))
    const [first] = told
    return first === undefined ? null : { kind: 'requests', of, count: told.length, from: first.from }
  })
}

function needNotice(burst: readonly Happened[]): Notice | null {
  const told = burst.flatMap((one) => (one.kind === 'needs-you' ? [one.space] : []))
  return told.length === 0 ? null : { kind: 'needs-you', space: onlyOne(told) }
}

type Space = { readonly id: SpaceId; readonly name: string } | null

function onlyOne(spaces: readonly Space[]): Space {
  const [first = null] = spaces
  return spaces.every((one) => one?.id === first?.id) ? first : null
}
