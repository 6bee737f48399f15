// An identity id as people see it: checksummed base32. PROTOCOL §19.21. Core and CLI.
import { concat, equalBytes } from '../base/bytes.ts'
import { fromBase32, fromHex, toBase32, toHex } from '../base/encoding.ts'
import { Refused } from '../base/errors.ts'
import type { Suite } from '../crypto/suite.ts'
import type { IdentityId } from '../domain/ids.ts'

/** 56 lower-case letters and digits: id ‖ H("id/check", id)[0..3]. */
export function identityText(suite: Suite, id: IdentityId): string {
  const idBytes = fromHex(id)
  return toBase32(concat(idBytes, suite.hash('id/check', idBytes).subarray(0, 3)))
}

/** Case and spaces do not matter. Throws E_CANON for anything mistyped. */
export function parseIdentityText(suite: Suite, text: string): IdentityId {
  const whole = fromBase32(text.replace(/\s/gu, '').toLowerCase())
  const idBytes = whole.subarray(0, 32)
  const isRight = equalBytes(suite.hash('id/check', idBytes).subarray(0, 3), whole.subarray(32))
  if (!isRight) throw new Refused('E_CANON', 'identity text')
  return toHex(idBytes) as IdentityId
}
