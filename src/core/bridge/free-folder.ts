// Where a new space lies unless the person chooses another place. Runs in core's utility process.
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'

/** In the person's home, under a name that is still free. */
export function freeFolder(name: string): string {
  const base = path.join(homedir(), 'Siegel', name.replace(/[/\\:*?"<>|]/g, ' ').trim() || 'Siegel')
  let target = base
  for (let n = 2; existsSync(target); n++) target = `${base} ${n}`
  return target
}
