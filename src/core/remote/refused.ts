// A relay's refusal with what helps to go on: when to ask again, which place in a log it is about. Runs in core and CLI.
import { Refused, type ErrorCode } from '../../shared/base/errors.ts'
import type { RefusalPlace } from '../../shared/protocol/index.ts'
import type { Unreachable } from './connect-failed.ts'

export class RelayRefused extends Refused {
  readonly place: RefusalPlace | null
  /** The request itself was signed at a time that is not the relay's. */
  readonly isWrongTime: boolean
  /** With E_TRANSPORT: why, as far as it can be told. */
  readonly why: Unreachable | null

  constructor(
    code: ErrorCode,
    detail: string,
    more: {
      readonly retryAt?: number | null
      readonly place?: RefusalPlace | null
      readonly isWrongTime?: boolean
      readonly why?: Unreachable | null
    } = {},
  ) {
    super(code, detail, more.retryAt ?? null)
    this.place = more.place ?? null
    this.isWrongTime = more.isWrongTime ?? false
    this.why = more.why ?? null
  }
}

/** Not reachable now, or what answered is no relay: try again later. Never an alarm about integrity. */
export const unreachable = (detail: string, why: Unreachable = 'silent'): RelayRefused =>
  new RelayRefused('E_TRANSPORT', detail, { why })
