// A clock two years off on the command line: named with its own exit, nothing sent, and all goes once it is right. The relay of this
// test is the one that is off: to a client that is the same. docs/CLI.md "Exit codes", PROTOCOL §8 "Time".
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestRelay } from '../../src/relay/testing.ts'
import { run, Typist, workplace } from '../fixtures/processes.ts'

const years = 730 * 24 * 60 * 60_000
let place: Awaited<ReturnType<typeof workplace>>
let relay: Awaited<ReturnType<typeof startTestRelay>>
let alice: Typist
/** What is added to the relay's clock. It begins long ago: a relay takes nothing that was signed before. */
let by = -2 * years

beforeAll(async () => {
  place = await workplace()
  relay = await startTestRelay({ DATA_DIR: path.join(place.directory, 'relay') }, () => Date.now() + by)
  alice = new Typist(place.directory, 'alice')
  await alice.sitDown()
})
afterAll(async () => {
  await relay.close()
  await place.clear()
})

const init = (words: string): string[] => [
  ...['init', '--name', 'alice', '--email', 'alice@kanzlei.example', '--relay', relay.address],
  ...['--recovery-out', path.join(place.directory, words)],
]
const failureOf = (err: string): unknown => JSON.parse(err)
const offBy = (expected: number) =>
  expect.toSatisfy((off: number) => Math.abs(off - expected) < 30_000, 'about so far off') as number

test('exit 5: a clock that is two years off, at the beginning, at a sync, and in words', async () => {
  by = years
  const refused = await alice.type(...init('unused.words'))
  expect(refused.code).toBe(5)
  expect(failureOf(refused.err)).toEqual({ error: 'needs-person', reason: 'clock', clockOffBy: offBy(-years) })

  by = 0
  await alice.answer(...init('alice.words'))
  await alice.answer('space', 'create', alice.folder, '--name', 'Akten')
  await writeFile(path.join(alice.folder, 'Bescheid.txt'), 'vom Amt')
  by = -years
  const waiting = await alice.type('sync', '--once')
  expect(waiting.code).toBe(5)
  expect(failureOf(waiting.err)).toEqual({ error: 'needs-person', reason: 'clock', clockOffBy: offBy(years) })
  const obstacle = { kind: 'clock', offBy: offBy(years) }
  expect(await alice.answer('status')).toMatchObject({ spaces: [{ sync: { settled: false, obstacle } }] })

  const words = await run('src/cli/main.ts', ['--profile', alice.profile, 'sync', '--once'], {
    SIEGEL_PASSPHRASE_FILE: path.join(alice.directory, 'passphrase'),
  })
  expect(words.err.trim()).toBe('The clock of this computer is 2 years fast. Set it first.')
  expect(await readFile(path.join(alice.folder, 'Bescheid.txt'), 'utf8')).toBe('vom Amt')

  by = 0
  expect(await alice.answer('sync', '--once')).toMatchObject({ settled: true, spaces: 1 })
  expect(await alice.answer('status')).toMatchObject({ clockOffBy: null, spaces: [{ sync: { settled: true } }] })
})
