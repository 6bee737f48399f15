// Table `entry`: the verified entries of every log this profile follows, byte for byte as they were signed. Runs in core.
import type { EntryHash, LogId } from '../../shared/domain/ids.ts'
import { plainBytes, type ReadableStore, type WritableStore } from './handles.ts'

export type StoredEntry = { readonly seq: number; readonly hash: EntryHash; readonly bytes: Uint8Array }

/** The entries from `from` on, in order; empty for a log that is not followed. */
export function readEntries(store: ReadableStore, logId: LogId, from = 0): readonly StoredEntry[] {
  const rows = store.all<{ seq: number; hash: EntryHash; bytes: Uint8Array }>(
    'SELECT seq, hash, bytes FROM entry WHERE log_id = ? AND seq >= ? ORDER BY seq',
    logId,
    from,
  )
  return rows.map((row) => ({ ...row, bytes: plainBytes(row.bytes) }))
}

/** Null: not held. */
export function readEntry(store: ReadableStore, logId: LogId, seq: number): StoredEntry | null {
  const [row] = store.all<{ hash: EntryHash; bytes: Uint8Array }>(
    'SELECT hash, bytes FROM entry WHERE log_id = ? AND seq = ?',
    logId,
    seq,
  )
  return row === undefined ? null : { seq, hash: row.hash, bytes: plainBytes(row.bytes) }
}

/** The hash of entry `seq`; null where the log is not held that far. */
export const readEntryHash = (store: ReadableStore, logId: LogId, seq: number): EntryHash | null =>
  store.all<{ hash: EntryHash }>('SELECT hash FROM entry WHERE log_id = ? AND seq = ?', logId, seq)[0]?.hash ?? null

/** Adds a verified entry. Writing the same one again changes nothing. */
export function insertEntry(store: WritableStore, logId: LogId, entry: StoredEntry): void {
  store.run(
    'INSERT OR IGNORE INTO entry (log_id, seq, hash, bytes) VALUES (?, ?, ?, ?)',
    logId,
    entry.seq,
    entry.hash,
    entry.bytes,
  )
}

/** The body of a verified entry came later than its header: `bytes` is the same entry, whole. */
export function completeEntry(store: WritableStore, logId: LogId, { seq, hash, bytes }: StoredEntry): void {
  store.run('UPDATE entry SET bytes = ? WHERE log_id = ? AND seq = ? AND hash = ?', bytes, logId, seq, hash)
}

/** Forgets a log; for a branch that a root signature replaced. */
export function deleteEntries(store: WritableStore, logId: LogId): void {
  store.run('DELETE FROM entry WHERE log_id = ?', logId)
}
