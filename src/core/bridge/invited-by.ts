// Who invited this person to Siegel: read before there is a profile, and asked to be a contact as soon as there is one, however long the
// relay of the two cannot be reached. Runs in core's utility process. PROTOCOL §7, §19.13.
import { Refused } from '../../shared/base/errors.ts'
import { toBase64url } from '../../shared/base/encoding.ts'
import {
  cardBytesOf,
  claimOf,
  isInvitationLink,
  parseCard,
  parseInvitationLink,
  type Reach,
} from '../../shared/contact/index.ts'
import type { Core } from '../core.ts'
import { placeText } from '../remote/index.ts'
import { deleteSetting, putSetting, readSetting } from '../store/index.ts'
import { OnlyHere } from '../whereabouts.ts'

const setting = 'invited-by'
/** Milliseconds until a relay that was not reached is tried again, and that one try may take. */
const retry = 60_000
const patience = 30_000

/** `token`: with it the relay takes the invited person. Throws E_CANON, E_LIMIT or E_UNKNOWN_VERSION. */
export function placeOfInvitation(text: string): { readonly relay: Reach; readonly token: string | null } {
  if (!isInvitationLink(text)) {
    const { home, tlsPin } = parseCard(cardBytesOf(text))
    return { relay: { home, tlsPin }, token: null }
  }
  const { home, tlsPin, token } = parseInvitationLink(text)
  return { relay: { home, tlsPin }, token: toBase64url(token) }
}

/** What stands in it, for a person: nothing is verified. Throws as `placeOfInvitation`. */
export function readInvitation(text: string) {
  const place = placeOfInvitation(text).relay
  const address = placeText(place)
  const relay = URL.canParse(address) ? new URL(address).host : address
  if (isInvitationLink(text)) return { text, kind: 'link' as const, name: null, email: null, relay, address }
  const { name, addresses } = claimOf(cardBytesOf(text))
  return { text, kind: 'card' as const, name, email: addresses[0] ?? null, relay, address }
}

/** `waiting` for a relay · `alone`: only this computer reaches the own one, so that no answer could come · `over`: it holds no more. */
export type InvitedState = 'waiting' | 'alone' | 'over'

export class InvitedBy {
  readonly #core: Core
  readonly #onChanged: () => void
  #state: InvitedState = 'waiting'
  #isAsking = false
  #timer: NodeJS.Timeout | undefined

  constructor(core: Core, onChanged: () => void) {
    this.#core = core
    this.#onChanged = onChanged
  }

  /** Null: nobody, or they were asked. */
  get state(): InvitedState | null {
    return readSetting(this.#core.store, setting) === null ? null : this.#state
  }

  remember(text: string): void {
    this.#core.store.write((store) => putSetting(store, setting, text))
  }

  forget(): void {
    this.#core.store.write((store) => deleteSetting(store, setting))
    this.#onChanged()
  }

  /** Asks them if that has not been done; again later where their relay is not reached. */
  async settle(): Promise<void> {
    const text = readSetting(this.#core.store, setting)
    if (text === null || this.#isAsking) return
    this.#isAsking = true
    clearTimeout(this.#timer)
    try {
      await this.#ask(text, AbortSignal.timeout(patience))
      this.forget()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      this.#state = error instanceof OnlyHere ? 'alone' : error.code === 'E_TRANSPORT' ? 'waiting' : 'over'
      if (this.#state === 'waiting') this.#timer = setTimeout(() => void this.settle(), retry)
      this.#onChanged()
    } finally {
      this.#isAsking = false
    }
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  async #ask(text: string, signal: AbortSignal): Promise<void> {
    const { contacts, whereabouts } = this.#core
    whereabouts.forOthers()
    if (isInvitationLink(text)) await contacts.addByLink(text, signal)
    else await contacts.add(cardBytesOf(text), signal)
  }
}
