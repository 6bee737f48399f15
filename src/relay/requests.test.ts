// T74: a signed request is accepted once, at its time, as it was, by the relay it was meant for, from the device that made it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSuite } from '../node/crypto/index.ts'
import { Somebody } from '../core/remote/testing.ts'
import { toBase64url } from '../shared/base/encoding.ts'
import type { Suite } from '../shared/crypto/suite.ts'
import type { RelayId } from '../shared/domain/ids.ts'
import { addDevice, createDeviceSecrets, requestJoin, revokeDevice } from '../shared/logs/identity/index.ts'
import { encodeEntry } from '../shared/logs/entry.ts'
import {
  contentDigestOf,
  decodeRefusal,
  inboxTokenRecord,
  signRequest,
  type SignedRequest,
} from '../shared/protocol/index.ts'
import { startTestRelay } from './testing.ts'

let suite: Suite
let relay: Awaited<ReturnType<typeof startTestRelay>>
let alice: Somebody
let bob: Somebody
let now = Date.now()

beforeAll(async () => {
  suite = await openSuite()
  relay = await startTestRelay({}, () => now)
  alice = await new Somebody(suite, relay).register()
  bob = await new Somebody(suite, relay).register()
})
afterAll(() => relay.close())

type Sent = {
  method: string
  path: string
  query: string
  headers: Record<string, string>
  body?: Uint8Array<ArrayBuffer>
}

/** A request as alice's client makes it: the own inbox, or with a body a token for it. */
function made(
  change: Partial<SignedRequest> & { body?: Uint8Array; createdSeconds?: number; by?: Somebody } = {},
): Sent {
  const { body, createdSeconds, by = alice, ...signed } = change
  const request: SignedRequest = {
    method: body === undefined ? 'GET' : 'PUT',
    path: body === undefined ? '/v1/inbox' : `/v1/inbox/tokens/${'7'.repeat(64)}`,
    query: '',
    relayId: relay.relayId,
    contentDigest: body === undefined ? null : contentDigestOf(suite.backend.sha256(body)),
    key: toBase64url(by.device.signPublicKey),
    token: null,
    ...signed,
  }
  const sign = (base: Uint8Array): Uint8Array => suite.backend.signDetached(base, by.device.signSecretKey)
  const moment = { createdSeconds: createdSeconds ?? Math.floor(now / 1000), nonce: suite.random(16) }
  const headers = signRequest(request, { ...by.device, sign }, moment)
  const { method, path, query } = request
  return { method, path, query, headers, ...(body && { body: new Uint8Array(body) }) }
}

async function send({ method, path, query, headers, body }: Sent): Promise<string> {
  const url = `${relay.address}${path}${query === '' ? '' : `?${query}`}`
  const answer = await fetch(url, { method, headers, ...(body && { body }) })
  const bytes = new Uint8Array(await answer.arrayBuffer())
  return answer.ok ? 'accepted' : `${answer.status} ${decodeRefusal(bytes).code}`
}

const token = (label: string): Uint8Array => inboxTokenRecord.encode([1, 'token', label, null, null, false])

