// What of an identity's log is not here yet, as a refusal that says so. Relay only. PROTOCOL §19.14.
import type { IdentityId } from '../../shared/domain/ids.ts'
import { MissingHead } from '../../shared/logs/entry.ts'
import type { RelayParts } from '../parts.ts'

export async function missingLogOf(relay: Pick<RelayParts, 'identities'>, id: IdentityId): Promise<MissingHead> {
  const log = await relay.identities.find(id)
  return new MissingHead(id, log === null ? 0 : log.head.seq + 1)
}
