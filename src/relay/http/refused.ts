// Refusals that need more than a code: another status, a place in a log, a time to wait. Relay only. PROTOCOL §15, §16.
import { Refused, type ErrorCode } from '../../shared/base/errors.ts'
import { encodeRefusal, statusOf, type RefusalPlace } from '../../shared/protocol/index.ts'
import { MissingHead } from '../../shared/logs/entry.ts'

export class HttpRefused extends Refused {
  readonly status: number
  readonly place: RefusalPlace | null
  /** Seconds. */
  readonly retryAfter: number | null

  constructor(
    code: ErrorCode,
    detail: string,
    more: { readonly status?: number; readonly place?: RefusalPlace; readonly retryAfter?: number } = {},
  ) {
    super(code, detail)
    this.status = more.status ?? statusOf(code)
    this.place = more.place ?? null
    this.retryAfter = more.retryAfter ?? null
  }
}

/** [Note: Alike] Wrong, foreign and unknown ids get this one answer: nobody learns from it what exists. */
export const notHere = (): Refused => new Refused('E_ID', 'not here')
export const tooMany = (seconds: number): HttpRefused =>
  new HttpRefused('E_QUOTA', 'too many', { status: 429, retryAfter: Math.max(1, Math.ceil(seconds)) })
export const unavailable = (detail: string, seconds: number): HttpRefused =>
  new HttpRefused('E_TRANSPORT', detail, { retryAfter: seconds })

export type Answer = { readonly status: number; readonly body: Uint8Array; readonly retryAfter: number | null }

/** The answer to a refusal. Its detail stays here. */
export function answerTo(error: Refused): Answer {
  const place =
    error instanceof MissingHead
      ? { logId: error.logId, seq: error.from, hash: null }
      : error instanceof HttpRefused
        ? error.place
        : null
  return {
    status: error instanceof HttpRefused ? error.status : statusOf(error.code),
    body: encodeRefusal({ code: error.code, place }),
    retryAfter: error instanceof HttpRefused ? error.retryAfter : null,
  }
}
