// What the set-up's steps share: paths, the project's Node, saying and running things. Plain JavaScript: it runs before
// anything is installed, on whatever Node the machine has.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

/** @param {...string} parts @returns {string} */
export const inModules = (...parts) => path.join(root, 'node_modules', ...parts)

/** The Node that runs the project: the installed one where there is one (linux-x64), else the machine's own. */
export const projectNode = () => (existsSync(inModules('.bin/node')) ? inModules('.bin/node') : process.execPath)

/** @param {string} line */
export const say = (line) => void process.stdout.write(`[setup] ${line}\n`)

export class SetupFailed extends Error {}

/**
 * Runs a command to its end and returns what it wrote to standard output.
 * @param {string} command @param {readonly string[]} args @param {import('node:child_process').SpawnSyncOptions} [options]
 * @returns {string}
 * @throws {SetupFailed} with all output when it does not end with 0
 */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    maxBuffer: 64 << 20,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
    encoding: 'utf8',
  })
  if (result.status === 0) return result.stdout
  throw new SetupFailed(
    `${command} ${args.join(' ')} failed\n${result.error?.message ?? ''}${result.stdout}${result.stderr}`,
  )
}

/** @param {string} program @returns {boolean} */
export const onPath = (program) =>
  (process.env['PATH'] ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, program)))
