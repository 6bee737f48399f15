// Remembers the nonces of signed requests for as long as they could be sent again (T74). Relay only. PROTOCOL §15.
import { unavailable } from './refused.ts'

const maxRemembered = 500_000

export class Nonces {
  /** In the order they came, which is nearly the order in which they expire. */
  readonly #expiries = new Map<string, number>()

  /** False: this key used the nonce before. `expires`: seconds. Throws E_TRANSPORT when too many are in use. */
  use(key: string, nonce: string, { expires, now }: { readonly expires: number; readonly now: number }): boolean {
    for (const [known, expiry] of this.#expiries) {
      if (expiry >= now) break
      this.#expiries.delete(known)
    }
    const name = `${key} ${nonce}`
    if (this.#expiries.has(name)) return false
    if (this.#expiries.size >= maxRemembered) throw unavailable('nonces', 30)
    this.#expiries.set(name, expires)
    return true
  }
}
