// A relay, as core and CLI use it: every call of the interface, typed, with the failures named. PROTOCOL §15.
// Nothing it answers is trusted: logs, packs, messages and records are verified by whoever asked.
import type { Dispatcher } from 'undici'
import type { Reach } from '../../shared/contact/index.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { IdentityId, LogId, MessageId, SpaceId } from '../../shared/domain/ids.ts'
import type { StatementKind } from '../../shared/domain/statement-kinds.ts'
import type { DeviceSecrets } from '../../shared/logs/identity/index.ts'
import type { RelayAddress } from '../../shared/logs/relay-address.ts'
import { endpoints, type RelayInfo } from '../../shared/protocol/index.ts'
import type { AppendAnswer } from '../spaces/index.ts'
import type { Clock, PackTransport } from '../sync/interface.ts'
import { Throttles } from './bandwidth.ts'
import { send, type Waiting } from './calls.ts'
import { EventStream } from './event-stream.ts'
import { Exchange } from './exchange.ts'
import { relayInfo } from './identify.ts'
import { RelayLogs } from './logs.ts'
import { RelayMail, type TokenWish } from './mail.ts'
import { packTransport } from './pack-transport.ts'
import { RelayStatements, type StatementSubject } from './statements.ts'

export type RelayClientOptions = {
  readonly suite: Suite
  readonly reach: Reach
  /** Who signs the requests. */
  readonly device: Pick<DeviceSecrets, 'identityId' | 'deviceId' | 'signPublicKey' | 'signSecretKey'>
  /** What connects to a place of the relay, through whatever is in between now. */
  readonly way: (reach: Reach) => Promise<Dispatcher>
  readonly clock: Clock
  /** What packs may take of the line; absent: all of it. */
  readonly throttles?: Throttles
  /** The stored entries of the own identity log from `seq` on, for a relay that does not know the sender of a message. */
  readonly ownEntries?: (from: number) => readonly Uint8Array[]
}

export class RelayClient {
  readonly #exchange: Exchange
  readonly #logs: RelayLogs
  readonly #mail: RelayMail
  readonly #statements: RelayStatements
  readonly #events: EventStream
  readonly #throttles: Throttles
  #reach: Reach

  constructor(options: RelayClientOptions) {
    const { suite, device } = options
    const { identityId, deviceId, signPublicKey, signSecretKey } = device
    const sign = (base: Uint8Array): Uint8Array => suite.backend.signDetached(base, signSecretKey)
    this.#reach = options.reach
    this.#throttles = options.throttles ?? new Throttles(options.clock)
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
    this.#logs = new RelayLogs(this.#exchange)
    this.#mail = new RelayMail(this.#exchange, this.#logs, options.ownEntries ?? (() => []))
    this.#statements = new RelayStatements(this.#exchange)
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
    await send(this.#exchange, { method: 'GET', path: endpoints.relay, signal })
  }

  /** What the relay says of itself. Throws E_TRANSPORT; E_ID where another one answers. */
  info(waiting: Waiting): Promise<RelayInfo> {
    return relayInfo(this.#exchange, waiting)
  }

  /** Where the relay says it is found, under its own signature; null: it does not say. Throws E_TRANSPORT, E_ID, E_SIG. */
  relayAddress(waiting: Waiting): Promise<RelayAddress | null> {
    return this.#statements.relayAddress(waiting)
  }

  /** Opens an account for the identity whose whole log this is. Throws E_POLICY where the relay does not admit it. */
  register(entries: readonly Uint8Array[], options: Waiting & { readonly token: string | null }): Promise<void> {
    return this.#logs.register(entries, options)
  }

  /**
   * Stored entries from `from` on, unverified, after the relay signed for the log's head. Empty where the log ends before.
   * Throws E_ID for a log that is not there or not to be read, E_SIG for a bad receipt.
   */
  readLog(
    id: LogId,
    from: number,
    options: Waiting & { readonly bodies?: boolean },
  ): AsyncGenerator<Uint8Array, void, undefined> {
    return this.#logs.read(id, from, options)
  }

  /** Appends by compare-and-swap; the same entry again is appended once. Throws the relay's refusals. */
  append(id: LogId, entry: Uint8Array, waiting: Waiting): Promise<AppendAnswer> {
    return this.#logs.append(id, entry, waiting)
  }

  /** Pushes verified entries of a log that lives elsewhere, or that the relay lost: without gaps, in order. */
  mirror(
    id: LogId,
    entries: readonly Uint8Array[],
    options: Waiting & { readonly token?: Uint8Array | null },
  ): Promise<void> {
    return this.#logs.mirror(id, entries, options)
  }

  /** Valid entries that contradict the log: the proof of a fork. */
  proofs(id: LogId, waiting: Waiting): Promise<readonly Uint8Array[]> {
    return this.#logs.proofs(id, waiting)
  }

  packsOf(space: SpaceId): PackTransport {
    return packTransport(this.#exchange, space, this.#throttles)
  }

  /**
   * Puts a message into an inbox, after what is new of the sender's identity log: the recipient judges the message by it, and has
   * it from this relay. Throws E_ID for a wrong token or an unknown inbox (they look alike), E_QUOTA.
   */
  postMessage(
    recipient: IdentityId,
    message: Uint8Array,
    options: Waiting & { readonly token: Uint8Array | null },
  ): Promise<void> {
    return this.#mail.post(recipient, message, options)
  }

  /** What waits in the own inbox, oldest first. */
  inbox(waiting: Waiting): Promise<readonly { readonly id: MessageId; readonly message: Uint8Array }[]> {
    return this.#mail.inbox(waiting)
  }

  deleteMessage(id: MessageId, waiting: Waiting): Promise<void> {
    return this.#mail.delete(id, waiting)
  }

  /** Lets whoever holds `token` (16 bytes) write to the own inbox; the relay learns only its hash. */
  putToken(token: Uint8Array, wish: TokenWish): Promise<void> {
    return this.#mail.putToken(token, wish)
  }

  deleteToken(token: Uint8Array, waiting: Waiting): Promise<void> {
    return this.#mail.deleteToken(token, waiting)
  }

  /** The sealed self record; null where there is none. */
  getSelf(waiting: Waiting): Promise<Uint8Array | null> {
    return this.#statements.getSelf(waiting)
  }

  /**
   * Replaces the self record. Throws E_CONFLICT where a record with this counter or a higher one is there, or (with
   * `after`, the counter of the one it replaces; 0: none) any other one.
   */
  putSelf(wire: Uint8Array, options: Waiting & { readonly after?: number }): Promise<void> {
    return this.#statements.putSelf(wire, options)
  }

  /** `statement`: [statement, signature], see shared/protocol. Throws E_ROLLBACK unless its counter grows. */
  putStatement(kind: StatementKind, subject: StatementSubject, statement: Uint8Array, waiting: Waiting): Promise<void> {
    return this.#statements.put(kind, subject, statement, waiting)
  }

  /** The newest statement of each device about the subject. */
  statements(kind: StatementKind, subject: StatementSubject, waiting: Waiting): Promise<readonly Uint8Array[]> {
    return this.#statements.about(kind, subject, waiting)
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
}
