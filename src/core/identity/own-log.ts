// The one hand that appends to the own identity log. While an entry of a home move is out, it rests: another entry in the same place would
// be this computer's own fork. docs/PROTOCOL.md "Home moves". Runs in core and CLI.
import { Refused } from '../../shared/base/errors.ts'
import { Serial } from '../../shared/base/serial.ts'
import type { IdentityId } from '../../shared/domain/ids.ts'
import { encodeEntry, type Author, type Entry } from '../../shared/logs/entry.ts'
import type { DeviceSecrets, IdentityLog } from '../../shared/logs/identity/index.ts'
import type { OwnLogHome } from './interface.ts'
import type { KnownIdentities } from './known-identities.ts'

/** Whose log it is, as it is now. */
type Own = { readonly id: IdentityId; readonly log: IdentityLog; readonly device: DeviceSecrets }
type Step = { readonly log: IdentityLog; readonly author: Author; readonly time: number }

/** The home is on its way to another relay: nothing else is appended before it is there. */
export class Moving extends Refused {
  constructor() {
    super('E_CONFLICT', 'home is moving')
  }
}

export class OwnLogWriter {
  readonly #me: Own
  readonly #known: KnownIdentities
  readonly #serial = new Serial()
  #isMoving: () => boolean = () => false

  constructor(me: Own, known: KnownIdentities) {
    this.#me = me
    this.#known = known
  }

  /** `isMoving`: an entry is out that nothing of this computer may compete with. */
  restWhile(isMoving: () => boolean): void {
    this.#isMoving = isMoving
  }

  get isResting(): boolean {
    return this.#isMoving()
  }

  /** Nothing is appended while `work` goes on. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#serial.run(work)
  }

  /**
   * Appends at home what `make` makes of the newest own log. False: another device was first, and the rest was not sent. `time`:
   * milliseconds, by the home relay's clock. Throws Moving, and what `make` and the relay do.
   */
  append(
    home: OwnLogHome,
    { time, signal }: { readonly time: number; readonly signal: AbortSignal },
    make: (step: Step) => readonly Entry[],
  ): Promise<boolean> {
    return this.alone(async () => {
      if (this.isResting) throw new Moving()
      const { id, log, device } = this.#me
      for (const entry of make({ log, author: device, time: Math.max(time, log.state.time) })) {
        const { kind } = await home.append(id, encodeEntry(entry), { signal })
        if (kind !== 'appended') return false
        this.#known.accept(id, [entry])
      }
      return true
    })
  }
}
