// What the sync engine needs of the local disk: files, and hints of what changed. Runs in core (utility process, CLI, tests). SYNC.md "Shape";
// platform/ has the real one, testing/ the simulated one.
import type { Brand } from '../../shared/base/brand.ts'

/** An absolute path of this computer in its native form. Never leaves core; never logged. */
export type LocalPath = Brand<string, 'LocalPath'>

export type FileKind = 'file' | 'directory' | 'link' | 'special'

export type FileStat = {
  readonly kind: FileKind
  /** Bytes; 0 for directories. */
  readonly size: number
  /** Nanoseconds since 1970. */
  readonly modifiedNs: bigint
  readonly changedNs: bigint
  /** Volume and inode as one text: stays with a file through renames on one volume. */
  readonly fileId: string
  readonly executable: boolean
  /** Hard links to the file; 1 for an ordinary file. */
  readonly links: number
}

export type DirectoryEntry = { readonly name: string; readonly stat: FileStat }

/** Why the disk said no. `vanished` = it is not there (any more). */
export type FileProblem =
  'vanished' | 'exists' | 'not-empty' | 'denied' | 'busy' | 'full' | 'read-only' | 'link' | 'too-long' | 'other'

export interface ReadHandle {
  stat(): Promise<FileStat>
  /** Fills `into` from `position`; answers the bytes read, fewer only at the end of the file. */
  read(into: Uint8Array, position: number): Promise<number>
  close(): Promise<void>
}

export interface WriteHandle {
  readonly path: LocalPath
  write(bytes: Uint8Array, position: number): Promise<void>
  /** Resolves when every byte is durable. */
  sync(): Promise<void>
  close(): Promise<void>
}

/** What every call of `FileSystem` throws when the disk says no. No path in the message. */
export class FileSystemError extends Error {
  readonly problem: FileProblem

  constructor(problem: FileProblem) {
    super(problem)
    this.name = 'FileSystemError'
    this.problem = problem
  }
}

/** The local file system. Every call throws `FileSystemError` (with a `FileProblem`) when the disk says no. Nothing follows links. */
export interface FileSystem {
  /** The same disk, but every call throws `link` for a path that is not below `root` or has a link between `root` and its last name. */
  confinedTo(root: LocalPath): FileSystem
  /** lstat; null when nothing is there. */
  stat(path: LocalPath): Promise<FileStat | null>
  list(directory: LocalPath): Promise<readonly DirectoryEntry[]>
  openForRead(path: LocalPath): Promise<ReadHandle>
  /** Creates a new file; fails with `exists` if something is there. */
  create(path: LocalPath): Promise<WriteHandle>
  /** A file that is there already, as it is, to be read and written on; `vanished` if there is none, `link` if it has other names, too. */
  reopen(path: LocalPath): Promise<WriteHandle & ReadHandle>
  makeDirectory(path: LocalPath): Promise<void>
  /** Never overwrites: `exists`. Atomic as far as the system can. */
  rename(from: LocalPath, to: LocalPath): Promise<void>
  /**
   * Puts the file `fresh` where the file `path` is, and what was there at that moment to `keep` (nothing is there yet). A reader of `path` sees
   * the one or the other, never nothing. `vanished` if there is no file at `path`.
   */
  replace(fresh: LocalPath, path: LocalPath, keep: LocalPath): Promise<void>
  removeFile(path: LocalPath): Promise<void>
  /** Only an empty directory; otherwise `not-empty`. */
  removeDirectory(path: LocalPath): Promise<void>
  setModified(path: LocalPath, modifiedNs: bigint): Promise<void>
  setExecutable(path: LocalPath, executable: boolean): Promise<void>
  /** Gives the file the system's mark of what came from somebody else, where there is one (SYNC-97). */
  markReceived(path: LocalPath): Promise<void>
  /** Resolves when the file's present bytes are durable. */
  syncFile(path: LocalPath): Promise<void>
  /** Makes creations, renames and removals inside the directory durable. */
  syncDirectory(path: LocalPath): Promise<void>
  /** Bytes of its volume that the file takes: fewer than its size where it has holes. `vanished` if there is none. */
  storedBytes(path: LocalPath): Promise<number>
  /** Free bytes on the volume of `path`. */
  freeBytes(path: LocalPath): Promise<number>
  /** False where the system has no executable bit (Windows): then the log's bit is left as it is. */
  readonly hasExecutableBit: boolean
  /** Changes whenever the computer starts anew: what was not durable before may then be gone. */
  readonly bootId: string
}

/** Watcher events are hints that mark directories dirty; a scan is the truth. */
export interface Watcher {
  /** `onHint` names a directory whose content may have changed, or null: anything may have changed. */
  watch(root: LocalPath, onHint: (directory: LocalPath | null) => void): Promise<{ close(): Promise<void> }>
}
