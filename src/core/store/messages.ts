// Table `message`: ids of messages already acted on, remembered until they would be refused as too old anyway. Runs in core.
import type { MessageId } from '../../shared/domain/ids.ts'
import type { ReadableStore, WritableStore } from './handles.ts'

export const wasMessageSeen = (store: ReadableStore, id: MessageId): boolean =>
  store.all('SELECT 1 FROM message WHERE id = ?', id).length > 0

/** Also forgets ids whose time is over. `notAfter` and `now` are milliseconds since 1970. */
export function rememberMessage(
  store: WritableStore,
  id: MessageId,
  times: { readonly notAfter: number; readonly now: number },
): void {
  store.run('DELETE FROM message WHERE not_after < ?', times.now)
  store.run('INSERT OR IGNORE INTO message (id, not_after) VALUES (?, ?)', id, times.notAfter)
}
