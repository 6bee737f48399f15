// An invitation is tried before anything of it counts: whoever invites says at which relay, and what is shown there is verified beside the
// profile first. Only a log that is at home there, keeps what was promised and gives rights here is taken over by the space itself, which
// holds it against its pin. PROTOCOL §8, §10. Runs in core.
import { Refused } from '../../shared/base/errors.ts'
import type { Entry } from '../../shared/logs/entry.ts'
import { EntryHeld } from '../held-entry.ts'
import { openScratchStore, type SpaceRecord } from '../store/index.ts'
import type { SpacesEnvironment } from './interface.ts'
import { mustBeAtHome, mustKeepPromise } from './invitation.ts'
import { SpaceReplica } from './replica.ts'

/** The log from its genesis on. Throws E_ID, E_ROLLBACK, E_FORK, E_ROLE, EntryHeld and what `SpaceReplica.refresh` throws. */
export async function tryInvitation(
  environment: SpacesEnvironment,
  record: SpaceRecord,
  signal: AbortSignal,
): Promise<readonly Entry[]> {
  const { suite, known, me, relayAt, local } = environment
  const scratch = openScratchStore()
  try {
    const own = { suite, store: scratch, known, me, relay: relayAt(record.relay), clock: local.clock }
    const replica = new SpaceReplica(own, record.id)
    await replica.refresh(signal)
    mustBeAtHome(replica, record)
    // What was promised may stand behind it.
    if (replica.ahead !== null) throw new EntryHeld(replica.ahead)
    mustKeepPromise(replica, record)
    if (replica.rightsOf(me.id, 0) === 0) throw new Refused('E_ROLE', 'no rights in this space')
    return replica.entries()
  } finally {
    scratch.close()
  }
}
