// A copy of everything for whoever leaves: the folders as they lie here, and what else is theirs. Needs no Siegel to be read.
// Runs in core.
import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Refused } from '../shared/base/errors.ts'
import type { Core } from './core.ts'
import { copyIn, ownDirectory, type Copied, type CopyProgress } from './platform/index.ts'

/** What goes along besides the folders. */
export type Addition = { readonly name: string; readonly text: string }

export type TakenOut = Copied & {
  /** The new folder. */
  readonly name: string
  readonly spaces: number
  /** Spaces whose folder is not on this computer. */
  readonly notHere: number
}

/**
 * Copies into a new folder in `target` (absolute). All of it arrives, or nothing is left behind. Throws E_PATH, the reason of
 * `signal`.
 */
export async function takeOut(
  core: Core,
  target: string,
  additions: readonly Addition[],
  options: { readonly signal: AbortSignal; readonly onProgress: (progress: CopyProgress) => void },
): Promise<TakenOut> {
  const joined = core.spaces.list().filter(({ state }) => state === 'joined')
  const folders = joined.flatMap(({ folder }) => (folder !== null && existsSync(folder) ? [folder] : []))
  const folder = freeFolder(target, `Siegel ${new Date(core.now()).toISOString().slice(0, 10)}`)
  try {
    await mkdir(folder)
    const copied = await copyIn(folders, folder, options)
    await rm(path.join(folder, ownDirectory), { recursive: true, force: true })
    for (const { name, text } of additions) await writeFile(path.join(folder, name), text, { flag: 'wx' })
    const notHere = joined.length - folders.length
    return { ...copied, name: path.basename(folder), spaces: folders.length, notHere }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    if (error instanceof Error && 'code' in error && !(error instanceof Refused) && !options.signal.aborted)
      throw new Refused('E_PATH', String(error.code))
    throw error
  }
}

function freeFolder(directory: string, name: string): string {
  for (let n = 1; ; n++) {
    const folder = path.join(directory, n === 1 ? name : `${name} (${n})`)
    if (!existsSync(folder)) return folder
  }
}
