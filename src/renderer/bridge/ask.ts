// One call over the bridge as a promise: the value, or a BridgeError with the code. Renderer.
import type { BridgeErrorCode, BridgeFailure, CallName, Input, Output } from '../../shared/ipc/contract.ts'

export class BridgeError extends Error {
  readonly code: BridgeErrorCode
  /** With E_CLOCK: milliseconds that this computer's clock is ahead, negative: behind. */
  readonly clockOffBy: number
  /** With E_TRANSPORT: why the relay is not reached, where it is known. */
  readonly why: BridgeFailure['why'] | null
  constructor({ code, detail, clockOffBy, why }: BridgeFailure) {
    super(`${code}: ${detail}`)
    this.name = 'BridgeError'
    this.code = code
    this.clockOffBy = clockOffBy ?? 0
    this.why = why ?? null
  }
}

export async function ask<K extends CallName>(name: K, input: Input<K>): Promise<Output<K>> {
  const answer = await window.siegel.call(name, input)
  if (answer.ok) return answer.value
  throw new BridgeError(answer.error)
}
