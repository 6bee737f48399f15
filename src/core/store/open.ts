// Opens the local database and brings it to this version's form. A cache: it can be deleted and is rebuilt. Runs in core.
import { Refused } from '../../shared/base/errors.ts'
import { openDatabase } from '../../node/sqlite/index.ts'
import { Store } from './handles.ts'
import { migrations } from './migrations/index.ts'

/** `key` is the vault's database key, 32 bytes. Throws E_UNKNOWN_VERSION for a database of a later version. */
export function openStore(file: string, key: Uint8Array): Store {
  const connection = openDatabase(file, { key })
  try {
    const applied = Number(connection.pragma('user_version', { simple: true }))
    if (applied > migrations.length) throw new Refused('E_UNKNOWN_VERSION', 'local database')
    for (const [index, sql] of migrations.entries()) {
      if (index < applied) continue
      connection.transaction(() => {
        connection.exec(sql)
        connection.pragma(`user_version = ${index + 1}`)
      })()
    }
    return new Store(connection)
  } catch (error) {
    connection.close()
    throw error
  }
}
