// Logs, their entries, proofs of forks and who may read. Relay only.
import { sql, type Kysely, type Transaction } from 'kysely'
import { concat } from '../../../shared/base/bytes.ts'
import type { EntryHash, LogId, RelayId } from '../../../shared/domain/ids.ts'
import type { LogKind } from '../../../shared/logs/entry.ts'
import type { Extension, LogTable, ReadLimit, StoredEntry, StoredLog } from '../interface.ts'
import type { Tables } from './schema.ts'

const signatureLength = 64
const maxProofs = 64
const maxProofBytes = 4 * 1024 * 1024

export const logTable = (database: Kysely<Tables>): LogTable => ({
  async find(id) {
    const row = await database.selectFrom('log').selectAll().where('id', '=', id).executeTakeFirst()
    return row === undefined ? null : toLog(row)
  },

  extend: (extension) => database.transaction().execute((transaction) => extend(transaction, extension)),

  read: (id, from, limit) => read(database, { id, from, limit }),

  replace: (id, from, branch, homeId) =>
    database.transaction().execute(async (transaction) => {
      await sql`INSERT OR IGNORE INTO proof SELECT * FROM entry WHERE log_id = ${id} AND seq >= ${from}`.execute(
        transaction,
      )
      await transaction.deleteFrom('entry').where('log_id', '=', id).where('seq', '>=', from).execute()
      await insertEntries(transaction, id, branch)
      const head = branch.at(-1)
      if (head === undefined) throw new RangeError('empty branch')
      await transaction
        .updateTable('log')
        .set({ seq: head.seq, hash: head.hash, home_id: homeId })
        .where('id', '=', id)
        .execute()
    }),

  async addProof(id, entry) {
    await database.transaction().execute(async (transaction) => {
      const { kept, bytes } = await transaction
        .selectFrom('proof')
        .select(({ fn }) => [
          fn.countAll<number>().as('kept'),
          sql<number>`ifnull(sum(length(header) + ifnull(length(body), 0)), 0)`.as('bytes'),
        ])
        .where('log_id', '=', id)
        .executeTakeFirstOrThrow()
      if (kept >= maxProofs || bytes >= maxProofBytes) return
      await transaction
        .insertInto('proof')
        .values(toRow(id, entry))
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    })
  },

  async proofs(id) {
    const rows = await database.selectFrom('proof').selectAll().where('log_id', '=', id).orderBy('seq').execute()
    return rows.map(toEntry)
  },

  async readsAnything(identity) {
    const row = await database
      .selectFrom('reader')
      .select('log_id')
      .where('identity_id', '=', identity)
      .executeTakeFirst()
    return row !== undefined
  },

  async all() {
    const rows = await database.selectFrom('log').selectAll().orderBy('id').execute()
    return rows.map(toLog)
  },
})

async function read(
  database: Kysely<Tables>,
  { id, from, limit }: { readonly id: LogId; readonly from: number; readonly limit: ReadLimit },
): Promise<readonly StoredEntry[]> {
  // Lengths first: a page of large bodies must not come into memory at once.
  const sizes = await database
    .selectFrom('entry')
    .select(['seq', sql<number>`length(header) + ${limit.bodies ? sql`ifnull(length(body), 0)` : sql`0`}`.as('size')])
    .where('log_id', '=', id)
    .where('seq', '>=', from)
    .orderBy('seq')
    .limit(limit.count)
    .execute()
  let total = 0
  const cut = sizes.findIndex(({ size }, i) => (total += size) > limit.bytes && i > 0)
  const last = sizes.at(cut === -1 ? -1 : cut - 1)
  if (last === undefined) return []
  const rows = await database
    .selectFrom('entry')
    .select(['log_id', 'seq', 'hash', 'header', 'signatures'])
    .select((limit.bodies ? sql.ref('body') : sql`NULL`).$castTo<Uint8Array | null>().as('body'))
    .where('log_id', '=', id)
    .where('seq', '>=', from)
    .where('seq', '<=', last.seq)
    .orderBy('seq')
    .execute()
  return rows.map(toEntry)
}

async function extend(transaction: Transaction<Tables>, extension: Extension): Promise<'extended' | 'conflict'> {
  const { logId, kind, after, entries, homeId, readers, packs } = extension
  const head = entries.at(-1)
  if (head === undefined) throw new RangeError('no entries')
  const found = await transaction.selectFrom('log').select('hash').where('id', '=', logId).executeTakeFirst()
  if ((found?.hash ?? null) !== (after?.hash ?? null)) return 'conflict'
  const row = { id: logId, kind, seq: head.seq, hash: head.hash, home_id: homeId }
  await transaction
    .insertInto('log')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
  await insertEntries(transaction, logId, entries)
  if (kind === 'space') {
    await transaction.deleteFrom('reader').where('log_id', '=', logId).execute()
    for (const identity of readers) {
      await transaction.insertInto('reader').values({ log_id: logId, identity_id: identity }).execute()
    }
  }
  for (const { id, length } of packs) {
    await transaction
      .insertInto('pack')
      .values({ space_id: logId, id, length, named: 1, missing: 1 })
      .onConflict((conflict) => conflict.columns(['space_id', 'id']).doUpdateSet({ named: 1 }))
      .execute()
  }
  return 'extended'
}

async function insertEntries(
  transaction: Transaction<Tables>,
  id: LogId,
  entries: readonly StoredEntry[],
): Promise<void> {
  for (const entry of entries) await transaction.insertInto('entry').values(toRow(id, entry)).execute()
}

const toRow = (id: LogId, entry: StoredEntry): Tables['entry'] => ({
  log_id: id,
  seq: entry.seq,
  hash: entry.hash,
  header: entry.headerBytes,
  signatures: concat(...entry.signatures),
  body: entry.body,
})

function toEntry({ seq, hash, header, signatures, body }: Tables['entry']): StoredEntry {
  const count = signatures.length / signatureLength
  return {
    seq,
    hash: hash as EntryHash,
    headerBytes: plain(header),
    signatures: Array.from({ length: count }, (_, i) =>
      plain(signatures.subarray(i * signatureLength, (i + 1) * signatureLength)),
    ),
    body: body && plain(body),
  }
}

/** better-sqlite3 answers Buffers; the rest of the program knows byte strings alone. */
export const plain = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const toLog = (row: { id: string; kind: string; seq: number; hash: string; home_id: string | null }): StoredLog => ({
  id: row.id as LogId,
  kind: row.kind as LogKind,
  head: { seq: row.seq, hash: row.hash as EntryHash },
  homeId: row.home_id as RelayId | null,
})
