// A crash leaves the old or the new bytes. Used by core, relay and cli.
import { readFileSync, readlinkSync } from 'node:fs'
import { chmod, mkdtemp, mkdir, open, readFile, readdir, rm, stat, writeFile, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ensurePrivateDirectory, interruptedWrite, writeFileAtomic } from './index.ts'

const onWindows = process.platform === 'win32'
let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'siegel-files-'))
})
afterEach(() => rm(directory, { recursive: true }))

test('writes and replaces, leaving nothing else behind', async () => {
  const file = path.join(directory, 'vault.cbor')
  await writeFileAtomic(file, Uint8Array.of(1))
  await writeFileAtomic(file, Uint8Array.of(2, 3))
  expect([...(await readFile(file))]).toEqual([2, 3])
  expect(await readdir(directory)).toEqual(['vault.cbor'])
})

test.skipIf(onWindows)('is readable by its owner only, whatever it was before', async () => {
  const file = path.join(directory, 'vault.cbor')
  await writeFile(file, 'old', { mode: 0o644 })
  await writeFileAtomic(file, Uint8Array.of(1))
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test('a write that fails keeps the old content and clears its temporary file', async () => {
  const target = path.join(directory, 'taken')
  await mkdir(path.join(target, 'inside'), { recursive: true })
  await expect(writeFileAtomic(target, Uint8Array.of(1))).rejects.toThrow()
  expect(await readdir(directory)).toEqual(['taken'])
  expect(await readdir(target)).toEqual(['inside'])
})

test('many writers at once: the file is one of theirs, whole', async () => {
  const file = path.join(directory, 'pins.cbor')
  await Promise.all(Array.from({ length: 20 }, (_, n) => writeFileAtomic(file, new Uint8Array(5000).fill(n))))
  const found = await readFile(file)
  expect(found).toHaveLength(5000)
  expect(new Set(found).size).toBe(1)
  expect(await readdir(directory)).toEqual(['pins.cbor'])
})

test('the name of an interrupted write is not that of anything else', () => {
  expect('.vault.cbor.0123456789abcdef.tmp').toMatch(interruptedWrite)
  for (const other of ['vault.cbor', '.tmp', 'vault.cbor.0123456789abcdef.tmp', '.vault.cbor.tmp']) {
    expect(other).not.toMatch(interruptedWrite)
  }
})

test.skipIf(onWindows)('a private directory is closed to others, also one that existed', async () => {
  const deep = path.join(directory, 'a', 'b')
  await ensurePrivateDirectory(deep)
  expect((await stat(deep)).mode & 0o777).toBe(0o700)
  await chmod(deep, 0o755)
  await ensurePrivateDirectory(deep)
  expect((await stat(deep)).mode & 0o777).toBe(0o700)
})

test.runIf(process.platform === 'linux')(
  'new bytes are durable before the old ones go, and then their name',
  async () => {
    const file = path.join(directory, 'vault.cbor')
    await writeFileAtomic(file, Uint8Array.of(1))
    const handle = await open(file, 'r')
    const prototype = Object.getPrototypeOf(handle) as FileHandle
    await handle.close()
    const synced: (readonly [string, number])[] = []
    const sync = prototype.sync
    const spy = vi.spyOn(prototype, 'sync').mockImplementation(async function (this: FileHandle) {
      synced.push([readlinkSync(`/proc/self/fd/${this.fd}`), readFileSync(file)[0] ?? 0])
      await sync.call(this)
    })
    await writeFileAtomic(file, Uint8Array.of(2))
    spy.mockRestore()
    expect(synced.map(([, first]) => first)).toEqual([1, 2])
    expect(path.basename(synced[0]?.[0] ?? '')).toMatch(interruptedWrite)
    expect(synced[1]?.[0]).toBe(directory)
  },
)
