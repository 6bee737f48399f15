// Reads a small file that a person picked or dropped. What a token stands for may be anything by now. Runs in core's utility process.
import { readFile, stat } from 'node:fs/promises'
import { Refused } from '../../shared/base/errors.ts'

/** Throws E_PATH for what is no file or cannot be read, E_LIMIT for more than `limit` bytes: nothing is read then. */
export async function readPicked(file: string, limit: number): Promise<Buffer> {
  const found = await stat(file).catch(() => null)
  if (!found?.isFile()) throw new Refused('E_PATH', 'no file')
  if (found.size > limit) throw new Refused('E_LIMIT', 'picked file')
  return readFile(file).catch(() => {
    throw new Refused('E_PATH', 'unreadable')
  })
}
