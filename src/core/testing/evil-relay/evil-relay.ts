// A relay that lies: it stands before a real one, speaks its interface over loopback, keeps everything it ever received, and may
// change every answer by a script. ATTACKS.md "Harness". Tests only.
//
// Requests go on untouched: they are signed for the real relay's id, which is also this one's. The event stream is refused, so
// that clients poll.
import {
  createServer,
  request as forward,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { AddressInfo } from 'node:net'
import { createHash } from 'node:crypto'
import { decodeCanonical, encodeCanonical, type Cbor } from '../../../shared/base/canonical.ts'
import { headerNames, splitSequence } from '../../../shared/protocol/index.ts'
import type { DeviceId, IdentityId, LogId, RelayId } from '../../../shared/domain/ids.ts'
import type { KeyPair } from '../../../shared/crypto/backend.ts'

/** A relay that tells the truth, and the key it signs receipts with: an evil operator has both. */
export type HonestRelay = { readonly address: string; readonly relayId: RelayId; readonly key: KeyPair }

/** A request with the answer of the honest relay. */
export type Exchanged = {
  /** Who signed the request; null: unsigned. */
  readonly who: IdentityId | null
  readonly device: DeviceId | null
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly received: Buffer
  readonly headers: IncomingHttpHeaders
  readonly rawHeaders: readonly string[]
  readonly status: number
  readonly answerHeaders: IncomingHttpHeaders
  readonly answer: Uint8Array
}

/** What the client gets instead; a stream may never end; `reset`: the connection breaks. */
export type Lie =
  | {
      readonly status?: number
      readonly answer: Uint8Array | AsyncIterable<Uint8Array>
      readonly type?: string
      readonly headers?: Readonly<Record<string, string>>
    }
  | 'reset'

/** Null leaves the answer as it is, and does not count. */
export type Mutation = (exchanged: Exchanged) => Lie | null | Promise<Lie | null>

type Swallow = {
  readonly isMeant: (method: string, path: string) => boolean
  readonly answer: (received: Uint8Array) => Uint8Array
}

export type ActiveMutation = { readonly count: number; end(): void }

const maxItem = 8 * 1024 * 1024

export class EvilRelay {
  readonly honest: HonestRelay
  /** Everything received, with what the honest relay answered; without the contents of packs. */
  readonly kept: Exchanged[] = []
  /** What went wrong in here: a lie with a bug is none. */
  readonly errors: unknown[] = []
  readonly #genuine = new Set<string>()
  readonly #mutations: { readonly mutate: Mutation; count: number }[] = []
  readonly #swallows: (Swallow & { count: number })[] = []
  readonly #server: Server

  private constructor(honest: HonestRelay) {
    this.honest = honest
    this.#server = createServer((request, response) => {
      void this.#handle(request)
        .then((answer) => {
          if (answer === 'reset') request.socket.destroy()
          else if (answer.body instanceof Uint8Array) response.writeHead(answer.status, answer.headers).end(answer.body)
          else stream(answer.body, response.writeHead(answer.status, answer.headers))
        })
        .catch((error: unknown) => {
          this.errors.push(error)
          request.socket.destroy()
        })
    })
    this.#server.on('upgrade', (_request, socket) => socket.destroy())
  }

  static async before(honest: HonestRelay): Promise<EvilRelay> {
    const evil = new EvilRelay(honest)
    await new Promise<void>((resolve) => evil.#server.listen(0, '127.0.0.1', resolve))
    return evil
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** From now on, until `end`: the first mutation that has something to say to an answer says it. */
  mutate(mutate: Mutation): ActiveMutation {
    const active = { mutate, count: 0 }
    this.#mutations.push(active)
    return {
      get count() {
        return active.count
      },
      end: () => void this.#mutations.splice(this.#mutations.indexOf(active), 1),
    }
  }

  /** Alters nothing. Counts what passes and is meant: a lie that others tell, or what the relay only looks at. */
  watch(isMeant: (exchanged: Exchanged) => boolean): ActiveMutation {
    let count = 0
    const active = this.mutate((exchanged) => {
      if (isMeant(exchanged)) count++
      return null
    })
    return {
      get count() {
        return count
      },
      end: active.end,
    }
  }

  /** From now on, until `end`: such requests never reach the honest relay; the answer to them is `answer`, with status 201. */
  swallow(isMeant: Swallow['isMeant'], answer: Swallow['answer']): ActiveMutation {
    const active = { isMeant, answer, count: 0 }
    this.#swallows.push(active)
    return {
      get count() {
        return active.count
      },
      end: () => void this.#swallows.splice(this.#swallows.indexOf(active), 1),
    }
  }

  /** Whether the honest relay took or served exactly this stored entry, with its body or without. */
  isGenuine(entry: Uint8Array): boolean {
    return this.#genuine.has(digest(entry))
  }

  /** The log as the honest relay served it last, from entry 0 on: what was kept can be told again. */
  keptLog(logId: LogId, until = Infinity): readonly Uint8Array[] {
    const log: Uint8Array[] = []
    for (const { method, path, query, status, answer, received } of this.kept) {
      if (status >= 300 || path !== `/v1/logs/${logId}`) continue
      if (method === 'GET') {
        const from = Number(query.get('from') ?? 0)
        for (const [i, entry] of itemsOf(answer).slice(1).entries()) log[from + i] = entry
      } else if (!log.some((entry) => digest(entry) === digest(received))) log.push(new Uint8Array(received))
    }
    return log.slice(0, until)
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #handle(request: IncomingMessage) {
    const exchanged = await this.#forward(request)
    const isContent = exchanged.path.endsWith('/packs:read')
    this.kept.push(isContent ? { ...exchanged, answer: new Uint8Array(0) } : exchanged)
    this.#learn(exchanged)
    for (const active of [...this.#mutations]) {
      const lie = await active.mutate(exchanged)
      if (lie === null) continue
      active.count++
      if (lie === 'reset') return lie
      const type = lie.type ?? exchanged.answerHeaders['content-type'] ?? 'application/cbor'
      const headers = { ...withoutLength(exchanged.answerHeaders), 'content-type': type, ...lie.headers }
      return { status: lie.status ?? exchanged.status, headers, body: lie.answer }
    }
    return { status: exchanged.status, headers: withoutLength(exchanged.answerHeaders), body: exchanged.answer }
  }

  async #forward(request: IncomingMessage): Promise<Exchanged> {
    const received = await collect(request)
    const { method = 'GET', url = '/', headers, rawHeaders } = request
    const { pathname, searchParams } = new URL(url, this.honest.address)
    const [, who = null, device = null] =
      /keyid="([0-9a-f]{64})\.([0-9a-f]{64})"/.exec(String(headers['signature-input'])) ?? []
    const asked = {
      who: who as IdentityId | null,
      device: device as DeviceId | null,
      method,
      path: pathname,
      query: searchParams,
      received,
      headers,
      rawHeaders,
    }
    const swallow = this.#swallows.find(({ isMeant }) => isMeant(method, pathname))
    if (swallow !== undefined) {
      swallow.count++
      const answerHeaders = { 'content-type': 'application/cbor', [headerNames.relay]: this.honest.relayId }
      return { ...asked, status: 201, answerHeaders, answer: swallow.answer(new Uint8Array(received)) }
    }
    const answered = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = forward(this.honest.address + url, { method, headers: { ...headers, connection: 'close' } }, resolve)
      sent.on('error', reject)
      sent.end(received)
    })
    const answer = new Uint8Array(await collect(answered))
    return { ...asked, status: answered.statusCode ?? 500, answerHeaders: answered.headers, answer }
  }

  #learn({ method, path, status, answer, received }: Exchanged): void {
    if (status >= 300) return
    const isLog = path.startsWith('/v1/logs/')
    const entries = method === 'GET' && isLog ? itemsOf(answer).slice(1) : []
    const sent = method === 'POST' && (isLog || path === '/v1/identities') ? itemsOf(new Uint8Array(received)) : []
    for (const entry of [...entries, ...sent]) {
      const [header = null, signatures = null] = decodeCanonical(entry, maxItem) as Cbor[]
      this.#genuine.add(digest(entry)).add(digest(encodeCanonical([header, signatures, null])))
    }
  }
}

/** The items of a CBOR sequence: of a log's answer, first the receipt. */
export const itemsOf = (bytes: Uint8Array): readonly Uint8Array[] => [...splitSequence(bytes, maxItem)]

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Headers that say something about the answer as it was. */
const ofTheAnswer = new Set(['content-length', 'transfer-encoding', 'connection', 'etag'])
const withoutLength = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !ofTheAnswer.has(name)))

/** Whoever asked may stop listening at any time. */
const stream = (pieces: AsyncIterable<Uint8Array>, response: ServerResponse): void =>
  void pipeline(pieces, response).catch(() => undefined)

async function collect(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of stream) pieces.push(piece)
  return Buffer.concat(pieces)
}
