// Table `pin`: the highest head of each log this profile has ever accepted. Lower is a rollback. PROTOCOL §8. Runs in core.
import type { EntryHash, Head, LogId } from '../../shared/domain/ids.ts'
import type { ReadableStore, WritableStore } from './handles.ts'

export type PinnedKind = 'identity' | 'space'
export type Pin = Head & { readonly logId: LogId; readonly kind: PinnedKind }

type PinRow = { log_id: LogId; kind: PinnedKind; seq: number; hash: EntryHash }

const toPin = (row: PinRow): Pin => ({ logId: row.log_id, kind: row.kind, seq: row.seq, hash: row.hash })

/** Null for a log never accepted. */
export function readPin(store: ReadableStore, logId: LogId): Pin | null {
  const [row] = store.all<PinRow>('SELECT log_id, kind, seq, hash FROM pin WHERE log_id = ?', logId)
  return row === undefined ? null : toPin(row)
}

export function readPins(store: ReadableStore): readonly Pin[] {
  return store.all<PinRow>('SELECT log_id, kind, seq, hash FROM pin ORDER BY log_id').map(toPin)
}

/** Raises a pin; a lower one is ignored. */
export function raisePin(store: WritableStore, pin: Pin): void {
  store.run(
    `INSERT INTO pin (log_id, kind, seq, hash) VALUES (?, ?, ?, ?)
     ON CONFLICT (log_id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash WHERE excluded.seq > pin.seq`,
    pin.logId,
    pin.kind,
    pin.seq,
    pin.hash,
  )
}

/** Replaces a pin whatever its seq: only after a branch signed by root was adopted (PROTOCOL §19.16). */
export function replacePin(store: WritableStore, pin: Pin): void {
  store.run(
    'INSERT OR REPLACE INTO pin (log_id, kind, seq, hash) VALUES (?, ?, ?, ?)',
    pin.logId,
    pin.kind,
    pin.seq,
    pin.hash,
  )
}
