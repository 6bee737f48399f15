// How other logs look into verified identity logs. PROTOCOL §8. All processes.
import { Refused } from '../../base/errors.ts'
import type { DeviceId, Head, IdentityId } from '../../domain/ids.ts'
import { MissingHead } from '../entry.ts'
import type { IdentityLog } from './identity-log.ts'
import { activeDevice, type Device, type IdentityState } from './state.ts'

/** The verified identity logs somebody holds. */
export interface Identities {
  /** Null: not held. */
  get(id: IdentityId): IdentityLog | null
}

/**
 * The state of an identity at a head that an entry of another log names. Throws MissingHead where the log is not held
 * that far, E_FORK where the head lies on no known branch.
 */
export function stateAt(identities: Identities, head: Head & { readonly logId: IdentityId }): IdentityState {
  const log = identities.get(head.logId)
  if (log === null) throw new MissingHead(head.logId, 0)
  const state = log.at(head)
  if (state !== null) return state
  if (head.seq > log.head.seq) throw new MissingHead(head.logId, log.head.seq + 1)
  throw new Refused('E_FORK', `head ${head.seq} of log ${head.logId}`)
}

/**
 * Throws E_ROLLBACK for a log that ends before a head this client has already accepted (T07), E_FORK for one that does not
 * contain it.
 */
export function mustReachPin(log: IdentityLog, pin: Head): void {
  if (log.at(pin) !== null) return
  throw log.head.seq < pin.seq
    ? new Refused('E_ROLLBACK', 'log below its pin')
    : new Refused('E_FORK', 'log beside its pin')
}

/**
 * The device of somebody who signed outside any log, naming a head of their identity log: judged by the newest state held.
 * Throws what `stateAt` throws, and E_ROLE for a device that is not active.
 */
export function deviceNow(
  identities: Identities,
  signer: { readonly identityId: IdentityId; readonly head: Head; readonly deviceId: DeviceId },
): Device {
  const named = stateAt(identities, { logId: signer.identityId, ...signer.head })
  return activeDevice(identities.get(signer.identityId)?.state ?? named, signer.deviceId)
}
