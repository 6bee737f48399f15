// What the system's error codes mean to the engine. Runs in core.
import { FileSystemError, type FileProblem } from '../sync/interface.ts'

const problems: Readonly<Record<string, FileProblem>> = {
  ENOENT: 'vanished',
  ENOTDIR: 'vanished',
  EEXIST: 'exists',
  ENOTEMPTY: 'not-empty',
  EACCES: 'denied',
  EPERM: 'denied',
  EBUSY: 'busy',
  ETXTBSY: 'busy',
  EAGAIN: 'busy',
  EMFILE: 'busy',
  ENFILE: 'busy',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EROFS: 'read-only',
  ELOOP: 'link',
  ENAMETOOLONG: 'too-long',
}

/** The code of an exception of `node:fs`; null for any other. */
export const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null

/** An exception of `node:fs` as a `FileSystemError`; what is none passes as it is. */
export function translated(error: unknown): unknown {
  const code = codeOf(error)
  return code === null || error instanceof FileSystemError ? error : new FileSystemError(problems[code] ?? 'other')
}

export async function translating<T>(work: () => Promise<T> | T): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw translated(error)
  }
}
