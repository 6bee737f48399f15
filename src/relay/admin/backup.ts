// `relay backup` and `relay restore`: a whole relay in a folder, taken while it runs. docs/OPERATIONS.md. Relay only.
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { writeFileAtomic } from '../../node/files/index.ts'
import { openDatabase } from '../../node/sqlite/index.ts'
import { openSqliteDatabase } from '../database/sqlite/index.ts'
import { healingUntilKey, restoredAtKey } from '../logs/service.ts'
import { FileSystemPackStore } from '../pack-store/file-system.ts'
import { databaseFile, keyFile, packDirectory } from '../places.ts'

/** A folder that holds something else, or nothing to restore. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}

/**
 * Copies the relay in `from` to `to`, which is new or an earlier backup of the same relay: packs never change, so only new
 * ones are copied. The database comes first: every pack that it calls durable is copied after it.
 */
export async function backup(from: string, to: string): Promise<{ readonly packs: number }> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  const key = await readFile(keyFile(from))
  const earlier = await readFile(keyFile(to)).catch(() => null)
  if (earlier === null ? (await readdir(to)).length > 0 : !earlier.equals(key)) {
    throw new BackupError('the folder holds something else')
  }
  await writeFileAtomic(keyFile(to), key)
  await copyDatabase(databaseFile(from), databaseFile(to))
  return { packs: await copyPacks(from, to) }
}

/**
 * Makes `to` (new or empty) the relay that was backed up in `from`. Until `healingMinutes` from now it takes back what was
 * lost meanwhile, and nothing new (PROTOCOL §8).
 */
export async function restore(
  from: string,
  to: string,
  { healingMinutes, now }: { readonly healingMinutes: number; readonly now: number },
): Promise<{ readonly packs: number }> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  if ((await readdir(to)).length > 0) throw new BackupError('the data folder is not empty')
  const key = await readFile(keyFile(from)).catch(() => null)
  if (key === null) throw new BackupError('no backup in this folder')
  const packs = await copyPacks(from, to)
  await copyDatabase(databaseFile(from), databaseFile(to))
  const database = await openSqliteDatabase(databaseFile(to))
  await database.settings.set(restoredAtKey, String(now))
  await database.settings.set(healingUntilKey, String(now + healingMinutes * 60_000))
  await database.close()
  // Last: without its key the folder is no relay, so an interrupted restore is never started.
  await writeFileAtomic(keyFile(to), key)
  return { packs }
}

/** SQLite's own online backup: consistent, whatever is written meanwhile. The copy is its owner's alone, in whatever folder it lies. */
async function copyDatabase(from: string, to: string): Promise<void> {
  const unfinished = `${to}.unfinished`
  await rm(unfinished, { force: true })
  await writeFile(unfinished, '', { mode: 0o600, flag: 'wx' })
  const connection = openDatabase(from)
  try {
    await connection.backup(unfinished)
  } finally {
    connection.close()
  }
  await replaceDurably(unfinished, to)
  for (const rest of ['-wal', '-shm']) await rm(to + rest, { force: true })
}

async function copyPacks(from: string, to: string): Promise<number> {
  const [source, target] = [
    await FileSystemPackStore.open(packDirectory(from)),
    await FileSystemPackStore.open(packDirectory(to)),
  ]
  let copied = 0
  for await (const place of source.list()) {
    const length = await source.length(place)
    if (length === null || (await target.length(place)) === length) continue
    await target.put(place, source.read(place, 0, length), length)
    copied++
  }
  return copied
}

async function replaceDurably(from: string, to: string): Promise<void> {
  const handle = await open(from, 'r+')
  await handle.sync()
  await handle.close()
  await rename(from, to)
}
