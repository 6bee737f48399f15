// What devices and senders used today, and the relay's own few settings. Relay only.
import type { Kysely } from 'kysely'
import type { SettingTable, UsageTable } from '../interface.ts'
import type { Tables } from './schema.ts'

const dayOf = (now: number): number => Math.floor(now / 86_400_000)

export const usageTable = (database: Kysely<Tables>): UsageTable => ({
  add: ({ subject, kind, amount, limit, now }) =>
    database.transaction().execute(async (transaction) => {
      const place = { subject, kind, day: dayOf(now) }
      const found = await transaction
        .selectFrom('usage')
        .select('amount')
        .where('subject', '=', subject)
        .where('kind', '=', kind)
        .where('day', '=', place.day)
        .executeTakeFirst()
      const sum = (found?.amount ?? 0) + amount
      if (sum > limit) return false
      await transaction
        .insertInto('usage')
        .values({ ...place, amount: sum })
        .onConflict((conflict) => conflict.columns(['subject', 'kind', 'day']).doUpdateSet({ amount: sum }))
        .execute()
      return true
    }),

  async removeBefore(now) {
    await database.deleteFrom('usage').where('day', '<', dayOf(now)).execute()
  },
})

export const settingTable = (database: Kysely<Tables>): SettingTable => ({
  async get(key) {
    const row = await database.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
    return row?.value ?? null
  },

  async set(key, value) {
    if (value === null) {
      await database.deleteFrom('setting').where('key', '=', key).execute()
      return
    }
    await database
      .insertInto('setting')
      .values({ key, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute()
  },
})
