// The relay's database in one SQLite file. Relay only.
import { Kysely, sql, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { openDatabase } from '../../../node/sqlite/index.ts'
import { Refused } from '../../../shared/base/errors.ts'
import type { Database } from '../interface.ts'
import { accountTable, tokenTable } from './accounts.ts'
import { logTable } from './logs.ts'
import { migrations } from './migrations/index.ts'
import { packTable } from './packs.ts'
import type { Tables } from './schema.ts'
import { inboxTable, sealedTable } from './sealed.ts'
import { settingTable, usageTable } from './usage.ts'

/** Opens or creates the file and brings it to this version's form. Throws E_UNKNOWN_VERSION for that of a later version. */
export async function openSqliteDatabase(file: string): Promise<Database> {
  const database = new Kysely<Tables>({ dialect: new SqliteDialect({ database: openDatabase(file) }) })
  try {
    await migrate(database)
  } catch (error) {
    await database.destroy()
    throw error
  }
  return {
    logs: logTable(database),
    packs: packTable(database),
    accounts: accountTable(database),
    tokens: tokenTable(database),
    inbox: inboxTable(database),
    sealed: sealedTable(database),
    usage: usageTable(database),
    settings: settingTable(database),
    async ping() {
      await sql`SELECT 1`.execute(database)
    },
    close: () => database.destroy(),
  }
}

async function migrate(database: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db: database, provider: { getMigrations: () => Promise.resolve(migrations) } })
  const applied = await appliedMigrations(database)
  if (applied.some((name) => !(name in migrations))) throw new Refused('E_UNKNOWN_VERSION', 'relay database')
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error instanceof Error ? error : new Error('migration failed')
}

async function appliedMigrations(database: Kysely<Tables>): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM sqlite_master WHERE name = 'kysely_migration'`.execute(
    database,
  )
  if (rows.length === 0) return []
  const applied = await sql<{ name: string }>`SELECT name FROM kysely_migration`.execute(database)
  return applied.rows.map(({ name }) => name)
}
