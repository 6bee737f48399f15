// What the contacts feature needs of relays and of the rest of core. Runs in core.
import type { Argon2id } from '../../shared/crypto/passphrase.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { Reach } from '../../shared/contact/index.ts'
import type { IdentityId, MessageId } from '../../shared/domain/ids.ts'
import type { Home } from '../../shared/logs/identity/index.ts'
import type { KnownIdentities, LogReader, OwnIdentity } from '../identity/index.ts'
import type { Store } from '../store/index.ts'

export type WaitingMessage = { readonly id: MessageId; readonly message: Uint8Array }

/** One relay, as far as messages between people need it. Every call throws Refused; E_TRANSPORT: not now. */
export interface PostOffice extends LogReader {
  /** Puts a message into an inbox there. Pushes the sender's identity log first where the relay does not know it. */
  postMessage(
    recipient: IdentityId,
    message: Uint8Array,
    options: { readonly token: Uint8Array | null; readonly signal: AbortSignal },
  ): Promise<void>
  /** What waits in the own inbox. */
  inbox(options: { readonly signal: AbortSignal }): Promise<readonly WaitingMessage[]>
  deleteMessage(id: MessageId, options: { readonly signal: AbortSignal }): Promise<void>
  /** Lets whoever holds `token` (16 bytes) write to the own inbox; the relay learns only its hash. */
  putToken(
    token: Uint8Array,
    options: {
      readonly label: string
      /** How often; absent: any number of times. */
      readonly uses?: number
      /** Milliseconds since 1970; absent: for ever. */
      readonly expiresAt?: number
      /** Whoever holds it may open an account, once, where the relay lets invited people in. */
      readonly admitsRegistration?: boolean
      readonly signal: AbortSignal
    },
  ): Promise<void>
  deleteToken(token: Uint8Array, options: { readonly signal: AbortSignal }): Promise<void>
}

export type ContactsEnvironment = {
  readonly suite: Suite
  /** Off the event loop. */
  readonly argon2id: Argon2id
  readonly store: Store
  readonly known: KnownIdentities
  readonly me: OwnIdentity
  /** Where the own inbox is. */
  readonly home: () => Reach
  /** Does something at each relay that was home once. False: not at all of them now, so it is to be done again. */
  readonly atFormerHomes: (
    work: (relay: PostOffice, signal: AbortSignal) => Promise<void>,
    signal: AbortSignal,
  ) => Promise<boolean>
  /** Where a relay is that a verified log names; it answers there. Throws E_ID, E_TRANSPORT. */
  readonly findRelay: (named: Home, signal: AbortSignal) => Promise<Reach>
  /** The same as cards and links say it. Throws E_POLICY while only this computer reaches it. */
  readonly forOthers: () => Reach
  readonly relayAt: (reach: Reach) => PostOffice
  /** Somebody says that their relay is found there now. */
  readonly onRelayMoved: (reach: Reach, signal: AbortSignal) => Promise<void>
  /** Milliseconds since 1970 by the home relay's clock ([Note: Whose clock]). */
  readonly now: () => number
  /** Throws WrongClock where nothing can be dated, E_TRANSPORT. */
  readonly mustDate: (signal: AbortSignal) => Promise<void>
  /** The address book changed: the window asks again, the self record is written. */
  readonly onChanged: () => void
}
