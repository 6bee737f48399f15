// Accounts with their quotas, and the tokens that open inboxes or registration. Relay only.
import type { Kysely } from 'kysely'
import type { IdentityId } from '../../../shared/domain/ids.ts'
import type { Account, AccountTable, Token, TokenTable } from '../interface.ts'
import type { Tables } from './schema.ts'

export const accountTable = (database: Kysely<Tables>): AccountTable => ({
  async find(id) {
    const row = await database.selectFrom('account').selectAll().where('identity_id', '=', id).executeTakeFirst()
    return row === undefined ? null : toAccount(row)
  },

  async add(id) {
    const { numInsertedOrUpdatedRows } = await database
      .insertInto('account')
      .values({ identity_id: id })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    return Number(numInsertedOrUpdatedRows ?? 0) === 1
  },

  async setQuota(id, quotaBytes) {
    await database.updateTable('account').set({ quota_bytes: quotaBytes }).where('identity_id', '=', id).execute()
  },

  async setBlocked(id, isBlocked) {
    await database
      .updateTable('account')
      .set({ blocked: isBlocked ? 1 : 0 })
      .where('identity_id', '=', id)
      .execute()
  },

  async all() {
    const rows = await database.selectFrom('account').selectAll().orderBy('identity_id').execute()
    return rows.map(toAccount)
  },
})

export const tokenTable = (database: Kysely<Tables>): TokenTable => ({
  async find(hash) {
    const row = await database.selectFrom('token').selectAll().where('hash', '=', hash).executeTakeFirst()
    return row === undefined ? null : toToken(row)
  },

  async put({ hash, identityId, label, usesLeft, expiresAt, admitsRegistration }) {
    const row = {
      hash,
      identity_id: identityId,
      label,
      uses_left: usesLeft,
      expires_at: expiresAt,
      admits_registration: admitsRegistration ? 1 : 0,
    }
    await database
      .insertInto('token')
      .values(row)
      .onConflict((conflict) => conflict.column('hash').doUpdateSet(row))
      .execute()
  },

  async remove(hash, identityId) {
    await database.deleteFrom('token').where('hash', '=', hash).where('identity_id', 'is', identityId).execute()
  },

  async use(hash, now) {
    const { numUpdatedRows } = await database
      .updateTable('token')
      .set((of) => ({ uses_left: of('uses_left', '-', 1) }))
      .where('hash', '=', hash)
      .where((of) => of.or([of('uses_left', 'is', null), of('uses_left', '>', 0)]))
      .where((of) => of.or([of('expires_at', 'is', null), of('expires_at', '>', now)]))
      .executeTakeFirstOrThrow()
    return Number(numUpdatedRows) === 1
  },

  async useForRegistration(hash, now) {
    const { numUpdatedRows } = await database
      .updateTable('token')
      .set({ admits_registration: 0 })
      .where('hash', '=', hash)
      .where('admits_registration', '=', 1)
      .where((of) => of.or([of('expires_at', 'is', null), of('expires_at', '>', now)]))
      .executeTakeFirstOrThrow()
    return Number(numUpdatedRows) === 1
  },

  async countOf(identityId) {
    const { count } = await database
      .selectFrom('token')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('identity_id', '=', identityId)
      .executeTakeFirstOrThrow()
    return count
  },

  async all() {
    const rows = await database.selectFrom('token').selectAll().orderBy('hash').execute()
    return rows.map(toToken)
  },
})

const toAccount = (row: {
  identity_id: string
  quota_bytes: number | null
  used_bytes: number
  blocked: number
}): Account => ({
  identityId: row.identity_id as IdentityId,
  quotaBytes: row.quota_bytes,
  usedBytes: row.used_bytes,
  isBlocked: row.blocked === 1,
})

const toToken = (row: Tables['token']): Token => ({
  hash: row.hash,
  identityId: row.identity_id as IdentityId | null,
  label: row.label,
  usesLeft: row.uses_left,
  expiresAt: row.expires_at,
  admitsRegistration: row.admits_registration === 1,
})
