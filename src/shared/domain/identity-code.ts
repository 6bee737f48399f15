// The beginning of an identity as people can tell two apart by it: for those whose name is not known here. Runs everywhere.
// Never to be relied on: it proves nothing, the safety number does (PROTOCOL §7).
import { fromHex, toBase32 } from '../base/encoding.ts'
import type { IdentityId } from './ids.ts'

/** Bytes that fill eight digits. */
const bytes = 5

/** Eight digits, with which the text form of the id begins. */
export const identityCode = (id: IdentityId): string => toBase32(fromHex(id).subarray(0, bytes))
