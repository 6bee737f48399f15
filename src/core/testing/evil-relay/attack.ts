// One attack, told and judged: the same wish first without the lie, then with it, then without it again. The five assertions of
// ATTACKS.md "Harness" are made here and nowhere else. Tests only.
import { expect } from 'vitest'
import type { SpaceId } from '../../../shared/domain/ids.ts'
import type { SyncObstacle, SyncPhase } from '../../sync/index.ts'
import type { ActiveMutation, Mutation } from './evil-relay.ts'
import type { Person } from './person.ts'
import type { World } from './world.ts'

type Lying = Mutation | ActiveMutation

/** `lie` is made after `prepare`. `code` is assertion 2: what the attempt answers under it; of a property: one of these. */
export type Told = { readonly lie: () => Lying | Promise<Lying>; readonly code: string | readonly string[] }

export type Attack = {
  readonly world: World
  readonly victim: Person
  /** Whose folder and engine are looked at; null: the attack is about people only. */
  readonly space: SpaceId | null
  /** Something honest happens that the victim is to learn of. Called before each of both runs. */
  readonly prepare: (run: 'control' | 'attack') => Promise<void>
  /** What the victim does; answers what came of it. Absent: `sync`. */
  readonly attempt?: (isLiedTo: boolean) => Promise<string>
  /** What the attempt answers when nobody lies. Absent: 'settled'. */
  readonly honest?: string
  /** Where nothing is refused: what the control run must show, so that what `sees` does not find would be found. */
  readonly shows?: () => void | Promise<void>
  /** The attempt is to open the profile, and what lies is the disk: 1 and 3 are then that nothing of theirs is open. */
  readonly atRest?: true
  /** One after the other, each on what the last one left. */
  readonly lies: readonly Told[]
  /** 3: what the person is shown while the relay lies. */
  readonly sees:
    (() => void | Promise<void>) | { readonly phase: SyncPhase; readonly obstacle: SyncObstacle['kind'] | null }
  /** Absent: as soon as the relay is honest, the attempt succeeds. `fork`: it stays refused with that code. */
  readonly afterwards?: 'recovers' | 'fork'
}

export async function mustWithstand(attack: Attack): Promise<void> {
  const { world, prepare, honest = 'settled' } = attack
  const attempt = attack.attempt ?? (() => attack.victim.sync())

  await prepare('control')
  expect(await attempt(false), 'without the lie').toBe(honest)
  await attack.shows?.()

  await prepare('attack')
  const { victim } = attack
  const before = { files: await victim.files(), pins: victim.believes().pins }
  for (const [i, { lie, code }] of attack.lies.entries()) {
    const made = await lie()
    const told = typeof made === 'function' ? world.evil.mutate(made) : made
    try {
      const answered = await attempt(true)
      if (typeof code === 'string') expect(answered, `2: the code of lie ${i}`).toBe(code)
      else expect(code, `2: the code of lie ${i}`).toContain(answered)
      await mustSee(attack, answered)
    } finally {
      told.end()
    }
    expect(told.count, `lie ${i} was told`).toBeGreaterThan(0)
    if (attack.atRest) expect(victim.isHere, '1: nothing of theirs is open').toBe(false)
    else mustBelieveNothingForged(world, victim, before.pins)
    await mustHaveLostNothing(world, victim, before.files)
  }

  expect(world.evil.errors.splice(0), 'errors of the evil relay').toEqual([])
  expect(await attempt(false), '5: afterwards').toBe(attack.afterwards === 'fork' ? attack.lies.at(-1)?.code : honest)
  mustBelieveNothingForged(world, victim, before.pins)
  await mustHaveLostNothing(world, victim, before.files)
}

async function mustSee({ victim, space, sees }: Attack, code: string): Promise<void> {
  if (typeof sees === 'function') return sees()
  if (space === null) throw new RangeError('nothing to look at')
  const { phase, obstacle, settled } = await victim.sees(space)
  expect({ phase, obstacle: obstacle?.kind ?? null, settled }, '3: what the person sees').toEqual({
    ...sees,
    settled: false,
  })
  if (obstacle?.kind === 'refused' || obstacle?.kind === 'damaged')
    expect(obstacle.code, '3: the reason shown').toBe(code)
}

/** 1: every entry in the database was taken by the honest relay or made here, and no pin went back. */
function mustBelieveNothingForged(world: World, victim: Person, pins: ReturnType<Person['believes']>['pins']): void {
  const believed = victim.believes()
  expect(
    believed.entries.filter((entry) => !world.evil.isGenuine(entry)).length,
    '1: forged entries in the store',
  ).toBe(0)
  for (const [logId, pin] of pins) {
    expect(believed.pins.get(logId)?.seq ?? -1, '1: pins never go back').toBeGreaterThanOrEqual(pin.seq)
  }
}

/** 1 and 4: what lay in the folder lies there unchanged, and whatever came was written by somebody as it is. */
async function mustHaveLostNothing(world: World, victim: Person, before: ReadonlyMap<string, string>): Promise<void> {
  const after = await victim.files()
  for (const [name, content] of before) expect(after.get(name), `4: ${name}`).toBe(content)
  const written = new Set(world.people.flatMap((person) => [...person.written]))
  for (const [name, content] of after) expect(written.has(content), `1: ${name} holds what nobody wrote`).toBe(true)
}
