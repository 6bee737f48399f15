// What can be seen of a relay's folder from outside.
import { open, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { openDatabase } from '../../src/node/sqlite/index.ts'

/** One line for each table of the relay's databases and one for its other files. The relay must have ended. */
export async function describeStore(folder: string): Promise<readonly string[]> {
  const lines: string[] = []
  let files = 0
  let bytes = 0
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    if (await isDatabase(file)) lines.push(...tablesOf(file, path.relative(folder, file)))
    else {
      files += 1
      bytes += (await stat(file)).size
    }
  }
  return [...lines, `${files} other files, ${bytes} bytes`]
}

async function isDatabase(file: string): Promise<boolean> {
  const handle = await open(file)
  const { buffer } = await handle.read(Buffer.alloc(16), 0, 16, 0)
  await handle.close()
  return buffer.toString('latin1') === 'SQLite format 3\0'
}

function tablesOf(file: string, name: string): readonly string[] {
  const database = openDatabase(file, { readonly: true })
  const tables = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .pluck()
    .all() as string[]
  const lines = tables.map((table) => {
    const rows = database.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number
    return `${name}: table ${table}, ${rows} rows`
  })
  database.close()
  return lines
}
