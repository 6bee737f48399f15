// The person's own proxy, certificates and share of the line, kept in the encrypted database: a proxy's address may hold a password.
// Runs in core's utility process.
import type { Bandwidth, OwnNetwork } from '../remote/index.ts'
import { readSetting, type ReadableStore } from '../store/index.ts'

/** What the person set about the network, as it is kept. */
export function ownNetwork(store: ReadableStore): OwnNetwork & { readonly bandwidth: Bandwidth } {
  const value = (key: string): string | null => {
    const stored = readSetting(store, key) ?? ''
    return stored === '' ? null : stored
  }
  const rate = (key: string): number | null => Number(value(key) ?? 0) || null
  const bandwidth = { up: rate('bandwidth-up'), down: rate('bandwidth-down') }
  return { proxy: value('proxy'), proxyLogin: value('proxy-login'), certificates: value('certificates'), bandwidth }
}
