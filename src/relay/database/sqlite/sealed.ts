// What people leave sealed or signed at the relay: messages, self records, statements. Relay only.
import type { Kysely } from 'kysely'
import type { DeviceId } from '../../../shared/domain/ids.ts'
import type { InboxTable, SealedTable } from '../interface.ts'
import { plain } from './logs.ts'
import type { Tables } from './schema.ts'

export const inboxTable = (database: Kysely<Tables>): InboxTable => ({
  add: (identity, message, limit) =>
    database.transaction().execute(async (transaction) => {
      const { waiting } = await transaction
        .selectFrom('message')
        .select(({ fn }) => fn.countAll<number>().as('waiting'))
        .where('identity_id', '=', identity)
        .where('id', '!=', message.id)
        .executeTakeFirstOrThrow()
      if (waiting >= limit) return 'full'
      await transaction
        .insertInto('message')
        .values({ identity_id: identity, id: message.id, received_at: message.receivedAt, bytes: message.bytes })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      return 'stored'
    }),

  async has(identity, id) {
    const row = await database
      .selectFrom('message')
      .select('id')
      .where('identity_id', '=', identity)
      .where('id', '=', id)
      .executeTakeFirst()
    return row !== undefined
  },

  async list(identity) {
    const rows = await database
      .selectFrom('message')
      .selectAll()
      .where('identity_id', '=', identity)
      .orderBy('received_at')
      .orderBy('id')
      .execute()
    return rows.map(({ id, received_at, bytes }) => ({ id, receivedAt: received_at, bytes: plain(bytes) }))
  },

  async remove(identity, id) {
    await database.deleteFrom('message').where('identity_id', '=', identity).where('id', '=', id).execute()
  },

  async removeBefore(time) {
    const { numDeletedRows } = await database
      .deleteFrom('message')
      .where('received_at', '<', time)
      .executeTakeFirstOrThrow()
    return Number(numDeletedRows)
  },
})

export const sealedTable = (database: Kysely<Tables>): SealedTable => ({
  async self(identity) {
    const row = await database.selectFrom('self').selectAll().where('identity_id', '=', identity).executeTakeFirst()
    return row === undefined ? null : { counter: row.counter, bytes: plain(row.bytes) }
  },

  putSelf: (identity, record, after) =>
    database.transaction().execute(async (transaction) => {
      const found = await transaction
        .selectFrom('self')
        .select('counter')
        .where('identity_id', '=', identity)
        .executeTakeFirst()
      if ((found?.counter ?? 0) !== after) return false
      const row = { identity_id: identity, counter: record.counter, bytes: record.bytes }
      await transaction
        .insertInto('self')
        .values(row)
        .onConflict((conflict) => conflict.column('identity_id').doUpdateSet(row))
        .execute()
      return true
    }),

  async statements(kind, subjectId) {
    const rows = await database
      .selectFrom('statement')
      .selectAll()
      .where('kind', '=', kind)
      .where('subject_id', '=', subjectId)
      .orderBy('device_id')
      .execute()
    return rows.map((row) => ({
      kind,
      subjectId,
      deviceId: row.device_id as DeviceId,
      counter: row.counter,
      bytes: plain(row.bytes),
    }))
  },

  async putStatement({ kind, subjectId, deviceId, counter, bytes }) {
    const row = { kind, subject_id: subjectId, device_id: deviceId, counter, bytes }
    const { numInsertedOrUpdatedRows } = await database
      .insertInto('statement')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .columns(['kind', 'subject_id', 'device_id'])
          .doUpdateSet({ counter, bytes })
          .where('statement.counter', '<', counter),
      )
      .executeTakeFirstOrThrow()
    return Number(numInsertedOrUpdatedRows ?? 0) === 1
  },
})
