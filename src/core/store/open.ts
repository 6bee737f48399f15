// Opens the local database and brings it to this version's form. A cache: it can be deleted and is rebuilt. Runs in core.
import { Refused } from '../../shared/base/errors.ts'
import { openDatabase, type Connection } from '../../node/sqlite/index.ts'
import { Store } from './handles.ts'
import { migrations } from './migrations/index.ts'

/** `key` is the vault's database key, 32 bytes. Throws E_UNKNOWN_VERSION for a database of a later version. */
export const openStore = (file: string, key: Uint8Array): Store => migrated(openDatabase(file, { key }))

/** In memory, and gone when it is closed: for what is not believed yet. */
export const openScratchStore = (): Store => migrated(openDatabase(':memory:'))

function migrated(connection: Connection): Store {
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
