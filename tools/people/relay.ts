// A relay as the demo and the benchmarks have it: a process of its own.
import { closeSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { runningOf, startGroup, type Running } from '../processes/group.ts'
import { RunFailed } from './person.ts'

const root = path.resolve(import.meta.dirname, '../..')
const readyLine = z.object({ ready: z.literal(true), address: z.url(), relayId: z.string() })

export type RunningRelay = Running & { readonly address: string }

/** Starts `npm run relay`, on a free port of loopback if not told where; all it writes goes to the two files of `logs`. */
export async function startRelay(
  dataFolder: string,
  logs: string,
  { HOST = '127.0.0.1', PORT = '0' } = {},
): Promise<RunningRelay> {
  const [out, err] = [openSync(`${logs}.out`, 'w'), openSync(`${logs}.err`, 'w')]
  const env = { ...process.env, HOST, PORT, DATA_DIR: dataFolder, REGISTRATION: 'open' }
  const child = startGroup('npm', ['run', '-s', 'relay'], { cwd: root, env, stdio: ['ignore', out, err] })
  const running = runningOf(child)
  for (const file of [out, err]) closeSync(file)
  for (let tries = 0; tries < 300; tries++) {
    const [first = '', more] = (await readFile(`${logs}.out`, 'utf8')).split('\n')
    if (more !== undefined) {
      const { address } = readyLine.parse(JSON.parse(first))
      return { address, ...running }
    }
    if (child.exitCode !== null) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new RunFailed(
    `the relay did not start\n${await readFile(`${logs}.out`, 'utf8')}${await readFile(`${logs}.err`, 'utf8')}`,
  )
}
