// Lists that get shorter while somebody looks at their last page.
import { expect, test } from 'vitest'
import { offsetWithin } from './page-offset.ts'

test.each([
  ['all of the second page was removed', 100, 100, 0],
  ['all of the third page was removed, a part of the second is left', 200, 150, 100],
  ['nothing is left', 100, 0, 0],
  ['one is left on the page', 100, 101, 100],
  ['nothing was there', 0, 0, 0],
])('%s: from %i on, of %i, the list is shown from %i on', (_, offset, total, shown) => {
  expect(offsetWithin(offset, total, 100)).toBe(shown)
})
