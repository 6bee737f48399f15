// In which order people stand wherever the window lists them.
import { expect, test } from 'vitest'
import type { IdentityId } from '../../shared/domain/ids.ts'
import type { Person } from '../../shared/ipc/index.ts'
import { byName } from './people.ts'

const person = (name: string, me = false): Person => ({
  ...{ id: name.padEnd(64, '0') as IdentityId, name, level: 'verified', me },
})
const sorted = (people: readonly Person[]) => people.toSorted(byName).map(({ name }) => name)

test('the own person comes first, the others as a telephone book has them', () => {
  const others = ['Frank 10', 'erin', 'Frank 2', 'Émile', 'dave'].map((name) => person(name))
  expect(sorted([...others, person('mallory', true)])).toEqual([
    'mallory',
    ...['dave', 'Émile', 'erin', 'Frank 2', 'Frank 10'],
  ])
})
