// The app ends in the middle of 300 MiB, as in a power cut and as a person quits it: it goes on where it was.
import { readdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from '@playwright/test'
import { contentsOf, writeSeeded } from '../fixtures/folders.ts'
import { isUpToDate, test } from '../fixtures/pair.ts'
import { share, type Shared } from '../fixtures/people.ts'

test.describe.configure({ mode: 'serial' })

const MiB = 2 ** 20
const size = 300 * MiB
/** What one pack of a large file holds; its padding comes to that. */
const packContent = 8 * MiB
let space: Shared

test('alice is killed in the middle of sending: no pack that the relay has confirmed is sent again', async ({
  pair: { alice, bob, relay, line },
}) => {
  space = await share(alice, bob, {
    name: 'Umzug',
    may: 'edit',
    plant: (folder) => writeFile(path.join(folder, 'klein.txt'), 'klein'),
  })
  await space.inStep()
  // Bob is away, so that only alice's bytes are counted.
  await bob.stop()
  const [before, confirmedBefore] = [await relay.packs(), await relay.confirmedPacks()]
  const finished = async () => [...(await relay.packs())].filter(([name]) => !before.has(name))
  line.speed.sent = 10 * MiB
  await writeSeeded(path.join(space.alice, 'groß.bin'), size, 'restart')
  // Some are there, alice has been told of each, and for a while there are no more.
  let kept: Awaited<ReturnType<typeof finished>> = []
  const resting = async () => {
    const last = kept
    kept = await finished()
    const confirmed = (await relay.confirmedPacks()) - confirmedBefore
    return kept.length >= 4 && kept.length === last.length && kept.length === confirmed
  }
  await expect.poll(resting, { intervals: [500], timeout: 240_000 }).toBe(true)
  await alice.kill()
  const packBytes = kept[0]?.[1].bytes ?? 0
  const left = (size / packContent - kept.length) * packBytes
  expect(left).toBeGreaterThan(size / 2)

  line.speed.sent = Infinity
  await expect.poll(() => line.open).toBe(0)
  const { sent } = line.bytes
  await alice.start()
  await alice.unlock()
  await alice.open(space.name)
  await expect(alice.page.getByRole('row').filter({ hasText: 'groß.bin' })).toContainText('Up to date', {
    timeout: 240_000,
  })
  const now = await relay.packs()
  for (const [name, pack] of kept) expect(now.get(name)).toEqual(pack)
  // All that was left, once, and nothing besides: one pack again would be eight times the margin.
  expect(Math.abs(line.bytes.sent - sent - left)).toBeLessThan(MiB)
})

test('bob quits in the middle of receiving: no half file stands in his folder, and the whole one comes after', async ({
  pair: { alice, bob, line },
}) => {
  const { received } = line.bytes
  line.speed.received = 40 * MiB
  await bob.start()
  await bob.unlock()
  await expect.poll(() => line.bytes.received - received, { timeout: 120_000 }).toBeGreaterThan(80 * MiB)
  await bob.stop()
  expect(line.bytes.received - received).toBeLessThan(size)
  expect(Object.keys(await contentsOf(space.bob))).toEqual(['klein.txt'])

  line.speed.received = Infinity
  await bob.start()
  await bob.unlock()
  await expect.poll(() => stat(path.join(space.bob, 'groß.bin')).catch(() => null), { timeout: 240_000 }).not.toBeNull()
  await space.inStep()
  await bob.open(space.name)
  for (const app of [alice, bob]) await isUpToDate(app)
  const own = await readdir(path.join(space.bob, '.siegel'), { recursive: true, withFileTypes: true })
  for (const entry of own.filter((one) => one.isFile()))
    expect((await stat(path.join(entry.parentPath, entry.name))).size).toBeLessThan(MiB)
})
