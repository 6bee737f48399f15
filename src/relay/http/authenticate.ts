// Whether a request was signed by the device it names, now, for this relay, for the first time. Relay only.
// PROTOCOL §15, §19.14; attack T74.
import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { fromBase64url, toHex } from '../../shared/base/encoding.ts'
import { Refused } from '../../shared/base/errors.ts'
import {
  headerNames,
  readSignature,
  signatureBase,
  signatureSeconds,
  type SignedRequest,
} from '../../shared/protocol/index.ts'
import type { Relay } from '../context.ts'
import { Buckets } from './buckets.ts'
import { Nonces } from './nonces.ts'
import { HttpRefused, tooMany } from './refused.ts'
import type { Requester } from './requester.ts'

export class Authenticator {
  readonly #relay: Relay
  readonly #nonces = new Nonces()
  readonly #devices: Buckets
  readonly #startedSeconds: number

  constructor(relay: Relay) {
    this.#relay = relay
    const perSecond = relay.config.requestsPerMinute / 60
    this.#devices = new Buckets({ capacity: relay.config.requestsPerMinute, perSecond })
    this.#startedSeconds = Math.floor(relay.now() / 1000)
  }

  /** Throws E_SIG, E_STALE with 401 (signed at another time), E_ROLE (device revoked), E_POLICY (blocked), E_QUOTA with 429. */
  async requesterOf(request: FastifyRequest): Promise<Requester> {
    const signed = signedPart(request, this.#relay.id)
    const parameters = readSignature(
      signed,
      header(request, headerNames.input) ?? '',
      header(request, headerNames.signature) ?? '',
    )
    this.#mustBeFresh(parameters)
    const { identityId, deviceId } = parameters
    const log = await this.#relay.identities.find(identityId)
    const device = log?.state.devices.get(deviceId)
    if (device !== undefined && device.revokedAt !== null) throw new Refused('E_ROLE', 'device revoked')
    const publicKey = device?.signPublicKey ?? keyOf(signed.key)
    const base = signatureBase(signed, parameters)
    if (!this.#relay.suite.backend.verifyDetached(parameters.signature, base, publicKey))
      throw new Refused('E_SIG', 'request')
    const key = toHex(publicKey)
    const now = Math.floor(this.#relay.now() / 1000)
    if (!this.#nonces.use(key, parameters.nonce, { expires: parameters.expires, now }))
      throw new Refused('E_SIG', 'replayed')
    const wait = this.#devices.take(key, this.#relay.now())
    if (wait > 0) throw tooMany(wait)
    const account = await this.#relay.database.accounts.find(identityId)
    if (account?.isBlocked === true) throw new Refused('E_POLICY', 'account blocked')
    const isKnown = device !== undefined
    const token = signed.token === null ? null : fromBase64url(signed.token)
    return { identityId, deviceId, key, isKnown, hasAccount: isKnown && account !== null, token }
  }

  /** [Note: Replays over a restart] Nonces are not kept over a restart, so nothing signed before it is accepted after it. */
  #mustBeFresh({ created, expires }: { readonly created: number; readonly expires: number }): void {
    const now = Math.floor(this.#relay.now() / 1000)
    const isNow = created <= now + signatureSeconds && expires >= now && created >= this.#startedSeconds
    if (!isNow || expires <= created || expires - created > signatureSeconds) {
      throw new HttpRefused('E_STALE', 'request of another time', { status: 401 })
    }
  }
}

function signedPart(request: FastifyRequest, relayId: Relay['id']): SignedRequest {
  const [path, query] = splitOnce(request.raw.url ?? '', '?')
  const relay = header(request, headerNames.relay)
  if (relay !== relayId) throw new Refused('E_SIG', 'for another relay')
  const hasBody = request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined
  const digest = header(request, headerNames.digest)
  const needsDigest = hasBody && request.routeOptions.config.rawBody !== true
  if ((digest !== null) !== needsDigest) throw new Refused('E_SIG', 'digest of the body')
  return {
    method: request.method,
    path,
    query,
    relayId,
    contentDigest: digest,
    key: header(request, headerNames.key),
    token: header(request, headerNames.token),
  }
}

function keyOf(key: string | null): Uint8Array {
  const bytes = key === null ? new Uint8Array(0) : fromBase64url(key)
  if (bytes.length !== 32) throw new Refused('E_SIG', 'unknown device without its key')
  return bytes
}

function header(request: FastifyRequest, name: string): string | null {
  const value = request.headers[name]
  if (Array.isArray(value)) throw new Refused('E_SIG', 'repeated header')
  return value ?? null
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator)
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

/** A subject for counting that is no address: whoever reads memory or metrics learns none. */
export const blurred = (address: string): string =>
  createHash('sha256').update(networkOf(address)).digest('base64').slice(0, 22)

/** What one customer of a provider has: an IPv4 address, or 64 bits of IPv6, in which they may take any address they like. */
export function networkOf(address: string): string {
  const [, inside] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? []
  if (inside !== undefined || !isIPv6(address)) return inside ?? address
  const [left = '', right] = address.split('%')[0]?.split('::') ?? []
  const groups = (part: string): string[] => part.split(':').filter((group) => group !== '')
  const zeros = right === undefined ? 0 : 8 - groups(left).length - groups(right).length
  const all = [...groups(left), ...Array<string>(Math.max(0, zeros)).fill('0'), ...groups(right ?? '')]
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16))
    .join(':')
}
