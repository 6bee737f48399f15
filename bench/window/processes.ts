// What the processes of the app cost the computer, as Linux counts it.
import { readdir, readFile } from 'node:fs/promises'

export type Spent = {
  readonly cpuSeconds: number
  /** From and to the disk. */
  readonly readBytes: number
  readonly writtenBytes: number
}

const ticks = 100

/** Of every process of the group by its kind; processes of one kind together. */
export async function spentBy(group: number): Promise<ReadonlyMap<string, Spent>> {
  const found = new Map<string, Spent>()
  for (const name of await readdir('/proc')) {
    const stat = /^\d+$/.test(name) ? await read(`/proc/${name}/stat`) : ''
    const numbers = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (Number(numbers[2]) !== group) continue
    const kind = kindOf(await read(`/proc/${name}/cmdline`))
    const io = await read(`/proc/${name}/io`)
    const before = found.get(kind)
    found.set(kind, {
      cpuSeconds: (before?.cpuSeconds ?? 0) + (Number(numbers[11]) + Number(numbers[12])) / ticks,
      readBytes: (before?.readBytes ?? 0) + numberOf(io, 'read_bytes'),
      writtenBytes: (before?.writtenBytes ?? 0) + numberOf(io, 'write_bytes'),
    })
  }
  return found
}

const read = (file: string): Promise<string> => readFile(file, 'latin1').catch(() => '')
const numberOf = (text: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0)

function kindOf(commandLine: string): string {
  const type = /--type=([a-z-]+)/.exec(commandLine)?.[1] ?? 'main'
  const service = /--utility-sub-type=([\w.]+)/.exec(commandLine)?.[1] ?? ''
  if (type !== 'utility') return type
  return service.startsWith('node.mojom') ? 'core' : (service.split('.')[0] ?? type)
}
