// Table `statement`: the newest statement of each device about each log, verified when it came; a lower counter never replaces it.
// PROTOCOL §12. Runs in core.
import type { DeviceId, EntryHash, IdentityId, SpaceId } from '../../shared/domain/ids.ts'
import type { SeenKind, Statement } from '../../shared/logs/statement.ts'
import type { ReadableStore, WritableStore } from './handles.ts'

type StatementRow = {
  kind: SeenKind
  subject_id: IdentityId | SpaceId
  identity_id: IdentityId
  device_id: DeviceId
  counter: number
  time: number
  seq: number
  hash: EntryHash
}

const toStatement = (row: StatementRow): Statement => ({
  kind: row.kind,
  subjectId: row.subject_id,
  identityId: row.identity_id,
  deviceId: row.device_id,
  counter: row.counter,
  time: row.time,
  head: { seq: row.seq, hash: row.hash },
})

/** One a device, in no particular order. */
export const readStatements = (
  store: ReadableStore,
  kind: SeenKind,
  subjectId: IdentityId | SpaceId,
): readonly Statement[] =>
  store.all<StatementRow>('SELECT * FROM statement WHERE kind = ? AND subject_id = ?', kind, subjectId).map(toStatement)

/** False, and nothing changed, unless the counter grows. */
export function putStatement(store: WritableStore, statement: Statement): boolean {
  const { kind, subjectId, identityId, deviceId, counter, time, head } = statement
  const changed = store.run(
    `INSERT INTO statement (kind, subject_id, device_id, identity_id, counter, time, seq, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (kind, subject_id, device_id) DO UPDATE
     SET identity_id = excluded.identity_id, counter = excluded.counter, time = excluded.time, seq = excluded.seq, hash = excluded.hash
     WHERE excluded.counter > statement.counter`,
    ...[kind, subjectId, deviceId, identityId, counter, time, head.seq, head.hash],
  )
  return changed > 0
}
