// Child processes of the tools: each leads its own process group, so that a time limit or an interrupt ends it with
// everything it started (npm, xvfb-run and Electron start processes of their own).
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'

const groups = new Set<number>()
let listening = false

/** Starts `command` in its own process group. The group ends with this process, or when this one is interrupted. */
export function startGroup(command: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  listenOnce()
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options, detached: true })
  const { pid } = child
  if (pid !== undefined) {
    groups.add(pid)
    child.once('exit', () => groups.delete(pid))
  }
  return child
}

/** A process that goes on until it is stopped. */
export type Running = {
  readonly pid: number
  /** Asks it to end (SIGTERM); its exit code, null where a signal ended it. */
  readonly stop: () => Promise<number | null>
}

/** @throws Error where the program could not be started. */
export function runningOf(child: ChildProcess): Running {
  const { pid } = child
  if (pid === undefined) throw new Error(`${child.spawnfile} could not be started`)
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { pid, stop: () => (child.kill('SIGTERM'), ended) }
}

/** Sends `signal` to every process of the group that `child` leads; one that has ended is no error. */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid !== undefined) send(child.pid, signal)
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function listenOnce(): void {
  if (listening) return
  listening = true
  process.once('exit', () => {
    for (const pid of groups) send(pid, 'SIGKILL')
  })
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => {
      for (const pid of groups) send(pid, signal)
      setTimeout(() => process.exit(code), 5_000).unref()
      process.exitCode = code
    })
  }
}
