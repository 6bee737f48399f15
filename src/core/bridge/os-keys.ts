// The key store of this computer, asked through main: one question at a time, answered in order. Runs in core's utility process.
// PROTOCOL §6, ATTACKS T70.
import type { OsKeyAnswer, OsKeyObstacle } from '../../shared/ipc/core-process.ts'
import { BridgeRefused } from '../../shared/ipc/index.ts'

type Want = 'state' | 'read' | 'make'

export class OsKeys {
  readonly #ask: (want: Want) => void
  #waiting: ((answer: OsKeyAnswer) => void)[] = []

  constructor(ask: (want: Want) => void) {
    this.#ask = ask
  }

  receive(answer: OsKeyAnswer): void {
    this.#waiting.shift()?.(answer)
  }

  /** Why this computer can keep no key; null: it can. */
  async obstacle(): Promise<OsKeyObstacle | null> {
    const answer = await this.#answerTo('state')
    return answer.kind === 'obstacle' ? answer.obstacle : null
  }

  /** The 32 bytes for this profile; `make`: new ones where there are none. Throws E_KEYSTORE with the obstacle as detail. */
  async key(want: 'read' | 'make'): Promise<Uint8Array> {
    const answer = await this.#answerTo(want)
    if (answer.kind !== 'key') throw new BridgeRefused('E_KEYSTORE', answer.kind === 'there' ? 'lost' : answer.obstacle)
    return answer.key
  }

  #answerTo(want: Want): Promise<OsKeyAnswer> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      this.#ask(want)
    })
  }
}
