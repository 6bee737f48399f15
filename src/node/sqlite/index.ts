// The one door to better-sqlite3: opens a database, encrypted where a key is given. Used by core/store and the relay.
import BetterSqlite3, { type Database as Connection, type Statement } from 'better-sqlite3'
import { toHex } from '../../shared/base/encoding.ts'

export type { Connection, Statement }

/**
 * Opens or creates the database `file` in WAL mode. With `key` (32 bytes) file, WAL and temporary files are encrypted
 * (ChaCha20-Poly1305 a page); a wrong key throws at once (SQLITE_NOTADB). `synchronous = FULL`: a committed transaction is durable.
 */
export function openDatabase(
  file: string,
  options: { readonly key?: Uint8Array; readonly readonly?: boolean } = {},
): Connection {
  const database = new BetterSqlite3(file, { readonly: options.readonly ?? false })
  try {
    if (options.key !== undefined) {
      if (options.key.length !== 32) throw new RangeError('database key')
      database.pragma("cipher = 'chacha20'")
      database.pragma(`key = "x'${toHex(options.key)}'"`)
    }
    if (options.readonly !== true) database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    database.pragma('temp_store = MEMORY')
    database.prepare('SELECT count(*) FROM sqlite_master').get()
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
