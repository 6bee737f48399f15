// One process at a time owns a profile. Core and CLI.
// [Note: Lock that dies with its process] The lock is the write lock of an otherwise empty SQLite database, i.e. a lock of
// the operating system on an open file: the kernel drops it when the process ends, however it ends (kill -9, power cut), on
// Linux, macOS and Windows alike. No pid is stored, so none can be stale or belong to someone else. Nothing else may open
// the file: POSIX drops a process's locks on a file when any of its descriptors of that file is closed.
import { openDatabase } from '../../node/sqlite/index.ts'
import { Refused } from '../../shared/base/errors.ts'

/** Takes the lock and returns what releases it (once; more calls do nothing). Throws E_CONFLICT while someone else has it. */
export function acquireProcessLock(file: string): () => void {
  const database = openDatabase(file)
  try {
    database.pragma('busy_timeout = 0')
    database.exec('BEGIN IMMEDIATE')
  } catch (error) {
    database.close()
    if (isBusy(error)) throw new Refused('E_CONFLICT', 'another process owns the profile')
    throw error
  }
  return () => {
    database.close()
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
