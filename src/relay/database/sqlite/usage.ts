// What devices and senders used today, and the relay's own few settings. Relay only.
import type { Kysely } from 'kysely'
import type { SettingTable, UsageTable } from '../interface.ts'
import type { Tables } from './schema.ts'

const dayOf = (now: number): number => Math.floor(now / 86_400_000)

export const usageTable = (database: Kysely<Tables>): UsageTable => ({
  add: (subject, uses, now) =>
    database.transaction().execute(async (transaction) => {
      const day = dayOf(now)
      const today = await transaction
        .selectFrom('usage')
        .select(['kind', 'amount'])
        .where('subject', '=', subject)
        .where('day', '=', day)
        .execute()
      const used = new Map(today.map(({ kind, amount }) => [kind, amount]))
      const rows = uses.map(({ kind, amount }) => ({ subject, kind, day, amount: (used.get(kind) ?? 0) + amount }))
      if (rows.some(({ amount }, i) => amount > (uses[i]?.limit ?? 0))) return false
      await transaction
        .insertInto('usage')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['subject', 'kind', 'day']).doUpdateSet(({ ref }) => ({ amount: ref('excluded.amount') })),
        )
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
