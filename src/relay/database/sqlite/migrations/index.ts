// The numbered migrations in order, applied by kysely's migrator, each in one transaction. Relay only.
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { first } from './0001-first.ts'

const statements = (texts: readonly string[]): Migration => ({
  async up(database) {
    for (const text of texts) await sql.raw(text).execute(database)
  },
})

export const migrations: Record<string, Migration> = { '0001-first': statements(first) }
