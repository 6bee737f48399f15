// The QR code that two people scan from each other's screens instead of reading sixty digits. PROTOCOL §7, ATTACKS T11. Core.
// It carries both whole ids: what its owner is, and whom they believe to be looking at.
import { z } from 'zod'
import { hexBytes, record } from '../base/record.ts'
import type { IdentityId } from '../domain/ids.ts'
import { fromTextForm, toTextForm } from './text-form.ts'

export type SafetyCode = { readonly owner: IdentityId; readonly other: IdentityId }

/**
 * match: each holds the other's identity · ownCode: my own screen · stranger: somebody else's code, or meant for somebody
 * else · conflict: the right person, who holds another identity for me, or I for them: somebody may sit in between.
 */
export type SafetyCodeOutcome = 'match' | 'ownCode' | 'stranger' | 'conflict'

const codeRecord = record(
  z.tuple([z.literal(1), z.literal('safety-code'), hexBytes<IdentityId>(32), hexBytes<IdentityId>(32)]),
)

export const safetyCodeText = ({ owner, other }: SafetyCode): string =>
  toTextForm('verify', codeRecord.encode([1, 'safety-code', owner, other]))

/** Throws E_CANON, E_LIMIT, or E_UNKNOWN_VERSION for the code of another version: update, then scan again. */
export function parseSafetyCode(scanned: string): SafetyCode {
  const [, , owner, other] = codeRecord.decode(fromTextForm('verify', scanned), 256)
  return { owner, other }
}

/** Only 'match' verifies anybody. */
export function compareSafetyCode(code: SafetyCode, mine: IdentityId, theirs: IdentityId): SafetyCodeOutcome {
  if (code.owner === mine) return 'ownCode'
  if (code.owner === theirs && code.other === mine) return 'match'
  return code.owner === theirs || code.other === mine ? 'conflict' : 'stranger'
}
