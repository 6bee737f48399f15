// The closed set of reasons for which Siegel refuses something, and the one exception that carries such a reason.
// Runs everywhere. PROTOCOL §16.

/** Every reason a byte, a request or a wish can be refused for. A sentence for each stands in the text catalogue. */
export const errorCodes = [
  'E_ID',
  'E_SIG',
  'E_CANON',
  'E_SEQ',
  'E_ROLLBACK',
  'E_FORK',
  'E_STALE',
  'E_ROLE',
  'E_POLICY',
  'E_CONSENT',
  'E_OPEN',
  'E_INTEGRITY',
  'E_LIMIT',
  'E_PATH',
  'E_TRANSPORT',
  'E_QUOTA',
  'E_CONFLICT',
  'E_PENDING',
  'E_UNKNOWN_VERSION',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/**
 * An expected refusal. Codecs, validators and reducers throw it; module edges turn it into a `Result` with `attempt`.
 * `detail` is for logs and developers: never shown to a person, never holding a secret, a name or a path.
 */
export class Refused extends Error {
  readonly code: ErrorCode
  readonly detail: string
  /** When whoever refused wants to be asked again, in milliseconds since 1970 by the local clock; null: no time was named. */
  readonly retryAt: number | null

  constructor(code: ErrorCode, detail: string, retryAt: number | null = null) {
    super(`${code}: ${detail}`)
    this.name = 'Refused'
    this.code = code
    this.detail = detail
    this.retryAt = retryAt
  }
}

/**
 * The clock of this computer and the relay's are too far apart for anything to be dated. `offBy`: milliseconds this computer's is
 * ahead, negative: behind.
 */
export class WrongClock extends Refused {
  readonly offBy: number

  constructor(offBy: number) {
    super('E_STALE', 'the clock of this computer')
    this.name = 'WrongClock'
    this.offBy = offBy
  }
}
