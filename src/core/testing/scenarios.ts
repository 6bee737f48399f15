// The kinds of histories the simulation plays, and one history from beginning to verdict. Tests only.
import type { Suite } from '../../shared/crypto/suite.ts'
import { presets } from '../../shared/domain/rights.ts'
import { copiesIn, findFaults } from './checks.ts'
import { makeHistory, type Event, type EventKind, type HistoryOptions } from './history.ts'
import { Seeded } from './seeded.ts'
import { World, type WorldOptions } from './world.ts'

export type Scenario = Pick<WorldOptions, 'people' | 'faults' | 'isApart' | 'keepsAll' | 'slice'> & {
  readonly events: number
  readonly without?: readonly EventKind[]
  readonly more?: NonNullable<HistoryOptions['more']>
}

const trouble = ['killProcess', 'cutPower', 'offline', 'unmount', 'deny', 'forgetDatabase'] as const
const two = [
  ['alice', presets.editor],
  ['bob', presets.editor],
] as const

export const scenarios = {
  'two people, nothing fails': { people: two, faults: 0, events: 40, without: trouble },
  'two people, everything fails': { people: two, faults: 10, events: 40 },
  'three people, everything fails': { people: [...two, ['carol', presets.manager]], faults: 5, events: 50 },
  'a viewer and a contributor': {
    people: [
      ['alice', presets.editor],
      ['bob', presets.viewer],
      ['carol', presets.contributor],
    ],
    faults: 5,
    events: 45,
  },
  'two people in directories of their own': {
    people: two,
    faults: 10,
    isApart: true,
    events: 40,
    without: ['cutPower', 'forgetDatabase'],
  },
  'two people, power cuts in the middle of uploads': {
    people: two,
    faults: 0,
    events: 40,
    without: trouble,
    more: { tear: 12 },
  },
  // On computers so slow that others have their turn wherever they may.
  'two people, the folder goes away and comes back': {
    people: two,
    faults: 0,
    keepsAll: true,
    slice: 0,
    events: 40,
    without: [...trouble, 'remove', 'removeTree', 'move', 'rename', 'swapDirectories', 'addLink'],
    more: { swapRoot: 12 },
  },
} as const satisfies Record<string, Scenario>

export const historyOf = (scenario: Scenario, seed: number): readonly Event[] =>
  makeHistory(new Seeded(seed * 7919), { ...scenario, clients: scenario.people.length })

export type Verdict = { readonly world: World; readonly faults: readonly string[] }

/** Plays it and answers everything that is not as it must be. */
export async function judge(
  suite: Suite,
  scenario: Scenario,
  seed: number,
  history = historyOf(scenario, seed),
): Promise<Verdict> {
  const world = new World({ ...scenario, suite, seed })
  try {
    await world.play(history)
  } catch (error) {
    world.bugs.push(error)
  }
  const faults = [...(await findFaults(world))]
  if (scenario.isApart === true && faults.length === 0) {
    for (const client of world.clients)
      faults.push(...copiesIn(client).map((path) => `a copy without a conflict: ${path}`))
  }
  return { world, faults }
}