describe('T74', () => {
  test('the unaltered request is accepted, once', async () => {
    const request = made()
    expect(await send(request)).toBe('accepted')
    expect(await send(request)).toBe('401 E_SIG')
    const withBody = made({ body: token('card') })
    expect([await send(withBody), await send(withBody)]).toEqual(['accepted', '401 E_SIG'])
  })

  test('of the same request sent many times at once, one is accepted', async () => {
    const request = made()
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => send(request)))
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(1)
  })

  test('another path, query, method or body', async () => {
    expect(await send({ ...made(), path: '/v1/self' })).toBe('401 E_SIG')
    expect(await send({ ...made(), query: 'id=1' })).toBe('401 E_SIG')
    expect(await send({ ...made(), method: 'DELETE' })).toBe('401 E_SIG')
    expect(await send({ ...made({ body: token('a') }), body: new Uint8Array(token('b')) })).toBe('401 E_SIG')
    const { method, path, query, headers } = made({ body: token('a') })
    expect(await send({ method, path, query, headers })).toBe('401 E_SIG')
    expect(
      await send({
        ...made({ method: 'PUT', path: `/v1/inbox/tokens/${'7'.repeat(64)}` }),
        body: new Uint8Array(token('a')),
      }),
    ).toBe('401 E_SIG')
  })

  test('another relay, even when its name is put into the header', async () => {
    const request = made({ relayId: 'f'.repeat(64) as RelayId })
    expect(await send(request)).toBe('401 E_SIG')
    expect(await send({ ...request, headers: { ...request.headers, 'siegel-relay': relay.relayId } })).toBe('401 E_SIG')
  })

  test("another device: alice's name with bob's key, bob's signature with alice's name", async () => {
    const [hers, his] = [made(), made({ by: bob })]
    const swap = (name: string): Sent => ({ ...hers, headers: { ...hers.headers, [name]: his.headers[name] ?? '' } })
    expect(await send(swap('signature'))).toBe('401 E_SIG')
    expect(await send(swap('siegel-key'))).toBe('401 E_SIG')
    const foreignKey = made({ key: toBase64url(bob.device.signPublicKey) })
    expect(await send(foreignKey)).toBe('accepted') // The key of a known device stands in its log; the header is not asked.
    const forged = made({ by: bob })
    const input = (forged.headers['signature-input'] ?? '').replace(bob.id, alice.id)
    expect(await send({ ...forged, headers: { ...forged.headers, 'signature-input': input } })).toBe('401 E_SIG')
  })

  test('missing, empty or repeated headers', async () => {
    for (const name of ['signature', 'signature-input', 'siegel-relay']) {
      const { headers, ...rest } = made()
      const others = Object.fromEntries(Object.entries(headers).filter(([one]) => one !== name))
      expect(await send({ ...rest, headers: others })).toBe('401 E_SIG')
      expect(await send({ ...rest, headers: { ...headers, [name]: '' } })).toBe('401 E_SIG')
    }
  })

  test('signed too early or too late: refused with the code that lets a wrong clock be corrected', async () => {
    const seconds = Math.floor(now / 1000)
    expect(await send(made({ createdSeconds: seconds - 61 }))).toBe('401 E_STALE')
    expect(await send(made({ createdSeconds: seconds + 61 }))).toBe('401 E_STALE')
    now += 120_000
    const early = made({ createdSeconds: Math.floor(now / 1000) - 59 })
    expect(await send(early)).toBe('accepted')
    now += 2000
    expect(await send(early)).toBe('401 E_STALE')
  })

  test('a stolen request is worthless after the relay was started again', async () => {
    const { directory } = relay
    const request = made()
    await relay.close()
    now += 1000
    relay = await startTestRelay({ DATA_DIR: directory }, () => now)
    expect(await send(request)).toBe('401 E_STALE')
    expect(await send(made())).toBe('accepted')
  })

  test('a revoked device is refused at once', async () => {
    const carol = await new Somebody(suite, relay, now).register()
    expect(await send(made({ by: carol }))).toBe('accepted')
    const author = { identityId: carol.id, deviceId: carol.device.deviceId, signSecretKey: carol.device.signSecretKey }
    const second = createDeviceSecrets(suite, carol.id)
    const wish = {
      request: requestJoin(suite, second),
      name: 'phone',
      mayProvision: true,
      seed: carol.identitySeed,
      generation: 1,
    }
    const added = addDevice(suite, { log: carol.log, author, time: now }, wish)
    const revoked = revokeDevice(
      suite,
      { log: added.log, author: second, time: now },
      { deviceId: carol.device.deviceId, seed: carol.identitySeed },
    )
    const signal = AbortSignal.timeout(10_000)
    for (const entry of [...added.entries, ...revoked.entries]) {
      await carol.at().append(carol.id, encodeEntry(entry), { signal })
    }
    expect(await send(made({ by: carol }))).toBe('403 E_ROLE')
  })
})
