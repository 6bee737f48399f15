// What a directory takes on the disk, and emptying one. Links are not followed. Runs in core.
import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'

export type Measure = { readonly files: number; readonly bytes: number }

/** Zeros where there is no such directory. What vanishes meanwhile is not counted. */
export async function measureDirectory(directory: string): Promise<Measure> {
  let files = 0
  let bytes = 0
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const found = await stat(path.join(entry.parentPath, entry.name)).catch(() => null)
    if (found === null) continue
    files++
    bytes += found.size
  }
  return { files, bytes }
}

/** Removes all that is in it, for good; the directory stays. Nothing happens where there is none. */
export async function emptyDirectory(directory: string): Promise<void> {
  for (const name of await readdir(directory).catch(() => []))
    await rm(path.join(directory, name), { recursive: true, force: true })
}
