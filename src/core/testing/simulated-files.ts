// The `FileSystem` of the engine on a simulated disk: every call waits for its turn, and may fail or never come back. Tests only.
import {
  FileSystemError,
  type DirectoryEntry,
  type FileStat,
  type FileSystem,
  type LocalPath,
  type ReadHandle,
  type WriteHandle,
} from '../sync/interface.ts'
import type { Inode, SimulatedDisk } from './simulated-disk.ts'

export type Gate = {
  /** Resolves when the call may happen; throws a `FileSystemError` if it fails; never resolves for a process that is dead. */
  pass(call: string): Promise<void>
  /** Told of every change the engine makes, with the inode that loses a name by it. */
  onChange(call: string, path: LocalPath, lost: Inode | null): void
}

export const freeGate: Gate = { pass: () => Promise.resolve(), onChange: () => undefined }

const namesIn = (path: LocalPath): readonly string[] => path.split('/').filter((name) => name !== '')

export class SimulatedFiles implements FileSystem {
  readonly hasExecutableBit = true
  readonly bootId: string
  readonly #disk: SimulatedDisk
  readonly #gate: Gate

  constructor(disk: SimulatedDisk, gate: Gate = freeGate) {
    this.#disk = disk
    this.bootId = String(disk.crashes)
    this.#gate = gate
  }

  /** The simulated disk follows no link anywhere. */
  confinedTo(): FileSystem {
    return this
  }

  async stat(path: LocalPath): Promise<FileStat | null> {
    await this.#gate.pass('stat')
    const inode = this.#disk.find(namesIn(path))
    return inode === null ? null : this.#disk.stat(inode)
  }

  async list(path: LocalPath): Promise<readonly DirectoryEntry[]> {
    await this.#gate.pass('list')
    const directory = this.#disk.directory(namesIn(path))
    if (directory.isDenied) throw new FileSystemError('denied')
    return [...directory.entries].map(([name, inode]) => ({ name, stat: this.#disk.stat(inode) }))
  }

  async openForRead(path: LocalPath): Promise<ReadHandle> {
    await this.#gate.pass('openForRead')
    return this.#reading(this.#file(path))
  }

  async create(path: LocalPath): Promise<WriteHandle> {
    await this.#change('create', path)
    return { path, ...this.#writing(this.#disk.create(namesIn(path), 'file')) }
  }

  async reopen(path: LocalPath): Promise<WriteHandle & ReadHandle> {
    await this.#gate.pass('reopen')
    const inode = this.#file(path)
    if (inode.links > 1) throw new FileSystemError('link')
    return { path, ...this.#reading(inode), ...this.#writing(inode) }
  }

  async makeDirectory(path: LocalPath): Promise<void> {
    const names = namesIn(path)
    await this.#gate.pass('makeDirectory')
    this.#disk.create(names, 'directory')
    this.#gate.onChange('makeDirectory', path, null)
  }

  async rename(from: LocalPath, to: LocalPath): Promise<void> {
    await this.#gate.pass('rename')
    this.#disk.rename(namesIn(from), namesIn(to), false)
    this.#gate.onChange('rename', to, null)
  }

  async replace(fresh: LocalPath, path: LocalPath, keep: LocalPath): Promise<void> {
    await this.#gate.pass('replace')
    this.#disk.replace(namesIn(fresh), namesIn(path), namesIn(keep))
    this.#gate.onChange('replace', path, null)
  }

  async removeFile(path: LocalPath): Promise<void> {
    await this.#gate.pass('removeFile')
    if (this.#disk.find(namesIn(path))?.kind === 'directory') throw new FileSystemError('other')
    const inode = this.#disk.remove(namesIn(path))
    this.#gate.onChange('removeFile', path, inode)
  }

  async removeDirectory(path: LocalPath): Promise<void> {
    await this.#gate.pass('removeDirectory')
    if (this.#disk.find(namesIn(path))?.kind === 'file') throw new FileSystemError('other')
    const inode = this.#disk.remove(namesIn(path))
    this.#gate.onChange('removeDirectory', path, inode)
  }

  async setModified(path: LocalPath, modifiedNs: bigint): Promise<void> {
    await this.#change('setModified', path)
    this.#disk.touch(this.#file(path), { modifiedNs })
  }

  async setExecutable(path: LocalPath, executable: boolean): Promise<void> {
    await this.#change('setExecutable', path)
    this.#disk.touch(this.#file(path), { executable })
  }

  async markReceived(path: LocalPath): Promise<void> {
    await this.#change('markReceived', path)
    this.#file(path).isReceived = true
  }

  async syncFile(path: LocalPath): Promise<void> {
    await this.#gate.pass('syncFile')
    this.#disk.syncFile(this.#file(path))
  }

  async syncDirectory(path: LocalPath): Promise<void> {
    await this.#gate.pass('syncDirectory')
    this.#disk.syncDirectory(this.#disk.directory(namesIn(path)))
  }

  async storedBytes(path: LocalPath): Promise<number> {
    await this.#gate.pass('storedBytes')
    return this.#file(path).data.length
  }

  freeBytes(): Promise<number> {
    return Promise.resolve(this.#disk.free)
  }

  #reading(inode: Inode): ReadHandle {
    return {
      stat: async () => {
        await this.#gate.pass('stat')
        return this.#disk.stat(inode)
      },
      read: async (into, position) => {
        await this.#gate.pass('read')
        const part = inode.data.subarray(position, position + into.length)
        into.set(part)
        return part.length
      },
      close: () => Promise.resolve(),
    }
  }

  #writing(inode: Inode): Omit<WriteHandle, 'path'> {
    return {
      write: async (bytes, position) => {
        await this.#gate.pass('write')
        this.#disk.write(inode, bytes, position)
      },
      sync: async () => {
        await this.#gate.pass('sync')
        this.#disk.syncFile(inode)
      },
      close: () => Promise.resolve(),
    }
  }

  async #change(call: string, path: LocalPath): Promise<void> {
    await this.#gate.pass(call)
    this.#gate.onChange(call, path, null)
  }

  #file(path: LocalPath): Inode {
    const inode = this.#disk.find(namesIn(path))
    if (inode === null) throw new FileSystemError('vanished')
    if (inode.kind === 'link') throw new FileSystemError('link')
    if (inode.isDenied) throw new FileSystemError('denied')
    return inode
  }
}
