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
}

type ActivityRow = {
  id: number
  at: number
  kind: string
  space_id: SpaceId | null
  identity_id: IdentityId | null
  subject: string
}

/** At most `limit` records, newest first; of one space, or of all with null. */
export function readActivity(store: ReadableStore, spaceId: SpaceId | null, limit: number): readonly ActivityRecord[] {
  const rows =
    spaceId === null
      ? store.all<ActivityRow>('SELECT * FROM activity ORDER BY id DESC LIMIT ?', limit)
      : store.all<ActivityRow>('SELECT * FROM activity WHERE space_id = ? ORDER BY id DESC LIMIT ?', spaceId, limit)
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    kind: row.kind,
    spaceId: row.space_id,
    identityId: row.identity_id,
    subject: row.subject,
  }))
}

export function addActivity(store: WritableStore, record: Omit<ActivityRecord, 'id'>): void {
  store.run(
    'INSERT INTO activity (at, kind, space_id, identity_id, subject) VALUES (?, ?, ?, ?, ?)',
    record.at,
    record.kind,
    record.spaceId,
    record.identityId,
    record.subject,
  )
}
