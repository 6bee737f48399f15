// The check of the rules finds what it is there to find. docs/SYNC.md.
import { expect, test } from 'vitest'
import { compareRules, rulesIn, rulesTested } from './rules.ts'

test('rules are the first cells of table rows, not what a text mentions', () => {
  expect(rulesIn('see SYNC-01\n| SYNC-02 | as SYNC-03 |\n| SYNC-104 | … |')).toEqual(['SYNC-02', 'SYNC-104'])
})

test('only titles of tests count, those of tables of cases as well', () => {
  const source = [
    '// SYNC-01',
    "test('SYNC-02 SYNC-03 something', () => expect('SYNC-04'))",
    "test.each([\n  ['a', 1],\n])('SYNC-05 %s', () => undefined)",
    'describe("SYNC-06 SYNC-106: more", () => undefined)',
  ].join('\n')
  expect(rulesTested(source)).toEqual(['SYNC-02', 'SYNC-03', 'SYNC-05', 'SYNC-06', 'SYNC-106'])
})

test('a rule without a test, a test without a rule and a rule defined twice are named', () => {
  expect(compareRules(['SYNC-01', 'SYNC-02', 'SYNC-02'], ['SYNC-02', 'SYNC-09'])).toEqual([
    'SYNC-02 is defined twice',
    'SYNC-01 has no test',
    'SYNC-09 is tested, but docs/SYNC.md does not have it',
  ])
})

test('all is well when each has the other', () => {
  expect(compareRules(['SYNC-01'], ['SYNC-01', 'SYNC-01'])).toEqual([])
})
