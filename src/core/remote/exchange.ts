// One signed request after another with one relay: signing, the relay's clock, patience, and telling refusals apart.
// Runs in core and CLI. PROTOCOL §15, §16, §8 "Time".
import { Readable } from 'node:stream'
import { request, type Dispatcher } from 'undici'
import { toBase64url } from '../../shared/base/encoding.ts'
import { Refused, WrongClock } from '../../shared/base/errors.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { DeviceId, IdentityId, RelayId } from '../../shared/domain/ids.ts'
import { MissingHead } from '../../shared/logs/entry.ts'
import {
  bytesType,
  cborType,
  contentDigestOf,
  decodeRefusal,
  headerNames,
  signRequest,
  type Refusal,
} from '../../shared/protocol/index.ts'
import { clockTooFarOff } from '../relay-time.ts'
import type { Clock } from '../sync/interface.ts'
import { collect, drain, type Answer } from './answer.ts'
import { whyUnreachable } from './connect-failed.ts'
import { RelayRefused, unreachable } from './refused.ts'

export type Signer = {
  readonly identityId: IdentityId
  readonly deviceId: DeviceId
  /** Ed25519, 32 bytes. */
  readonly signPublicKey: Uint8Array
  /** The raw Ed25519 signature, 64 bytes ([Note: Raw request signatures]). */
  sign(base: Uint8Array): Uint8Array
}

/** Where the relay is now, and what connects to it. */
export type Way = {
  /** http(s)://host[:port], without a path. */
  readonly address: string
  readonly dispatcher: Dispatcher
}

export type ExchangeOptions = {
  readonly suite: Suite
  readonly relayId: RelayId
  readonly signer: Signer
  /** Asked before every request: the relay may have moved, the proxy changed. */
  readonly way: () => Promise<Way>
  readonly clock: Clock
}

export type Call = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly query?: string
  /** A record or sequence, whose digest is signed. */
  readonly body?: Uint8Array
  /** A pack. A stream is sent once: the caller tries again with a new one. */
  readonly pack?: { readonly bytes: Uint8Array | AsyncIterable<Uint8Array>; readonly length: number }
  readonly token?: Uint8Array | null
  readonly headers?: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

const maxAttempts = 4
const firstDelay = 250
/** A longer `Retry-After` is the caller's to wait for. */
const maxDelay = 15_000
/** The `Date` header has whole seconds and travels: smaller differences mean nothing. */
const clockTolerance = 20_000

export class Exchange {
  readonly options: ExchangeOptions
  #clockOffset: number | null = null

  constructor(options: ExchangeOptions) {
    this.options = options
  }

  /** Milliseconds to add to the local clock to get the relay's; 0 while they agree within 20 seconds, null until it was heard. */
  get clockOffset(): number | null {
    return this.#clockOffset
  }

