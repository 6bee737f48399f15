// Table `activity`: what happened, newest first, as people read it. Runs in core.
import type { IdentityId, SpaceId } from '../../shared/domain/ids.ts'
import type { ReadableStore, WritableStore } from './handles.ts'

export type ActivityRecord = {
  readonly id: number
  /** Milliseconds since 1970. */
  readonly at: number
  /** A key of the text catalogue under `activity`. */
  readonly kind: string
  readonly spaceId: SpaceId | null
  readonly identityId: IdentityId | null
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
  subject: string
  count: number
}

export type ActivityQuery = {
  /** Null: of all spaces and none. */
  readonly spaceId: SpaceId | null
  /** Only what is older than the record with this id. */
  readonly before?: number | null
  readonly limit: number
}

/** Newest first. */
export function readActivity(store: ReadableStore, query: ActivityQuery): readonly ActivityRecord[] {
  const before = query.before ?? Number.MAX_SAFE_INTEGER
  const rows =
    query.spaceId === null
      ? store.all<ActivityRow>('SELECT * FROM activity WHERE id < ? ORDER BY id DESC LIMIT ?', before, query.limit)
      : store.all<ActivityRow>(
          'SELECT * FROM activity WHERE id < ? AND space_id = ? ORDER BY id DESC LIMIT ?',
          before,
          query.spaceId,
          query.limit,
        )
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    kind: row.kind,
    spaceId: row.space_id,
    identityId: row.identity_id,
    subject: row.subject,
    count: row.count,
  }))
}

export function addActivity(
  store: WritableStore,
  record: Omit<ActivityRecord, 'id' | 'count'> & { readonly count?: number },
): void {
  store.run(
    'INSERT INTO activity (at, kind, space_id, identity_id, subject, count) VALUES (?, ?, ?, ?, ?, ?)',
    record.at,
    record.kind,
    record.spaceId,
    record.identityId,
    record.subject,
    record.count ?? 1,
  )
}
