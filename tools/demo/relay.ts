// The demo's relay: a process of its own, and what can be seen in its folder from outside.
import { closeSync, openSync } from 'node:fs'
import { open, readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { openDatabase } from '../../src/node/sqlite/index.ts'
import { startGroup } from '../processes/group.ts'
import { DemoFailed } from './person.ts'

const root = path.resolve(import.meta.dirname, '../..')
const readyLine = z.object({ ready: z.literal(true), address: z.url(), relayId: z.string() })

export type RunningRelay = { readonly address: string; readonly stop: () => Promise<number | null> }

/** Starts `npm run relay` on a free port of loopback; everything it writes goes to the two files of `logs`. */
export async function startRelay(dataFolder: string, logs: string): Promise<RunningRelay> {
  const [out, err] = [openSync(`${logs}.out`, 'w'), openSync(`${logs}.err`, 'w')]
  const env = { ...process.env, HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataFolder, REGISTRATION: 'open' }
  const child = startGroup('npm', ['run', '-s', 'relay'], { cwd: root, env, stdio: ['ignore', out, err] })
  for (const file of [out, err]) closeSync(file)
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  for (let tries = 0; tries < 300; tries++) {
    const [first = '', more] = (await readFile(`${logs}.out`, 'utf8')).split('\n')
    if (more !== undefined) {
      const { address } = readyLine.parse(JSON.parse(first))
      return { address, stop: () => (child.kill('SIGTERM'), ended) }
    }
    if (child.exitCode !== null) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new DemoFailed(
    `the relay did not start\n${await readFile(`${logs}.out`, 'utf8')}${await readFile(`${logs}.err`, 'utf8')}`,
  )
}

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
