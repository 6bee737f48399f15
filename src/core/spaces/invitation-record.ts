// What is kept of a space invitation until a person answers it: where the space begins and which head was promised. Runs in core.
import { z } from 'zod'
import { bytes, hexBytes, record, uint } from '../../shared/base/record.ts'
import type { EntryHash, Head } from '../../shared/domain/ids.ts'

const invitationRecord = record(
  z.tuple([z.literal(1), z.literal('invited'), bytes({ min: 1, max: 8192 }), uint(), hexBytes<EntryHash>(32)]),
)

export type KeptInvitation = {
  /** Entry 0 in stored form. */
  readonly genesisEntry: Uint8Array
  /** At or after the grant: it must lie on the log that the relay shows. */
  readonly head: Head
}

export const encodeInvitation = ({ genesisEntry, head }: KeptInvitation): Uint8Array =>
  invitationRecord.encode([1, 'invited', genesisEntry, head.seq, head.hash])

export function decodeInvitation(encoded: Uint8Array): KeptInvitation {
  const [, , genesisEntry, seq, hash] = invitationRecord.decode(encoded, 16_384)
  return { genesisEntry, head: { seq, hash } }
}
