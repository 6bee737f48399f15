// Table `invitation_link`: links this person made and nobody has used yet. A copy of it travels in the sealed self record: without
// the secret nobody who comes by a link could be told from anybody else. PROTOCOL §7, §19.13. Runs in core.
import { fromHex, toHex } from '../../shared/base/encoding.ts'
import { plainBytes, type ReadableStore, type WritableStore } from './handles.ts'

export type LinkRecord = {
  /** 16 bytes, one use: opens the own inbox. */
  readonly token: Uint8Array
  /** 16 bytes that only this person and whoever has the link know. */
  readonly secret: Uint8Array
  /** For whom it was made, in this person's words; may be empty. */
  readonly note: string
  /** Milliseconds since 1970. */
  readonly madeAt: number
  readonly expiresAt: number
}

type LinkRow = { token: string; secret: Uint8Array; note: string; made_at: number; expires_at: number }

/** The newest first. */
export const readLinks = (store: ReadableStore): readonly LinkRecord[] =>
  store.all<LinkRow>('SELECT * FROM invitation_link ORDER BY made_at DESC, token').map((row) => ({
    token: fromHex(row.token),
    secret: plainBytes(row.secret),
    note: row.note,
    madeAt: row.made_at,
    expiresAt: row.expires_at,
  }))

export function putLink(store: WritableStore, { token, secret, note, madeAt, expiresAt }: LinkRecord): void {
  store.run(
    'INSERT OR REPLACE INTO invitation_link VALUES (?, ?, ?, ?, ?)',
    toHex(token),
    secret,
    note,
    madeAt,
    expiresAt,
  )
}

export function deleteLink(store: WritableStore, token: Uint8Array): void {
  store.run('DELETE FROM invitation_link WHERE token = ?', toHex(token))
}
