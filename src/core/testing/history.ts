// What happens in a simulated world, as values: made from a seed, and small enough to be shrunk when something fails. Tests only.
import type { Seeded } from './seeded.ts'

const kinds = {
  create: 14,
  save: 14,
  saveByRename: 8,
  append: 4,
  saveSlowly: 3,
  saveMany: 2,
  touch: 2,
  remove: 7,
  makeDirectory: 8,
  removeTree: 4,
  move: 10,
  rename: 8,
  swapDirectories: 1,
  executable: 2,
  killProcess: 3,
  cutPower: 3,
  offline: 2,
  unmount: 1,
  deny: 1,
  addLink: 1,
  forgetDatabase: 0.5,
  /** Only where a scenario asks for it. */
  tear: 0,
  swapRoot: 0,
} as const

export type EventKind = keyof typeof kinds
/** One thing a person, or fate, does. `chances` decide on what: they are applied to the disk as it then is. */
export type Event = {
  readonly client: number
  readonly kind: EventKind
  /** Milliseconds since the event before. */
  readonly after: number
  readonly chances: readonly number[]
}

export type HistoryOptions = {
  readonly events: number
  readonly clients: number
  readonly without?: readonly EventKind[]
  readonly more?: Readonly<Partial<Record<EventKind, number>>>
}

export function makeHistory(
  seeded: Seeded,
  { events, clients, without = [], more = {} }: HistoryOptions,
): readonly Event[] {
  const weights = { ...kinds, ...more, ...Object.fromEntries(without.map((kind) => [kind, 0])) }
  // Most of the time people are quiet for a while; now and then several things happen at once.
  return Array.from({ length: events }, () => ({
    client: seeded.below(clients),
    kind: seeded.weighted(weights),
    after: seeded.chance(0.5) ? seeded.below(30) : seeded.below(4000),
    chances: Array.from({ length: 6 }, () => seeded.next()),
  }))
}

/** Leaves out events as long as it still fails: ever smaller runs of them. Answers a history in which none can be left out alone. */
export async function shrink(
  history: readonly Event[],
  fails: (history: readonly Event[]) => Promise<boolean>,
): Promise<readonly Event[]> {
  let smallest = history
  for (let run = Math.ceil(history.length / 2); run >= 1; run = run === 1 ? 0 : Math.ceil(run / 2)) {
    for (let start = 0; start < smallest.length;) {
      const shorter = [...smallest.slice(0, start), ...smallest.slice(start + run)]
      if (await fails(shorter)) smallest = shorter
      else start += run
    }
  }
  return smallest
}
