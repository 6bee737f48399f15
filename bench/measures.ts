// What a run costs, as the operating system counts it: CPU and memory of a process group, bytes on loopback. Linux only.
import { readdir, readFile, writeFile } from 'node:fs/promises'

/** Clock ticks a second of /proc/PID/stat: 100 on every Linux that Node runs on. */
const ticks = 100

async function members(group: number): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0)
  const found = await Promise.all(pids.map(async (pid) => ((await statOf(pid))?.[2] === group ? [pid] : [])))
  return found.flat()
}

/** The numbers behind the name: state, parent, group, … Null for a process that has ended. */
async function statOf(pid: number): Promise<readonly number[] | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => null)
  return text === null
    ? null
    : text
        .slice(text.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number)
}

/** From here on `costOf` counts memory anew. */
export async function beginCounting(group: number): Promise<void> {
  for (const pid of await members(group)) await writeFile(`/proc/${pid}/clear_refs`, '5')
}

/** CPU seconds of all processes of the group so far; peak memory in bytes of its largest process. */
export async function costOf(group: number): Promise<{ readonly seconds: number; readonly bytes: number }> {
  let [seconds, bytes] = [0, 0]
  for (const pid of await members(group)) {
    const numbers = await statOf(pid)
    const status = await readFile(`/proc/${pid}/status`, 'latin1').catch(() => '')
    seconds += ((numbers?.[11] ?? 0) + (numbers?.[12] ?? 0)) / ticks
    bytes = Math.max(bytes, 1024 * Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0))
  }
  return { seconds, bytes }
}

/** Bytes that went over loopback so far, headers included: only the run's own in a network namespace of its own. */
export async function wireBytes(): Promise<number> {
  const line = /lo:\s+(\d+)/.exec(await readFile('/proc/net/dev', 'latin1'))
  return Number(line?.[1] ?? 0)
}
