// Packs as files: <root>/<space>/<first two digits>/<pack>. Temporary file, fsync, link without overwriting, fsync of the
// directory: a crash at any point leaves a whole pack or none. Relay only.
import { link, mkdir, open, opendir, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import path from 'node:path'
import { randomBytes } from 'node:crypto'
import { syncDirectory } from './sync-directory.ts'
import { Refused } from '../../shared/base/errors.ts'
import type { PackId, SpaceId } from '../../shared/domain/ids.ts'
import type { PackPlace, PackStore } from './interface.ts'

const readLength = 256 * 1024
const unfinished = '.unfinished'

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? ''

export class FileSystemPackStore implements PackStore {
  readonly #root: string

  private constructor(root: string) {
    this.#root = root
  }

  /** Creates the folder where it is missing. */
  static async open(root: string): Promise<FileSystemPackStore> {
    await mkdir(path.join(root, unfinished), { recursive: true, mode: 0o700 })
    return new FileSystemPackStore(root)
  }

  async put(place: PackPlace, source: AsyncIterable<Uint8Array>, length: number): Promise<'stored' | 'exists'> {
    const file = this.#file(place)
    if ((await this.length(place)) !== null) return 'exists'
    const temporary = path.join(this.#root, unfinished, randomBytes(16).toString('hex'))
    try {
      await writeDurably(temporary, source, length)
      await this.#makeDirectories(place)
      const outcome = await linkNew(temporary, file)
      await syncDirectory(path.dirname(file))
      return outcome
    } catch (error) {
      if (['ENOSPC', 'EDQUOT'].includes(codeOf(error))) throw new Refused('E_QUOTA', 'disk full')
      throw error
    } finally {
      await rm(temporary, { force: true })
    }
  }

  async length(place: PackPlace): Promise<number | null> {
    try {
      return (await stat(this.#file(place))).size
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null
      throw error
    }
  }

  async *read(place: PackPlace, start: number, end: number): AsyncGenerator<Uint8Array, void, undefined> {
    const handle = await open(this.#file(place), 'r').catch((error: unknown) => {
      throw codeOf(error) === 'ENOENT' ? new Refused('E_ID', 'pack') : error
    })
    try {
      for (let at = start; at < end;) {
        const buffer = new Uint8Array(Math.min(readLength, end - at))
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, at)
        if (bytesRead === 0) throw new Error('pack shorter than its length')
        yield buffer.subarray(0, bytesRead)
        at += bytesRead
      }
    } finally {
      await handle.close()
    }
  }

  async *list(): AsyncGenerator<PackPlace, void, undefined> {
    for (const space of await readdir(this.#root)) {
      if (space.startsWith('.')) continue
      for (const shelf of await readdir(path.join(this.#root, space))) {
        for await (const { name } of await opendir(path.join(this.#root, space, shelf))) {
          yield { space: space as SpaceId, pack: name as PackId }
        }
      }
    }
  }

  async removeUnfinished(): Promise<number> {
    const directory = path.join(this.#root, unfinished)
    const names = await readdir(directory)
    for (const name of names) await rm(path.join(directory, name), { force: true })
    return names.length
  }

  async freeBytes(): Promise<number | null> {
    const { bavail, bsize } = await statfs(this.#root)
    return bavail * bsize
  }

  #file({ space, pack }: PackPlace): string {
    if (!/^[0-9a-f]{64}$/.test(space) || !/^[0-9a-f]{32}$/.test(pack)) throw new RangeError('pack place')
    return path.join(this.#root, space, pack.slice(0, 2), pack)
  }

  /** New directories are made durable too, or the pack in them would not be. */
  async #makeDirectories({ space, pack }: PackPlace): Promise<void> {
    const shelf = path.join(this.#root, space, pack.slice(0, 2))
    const made = await mkdir(shelf, { recursive: true, mode: 0o700 })
    if (made === undefined) return
    await syncDirectory(path.join(this.#root, space))
    await syncDirectory(this.#root)
  }
}

async function writeDurably(file: string, source: AsyncIterable<Uint8Array>, length: number): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    let written = 0
    for await (const piece of source) {
      written += piece.length
      if (written > length) throw new Refused('E_LIMIT', 'pack longer than announced')
      await handle.writeFile(piece)
    }
    if (written < length) throw new Refused('E_LIMIT', 'pack shorter than announced')
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Gives `from` the name `to` unless that is taken. Volumes without hard links: a rename, after looking. */
async function linkNew(from: string, to: string): Promise<'stored' | 'exists'> {
  try {
    await link(from, to)
    return 'stored'
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return 'exists'
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(codeOf(error))) throw error
  }
  const isTaken = await stat(to).then(
    () => true,
    () => false,
  )
  if (isTaken) return 'exists'
  await rename(from, to)
  return 'stored'
}
