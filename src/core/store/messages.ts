// Table `message`: ids of messages already acted on, remembered until they would be refused as too old anyway. Runs in core.
import type { MessageId } from '../../shared/domain/ids.ts'
import type { WritableStore } from './handles.ts'

/** True the first time an id is seen. `notAfter` and `now` are milliseconds since 1970. */
export function rememberMessage(
  store: WritableStore,
  id: MessageId,
  times: { readonly notAfter: number; readonly now: number },
): boolean {
  store.run('DELETE FROM message WHERE not_after < ?', times.now)
  return store.run('INSERT OR IGNORE INTO message (id, not_after) VALUES (?, ?)', id, times.notAfter) === 1
}
