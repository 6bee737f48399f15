// Table `activity`: what happened, newest first, as people read it. Runs in core.
import type { DeviceId, IdentityId, SpaceId } from '../../shared/domain/ids.ts'
import type { ReadableStore, SqlValue, WritableStore } from './handles.ts'

export type ActivityRecord = {
  readonly id: number
  /** Milliseconds since 1970. */
  readonly at: number
  /** A key of the text catalogue under `activity`. */
  readonly kind: string
  readonly spaceId: SpaceId | null
  readonly identityId: IdentityId | null
  /** The device it was done on; null where no log says so. */
  readonly deviceId: DeviceId | null
  /** The file, folder or person it is about; may be empty. */
  readonly subject: string
  /** How many files or people; `subject` is the first of them. */
  readonly count: number
}

type ActivityRow = {
  id: number
  at: number
  kind: string
  space_id: SpaceId | null
  identity_id: IdentityId | null
  device_id: DeviceId | null
  subject: string
  count: number
}

/** Absent and null: no matter. */
export type ActivityQuery = {
  readonly spaceId?: SpaceId | null
  readonly identityId?: IdentityId | null
  readonly kinds?: readonly string[] | null
  /** Only what is older than the record with this id. */
  readonly before?: number | null
  readonly limit: number
}

/** Newest first. */
export function readActivity(store: ReadableStore, query: ActivityQuery): readonly ActivityRecord[] {
  const { spaceId = null, identityId = null, kinds = null, before = null, limit } = query
  const conditions: [sql: string, value: SqlValue][] = [['id < ?', before ?? Number.MAX_SAFE_INTEGER]]
  if (spaceId !== null) conditions.push(['space_id = ?', spaceId])
  if (identityId !== null) conditions.push(['identity_id = ?', identityId])
  if (kinds !== null) conditions.push(['kind IN (SELECT value FROM json_each(?))', JSON.stringify(kinds)])
  const where = conditions.map(([sql]) => sql).join(' AND ')
  const values = conditions.map(([, value]) => value)
  return store
    .all<ActivityRow>(`SELECT * FROM activity WHERE ${where} ORDER BY id DESC LIMIT ?`, ...values, limit)
    .map((row) => ({
      id: row.id,
      at: row.at,
      kind: row.kind,
      spaceId: row.space_id,
      identityId: row.identity_id,
      deviceId: row.device_id,
      subject: row.subject,
      count: row.count,
    }))
}

/** Everybody who did something that is told. */
export const readActivePeople = (store: ReadableStore): readonly IdentityId[] =>
  store
    .all<{ id: IdentityId }>('SELECT DISTINCT identity_id AS id FROM activity WHERE identity_id IS NOT NULL')
    .map(({ id }) => id)

export function addActivity(
  store: WritableStore,
  record: Omit<ActivityRecord, 'id' | 'count' | 'deviceId'> & Partial<Pick<ActivityRecord, 'count' | 'deviceId'>>,
): void {
  store.run(
    'INSERT INTO activity (at, kind, space_id, identity_id, device_id, subject, count) VALUES (?, ?, ?, ?, ?, ?, ?)',
    record.at,
    record.kind,
    record.spaceId,
    record.identityId,
    record.deviceId ?? null,
    record.subject,
    record.count ?? 1,
  )
}
