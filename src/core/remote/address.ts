// How far the address of a relay leads: to everybody, to whoever is in the same network, or to this computer alone. Pure; core and CLI.
import { Refused } from '../../shared/base/errors.ts'

export type AddressScope = 'anywhere' | 'this-network' | 'this-computer'

const ownComputer =
  /^(localhost|.*\.localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1?\]|\[::ffff:7f[\da-f]{2}:[\da-f]{1,4}\])\.?$/
const ownNetwork =
  /^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|\[f[cd]|\[fe[89ab]|[^.[\]:]+$|.*\.(local|lan|home\.arpa|internal)\.?$)/

/** `address`: a URL. What is no URL leads nowhere: `this-computer`. */
export function scopeOf(address: string): AddressScope {
  if (!URL.canParse(address)) return 'this-computer'
  const host = new URL(address).hostname.toLowerCase()
  if (ownComputer.test(host)) return 'this-computer'
  return ownNetwork.test(host) ? 'this-network' : 'anywhere'
}

export const isLoopback = (address: string): boolean => scopeOf(address) === 'this-computer'

/** People type a host name; a relay speaks https unless they say otherwise. Throws E_CANON for what is no address. */
export function completeAddress(typed: string): string {
  const text = /^https?:\/\//i.test(typed.trim()) ? typed.trim() : `https://${typed.trim()}`
  if (!URL.canParse(text)) throw new Refused('E_CANON', 'relay address')
  return new URL(text).origin
}
