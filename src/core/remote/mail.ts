// Messages at a relay: put into the inboxes of others, fetched from the own one, and the tokens that open it. Runs in core and CLI.
// PROTOCOL §7, §15.
import { toHex } from '../../shared/base/encoding.ts'
import { Refused } from '../../shared/base/errors.ts'
import type { IdentityId, MessageId } from '../../shared/domain/ids.ts'
import { endpoints, inboxItem, inboxTokenRecord, maxInboxItemLength } from '../../shared/protocol/index.ts'
import { list, send, type Waiting } from './calls.ts'
import type { Exchange } from './exchange.ts'
import type { RelayLogs } from './logs.ts'

export type TokenWish = Waiting & {
  readonly label: string
  /** How often; absent: any number of times. */
  readonly uses?: number
  /** Milliseconds since 1970; absent: for ever. */
  readonly expiresAt?: number
  /** Whoever holds it may open an account, once, where the relay's setting is "invitation". */
  readonly admitsRegistration?: boolean
}

export class RelayMail {
  readonly #exchange: Exchange
  readonly #logs: RelayLogs
  readonly #ownEntries: (from: number) => readonly Uint8Array[]
  /** Of the own identity log, since this client was made: the relay holds them. */
  #broughtEntries = 0

  constructor(exchange: Exchange, logs: RelayLogs, ownEntries: (from: number) => readonly Uint8Array[]) {
    this.#exchange = exchange
    this.#logs = logs
    this.#ownEntries = ownEntries
  }

  async post(
    recipient: IdentityId,
    message: Uint8Array,
    { token, signal }: Waiting & { readonly token: Uint8Array | null },
  ): Promise<void> {
    await this.#bringOwnLog({ token, signal })
    const path = endpoints.inboxOf(recipient)
    await send(this.#exchange, { method: 'POST', path, body: message, token, signal })
  }

  async inbox({ signal }: Waiting): Promise<readonly { readonly id: MessageId; readonly message: Uint8Array }[]> {
    const items = await list(this.#exchange, { method: 'GET', path: endpoints.inbox, signal }, maxInboxItemLength)
    return items.map((item) => {
      const [id, , message] = inboxItem.decode(item, maxInboxItemLength)
      return { id: toHex(id) as MessageId, message }
    })
  }

  delete(id: MessageId, { signal }: Waiting): Promise<void> {
    return send(this.#exchange, { method: 'DELETE', path: endpoints.inbox, query: `id=${id}`, signal })
  }

  putToken(token: Uint8Array, wish: TokenWish): Promise<void> {
    const { label, uses = null, expiresAt = null, admitsRegistration = false, signal } = wish
    const body = inboxTokenRecord.encode([1, 'token', label, uses, expiresAt, admitsRegistration])
    return send(this.#exchange, { method: 'PUT', path: this.#tokenPath(token), body, signal })
  }

  deleteToken(token: Uint8Array, { signal }: Waiting): Promise<void> {
    return send(this.#exchange, { method: 'DELETE', path: this.#tokenPath(token), signal })
  }

  async #bringOwnLog(waiting: Waiting & { readonly token: Uint8Array | null }): Promise<void> {
    const entries = this.#ownEntries(this.#broughtEntries)
    if (entries.length === 0) return
    try {
      await this.#logs.mirror(this.#exchange.options.signer.identityId, entries, waiting)
      this.#broughtEntries += entries.length
    } catch (error) {
      // Not allowed to bring it: then the relay has it already, or refuses the message for the same reason.
      if (!(error instanceof Refused) || error.code === 'E_TRANSPORT') throw error
    }
  }

  #tokenPath(token: Uint8Array): string {
    return endpoints.inboxToken(toHex(this.#exchange.options.suite.hash('inbox/token', token)))
  }
}
