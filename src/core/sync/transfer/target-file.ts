// The temporary file a download is written to: nobody sees it before every byte is verified and durable. Runs in core.
import type { VerifiedBytes } from '../../../shared/content/chunk.ts'
import { release } from '../../workers/release.ts'
import {
  FileSystemError,
  type FileStat,
  type FileSystem,
  type LocalPath,
  type ReadHandle,
  type WriteHandle,
} from '../disk.ts'

/** Of the `FileSystem`, what transfers use. */
export type TransferFiles = Pick<FileSystem, 'stat' | 'openForRead' | 'create' | 'reopen' | 'removeFile'>

const unlessRefused = (error: unknown): null => {
  if (error instanceof FileSystemError) return null
  throw error
}

export class TargetFile {
  readonly #files: TransferFiles
  readonly #handle: WriteHandle
  readonly #earlier: ReadHandle | null

  private constructor(files: TransferFiles, handle: WriteHandle, earlier: ReadHandle | null) {
    this.#files = files
    this.#handle = handle
    this.#earlier = earlier
  }

  /** Throws `FileSystemError` `exists` where something is already. */
  static async create(files: TransferFiles, path: LocalPath): Promise<TargetFile> {
    return new TargetFile(files, await files.create(path), null)
  }

  /**
   * What an earlier attempt left there, to go on with; made anew where that is nothing, of no use to a file of `size` bytes, or a second name of
   * some other file: a power cut in the middle of a renaming leaves two, and so may whoever writes in the folder (T64).
   */
  static async goOn(files: TransferFiles, path: LocalPath, size: number): Promise<TargetFile> {
    const left = await files.stat(path)
    if (left === null) return TargetFile.create(files, path)
    if (left.kind === 'file' && left.size <= size) {
      const handle = await files.reopen(path).catch(unlessRefused)
      if (handle !== null) return new TargetFile(files, handle, handle)
    }
    await files.removeFile(path)
    return TargetFile.create(files, path)
  }

  /** Bytes that an earlier attempt may have written there, unverified; null: it has not come so far. */
  async earlier(length: number, position: number): Promise<Uint8Array<ArrayBuffer> | null> {
    const bytes = new Uint8Array(length)
    return (await this.#earlier?.read(bytes, position)) === length ? bytes : null
  }

  /** Takes the bytes over. Unverified ones have another type. */
  async write(bytes: VerifiedBytes, position: number): Promise<void> {
    await this.#handle.write(bytes, position)
    release(bytes)
  }

  /** Makes the content durable and closes the file. */
  async finish(): Promise<FileStat> {
    await this.#handle.sync()
    await this.#handle.close()
    const stat = await this.#files.stat(this.#handle.path)
    if (stat === null) throw new FileSystemError('vanished')
    return stat
  }

  /** Leaves the file as far as it has come. */
  async leave(): Promise<void> {
    await this.#handle.close().catch(() => undefined)
  }

  /** Removes the file, however far it has come. */
  async discard(): Promise<void> {
    await this.#handle.close().catch(() => undefined)
    await this.#files.removeFile(this.#handle.path).catch(() => undefined)
  }
}
