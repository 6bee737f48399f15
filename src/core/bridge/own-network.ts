// The person's own proxy and certificates, kept in the encrypted database: a proxy's address may hold a password. Runs in core's
// utility process.
import { readSetting, type ReadableStore } from '../store/index.ts'

/** What the person set about the network, as it is kept. */
export function ownNetwork(store: ReadableStore): {
  readonly proxy: string | null
  readonly certificates: string | null
} {
  const value = (key: string): string | null => {
    const stored = readSetting(store, key) ?? ''
    return stored === '' ? null : stored
  }
  return { proxy: value('proxy'), certificates: value('certificates') }
}
