// Names in lists: contacts by theirs, me as “you”, and a stranger by what nobody can choose.
import { expect, test } from 'vitest'
import { createTranslator } from '../../shared/i18n/index.ts'
import type { Person } from '../../shared/ipc/values.ts'
import { nameOf, whoOf } from './name-of.ts'

const t = createTranslator('de').t
const person = (name: string, id = '00'.repeat(32), me = false): Person => ({
  id: id as Person['id'],
  name,
  level: 'first',
  me,
})

test('bob sees carol, whom only alice knows, by the beginning of her identity, and dave by another', () => {
  expect(nameOf(person('', '61626364ff'.padEnd(64, '0')), t)).toBe('Kein Kontakt (mfrggzh7)')
  expect(nameOf(person(''), t)).toBe('Kein Kontakt (aaaaaaaa)')
  expect(nameOf(person('Bob Meier'), t)).toBe('Bob Meier')
  expect(whoOf(person('Alice', undefined, true), t)).toBe('Sie')
})
