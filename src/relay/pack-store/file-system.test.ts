// The file system as a pack store.
import { existsSync, mkdtempSync, readlinkSync } from 'node:fs'
import { open, writeFile, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import type { PackId, SpaceId } from '../../shared/domain/ids.ts'
import { packStoreContract } from './contract.ts'
import { FileSystemPackStore } from './file-system.ts'

const freshRoot = (): string => mkdtempSync(path.join(tmpdir(), 'siegel-packs-'))

packStoreContract('file system', () => FileSystemPackStore.open(freshRoot()))

test('what an interrupted upload left is no pack and is cleared', async () => {
  const root = freshRoot()
  const store = await FileSystemPackStore.open(root)
  await writeFile(path.join(root, '.unfinished', 'half'), 'half a pack')
  for await (const place of store.list()) expect(place).toBeNull()
  expect(await store.removeUnfinished()).toBe(1)
  expect(await store.removeUnfinished()).toBe(0)
})

test.runIf(process.platform === 'linux')(
  'a pack is durable before it has its name, and its name and folders before anybody is told',
  async () => {
    const root = freshRoot()
    const store = await FileSystemPackStore.open(root)
    const handle = await open(root, 'r')
    const prototype = Object.getPrototypeOf(handle) as FileHandle
    await handle.close()
    const [space, pack] = ['a'.repeat(64) as SpaceId, '1'.repeat(32) as PackId]
    const shelf = path.join(root, space, '11')
    const synced: (readonly [string, boolean])[] = []
    const sync = prototype.sync
    const spy = vi.spyOn(prototype, 'sync').mockImplementation(async function (this: FileHandle) {
      synced.push([readlinkSync(`/proc/self/fd/${this.fd}`), existsSync(path.join(shelf, pack))])
      await sync.call(this)
    })
    const bytes = async function* () {
      yield await Promise.resolve(new Uint8Array(5000))
    }
    await store.put({ space, pack }, bytes(), 5000)
    spy.mockRestore()
    const [[first, hadName] = ['', true]] = synced
    expect([path.dirname(first), hadName]).toEqual([path.join(root, '.unfinished'), false])
    expect(synced.slice(1).map(([file]) => file)).toEqual([path.join(root, space), root, shelf])
    expect(synced.at(-1)).toEqual([shelf, true])
  },
)
