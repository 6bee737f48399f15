// The looks name screens that there are: a name that matches none would leave a look without its sample, and nobody would notice.
import { expect, test } from 'vitest'
import { screens } from '../preview/screens.ts'
import { samples } from './look.ts'

test('every screen that is looked at in every mode exists', () => {
  const names = new Set(screens.map(({ name }) => name))
  expect(samples.filter((name) => !names.has(name))).toEqual([])
})
