// The file system as a pack store.
import { mkdtempSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
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
