// Table `abandoned_entry`: branches of identity logs that were given up for one the root key signed. Kept as evidence, and because
// older entries of other logs name them. PROTOCOL §5. Runs in core.
import type { EntryHash, LogId } from '../../shared/domain/ids.ts'
import { plainBytes, type ReadableStore, type WritableStore } from './handles.ts'

/** One branch: its head, and its entries from the first that the adopted log does not have. */
export type AbandonedBranch = { readonly head: EntryHash; readonly entries: readonly Uint8Array[] }

export function readAbandoned(store: ReadableStore, logId: LogId): readonly AbandonedBranch[] {
  const rows = store.all<{ head: EntryHash; bytes: Uint8Array }>(
    'SELECT head, bytes FROM abandoned_entry WHERE log_id = ? ORDER BY head, seq',
    logId,
  )
  const heads = [...new Set(rows.map(({ head }) => head))]
  return heads.map((head) => ({
    head,
    entries: rows.filter((row) => row.head === head).map(({ bytes }) => plainBytes(bytes)),
  }))
}

/** In place of all that was kept for this log. */
export function replaceAbandoned(store: WritableStore, logId: LogId, branches: readonly AbandonedBranch[]): void {
  store.run('DELETE FROM abandoned_entry WHERE log_id = ?', logId)
  for (const { head, entries } of branches)
    for (const [seq, bytes] of entries.entries())
      store.run('INSERT INTO abandoned_entry (log_id, head, seq, bytes) VALUES (?, ?, ?, ?)', logId, head, seq, bytes)
}
