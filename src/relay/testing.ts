// A relay on loopback and people who use it, for the tests of this folder and of core/remote. Tests only.
import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RelayId } from '../shared/domain/ids.ts'
import { readConfig, startRelay, type RunningRelay } from './index.ts'

export const freshDirectory = (): string => mkdtempSync(path.join(tmpdir(), 'siegel-relay-'))

/** A running relay on a port of its own; `variables` as in the environment. */
export function startTestRelay(
  variables: Readonly<Record<string, string>> = {},
  now: () => number = Date.now,
): Promise<RunningRelay & { readonly directory: string }> {
  const directory = variables['DATA_DIR'] ?? freshDirectory()
  const config = readConfig({ PORT: '0', DATA_DIR: directory, REGISTRATION: 'open', LOG_LEVEL: 'error', ...variables })
  return startRelay(config, now).then((relay) => ({ ...relay, directory }))
}

export type RelayProcess = {
  readonly address: string
  readonly relayId: RelayId
  readonly pid: number
  /** What it said on stderr so far. */
  log(): string
  /** Resolves with the exit code; null: it was killed. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
}

/** A relay in a process of its own, as `npm run relay` starts it. */
export async function spawnRelay(variables: Readonly<Record<string, string>>): Promise<RelayProcess> {
  const main = fileURLToPath(new URL('main.ts', import.meta.url))
  const env = { PATH: process.env['PATH'], PORT: '0', REGISTRATION: 'open', LOG_LEVEL: 'debug', ...variables }
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  let log = ''
  child.stderr.on('data', (bytes: Buffer) => (log += bytes.toString()))
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (bytes: Buffer) => resolve(bytes.toString()))
    child.once('exit', () => reject(new Error(`relay ended: ${log}`)))
  })
  const { address, relayId } = JSON.parse(line) as { readonly address: string; readonly relayId: RelayId }
  return {
    address,
    relayId,
    pid: child.pid ?? 0,
    log: () => log,
    end: (signal) => {
      child.kill(signal)
      return ended
    },
  }
}
