// Reads the own inbox: verifies who wrote before anything is opened, hands what is readable to whom it concerns, and deletes it.
// PROTOCOL §7, §19.12. Runs in core.
import { Refused, WrongClock } from '../../shared/base/errors.ts'
import {
  openMessage,
  parseMessage,
  verifyMessage,
  type MessageContent,
  type Reach,
  type SealedMessage,
} from '../../shared/contact/index.ts'
import type { IdentityId, MessageId } from '../../shared/domain/ids.ts'
import { readContact, rememberMessage, wasMessageSeen } from '../store/index.ts'
import type { ContactsEnvironment, PostOffice } from './interface.ts'

/** Takes a message it knows and answers true; throws E_TRANSPORT to have the message kept for later. */
export type MessageHandler = (
  senderId: IdentityId,
  messageId: MessageId,
  content: MessageContent,
  signal: AbortSignal,
) => Promise<boolean>

export class Inbox {
  readonly #env: ContactsEnvironment
  readonly #handlers: readonly MessageHandler[]

  constructor(environment: ContactsEnvironment, handlers: readonly MessageHandler[]) {
    this.#env = environment
    this.#handlers = handlers
  }

  /**
   * Handles everything that waits there. A message that is refused is deleted unread; one that cannot be judged yet stays, and all of them
   * while the clock is wrong: whether a message is too old cannot be told then.
   */
  async poll(at: Reach, signal: AbortSignal): Promise<void> {
    const relay = this.#env.relayAt(at)
    const waiting = await relay.inbox({ signal })
    if (waiting.length === 0 || !(await this.#canJudge(signal))) return
    for (const { id, message } of waiting) {
      if (await this.#take(message, relay, signal)) await relay.deleteMessage(id, { signal })
    }
  }

  async #canJudge(signal: AbortSignal): Promise<boolean> {
    try {
      await this.#env.mustDate(signal)
      return true
    } catch (error) {
      if (error instanceof WrongClock) return false
      throw error
    }
  }

  async #take(bytes: Uint8Array, relay: PostOffice, signal: AbortSignal): Promise<boolean> {
    let senderId: IdentityId | null = null
    try {
      const message = parseMessage(bytes)
      senderId = message.context.senderId
      await this.#judge(message, relay, signal)
      return true
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      // Who wrote it may stand behind an entry that is held.
      if (senderId !== null && this.#env.known.ahead(senderId) !== null) return false
      return error.code !== 'E_TRANSPORT' && error.code !== 'E_UNKNOWN_VERSION'
    }
  }

  async #judge(message: SealedMessage, relay: PostOffice, signal: AbortSignal): Promise<void> {
    const { suite, store, known, me, now } = this.#env
    const { senderId, id, generation, notAfter } = message.context
    if (wasMessageSeen(store, message.context) || readContact(store, senderId)?.blocked === true) return
    await known.refresh(senderId, relay, signal)
    verifyMessage(suite, message, known, now())
    const content = openMessage(suite, message, { identityId: me.id, seed: me.seed(generation) })
    for (const handle of this.#handlers) if (await handle(senderId, id, content, signal)) break
    store.write((w) => rememberMessage(w, message.context, { notAfter, now: now() }))
  }
}
