// Who writes to the own identity log: a new place would not know what has to wait. docs/PROTOCOL.md "Home moves".
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'

const core = new URL('..', import.meta.url).pathname

test('entries are sent to a relay in these places only: for the own log by its writer, the move itself, and whoever begins', async () => {
  const files = (await readdir(core, { recursive: true })).filter(
    (file) => file.endsWith('.ts') && !/\.test\.ts$|testing/.test(file),
  )
  const appending: string[] = []
  for (const file of files)
    if (/(?<!writer)\.append\((?!\(position)[^\n]*signal/.test(await readFile(path.join(core, file), 'utf8')))
      appending.push(file)
  const forSpaces = ['spaces/creation.ts', 'spaces/writer.ts']
  expect(appending.sort()).toEqual(['home-move.ts', 'identity/own-log.ts', 'set-up.ts', ...forSpaces])
})
