// The relay's process killed before each single step of storing a pack and appending the entry that names it: no half pack, no entry
// without its body or its pack, everything confirmed is there, and the same again goes on. PROTOCOL §15.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cp, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openSuite } from '../node/crypto/index.ts'
import { all, signal, Somebody, TestSpace, verdictOf } from '../core/remote/testing.ts'
import { toHex } from '../shared/base/encoding.ts'
import type { PackId, RelayId } from '../shared/domain/ids.ts'
import { encodeEntry } from '../shared/logs/entry.ts'
import { administer } from './admin/index.ts'
import { freshDirectory, startTestRelay } from './testing.ts'

const suite = await openSuite()
const length = 300_000
const quick = { now: () => Date.now(), sleep: () => Promise.resolve() }

/** A relay in a process that ends itself before step `crashAt`; counting begins with `arm`. */
async function spawnCrashing(directory: string, crashAt: number) {
  const args = [
    '--import',
    path.join(import.meta.dirname, 'testing-crash.ts'),
    path.join(import.meta.dirname, 'main.ts'),
  ]
  const variables = { DATA_DIR: directory, PORT: '0', LOG_LEVEL: 'silent', CRASH_AT: String(crashAt) }
  const child = spawn(process.execPath, args, { env: { PATH: process.env['PATH'], ...variables } })
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_, by) => resolve(by)))
  let said = ''
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()))
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (bytes: Buffer) => resolve(bytes.toString()))
    void ended.then(() => reject(new Error(said)))
  })
  const place = JSON.parse(line) as { readonly address: string; readonly relayId: RelayId }
  const arm = async (): Promise<void> => {
    child.kill('SIGUSR2')
    while (!said.includes('armed')) await new Promise((resolve) => setImmediate(resolve))
  }
  const end = (): Promise<NodeJS.Signals | null> => (child.kill('SIGTERM'), ended)
  return { place, arm, end, steps: () => said.match(/^step \d+ .*$/gm) ?? [] }
}

test('killed before each step of a pack and of the entry that names it', { timeout: 600_000 }, async () => {
  const origin = freshDirectory()
  const relay = await startTestRelay({ DATA_DIR: origin })
  const alice = await new Somebody(suite, relay).register()
  const space = await TestSpace.create(alice)
  await relay.close()
  const confirmedEntries = [...space.entries]
  const bytes = new Uint8Array(randomBytes(length))
  const id = toHex(suite.random(16)) as PackId
  const entry = encodeEntry(space.commit(alice, 'names a pack', [{ id, length }]).entry)

  const run = async (crashAt: number): Promise<{ readonly steps: readonly string[]; readonly wasKilled: boolean }> => {
    const directory = freshDirectory()
    await cp(origin, directory, { recursive: true })
    const crashing = await spawnCrashing(directory, crashAt)
    const client = alice.connect(crashing.place, { clock: quick })
    await crashing.arm()
    const stored = await client.packsOf(space.id).put(id, bytes, length, signal())
    const appended = stored.ok ? await verdictOf(client.append(space.id, entry, { signal: signal() })) : 'not tried'
    const wasKilled = (await crashing.end()) === 'SIGKILL'
    client.close()

    const files = await readdir(path.join(directory, 'packs'), { recursive: true, withFileTypes: true })
    const packs = files.filter((one) => one.isFile() && !one.parentPath.endsWith('.unfinished'))
    for (const one of packs) expect((await stat(path.join(one.parentPath, one.name))).size).toBe(length)
    if (stored.ok) expect(packs).toHaveLength(1)

    const again = await startTestRelay({ DATA_DIR: directory })
    const reader = alice.connect(again, { clock: quick })
    const entries = await all(reader.readLog(space.id, 0, { signal: signal() }))
    const isThere = entries.length > confirmedEntries.length
    expect(entries).toEqual(isThere ? [...confirmedEntries, entry] : confirmedEntries)
    if (appended === 'accepted') expect(isThere).toBe(true)
    expect(await readdir(path.join(directory, 'packs', '.unfinished'))).toEqual([])
    await reader.packsOf(space.id).put(id, bytes, length, signal())
    expect(await verdictOf(reader.append(space.id, entry, { signal: signal() }))).toBe('accepted')
    const received = await all(reader.packsOf(space.id).get(id, [{ start: 0, end: length }], signal()))
    expect(Buffer.concat(received).equals(bytes)).toBe(true)
    reader.close()
    await again.close()
    expect(await administer(directory, ['verify'])).toMatchObject({ brokenLogs: [], missingPacks: 0, packs: 1 })
    return { steps: crashing.steps(), wasKilled }
  }

  const { steps, wasKilled } = await run(Infinity)
  expect(wasKilled).toBe(false)
  expect(steps.join('\n')).toMatch(/open[^]*file sync[^]*mkdir[^]*link[^]*file sync[^]*statement/)
  const points = steps.map((_, i) => i + 1)
  const queue = [...points]
  const killed: number[] = []
  const work = async (): Promise<void> => {
    for (let crashAt = queue.shift(); crashAt !== undefined; crashAt = queue.shift())
      if ((await run(crashAt)).wasKilled) killed.push(crashAt)
  }
  await Promise.all([work(), work(), work()])
  expect(killed.sort((a, b) => a - b)).toEqual(points)
})
