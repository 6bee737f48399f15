// Signed requests: HTTP Message Signatures (RFC 9421, ed25519) in one fixed shape. PROTOCOL §15. Relay, core and cli.
//
// [Note: Raw request signatures] RFC 9421 signs its signature base as it is, without the prefix of `Suite.sign`. Nothing
// else can be mistaken for it: a base begins with a quotation mark (0x22), every other signed message with the four-byte
// length of its label (0x00).
import { fromBase64url, toBase64url, utf8 } from '../base/encoding.ts'
import { Refused } from '../base/errors.ts'
import type { DeviceId, IdentityId, RelayId } from '../domain/ids.ts'
import { signatureSeconds } from './limits.ts'

/** What is signed of a request. */
export type SignedRequest = {
  readonly method: string
  /** As sent, without the query. */
  readonly path: string
  /** Without the question mark; empty: none. */
  readonly query: string
  readonly relayId: RelayId
  /** Value of `content-digest`; null for packs and for requests without a body. */
  readonly contentDigest: string | null
  /** Value of `siegel-key`: the device's Ed25519 key in base64url, for relays that do not know the device yet. */
  readonly key: string | null
  /** Value of `siegel-token`: an inbox or registration token in base64url. */
  readonly token: string | null
}

export type SignatureParameters = {
  /** Seconds since 1970, by the relay's clock as far as it is known. */
  readonly created: number
  readonly expires: number
  /** 16 random bytes in base64url. */
  readonly nonce: string
  readonly identityId: IdentityId
  readonly deviceId: DeviceId
}

export const headerNames = {
  relay: 'siegel-relay',
  key: 'siegel-key',
  token: 'siegel-token',
  digest: 'content-digest',
  input: 'signature-input',
  signature: 'signature',
} as const

/** Value of `content-digest` (RFC 9530) from the SHA-256 of a body, 32 bytes. */
export const contentDigestOf = (sha256: Uint8Array): string => `sha-256=:${toBase64(sha256)}:`

/** The headers that make a request a signed one. `sign` makes the raw Ed25519 signature of the device, 64 bytes. */
export function signRequest(
  request: SignedRequest,
  signer: { readonly identityId: IdentityId; readonly deviceId: DeviceId; sign(base: Uint8Array): Uint8Array },
  moment: { readonly createdSeconds: number; readonly nonce: Uint8Array },
): Record<string, string> {
  const parameters: SignatureParameters = {
    created: moment.createdSeconds,
    expires: moment.createdSeconds + signatureSeconds,
    nonce: toBase64url(moment.nonce),
    identityId: signer.identityId,
    deviceId: signer.deviceId,
  }
  const signature = signer.sign(signatureBase(request, parameters))
  return {
    [headerNames.relay]: request.relayId,
    ...(request.contentDigest === null ? {} : { [headerNames.digest]: request.contentDigest }),
    ...(request.key === null ? {} : { [headerNames.key]: request.key }),
    ...(request.token === null ? {} : { [headerNames.token]: request.token }),
    [headerNames.input]: `sig1=${signatureParams(request, parameters)}`,
    [headerNames.signature]: `sig1=:${toBase64(signature)}:`,
  }
}

/** The bytes that are signed (RFC 9421 §2.5). */
export function signatureBase(request: SignedRequest, parameters: SignatureParameters): Uint8Array {
  const lines = coveredComponents(request).map(([name, value]) => `"${name}": ${value}`)
  return utf8([...lines, `"@signature-params": ${signatureParams(request, parameters)}`].join('\n'))
}

const form =
  /^sig1=\(("[a-z@-]+"(?: "[a-z@-]+")*)\);created=(\d{1,12});expires=(\d{1,12});nonce="([A-Za-z0-9_-]{22})";keyid="([0-9a-f]{64})\.([0-9a-f]{64})";alg="ed25519"$/
const signatureForm = /^sig1=:([A-Za-z0-9+/]{86}==):$/

/**
 * Reads what `signRequest` wrote. Only this one shape is accepted, with exactly the components the request calls for.
 * Throws E_SIG. Time, replay and the signature itself are judged by the caller.
 */
export function readSignature(
  request: SignedRequest,
  input: string,
  signature: string,
): SignatureParameters & { readonly signature: Uint8Array } {
  const [, names, created, expires, nonce, identityId, deviceId] = form.exec(input) ?? []
  const [, base64] = signatureForm.exec(signature) ?? []
  const covered = coveredComponents(request).map(([name]) => `"${name}"`)
  if (nonce === undefined || base64 === undefined || names !== covered.join(' ')) throw new Refused('E_SIG', 'request')
  return {
    created: Number(created),
    expires: Number(expires),
    nonce,
    identityId: identityId as IdentityId,
    deviceId: deviceId as DeviceId,
    signature: fromBase64(base64),
  }
}

function coveredComponents(request: SignedRequest): readonly (readonly [string, string])[] {
  const optional: readonly (readonly [string, string | null])[] = [
    [headerNames.digest, request.contentDigest],
    [headerNames.key, request.key],
    [headerNames.token, request.token],
  ]
  return [
    ['@method', request.method],
    ['@path', request.path],
    ['@query', `?${request.query}`],
    [headerNames.relay, request.relayId],
    ...optional.filter((component): component is readonly [string, string] => component[1] !== null),
  ]
}

function signatureParams(request: SignedRequest, parameters: SignatureParameters): string {
  const names = coveredComponents(request).map(([name]) => `"${name}"`)
  const { created, expires, nonce, identityId, deviceId } = parameters
  return `(${names.join(' ')});created=${created};expires=${expires};nonce="${nonce}";keyid="${identityId}.${deviceId}";alg="ed25519"`
}

/** RFC 8941 byte sequences use padded base64 with + and /. */
const toBase64 = (bytes: Uint8Array): string => {
  const text = toBase64url(bytes).replaceAll('-', '+').replaceAll('_', '/')
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=')
}

function fromBase64(text: string): Uint8Array {
  return fromBase64url(text.replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_'))
}
