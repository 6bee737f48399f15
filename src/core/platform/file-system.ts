// The real disk behind the engine's `FileSystem`. Runs in core. SYNC.md "What is a file here"; [Note: No way out through a link] in parents.ts.
import { constants, lstatSync } from 'node:fs'
import { lstat, mkdir, open, readdir, rmdir, statfs, unlink, type FileHandle } from 'node:fs/promises'
import {
  FileSystemError,
  type DirectoryEntry,
  type FileStat,
  type FileSystem,
  type LocalPath,
  type ReadHandle,
  type WriteHandle,
} from '../sync/interface.ts'
import { codeOf, translated, translating } from './file-problem.ts'
import { anyParents, parentsBelow, type Parents } from './parents.ts'
import { markReceived } from './received.ts'
import { renameKeeping, replaceKeeping } from './rename.ts'
import { bootId } from './boot-id.ts'
import { fileStatOf, hasExecutableBit } from './stat.ts'

// Windows knows neither; there the look at the inode after opening does the work alone.
const {
  O_RDONLY,
  O_RDWR,
  O_NOFOLLOW = 0,
  O_NONBLOCK = 0,
} = constants as Partial<typeof constants> & { O_RDONLY: number; O_RDWR: number }
const isWindows = process.platform === 'win32'
/** Entries looked at in one go before others get their turn: a few milliseconds. */
const stretch = 1000
/** Times that the names of a directory are read while things in it are being renamed. */
const mostReads = 10

export const createFileSystem = (): FileSystem => new RealFiles(anyParents)

class RealFiles implements FileSystem {
  readonly hasExecutableBit = hasExecutableBit
  readonly bootId = bootId()
  readonly #parents: Parents

  constructor(parents: Parents) {
    this.#parents = parents
  }

  confinedTo(root: LocalPath): FileSystem {
    return new RealFiles(parentsBelow(root))
  }

  async stat(path: LocalPath): Promise<FileStat | null> {
    try {
      this.#parents.look(path)
      return fileStatOf(await lstat(path, { bigint: true }))
    } catch (error) {
      const known = translated(error)
      if (known instanceof FileSystemError && known.problem === 'vanished') return null
      throw known
    }
  }

