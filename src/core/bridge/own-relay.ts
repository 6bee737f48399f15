// The relay in this app, as core sees it through main: having it serve whom a person chose, and where it is found then. Runs in
// core's utility process. DESIGN.md "Embedded relay".
import { isDeepStrictEqual } from 'node:util'
import { Emitter } from '../../shared/base/emitter.ts'
import { fromHex } from '../../shared/base/encoding.ts'
import { Refused } from '../../shared/base/errors.ts'
import type { Reach } from '../../shared/contact/index.ts'
import type { RelayId } from '../../shared/domain/ids.ts'
import type { EmbeddedReach, EmbeddedRelay } from '../../shared/ipc/core-process.ts'
import type { ReachChoice } from '../../shared/ipc/index.ts'
import type { CoreEnvironment } from '../environment.ts'
import { completeAddress, mustAnswer } from '../remote/index.ts'
import type { OwnRelay } from '../whereabouts.ts'

/** How long it may take to start, in milliseconds. */
const patience = 20_000

export class OwnRelayControl {
  readonly #identify: CoreEnvironment['identifyRelay']
  readonly #want: (reach: EmbeddedReach | 'as-before') => void
  readonly #changes = new Emitter<null>()
  #running: EmbeddedRelay | null = null
  #isTrying = false

  constructor(identify: CoreEnvironment['identifyRelay'], want: (reach: EmbeddedReach | 'as-before') => void) {
    this.#identify = identify
    this.#want = want
  }

  /** As it runs now; null: it does not, or an address is being tried. */
  get running(): EmbeddedRelay | null {
    return this.#isTrying ? null : this.#running
  }

  receive(running: EmbeddedRelay | null): void {
    this.#running = running
    this.#changes.emit(null)
  }

  startAsBefore(): void {
    this.#want('as-before')
  }

  /**
   * Has it serve whom `choice` names; an address is tried first. Throws E_CANON for no address, E_TRANSPORT where nobody answers
   * there or the relay does not start, E_ID where another relay answers: then it serves whom it served before.
   */
  async serve(choice: ReachChoice | 'as-before', signal: AbortSignal): Promise<EmbeddedRelay> {
    if (choice === 'as-before') return this.#start(choice, signal)
    if (choice.kind !== 'address') return this.#start({ kind: choice.kind }, signal)
    const address = completeAddress(choice.address)
    const before = this.#running?.reach ?? null
    this.#isTrying = true
    try {
      const open = await this.#start({ kind: 'this-network' }, signal)
      const pinned = choice.untried || (await this.#isPinnedAt(address, open, signal))
      return await this.#start({ kind: 'address', address, pinned }, signal)
    } catch (error) {
      if (before !== null) await this.#start(before, AbortSignal.timeout(patience))
      throw error
    } finally {
      this.#isTrying = false
    }
  }

  /** Whether TLS at the address ends at this relay; false: before it, under a certificate that is vouched for. */
  async #isPinnedAt(address: string, { relayId, tlsPin }: EmbeddedRelay, signal: AbortSignal): Promise<boolean> {
    const answers = (key: Uint8Array | null): Promise<void> =>
      mustAnswer(this.#identify, { home: { relayId: relayId as RelayId, address }, tlsPin: key }, signal)
    try {
      await answers(tlsPin === undefined ? null : fromHex(tlsPin))
      return true
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'E_TRANSPORT') throw error
    }
    await answers(null)
    return false
  }

  async #start(reach: EmbeddedReach | 'as-before', signal: AbortSignal): Promise<EmbeddedRelay> {
    this.#want(reach)
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(patience)])
    for (;;) {
      const running = this.#running
      if (running !== null && (reach === 'as-before' || isDeepStrictEqual(running.reach, reach))) return running
      await this.#nextChange(deadline)
    }
  }

  #nextChange(deadline: AbortSignal): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const fail = (): void => {
        end()
        reject(new Refused('E_TRANSPORT', 'embedded relay does not start'))
      }
      const end = this.#changes.on(() => {
        end()
        deadline.removeEventListener('abort', fail)
        resolve()
      })
      if (deadline.aborted) fail()
      else deadline.addEventListener('abort', fail, { once: true })
    })
  }
}

/** The places of the relay in this app as core takes them. */
export function placesOf({ reach, relayId, local, outside, tlsPin }: EmbeddedRelay): OwnRelay {
  const pin = tlsPin === undefined ? null : fromHex(tlsPin)
  const at = (address: string, key: Uint8Array | null): Reach => ({
    home: { relayId: relayId as RelayId, address },
    tlsPin: key,
  })
  const outsidePin = reach.kind === 'address' && !reach.pinned ? null : pin
  return {
    relayId: relayId as RelayId,
    local: at(local, pin),
    outside: outside === null ? null : at(outside, outsidePin),
    isAlone: reach.kind === 'only-me',
  }
}
