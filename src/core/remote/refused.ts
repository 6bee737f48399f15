// A relay's refusal with what helps to go on: when to ask again, which place in a log it is about. Runs in core and CLI.
import { Refused, type ErrorCode } from '../../shared/base/errors.ts'
import type { RefusalPlace } from '../../shared/protocol/index.ts'

export class RelayRefused extends Refused {
  /** Milliseconds since 1970 by the local clock; null: the relay named no time. */
  readonly retryAt: number | null
  readonly place: RefusalPlace | null
  /** The request itself was signed at a time that is not the relay's. */
  readonly isWrongTime: boolean

  constructor(
    code: ErrorCode,
    detail: string,
    more: {
      readonly retryAt?: number | null
      readonly place?: RefusalPlace | null
      readonly isWrongTime?: boolean
    } = {},
  ) {
    super(code, detail)
    this.retryAt = more.retryAt ?? null
    this.place = more.place ?? null
    this.isWrongTime = more.isWrongTime ?? false
  }
}

/** Not reachable now, or what answered is no relay: try again later. Never an alarm about integrity. */
export const unreachable = (detail: string, retryAt: number | null = null): RelayRefused =>
  new RelayRefused('E_TRANSPORT', detail, { retryAt })
