// Copies files and folders a person dropped into the folder of a space: what lies there is never replaced, and nothing half-copied
// is ever seen by the sync engine: everything is gathered in its own directory and then moved. Runs in core.
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, realpath, rename, rm, stat, lstat, utimes, chmod } from 'node:fs/promises'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refused } from '../../shared/base/errors.ts'
import { foldName } from '../../shared/domain/names.ts'
import { ownDirectory } from './own-directory.ts'

export type CopyProgress = {
  readonly doneBytes: number
  readonly totalBytes: number
  /** Name of the file under way. */
  readonly current: string
}

export type Copied = {
  readonly files: number
  /** Links and special files, which are left out. */
  readonly leftOut: number
}

type Options = {
  readonly signal: AbortSignal
  readonly onProgress: (progress: CopyProgress) => void
  /** The folder of the space in which `target` lies; itself if not given. */
  readonly within?: string
}
type Found = { readonly from: string; readonly to: string; readonly size: number; readonly kind: 'file' | 'directory' }

const prefix = 'incoming-'

/**
 * `sources` and `target` are absolute; `target` exists. All arrive or none does. A name that is taken gets a number. Throws
 * E_PATH for what cannot be read or written and for a folder that holds `target`; the reason of `signal`.
 */
export async function copyIn(sources: readonly string[], target: string, options: Options): Promise<Copied> {
  const own = path.join(options.within ?? target, ownDirectory)
  try {
    await mustLieOutside(sources, target)
    await mkdir(own, { recursive: true })
    for (const name of await readdir(own))
      if (name.startsWith(prefix)) await rm(path.join(own, name), { recursive: true, force: true })
    const incoming = await mkdtemp(path.join(own, prefix))
    try {
      return await gather(sources, incoming, target, options)
    } finally {
      await rm(incoming, { recursive: true, force: true })
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && !(error instanceof Refused) && !options.signal.aborted)
      throw new Refused('E_PATH', String(error.code))
    throw error
  }
}

async function gather(
  sources: readonly string[],
  incoming: string,
  target: string,
  { signal, onProgress }: Options,
): Promise<Copied> {
  const found: Found[] = []
  let leftOut = 0
  for (const [i, source] of sources.entries()) leftOut += await walk(source, path.join(incoming, String(i)), found)
  const totalBytes = found.reduce((sum, { size }) => sum + size, 0)
  let doneBytes = 0
  for (const { from, to, kind } of found) {
    signal.throwIfAborted()
    if (kind === 'directory') await mkdir(to)
    else
      await copyFile(from, to, signal, (bytes) => {
        doneBytes += bytes
        onProgress({ doneBytes, totalBytes, current: path.basename(from) })
      })
  }
  for (const [i, source] of sources.entries())
    await rename(path.join(incoming, String(i)), path.join(target, await freeName(target, path.basename(source))))
  return { files: found.filter(({ kind }) => kind === 'file').length, leftOut }
}

/** Adds what is to be copied, folders before what is in them; answers how much is left out. What was chosen itself may be a link. */
async function walk(from: string, to: string, found: Found[], isChosen = true): Promise<number> {
  const stats = await (isChosen ? stat(from) : lstat(from))
  if (stats.isFile()) found.push({ from, to, size: stats.size, kind: 'file' })
  if (!stats.isDirectory()) return stats.isFile() ? 0 : 1
  found.push({ from, to, size: 0, kind: 'directory' })
  let leftOut = 0
  for (const name of await readdir(from)) {
    if (name === ownDirectory) continue
    leftOut += await walk(path.join(from, name), path.join(to, name), found, false)
  }
  return leftOut
}

/** With the time it was changed, and whether it can be run. */
async function copyFile(
  from: string,
  to: string,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const count = new Transform({
    transform(chunk: Buffer, _, done) {
      onBytes(chunk.length)
      done(null, chunk)
    },
  })
  await pipeline(createReadStream(from), count, createWriteStream(to, { flags: 'wx' }), { signal })
  const { mtime, mode } = await stat(from)
  if ((mode & 0o100) !== 0) await chmod(to, 0o755)
  await utimes(to, mtime, mtime)
}

/** `Bericht.pdf`, or `Bericht (2).pdf` where that is taken, whatever the upper and lower case. */
async function freeName(target: string, name: string): Promise<string> {
  const taken = new Set((await readdir(target)).map(foldName))
  const { name: stem, ext } = path.parse(name)
  let free = name
  for (let n = 2; taken.has(foldName(free)); n++) free = `${stem} (${n})${ext}`
  return free
}

async function mustLieOutside(sources: readonly string[], target: string): Promise<void> {
  const real = await realpath(target)
  for (const source of sources) {
    const relative = path.relative(await realpath(source), real)
    if (!relative.startsWith('..') && !path.isAbsolute(relative)) throw new Refused('E_PATH', 'folder holds its target')
  }
}
