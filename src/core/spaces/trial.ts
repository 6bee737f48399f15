// An invitation is tried before anything of it counts: whoever invites says at which relay, and what is shown there is verified beside the
// profile first. Only a log that is at home there, keeps what was promised, gives rights here and goes on from what is pinned is taken
// over, with its pin. PROTOCOL §8, §10. Runs in core.
import { Refused } from '../../shared/base/errors.ts'
import { EntryHeld } from '../held-entry.ts'
import {
  insertEntry,
  openScratchStore,
  raisePin,
  readEntries,
  readPin,
  type SpaceRecord,
  type Store,
} from '../store/index.ts'
import { turnOfOthers } from '../turns.ts'
import type { SpacesEnvironment } from './interface.ts'
import { mustBeAtHome, mustKeepPromise } from './invitation.ts'
import { SpaceReplica } from './replica.ts'

/** Entries that are taken over in one transaction. */
const batch = 200

/** Throws E_ID, E_ROLLBACK, E_FORK, E_ROLE, EntryHeld and what `SpaceReplica.refresh` throws; then nothing of it is kept. */
export async function takeOverInvited(
  environment: SpacesEnvironment,
  record: SpaceRecord,
  signal: AbortSignal,
): Promise<void> {
  const { suite, store, known, me, relayAt, local } = environment
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
    mustReachPin(store, replica)
    await copyLog(scratch, store, replica)
  } finally {
    scratch.close()
  }
}

/** What was accepted before, of whichever invitation, is still there. */
function mustReachPin(store: Store, replica: SpaceReplica): void {
  const pin = readPin(store, replica.id)
  if (pin === null || replica.has(pin.seq, pin.hash)) return
  if (replica.state.head.seq < pin.seq) throw new Refused('E_ROLLBACK', 'log ends before its pin')
  throw new Refused('E_FORK', `space log beside its pin at ${pin.seq}`)
}

async function copyLog(from: Store, to: Store, { id, state }: SpaceReplica): Promise<void> {
  const entries = readEntries(from, id)
  for (let at = 0; at < entries.length; at += batch) {
    const some = entries.slice(at, at + batch)
    to.write((store) => {
      for (const entry of some) insertEntry(store, id, entry)
      const last = some.at(-1) ?? state.head
      raisePin(store, { logId: id, kind: 'space', seq: last.seq, hash: last.hash })
    })
    await turnOfOthers()
  }
}
