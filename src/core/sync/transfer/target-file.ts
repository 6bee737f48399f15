// The temporary file a download is written to: nobody sees it before every byte is verified and durable. Runs in core.
import type { VerifiedBytes } from '../../../shared/content/chunk.ts'
import { release } from '../../workers/release.ts'
import { FileSystemError, type FileStat, type FileSystem, type LocalPath, type WriteHandle } from '../interface.ts'

/** Of the `FileSystem`, what transfers use. */
export type TransferFiles = Pick<FileSystem, 'stat' | 'openForRead' | 'create' | 'removeFile'>

export class TargetFile {
  readonly #files: TransferFiles
  readonly #handle: WriteHandle

  private constructor(files: TransferFiles, handle: WriteHandle) {
    this.#files = files
    this.#handle = handle
  }

  /** Throws `FileSystemError` `exists` where something is already. */
  static async create(files: TransferFiles, path: LocalPath): Promise<TargetFile> {
    return new TargetFile(files, await files.create(path))
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

  /** Removes the file, however far it has come. */
  async discard(): Promise<void> {
    await this.#handle.close().catch(() => undefined)
    await this.#files.removeFile(this.#handle.path).catch(() => undefined)
  }
}
