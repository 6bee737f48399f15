// A relay on loopback and people who use it, for the tests of this folder and of core/remote. Tests only.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
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
