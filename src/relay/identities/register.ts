// Opening an account: the whole identity log at once, and what the relay's setting asks for. Relay only. PROTOCOL §15, §19.13–14.
import { toHex } from '../../shared/base/encoding.ts'
import { Refused } from '../../shared/base/errors.ts'
import { parseEntry } from '../../shared/logs/entry.ts'
import { activeDevice, IdentityLog } from '../../shared/logs/identity/index.ts'
import type { Relay } from '../context.ts'
import type { Requester } from '../http/requester.ts'
import { isTokenValid, tokenHash } from './tokens.ts'

/**
 * Answers a receipt; the same registration again changes nothing. Throws E_ID or E_ROLE unless the request was signed by an
 * active device of that log, E_POLICY where the setting or the token does not allow it.
 */
export async function register(relay: Relay, requester: Requester, stored: readonly Uint8Array[]): Promise<Uint8Array> {
  const { suite, database } = relay
  const entries = stored.map((bytes) => parseEntry(suite, 'identity', bytes))
  const log = IdentityLog.verify(suite, entries, requester.identityId)
  const { signPublicKey } = activeDevice(log.state, requester.deviceId)
  if (toHex(signPublicKey) !== requester.key) throw new Refused('E_SIG', 'key of the device')
  const exists = (await database.accounts.find(log.id)) !== null
  if (!exists) {
    const admit = await admissionOf(relay, requester.token)
    if (!(await admit(relay.now()))) throw new Refused('E_POLICY', 'registration')
  }
  const receipt = await relay.logs.mirror(requester, log.id, stored)
  if (!exists) await database.accounts.add(log.id)
  return receipt
}

/** Before anything is read: whoever cannot be let in costs nothing. Throws E_POLICY. */
export async function mustBeAdmissible(relay: Relay, { identityId, token }: Requester): Promise<void> {
  const exists = (await relay.database.accounts.find(identityId)) !== null
  if (exists || relay.config.registration === 'open') return
  if (relay.config.registration === 'closed' || !(await isTokenValid(relay, token)))
    throw new Refused('E_POLICY', 'registration')
}

type Admission = (now: number) => Promise<boolean>

/** What lets this registration in: takes it when called. An invitation's token stays good for the message it is meant for. */
async function admissionOf({ config, database, suite }: Relay, token: Uint8Array | null): Promise<Admission> {
  const { registration } = config
  if (registration === 'open') return () => Promise.resolve(true)
  if (token === null || registration === 'closed') throw new Refused('E_POLICY', 'registration')
  const hash = tokenHash({ suite }, token)
  const found = await database.tokens.find(hash)
  if (found?.identityId === null) return (now) => database.tokens.use(hash, now)
  if (registration !== 'invitation') throw new Refused('E_POLICY', 'registration')
  return (now) => database.tokens.useForRegistration(hash, now)
}
