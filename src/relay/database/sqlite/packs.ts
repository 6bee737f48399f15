// Which packs are stored and which are named, and what they weigh on their owner. Relay only.
import type { Kysely } from 'kysely'
import type { PackId } from '../../../shared/domain/ids.ts'
import type { PackTable, StoredPack } from '../interface.ts'
import type { Tables } from './schema.ts'

export const packTable = (database: Kysely<Tables>): PackTable => ({
  async find(space, pack) {
    const row = await database
      .selectFrom('pack')
      .selectAll()
      .where('space_id', '=', space)
      .where('id', '=', pack)
      .executeTakeFirst()
    return row === undefined ? null : toPack(row)
  },

  add: (space, pack, owner) =>
    database.transaction().execute(async (transaction) => {
      const row = { space_id: space, id: pack.id, length: pack.length, named: 0, missing: 0 }
      const { numInsertedOrUpdatedRows } = await transaction
        .insertInto('pack')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['space_id', 'id']).doUpdateSet({ missing: 0 }).where('pack.missing', '=', 1),
        )
        .executeTakeFirstOrThrow()
      if (Number(numInsertedOrUpdatedRows ?? 0) === 0) return false
      await transaction
        .updateTable('account')
        .set((of) => ({ used_bytes: of('used_bytes', '+', pack.length) }))
        .where('identity_id', '=', owner)
        .execute()
      return true
    }),

  async missing(space) {
    const rows = await database
      .selectFrom('pack')
      .select('id')
      .where('space_id', '=', space)
      .where('missing', '=', 1)
      .orderBy('id')
      .execute()
    return rows.map(({ id }) => id as PackId)
  },

  async setMissing(space, pack, isMissing) {
    await database
      .updateTable('pack')
      .set({ missing: isMissing ? 1 : 0 })
      .where('space_id', '=', space)
      .where('id', '=', pack)
      .execute()
  },

  async all(space) {
    const rows = await database.selectFrom('pack').selectAll().where('space_id', '=', space).orderBy('id').execute()
    return rows.map(toPack)
  },
})

const toPack = (row: Tables['pack']): StoredPack => ({
  id: row.id as PackId,
  length: row.length,
  isNamed: row.named === 1,
  isMissing: row.missing === 1,
})
