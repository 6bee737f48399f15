// How a refusal travels: a status, and a closed code in a record. PROTOCOL §15, §16. Relay, core and cli.
import { z } from 'zod'
import { errorCodes, type ErrorCode } from '../base/errors.ts'
import { hexBytes, record, uint } from '../base/record.ts'
import type { EntryHash, LogId } from '../domain/ids.ts'

/**
 * A place in a log that the refusal is about. With E_CONFLICT: the head (`hash` set). With E_ID: what must be fetched or
 * pushed before the request can be judged, from `seq` on (`hash` null).
 */
export type RefusalPlace = { readonly logId: LogId; readonly seq: number; readonly hash: EntryHash | null }
export type Refusal = { readonly code: ErrorCode; readonly place: RefusalPlace | null }

const place = z.tuple([hexBytes<LogId>(32), uint(), hexBytes<EntryHash>(32).nullable()])
const refusalRecord = record(z.tuple([z.literal(1), z.literal('error'), z.enum(errorCodes), place.nullable()]))

const statuses = {
  E_ID: 404,
  E_SIG: 401,
  E_CANON: 400,
  E_SEQ: 409,
  E_ROLLBACK: 409,
  E_FORK: 409,
  E_STALE: 409,
  E_ROLE: 403,
  E_POLICY: 403,
  E_CONSENT: 403,
  E_OPEN: 400,
  E_INTEGRITY: 422,
  E_LIMIT: 413,
  E_PATH: 400,
  E_TRANSPORT: 503,
  E_QUOTA: 507,
  E_CONFLICT: 409,
  E_PENDING: 409,
  E_UNKNOWN_VERSION: 400,
} as const satisfies Record<ErrorCode, number>

/** The HTTP status of a refusal. A request signed at the wrong time is E_STALE with 401, too many requests E_QUOTA with 429. */
export const statusOf = (code: ErrorCode): number => statuses[code]

export const encodeRefusal = ({ code, place: at }: Refusal): Uint8Array =>
  refusalRecord.encode([1, 'error', code, at && [at.logId, at.seq, at.hash]])

/** Throws E_CANON. */
export function decodeRefusal(bytes: Uint8Array): Refusal {
  const [, , code, at] = refusalRecord.decode(bytes, 1024)
  return { code, place: at && { logId: at[0], seq: at[1], hash: at[2] } }
}