  list(directory: LocalPath): Promise<readonly DirectoryEntry[]> {
    return this.#within([directory], async () => {
      if (lstatSync(directory).isSymbolicLink()) throw new FileSystemError('link')
      return entriesOf(directory)
    })
  }

  async openForRead(path: LocalPath): Promise<ReadHandle> {
    return reading(await this.#open(path, O_RDONLY))
  }

  create(path: LocalPath): Promise<WriteHandle> {
    return this.#within([path], async () => ({ path, ...writing(await open(path, 'wx')) }))
  }

  async reopen(path: LocalPath): Promise<WriteHandle & ReadHandle> {
    const handle = await this.#open(path, O_RDWR)
    try {
      if ((await handle.stat()).nlink > 1) throw new FileSystemError('link')
    } catch (error) {
      await handle.close()
      throw error
    }
    return { path, ...reading(handle), ...writing(handle) }
  }

  async makeDirectory(path: LocalPath): Promise<void> {
    await this.#within([path], () => mkdir(path))
  }

  rename(from: LocalPath, to: LocalPath): Promise<void> {
    return this.#within([from, to], () => renameKeeping(from, to))
  }

  replace(fresh: LocalPath, path: LocalPath, keep: LocalPath): Promise<void> {
    return this.#within([fresh, path, keep], () => replaceKeeping(fresh, path, keep))
  }

  removeFile(path: LocalPath): Promise<void> {
    return this.#within([path], () => unlink(path))
  }

  removeDirectory(path: LocalPath): Promise<void> {
    return this.#within([path], () => rmdir(path))
  }

  setModified(path: LocalPath, modifiedNs: bigint): Promise<void> {
    // Half a microsecond more: the system cuts off what a double does not reach.
    const milliseconds = Number(modifiedNs / 1_000_000n)
    const seconds = milliseconds / 1000 + (milliseconds % 1000 === 0 ? 0 : 5e-7)
    return this.#withHandle(path, O_RDWR, (handle) => handle.utimes(seconds, seconds))
  }

  async setExecutable(path: LocalPath, executable: boolean): Promise<void> {
    if (!hasExecutableBit) return
    await this.#withHandle(path, O_RDONLY, async (handle) => {
      const { mode } = await handle.stat()
      // Whoever may read may execute; set-user-id and its like never stay.
      await handle.chmod(executable ? (mode & 0o777) | ((mode & 0o444) >> 2) : mode & 0o666)
    })
  }

  markReceived(path: LocalPath): Promise<void> {
    return this.#within([path], () => markReceived(path))
  }

  syncFile(path: LocalPath): Promise<void> {
    return this.#withHandle(path, isWindows ? O_RDWR : O_RDONLY, (handle) => handle.sync())
  }

  syncDirectory(path: LocalPath): Promise<void> {
    if (isWindows) return Promise.resolve()
    return this.#within([path], async () => {
      const handle = await open(path, O_RDONLY | O_NOFOLLOW)
      try {
        await handle.sync()
      } catch (error) {
        // Some network drives cannot.
        if (!['EINVAL', 'ENOTSUP', 'EOPNOTSUPP'].includes(codeOf(error) ?? '')) throw error
      } finally {
        await handle.close()
      }
    })
  }

  storedBytes(path: LocalPath): Promise<number> {
    return this.#within([path], () => lstatSync(path).blocks * 512)
  }

  async freeBytes(path: LocalPath): Promise<number> {
    return translating(async () => {
      const { bavail, bsize } = await statfs(path)
      return bavail * bsize
    })
  }

  /** Opens a regular file, and nothing that stands behind a link or a pipe. */
  #open(path: LocalPath, flags: number): Promise<FileHandle> {
    return this.#within([path], async () => {
      const handle = await open(path, flags | O_NOFOLLOW | O_NONBLOCK)
      try {
        const opened = await handle.stat({ bigint: true })
        const there = await lstat(path, { bigint: true })
        if (there.isSymbolicLink()) throw new FileSystemError('link')
        if (!opened.isFile()) throw new FileSystemError('other')
        if (there.ino !== opened.ino || there.dev !== opened.dev) throw new FileSystemError('busy')
        return handle
      } catch (error) {
        await handle.close()
        throw error
      }
    })
  }

  async #withHandle(path: LocalPath, flags: number, work: (handle: FileHandle) => Promise<void>): Promise<void> {
    const handle = await this.#open(path, flags)
    try {
      await translating(() => work(handle))
    } finally {
      await handle.close()
    }
  }

  /** The call, between two looks at the directories above the paths. */
  async #within<T>(paths: readonly LocalPath[], call: () => Promise<T> | T): Promise<T> {
    return translating(async () => {
      const ways = paths.map((path) => this.#parents.look(path))
      const answer = await call()
      for (const [i, path] of paths.entries()) this.#parents.mustBeSame(path, ways[i] ?? [])
      return answer
    })
  }
}

const reading = (handle: FileHandle): ReadHandle => ({
  stat: () => translating(async () => fileStatOf(await handle.stat({ bigint: true }))),
  read: (into, position) => translating(() => readFully(handle, into, position)),
  close: () => handle.close(),
})

const writing = (handle: FileHandle): Omit<WriteHandle, 'path'> => ({
  write: (bytes, position) => translating(() => writeFully(handle, bytes, position)),
  sync: () => translating(() => handle.sync()),
  close: () => handle.close(),
})

const unreadable: FileStat = {
  kind: 'special',
  size: 0,
  modifiedNs: 0n,
  changedNs: 0n,
  fileId: '',
  executable: false,
  links: 1,
}

async function readFully(handle: FileHandle, into: Uint8Array, position: number): Promise<number> {
  let done = 0
  while (done < into.length) {
    const { bytesRead } = await handle.read(into, done, into.length - done, position + done)
    if (bytesRead === 0) break
    done += bytesRead
  }
  return done
}

async function writeFully(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    done += (await handle.write(bytes, done, bytes.length - done, position + done)).bytesWritten
  }
}

/** Everything in it, also what is renamed meanwhile: the names are read again while one of them leads nowhere. */
async function entriesOf(directory: LocalPath): Promise<readonly DirectoryEntry[]> {
  const stats = new Map<string, FileStat>()
  for (let reads = 1; ; reads++) {
    const names = await readdir(directory)
    let isWhole = true
    for (const name of names) {
      if (stats.has(name)) continue
      if (stats.size % stretch === stretch - 1) await new Promise((resolve) => setImmediate(resolve))
      const found = lstatSync(`${directory}/${name}`, { bigint: true, throwIfNoEntry: false })
      // A name that is not text cannot be looked up by its text: it is there, but nothing we can sync.
      if (found !== undefined || name.includes('\ufffd'))
        stats.set(name, found === undefined ? unreadable : fileStatOf(found))
      else isWhole = false
    }
    if (isWhole || reads === mostReads)
      return names.flatMap((name) => {
        const stat = stats.get(name)
        return stat === undefined ? [] : [{ name, stat }]
      })
  }
}
