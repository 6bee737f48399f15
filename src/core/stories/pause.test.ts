// Alice pauses everything for a while, works on, and locks Siegel meanwhile; what she paused alone stays so.
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { Background } from '../background.ts'
import { systemClock } from '../node-environment.ts'
import { Office, type Person } from '../testing/office.ts'

let office: Office
let alice: Person
let akten: SpaceId
let archiv: SpaceId
let background: Background

beforeAll(async () => {
  office = await Office.open()
  alice = await office.person('alice', await office.relay())
  akten = await alice.create('Akten')
  const other = path.join(office.directory, 'archive')
  await mkdir(other)
  archiv = await alice.core.spaces.create(other, 'Archiv', AbortSignal.timeout(30_000))
  await alice.sync()
  alice.core.spaces.setPaused(archiv, true)
  await writeFile(path.join(other, 'alt.txt'), 'alt')
  begin()
})
afterAll(async () => {
  await background.stop()
  await office.close()
})

function begin(): void {
  background = new Background(alice.core, systemClock)
  background.start()
}
const filesIn = (space: SpaceId) =>
  [...alice.core.spaces.open(space).replica.tree.nodes.values()].map(({ name }) => name)
const phaseOf = (space: SpaceId) => alice.core.spaces.open(space).engine?.status.phase ?? null

test('while everything is paused nothing leaves her folder', async () => {
  await expect.poll(() => phaseOf(akten)).toBe('idle')
  background.pause.begin(null)
  await expect.poll(() => phaseOf(akten)).toBe('paused')
  await alice.write('neu.txt', 'neu')
  background.hint()
  await expect.poll(() => background.connection.state).toBe('online')
  expect(phaseOf(akten)).toBe('paused')
  expect(filesIn(akten)).not.toContain('neu.txt')
})

test('she locks and unlocks Siegel: it is paused still', async () => {
  await background.stop()
  await alice.lock()
  await alice.unlock()
  begin()
  await expect.poll(() => background.connection.state).toBe('online')
  expect(background.pause.state).toEqual({ until: null })
  expect(phaseOf(akten)).toBeNull()
})

test('she ends the pause: what waited goes out, and the space paused alone still waits', async () => {
  background.pause.end()
  await expect.poll(() => filesIn(akten), { timeout: 30_000 }).toContain('neu.txt')
  expect(phaseOf(archiv)).toBeNull()
  alice.core.spaces.setPaused(archiv, false)
  await expect.poll(() => filesIn(archiv), { timeout: 30_000 }).toContain('alt.txt')
})
