// What the real disk lists while things in the directory are renamed. The names are the disk's own; only the moment right after they
// were read is taken hold of. SYNC-20.
import type * as Disk from 'node:fs/promises'
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { LocalPath } from '../sync/interface.ts'
import { createFileSystem } from './file-system.ts'

const afterReading = vi.hoisted(() => ({ act: (): void => undefined }))

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof Disk>()
  const readdir = async (directory: string): Promise<string[]> => {
    const names = await real.readdir(directory)
    afterReading.act()
    return names
  }
  return { ...real, readdir }
})

test('SYNC-20 what is renamed while its directory is listed is in the list all the same', async () => {
  const root = mkdtempSync(join(tmpdir(), 'siegel-listing-')) as LocalPath
  mkdirSync(join(root, 'Akten'))
  writeFileSync(join(root, 'Plan.txt'), 'plan')
  const newNames = ['Akten 2025', 'Akten 2026']
  let name = 'Akten'
  afterReading.act = () => {
    const next = newNames.shift()
    if (next === undefined) return
    renameSync(join(root, name), join(root, next))
    name = next
  }
  const entries = await createFileSystem().list(root)
  expect(entries.map((entry) => entry.name).sort()).toEqual(['Akten 2026', 'Plan.txt'])
  rmSync(root, { recursive: true })
})
