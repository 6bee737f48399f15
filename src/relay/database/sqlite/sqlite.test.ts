// SQLite as the relay's database.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '../../../node/sqlite/index.ts'
import { databaseContract } from '../contract.ts'
import { openSqliteDatabase } from './index.ts'

const freshFile = (): string => path.join(mkdtempSync(path.join(tmpdir(), 'siegel-relay-')), 'relay.db')

let last = ''
databaseContract('SQLite', (again) => openSqliteDatabase(again === 'again' ? last : (last = freshFile())))

test('a database of a later version is refused and left as it is', async () => {
  const file = freshFile()
  await (await openSqliteDatabase(file)).close()
  const connection = openDatabase(file)
  connection.exec("INSERT INTO kysely_migration (name, timestamp) VALUES ('9999-later', '2099')")
  connection.close()
  await expect(openSqliteDatabase(file)).rejects.toMatchObject({ code: 'E_UNKNOWN_VERSION' })
})

test('every table is STRICT', async () => {
  const file = freshFile()
  await (await openSqliteDatabase(file)).close()
  const connection = openDatabase(file, { readonly: true })
  const loose = connection
    .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0")
    .pluck()
    .all()
  connection.close()
  expect(loose.filter((name) => !/^(sqlite|kysely)_/.test(String(name)))).toEqual([])
})
