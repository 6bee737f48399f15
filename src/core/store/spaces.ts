// Table `space`: which spaces this profile knows, where their folders are, what is still only an invitation. Runs in core.
import type { Reach } from '../../shared/contact/index.ts'
import type { IdentityId, SpaceId } from '../../shared/domain/ids.ts'
import { plainBytesOrNull, type ReadableStore, type WritableStore } from './handles.ts'
import { formatReach, parseReach } from './reach.ts'

/** `invited`: waits for the person · `joined` · `left` · `closed`: the local files stay, nothing is synced. */
export type SpaceState = 'invited' | 'joined' | 'left' | 'closed'

export type SpaceRecord = {
  readonly id: SpaceId
  readonly name: string
  readonly state: SpaceState
  /** Absolute path on this computer, or null where no folder was chosen yet. */
  readonly folder: string | null
  /** The space's home relay. */
  readonly relay: Reach
  readonly invitedBy: IdentityId | null
  /** The whole invitation as it came (a sealed message), until it is answered. */
  readonly invitation: Uint8Array | null
  readonly paused: boolean
  readonly addedAt: number
}

type SpaceRow = {
  id: SpaceId
  name: string
  state: SpaceState
  folder: string | null
  relay: string
  invited_by: IdentityId | null
  invitation: Uint8Array | null
  paused: number
  added_at: number
}

const toSpace = (row: SpaceRow): SpaceRecord => ({
  id: row.id,
  name: row.name,
  state: row.state,
  folder: row.folder,
  relay: parseReach(row.relay),
  invitedBy: row.invited_by,
  invitation: plainBytesOrNull(row.invitation),
  paused: row.paused === 1,
  addedAt: row.added_at,
})

export function readSpaces(store: ReadableStore): readonly SpaceRecord[] {
  return store.all<SpaceRow>('SELECT * FROM space ORDER BY name, id').map(toSpace)
}

/** Null for a space this profile does not know. */
export function readSpace(store: ReadableStore, id: SpaceId): SpaceRecord | null {
  const [row] = store.all<SpaceRow>('SELECT * FROM space WHERE id = ?', id)
  return row === undefined ? null : toSpace(row)
}

export function putSpace(store: WritableStore, space: SpaceRecord): void {
  store.run(
    'INSERT OR REPLACE INTO space VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    space.id,
    space.name,
    space.state,
    space.folder,
    formatReach(space.relay),
    space.invitedBy,
    space.invitation,
    space.paused ? 1 : 0,
    space.addedAt,
  )
}

/** Forgets a space altogether: an invitation that was declined. */
export function deleteSpace(store: WritableStore, id: SpaceId): void {
  store.run('DELETE FROM space WHERE id = ?', id)
}
