// A local file that is read once, in chunks, and must stay what it was. Runs in core. SYNC.md "observe": never half.
import { nonceLength, sealedOverhead } from '../../../shared/content/chunk.ts'
import type { FileStat, FileSystem, LocalPath, ReadHandle } from '../disk.ts'
import { sameFile } from '../stat.ts'
import { LeftAlone } from './problem.ts'

export class SourceFile {
  readonly #handle: ReadHandle
  readonly #expected: FileStat

  private constructor(handle: ReadHandle, expected: FileStat) {
    this.#handle = handle
    this.#expected = expected
  }

  /** Throws `LeftAlone` `changed` if what is there is not what `expected` says, `FileSystemError` if it does not open. */
  static async open(files: Pick<FileSystem, 'openForRead'>, path: LocalPath, expected: FileStat): Promise<SourceFile> {
    const source = new SourceFile(await files.openForRead(path), expected)
    try {
      await source.assertUnchanged()
      return source
    } catch (error) {
      await source.close()
      throw error
    }
  }

  /** Exactly these bytes, with room to be sealed in place. Throws `LeftAlone` `changed` where the file ends early. */
  async read(start: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = roomFor(length)
    if ((await this.#handle.read(bytes, start)) !== length) throw new LeftAlone('changed')
    return bytes
  }

  /** What the open file is now: after the last read it tells that all reads saw one state. Throws `LeftAlone` `changed`. */
  async assertUnchanged(): Promise<FileStat> {
    const stat = await this.#handle.stat()
    if (!sameFile(stat, this.#expected)) throw new LeftAlone('changed')
    return stat
  }

  close(): Promise<void> {
    return this.#handle.close()
  }
}

/** Room for plaintext and, around it, for what sealing adds. Not cleared: reading and sealing write every byte of it. */
export function roomFor(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.allocUnsafeSlow(length + sealedOverhead).buffer, nonceLength, length)
}
