// Who wants to hear of what: tells event streams of this process that a log has grown or a message has come. Relay only.
// With several processes PostgreSQL's NOTIFY would call `logGrew` in each of them.
import type { IdentityId, LogId } from '../../shared/domain/ids.ts'

export type Listener = {
  readonly identityId: IdentityId
  follows(log: LogId): boolean
  logGrew(log: LogId, seq: number): void
  messageCame(): void
  selfReplaced(counter: number): void
  close(): void
}

export class EventHub {
  readonly #listeners = new Set<Listener>()

  get size(): number {
    return this.#listeners.size
  }

  add(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  countOf(identityId: IdentityId): number {
    return [...this.#listeners].filter((one) => one.identityId === identityId).length
  }

  logGrew(log: LogId, seq: number): void {
    for (const listener of this.#listeners) if (listener.follows(log)) listener.logGrew(log, seq)
  }

  messageCame(identityId: IdentityId): void {
    for (const listener of this.#listeners) if (listener.identityId === identityId) listener.messageCame()
  }

  selfReplaced(identityId: IdentityId, counter: number): void {
    for (const listener of this.#listeners) if (listener.identityId === identityId) listener.selfReplaced(counter)
  }

  closeAll(): void {
    for (const listener of this.#listeners) listener.close()
  }
}
