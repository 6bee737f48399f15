// Table `setting`: small values by key. Runs in core.
import type { ReadableStore, WritableStore } from './handles.ts'

/** Null for a key that was never set. */
export const readSetting = (store: ReadableStore, key: string): string | null =>
  store.all<{ value: string }>('SELECT value FROM setting WHERE key = ?', key)[0]?.value ?? null

export function putSetting(store: WritableStore, key: string, value: string): void {
  store.run('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)', key, value)
}

export function deleteSetting(store: WritableStore, key: string): void {
  store.run('DELETE FROM setting WHERE key = ?', key)
}