  /**
   * The answer to a request, tried again where that helps. Throws RelayRefused: E_TRANSPORT (unreachable, overloaded, not a
   * relay, aborted), E_QUOTA, or the code the relay gave; MissingHead where it needs another log first; WrongClock.
   */
  async call(call: Call): Promise<Answer> {
    let correctedClock = false
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.#try(call)
      if (!(outcome instanceof Refused)) return outcome
      if (outcome instanceof RelayRefused && outcome.isWrongTime && !correctedClock && isRepeatable(call)) {
        correctedClock = true
        continue
      }
      const wait = outcome instanceof RelayRefused ? this.#waitFor(outcome, attempt) : null
      if (wait === null || attempt === maxAttempts || !isRepeatable(call) || call.signal.aborted)
        throw this.#explained(outcome)
      await this.sleep(wait, call.signal)
    }
  }

  /** The headers that sign a request; used by `call` and by the event stream. */
  signedHeaders(call: Omit<Call, 'signal'>): Record<string, string> {
    const { suite, relayId, signer, clock } = this.options
    const request = {
      method: call.method,
      path: call.path,
      query: call.query ?? '',
      relayId,
      contentDigest: call.body === undefined ? null : contentDigestOf(suite.backend.sha256(call.body)),
      key: toBase64url(signer.signPublicKey),
      token: call.token == null ? null : toBase64url(call.token),
    }
    const createdSeconds = Math.floor((clock.now() + (this.#clockOffset ?? 0)) / 1000)
    return signRequest(request, signer, { createdSeconds, nonce: suite.random(16) })
  }

  /** Throws E_TRANSPORT when aborted. */
  async sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    await this.options.clock.sleep(milliseconds, signal).catch(() => undefined)
    if (signal.aborted) throw unreachable('aborted')
  }

  async #try(call: Call): Promise<Answer | Refused> {
    const { method, path, query, body, pack, signal } = call
    const type = pack === undefined ? cborType : bytesType
    const length = pack?.length ?? body?.length
    const headers = {
      ...this.signedHeaders(call),
      ...call.headers,
      ...(length === undefined ? {} : { 'content-type': type, 'content-length': String(length) }),
    }
    try {
      const { address, dispatcher } = await this.options.way()
      const url = address + path + (query === undefined ? '' : `?${query}`)
      const sent = bodyOf(pack?.bytes ?? body ?? null)
      const answer = await request(url, { method, headers, signal, dispatcher, body: sent })
      const received: Answer = {
        status: answer.statusCode,
        headers: answer.headers,
        body: guarded(answer.body, signal),
      }
      return await this.#judge(received)
    } catch (error) {
      if (error instanceof Refused) return error
      return signal.aborted ? unreachable('aborted') : unreachable('no connection', whyUnreachable(error))
    }
  }

  async #judge(answer: Answer): Promise<Answer | Refused> {
    if (answer.headers[headerNames.relay] !== this.options.relayId) {
      await drain(answer.body)
      return unreachable('another server answers', 'another-server')
    }
    this.#learnTime(answer)
    if (answer.status < 400) return answer
    const refusal = await readRefusal(answer)
    const after = Number(answer.headers['retry-after'] ?? Number.NaN)
    const retryAt = Number.isFinite(after) ? this.options.clock.now() + after * 1000 : null
    if (refusal.code === 'E_ID' && refusal.place !== null)
      return new MissingHead(refusal.place.logId, refusal.place.seq)
    return new RelayRefused(refusal.code, `refused with ${answer.status}`, {
      retryAt,
      place: refusal.place,
      isWrongTime: answer.status === 401 && refusal.code === 'E_STALE',
      why: refusal.code === 'E_TRANSPORT' ? 'busy' : null,
    })
  }

  /** Whatever is too late for the relay while both clocks are far apart is so because of that. */
  #explained(outcome: Refused): Refused {
    const offBy = outcome.code === 'E_STALE' ? clockTooFarOff(this.#clockOffset) : null
    return offBy === null ? outcome : new WrongClock(offBy)
  }

  /**
   * [Note: The relay's clock] It says when requests were made, however far off it is. What is written follows it for a day and no
   * further ([Note: Whose clock]); whether an entry is valid never depends on it.
   */
  #learnTime({ headers }: Answer): void {
    const said = Date.parse(String(headers['date'] ?? ''))
    if (Number.isNaN(said)) return
    const difference = said + 500 - this.options.clock.now()
    this.#clockOffset = Math.abs(difference) > clockTolerance ? difference : 0
  }

  /** Milliseconds until the next attempt; null: it would not help. Jitter keeps clients of a relay that comes back apart. */
  #waitFor({ code, retryAt }: RelayRefused, attempt: number): number | null {
    if (code !== 'E_TRANSPORT' && retryAt === null) return null
    const jitter = 0.5 + (this.options.suite.random(1)[0] ?? 0) / 255
    const least = retryAt === null ? 0 : retryAt - this.options.clock.now()
    return least > maxDelay ? null : Math.max(0, least) + firstDelay * 2 ** (attempt - 1) * jitter
  }
}

const isRepeatable = ({ pack }: Call): boolean => pack === undefined || pack.bytes instanceof Uint8Array

const bodyOf = (sent: Uint8Array | AsyncIterable<Uint8Array> | null) =>
  sent === null || sent instanceof Uint8Array ? sent : Readable.from(sent, { objectMode: false })

/** A login page, a proxy's own answer: anything that is not a relay's record is a matter of transport. */
async function readRefusal(answer: Answer): Promise<Refusal> {
  const bytes = await collect(answer.body, 1024)
  try {
    return decodeRefusal(bytes)
  } catch {
    return { code: 'E_TRANSPORT', place: null }
  }
}

async function* guarded(body: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* body
  } catch {
    throw unreachable(signal.aborted ? 'aborted' : 'connection broke')
  }
}
