// Table `message`: messages already acted on, remembered until they would be refused as too old anyway. Runs in core.
// [Note: Whose message] A sender chooses the id, and the relay sees it: what somebody else calls the same says nothing about this one.
import type { IdentityId, MessageId } from '../../shared/domain/ids.ts'
import type { ReadableStore, WritableStore } from './handles.ts'

export type MessageName = { readonly senderId: IdentityId; readonly id: MessageId }

const keyOf = ({ senderId, id }: MessageName): string => `${senderId} ${id}`

/** Versions before this one remembered the id alone. */
export const wasMessageSeen = (store: ReadableStore, name: MessageName): boolean =>
  store.all('SELECT 1 FROM message WHERE id IN (?, ?)', keyOf(name), name.id).length > 0

/** Also forgets those whose time is over. `notAfter` and `now` are milliseconds since 1970. */
export function rememberMessage(
  store: WritableStore,
  name: MessageName,
  times: { readonly notAfter: number; readonly now: number },
): void {
  store.run('DELETE FROM message WHERE not_after < ?', times.now)
  store.run('INSERT OR IGNORE INTO message (id, not_after) VALUES (?, ?)', keyOf(name), times.notAfter)
}
