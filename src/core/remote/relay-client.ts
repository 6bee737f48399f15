// A relay, as core and CLI use it: every call of the interface, typed, with the failures named. PROTOCOL §15.
// Nothing it answers is trusted: logs, packs, messages and records are verified by whoever asked.
import type { Dispatcher } from 'undici'
import type { Reach } from '../../shared/contact/index.ts'
import { concat } from '../../shared/base/bytes.ts'
import { fromBase64url, toHex } from '../../shared/base/encoding.ts'
import { Refused } from '../../shared/base/errors.ts'
import { equalBytes } from '../../shared/base/bytes.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { IdentityId, LogId, MessageId, RelayId, SpaceId } from '../../shared/domain/ids.ts'
import { maxStatementLength, type StatementKind } from '../../shared/domain/statement-kinds.ts'
import { MissingHead } from '../../shared/logs/entry.ts'
import type { DeviceSecrets } from '../../shared/logs/identity/index.ts'
import { verifyReceipt } from '../../shared/logs/receipt.ts'
import { maxRelayAddressLength, verifyRelayAddress, type RelayAddress } from '../../shared/logs/relay-address.ts'
import {
  endpoints,
  inboxItem,
  inboxTokenRecord,
  maxEntryLength,
  maxInboxItemLength,
  maxMirrorLength,
  maxSelfLength,
  readSequence,
} from '../../shared/protocol/index.ts'
import type { Clock, PackTransport } from '../sync/interface.ts'
import { EventStream } from './event-stream.ts'
import { drain, Exchange, mustBeOwnType, read, type Call } from './exchange.ts'
import { packTransport } from './pack-transport.ts'
import { RelayRefused } from './refused.ts'

/** A whole answer of many records: two hundred messages are less. */
const maxListLength = 16 * 1024 * 1024

type Waiting = { readonly signal: AbortSignal }

/** `overtaken`: somebody appended first. `missing`: the relay needs entries of that log, from there on, before it can judge. */
export type AppendAnswer =
  | { readonly kind: 'appended' }
  | { readonly kind: 'overtaken' }
  | { readonly kind: 'missing'; readonly logId: LogId; readonly from: number }

export type RelayClientOptions = {
  readonly suite: Suite
  readonly reach: Reach
  /** Who signs the requests. */
  readonly device: Pick<DeviceSecrets, 'identityId' | 'deviceId' | 'signPublicKey' | 'signSecretKey'>
  /** What connects to a place of the relay, through whatever is in between now. */
  readonly way: (reach: Reach) => Promise<Dispatcher>
  readonly clock: Clock
  /** The stored entries of the own identity log from `seq` on, for a relay that does not know the sender of a message. */
  readonly ownEntries?: (from: number) => readonly Uint8Array[]
}

export class RelayClient {
  readonly #options: RelayClientOptions
  readonly #exchange: Exchange
  readonly #events: EventStream
  #reach: Reach
  /** Of the own identity log, since this client was made: the relay holds them. */
  #broughtEntries = 0

