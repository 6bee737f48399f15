// Signed requests: the exact bytes that are signed, and that nothing but the one shape is read.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromUtf8 } from '../base/encoding.ts'
import type { DeviceId, IdentityId, RelayId } from '../domain/ids.ts'
import {
  contentDigestOf,
  headerNames,
  readSignature,
  signatureBase,
  signRequest,
  type SignedRequest,
} from './signing.ts'

const request: SignedRequest = {
  method: 'POST',
  path: '/v1/logs/ab',
  query: 'from=1&bodies=0',
  relayId: 'e'.repeat(64) as RelayId,
  contentDigest: contentDigestOf(new Uint8Array(32)),
  key: 'AAAA',
  token: null,
}
const moment = { createdSeconds: 1_700_000_000, nonce: new Uint8Array(16).fill(7) }

/** Signs with a "signature" that only shows which bytes were signed. */
function sign(wanted: SignedRequest) {
  let base: Uint8Array = new Uint8Array(0)
  const signer = {
    identityId: 'a'.repeat(64) as IdentityId,
    deviceId: 'd'.repeat(64) as DeviceId,
    sign: (bytes: Uint8Array) => {
      base = bytes
      return new Uint8Array(64).fill(9)
    },
  }
  const headers = signRequest(wanted, signer, moment)
  const [input = '', signature = ''] = [headers[headerNames.input], headers[headerNames.signature]]
  return { base, headers, input, signature }
}

const verdictOf = (wanted: SignedRequest, input: string, signature: string): string => {
  try {
    readSignature(wanted, input, signature)
    return 'accepted'
  } catch (error) {
    return (error as { readonly code: string }).code
  }
}

describe('T74 signed requests', () => {
  test('the signature base is that of RFC 9421 and begins like nothing else that is signed', () => {
    const { base } = sign(request)
    expect(fromUtf8(base)).toBe(
      [
        '"@method": POST',
        '"@path": /v1/logs/ab',
        '"@query": ?from=1&bodies=0',
        `"siegel-relay": ${'e'.repeat(64)}`,
        '"content-digest": sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:',
        '"siegel-key": AAAA',
        '"@signature-params": ("@method" "@path" "@query" "siegel-relay" "content-digest" "siegel-key")' +
          ';created=1700000000;expires=1700000060;nonce="BwcHBwcHBwcHBwcHBwcHBw"' +
          `;keyid="${'a'.repeat(64)}.${'d'.repeat(64)}";alg="ed25519"`,
      ].join('\n'),
    )
    expect(base[0]).toBe(0x22)
  })

  test('what was signed is read back, and the same base follows from it', () => {
    const { base, input, signature } = sign(request)
    const { signature: bytes, ...parameters } = readSignature(request, input, signature)
    expect(bytes).toEqual(new Uint8Array(64).fill(9))
    expect(signatureBase(request, parameters)).toEqual(base)
  })

  test('a signature over other components than the request calls for is refused', () => {
    const { input, signature } = sign(request)
    for (const change of [{ contentDigest: null }, { key: null }, { token: 'AAAA' }]) {
      expect(verdictOf({ ...request, ...change }, input, signature)).toBe('E_SIG')
    }
    expect(verdictOf(request, input, signature)).toBe('accepted')
  })

  test('every part of a request is in the bytes that are signed', () => {
    const { base } = sign(request)
    const changes: Partial<SignedRequest>[] = [
      { method: 'PUT' },
      { path: '/v1/logs/ac' },
      { query: 'from=2&bodies=0' },
      { relayId: 'f'.repeat(64) as RelayId },
      { contentDigest: contentDigestOf(new Uint8Array(32).fill(1)) },
      { key: 'AAAB' },
      { token: 'AAAA' },
    ]
    for (const change of changes) expect(sign({ ...request, ...change }).base).not.toEqual(base)
  })

  test('∀ an altered character is refused, or is another value: never a second spelling of the same', () => {
    const { input, signature } = sign(request)
    const original = readSignature(request, input, signature)
    fc.assert(
      fc.property(fc.nat(input.length - 1), fc.string({ minLength: 0, maxLength: 2 }), (at, replacement) => {
        const altered = input.slice(0, at) + replacement + input.slice(at + 1)
        if (altered === input || verdictOf(request, altered, signature) !== 'accepted') return
        expect(readSignature(request, altered, signature)).not.toEqual(original)
      }),
    )
  })
})
