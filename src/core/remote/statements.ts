// Signed records at a relay that stand beside the logs: the self record, what devices say they have seen, where the relay is found.
// Runs in core and CLI. PROTOCOL §12, §15.
import { equalBytes } from '../../shared/base/bytes.ts'
import type { IdentityId, RelayId, SpaceId } from '../../shared/domain/ids.ts'
import { maxStatementLength, type StatementKind } from '../../shared/domain/statement-kinds.ts'
import { maxRelayAddressLength, verifyRelayAddress, type RelayAddress } from '../../shared/logs/relay-address.ts'
import { endpoints, maxSelfLength } from '../../shared/protocol/index.ts'
import { list, send, type Waiting } from './calls.ts'
import { read } from './answer.ts'
import type { Exchange } from './exchange.ts'
import { RelayRefused } from './refused.ts'

export type StatementSubject = IdentityId | SpaceId | RelayId

export class RelayStatements {
  readonly #exchange: Exchange

  constructor(exchange: Exchange) {
    this.#exchange = exchange
  }

  async relayAddress({ signal }: Waiting): Promise<RelayAddress | null> {
    const { suite, relayId } = this.#exchange.options
    const path = endpoints.statement('relay', relayId)
    const [wire] = await list(this.#exchange, { method: 'GET', path, signal }, maxRelayAddressLength)
    return wire === undefined ? null : verifyRelayAddress(suite, wire, relayId)
  }

  async getSelf({ signal }: Waiting): Promise<Uint8Array | null> {
    try {
      const answer = await this.#exchange.call({ method: 'GET', path: endpoints.self, signal })
      return await read(answer, maxSelfLength)
    } catch (error) {
      if (error instanceof RelayRefused && error.code === 'E_ID') return null
      throw error
    }
  }

  async putSelf(wire: Uint8Array, { signal, after }: Waiting & { readonly after?: number }): Promise<void> {
    const query = after === undefined ? {} : { query: `after=${after}` }
    try {
      await send(this.#exchange, { method: 'PUT', path: endpoints.self, ...query, body: wire, signal })
    } catch (error) {
      const isOwn =
        error instanceof RelayRefused &&
        error.code === 'E_CONFLICT' &&
        equalBytes((await this.getSelf({ signal })) ?? wire.subarray(1), wire)
      if (!isOwn) throw error
    }
  }

  put(kind: StatementKind, subject: StatementSubject, statement: Uint8Array, { signal }: Waiting): Promise<void> {
    const path = endpoints.statement(kind, subject)
    return send(this.#exchange, { method: 'PUT', path, body: statement, signal })
  }

  about(kind: StatementKind, subject: StatementSubject, { signal }: Waiting): Promise<readonly Uint8Array[]> {
    const path = endpoints.statement(kind, subject)
    return list(this.#exchange, { method: 'GET', path, signal }, maxStatementLength + 128)
  }
}