  constructor(options: RelayClientOptions) {
    const { suite, device } = options
    const { identityId, deviceId, signPublicKey, signSecretKey } = device
    const sign = (base: Uint8Array): Uint8Array => suite.backend.signDetached(base, signSecretKey)
    this.#options = options
    this.#reach = options.reach
    this.#exchange = new Exchange({
      suite,
      clock: options.clock,
      relayId: options.reach.home.relayId,
      signer: { identityId, deviceId, signPublicKey, sign },
      way: async () => {
        const reach = this.#reach
        return { address: reach.home.address, dispatcher: await options.way(reach) }
      },
    })
    this.#events = new EventStream(this.#exchange)
  }

  /** Milliseconds to add to the local clock to get the relay's; 0 while both agree within 20 s, null until it was heard. */
  get clockOffset(): number | null {
    return this.#exchange.clockOffset
  }

  /** The same relay is now found elsewhere: later requests go there. */
  moveTo(reach: Reach): void {
    this.#reach = reach
    this.#events.reconnect()
  }

  /** The event stream begins anew at once, and whoever listens hears that anything may have changed. */
  reconnect(): void {
    this.#events.reconnect()
  }

  /** Asks the relay who it is: nothing but its clock is learnt. Throws E_TRANSPORT. */
  async greet({ signal }: Waiting): Promise<void> {
    await this.#send({ method: 'GET', path: endpoints.relay, signal })
  }

  /** Where the relay says it is found, under its own signature; null: it does not say. Throws E_TRANSPORT, E_ID, E_SIG. */
  async relayAddress({ signal }: Waiting): Promise<RelayAddress | null> {
    const { relayId } = this.#reach.home
    const path = endpoints.statement('relay', relayId)
    const [wire] = await this.#list({ method: 'GET', path, signal }, maxRelayAddressLength)
    return wire === undefined ? null : verifyRelayAddress(this.#options.suite, wire, relayId)
  }

  /** Opens an account for the identity whose whole log this is. Throws E_POLICY where the relay does not admit it. */
  async register(
    entries: readonly Uint8Array[],
    { token, signal }: Waiting & { readonly token: string | null },
  ): Promise<void> {
    const body = concat(...entries)
    await this.#send({ method: 'POST', path: endpoints.identities, body, token: readToken(token), signal })
  }

  /**
   * Stored entries from `from` on, unverified, after the relay signed for the log's head. Empty where the log ends before.
   * Throws E_ID for a log that is not there or not to be read, E_SIG for a bad receipt.
   */
  async *readLog(
    id: LogId,
    from: number,
    { signal, bodies = true }: Waiting & { readonly bodies?: boolean },
  ): AsyncGenerator<Uint8Array, void, undefined> {
    const query = `from=${from}&bodies=${bodies ? 1 : 0}`
    const answer = await this.#exchange.call({ method: 'GET', path: endpoints.log(id), query, signal })
    mustBeOwnType(answer)
    const items = readSequence(answer.body, maxEntryLength)
    const receipt = await items.next()
    if (receipt.done === true) throw new RelayRefused('E_TRANSPORT', 'answer without a receipt')
    this.#mustBeReceipt(receipt.value, id)
    yield* items
  }

  /** Appends by compare-and-swap; the same entry again is appended once. Throws the relay's refusals. */
  async append(id: LogId, entry: Uint8Array, { signal }: Waiting): Promise<AppendAnswer> {
    try {
      const answer = await this.#exchange.call({ method: 'POST', path: endpoints.log(id), body: entry, signal })
      this.#mustBeReceipt(await read(answer, 1024), id)
      return { kind: 'appended' }
    } catch (error) {
      if (error instanceof MissingHead) return { kind: 'missing', logId: error.logId, from: error.from }
      if (error instanceof RelayRefused && error.code === 'E_CONFLICT' && error.place !== null)
        return { kind: 'overtaken' }
      throw error
    }
  }

  /** Pushes verified entries of a log that lives elsewhere, or that the relay lost: without gaps, in order. */
  async mirror(
    id: LogId,
    entries: readonly Uint8Array[],
    { signal, token = null }: Waiting & { readonly token?: Uint8Array | null },
  ): Promise<void> {
    for (const batch of batches(entries)) {
      await this.#send({ method: 'POST', path: endpoints.mirror(id), body: concat(...batch), token, signal })
    }
  }

  /** Valid entries that contradict the log: the proof of a fork. */
  proofs(id: LogId, { signal }: Waiting): Promise<readonly Uint8Array[]> {
    return this.#list({ method: 'GET', path: endpoints.proofs(id), signal }, maxEntryLength)
  }

  packsOf(space: SpaceId): PackTransport {
    return packTransport(this.#exchange, space)
  }

  /**
   * Puts a message into an inbox, after what is new of the sender's identity log: the recipient judges the message by it, and has
   * it from this relay. Throws E_ID for a wrong token or an unknown inbox (they look alike), E_QUOTA.
   */
  async postMessage(
    recipient: IdentityId,
    message: Uint8Array,
    { token, signal }: Waiting & { readonly token: Uint8Array | null },
  ): Promise<void> {
    await this.#bringOwnLog({ token, signal })
    await this.#send({ method: 'POST', path: endpoints.inboxOf(recipient), body: message, token, signal })
  }

  /** What waits in the own inbox, oldest first. */
  async inbox({ signal }: Waiting): Promise<readonly { readonly id: MessageId; readonly message: Uint8Array }[]> {
    const items = await this.#list({ method: 'GET', path: endpoints.inbox, signal }, maxInboxItemLength)
    return items.map((item) => {
      const [id, , message] = inboxItem.decode(item, maxInboxItemLength)
      return { id: toHex(id) as MessageId, message }
    })
  }

  async deleteMessage(id: MessageId, { signal }: Waiting): Promise<void> {
    await this.#send({ method: 'DELETE', path: endpoints.inbox, query: `id=${id}`, signal })
  }

  /** Lets whoever holds `token` (16 bytes) write to the own inbox; the relay learns only its hash. */
  async putToken(
    token: Uint8Array,
    options: Waiting & {
      readonly label: string
      /** How often; absent: any number of times. */
      readonly uses?: number
      /** Milliseconds since 1970; absent: for ever. */
      readonly expiresAt?: number
      /** Whoever holds it may open an account, once, where the relay's setting is "invitation". */
      readonly admitsRegistration?: boolean
    },
  ): Promise<void> {
    const { label, uses = null, expiresAt = null, admitsRegistration = false, signal } = options
    const body = inboxTokenRecord.encode([1, 'token', label, uses, expiresAt, admitsRegistration])
    await this.#send({ method: 'PUT', path: this.#tokenPath(token), body, signal })
  }

  async deleteToken(token: Uint8Array, { signal }: Waiting): Promise<void> {
    await this.#send({ method: 'DELETE', path: this.#tokenPath(token), signal })
  }

  /** The sealed self record; null where there is none. */
  async getSelf({ signal }: Waiting): Promise<Uint8Array | null> {
    try {
      const answer = await this.#exchange.call({ method: 'GET', path: endpoints.self, signal })
      return await read(answer, maxSelfLength)
    } catch (error) {
      if (error instanceof RelayRefused && error.code === 'E_ID') return null
      throw error
    }
  }

  /**
   * Replaces the self record. Throws E_CONFLICT where a record with this counter or a higher one is there, or (with
   * `after`, the counter of the one it replaces; 0: none) any other one.
   */
  async putSelf(wire: Uint8Array, { signal, after }: Waiting & { readonly after?: number }): Promise<void> {
    const query = after === undefined ? {} : { query: `after=${after}` }
    try {
      await this.#send({ method: 'PUT', path: endpoints.self, ...query, body: wire, signal })
    } catch (error) {
      const isOwn =
        error instanceof RelayRefused &&
        error.code === 'E_CONFLICT' &&
        equalBytes((await this.getSelf({ signal })) ?? wire.subarray(1), wire)
      if (!isOwn) throw error
    }
  }

  /** `statement`: [statement, signature], see shared/protocol. Throws E_ROLLBACK unless its counter grows. */
  async putStatement(
    kind: StatementKind,
    subject: IdentityId | SpaceId | RelayId,
    statement: Uint8Array,
    { signal }: Waiting,
  ): Promise<void> {
    await this.#send({ method: 'PUT', path: endpoints.statement(kind, subject), body: statement, signal })
  }

  /** The newest statement of each device about the subject. */
  statements(
    kind: StatementKind,
    subject: IdentityId | SpaceId | RelayId,
    { signal }: Waiting,
  ): Promise<readonly Uint8Array[]> {
    return this.#list({ method: 'GET', path: endpoints.statement(kind, subject), signal }, maxStatementLength + 128)
  }

  /** Calls `listener` whenever one of these logs may have grown (null: any of them), until the returned function is called. */
  watch(logs: readonly LogId[], listener: (logId: LogId | null) => void): () => void {
    return this.#events.watch(logs, listener)
  }

  /** The own inbox or self record may have changed. Until the returned function is called. */
  onPersonal(listener: () => void): () => void {
    return this.#events.onPersonal(listener)
  }

  /** Ends the event stream. Requests that run end by their signals. */
  close(): void {
    this.#events.close()
  }

  async #bringOwnLog(waiting: Waiting & { readonly token: Uint8Array | null }): Promise<void> {
    const { ownEntries, device } = this.#options
    const entries = ownEntries?.(this.#broughtEntries) ?? []
    if (entries.length === 0) return
    try {
      await this.mirror(device.identityId, entries, waiting)
      this.#broughtEntries += entries.length
    } catch (error) {
      // Not allowed to bring it: then the relay has it already, or refuses the message for the same reason.
      if (!(error instanceof Refused) || error.code === 'E_TRANSPORT') throw error
    }
  }

  async #send(call: Call): Promise<void> {
    await drain((await this.#exchange.call(call)).body)
  }

  async #list(call: Call, maxItemLength: number): Promise<readonly Uint8Array[]> {
    const answer = await this.#exchange.call(call)
    mustBeOwnType(answer)
    const items: Uint8Array[] = []
    let length = 0
    for await (const item of readSequence(answer.body, maxItemLength)) {
      length += item.length
      if (length > maxListLength) throw new RelayRefused('E_TRANSPORT', 'answer too long')
      items.push(item)
    }
    return items
  }

  #mustBeReceipt(bytes: Uint8Array, id: LogId): void {
    const { suite, reach } = this.#options
    if (verifyReceipt(suite, bytes, reach.home.relayId).logId !== id)
      throw new Refused('E_ID', 'receipt for another log')
  }

  #tokenPath(token: Uint8Array): string {
    return endpoints.inboxToken(toHex(this.#options.suite.hash('inbox/token', token)))
  }
}

/** A token as people copy it: base64url. Throws E_POLICY for anything else: it lets nobody in. */
function readToken(text: string | null): Uint8Array | null {
  if (text === null) return null
  try {
    return fromBase64url(text.trim())
  } catch {
    throw new Refused('E_POLICY', 'token')
  }
}

function batches(entries: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] {
  const all: Uint8Array[][] = []
  let length = Infinity
  for (const entry of entries) {
    if (length + entry.length > maxMirrorLength) {
      all.push([])
      length = 0
    }
    all.at(-1)?.push(entry)
    length += entry.length
  }
  return all
}
