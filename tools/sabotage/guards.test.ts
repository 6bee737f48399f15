// Every guard is where the sabotage run looks for it, so that a change to its file is told within seconds.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { allGuards } from './guards/index.ts'

const root = path.resolve(import.meta.dirname, '../..')

test('the text of every guard stands in its file exactly once', () => {
  const moved = allGuards.filter(
    ({ file, find }) => readFileSync(path.join(root, file), 'utf8').split(find).length !== 2,
  )
  expect(moved.map(({ guard, file }) => `${guard}: ${file}`)).toEqual([])
})
