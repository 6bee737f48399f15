// How far the address of a relay leads: to everybody, to whoever is in the same network, or to this computer alone. Pure; core and CLI.
import { fromBase64url, toBase64url } from '../../shared/base/encoding.ts'
import { Refused } from '../../shared/base/errors.ts'
import type { Reach } from '../../shared/contact/index.ts'

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

/** Where a relay is: its address, and its own TLS key where nobody else vouches for it. */
export type RelayPlace = { readonly address: string; readonly tlsPin: Reach['tlsPin'] }

/** As it is written down: `https://host:port`, and `#` with the 32 bytes of the pin in base64url. */
export const placeText = ({ home: { address }, tlsPin }: Reach): string =>
  tlsPin === null ? address : `${address}/#${toBase64url(tlsPin)}`

/** The same as a person types it. Throws E_CANON for what is no address, or a pin that is not whole. */
export function completePlace(typed: string): RelayPlace {
  const [address = '', pin] = typed.trim().split('#')
  if (pin === undefined) return { address: completeAddress(address), tlsPin: null }
  const tlsPin = fromBase64url(pin.trim())
  if (tlsPin.length !== 32) throw new Refused('E_CANON', 'TLS pin')
  return { address: completeAddress(address), tlsPin }
}
