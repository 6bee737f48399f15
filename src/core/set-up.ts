// A profile begins: with a new identity, or with an old one recovered from its words on this computer. The relay is asked first,
// so that an unreachable one leaves nothing behind. PROTOCOL §5, §6, §19.14. Runs in core and CLI.
import { hostname } from 'node:os'
import { Refused } from '../shared/base/errors.ts'
import { attemptAsync } from '../shared/base/result.ts'
import { verifySelf, openSelf, type Reach } from '../shared/contact/index.ts'
import type { IdentityId } from '../shared/domain/ids.ts'
import { encodeEntry, parseEntry } from '../shared/logs/entry.ts'
import {
  createDeviceSecrets,
  createIdentity,
  identityIdOf,
  IdentityLog,
  recoverDevice,
  type Home,
  type WithDevice,
} from '../shared/logs/identity/index.ts'
import type { CoreEnvironment, Relay } from './environment.ts'
import { EntryHeld, heldEntry } from './held-entry.ts'
import { encodeSecrets, restoreSelfContent } from './identity/index.ts'
import type { Profile } from './profile/index.ts'
import { RelayTime } from './relay-time.ts'
import { isLoopback, mustAnswer } from './remote/index.ts'
import { insertEntry, openStore, putSetting, raisePin, type WritableStore } from './store/index.ts'
import { createVault, type Protection } from './vault/index.ts'

export type NewPerson = { readonly name: string; readonly email: string | null }

export type SetUp = {
  readonly protection: Protection
  /** The 32 bytes behind the recovery words. */
  readonly entropy: Uint8Array
  readonly relay: Reach
  /** How this computer itself gets to the relay, if otherwise than others. */
  readonly way?: Reach
}

/**
 * Registers a new identity and writes its profile. Throws E_TRANSPORT, E_POLICY (not admitted), E_CONFLICT (profile in use),
 * WrongClock.
 */
export async function createProfile(
  environment: CoreEnvironment,
  profile: Profile,
  request: SetUp & { readonly person: NewPerson; readonly token: string | null },
  signal: AbortSignal,
): Promise<void> {
  const { suite } = environment
  const { relay, way = relay, entropy, person } = request
  const time = await timeAt(environment, request, signal)
  const made = createIdentity(suite, { entropy, deviceName: deviceName(), home: relay.home, time })
  const client = environment.connect(way, made.device)
  try {
    await client.register(made.entries.map(encodeEntry), { token: request.token, signal })
  } finally {
    client.close()
  }
  await writeProfile(environment, profile, { ...request, ...made }, (store) => {
    putSetting(store, 'name', person.name)
    putSetting(store, 'emails', JSON.stringify(person.email === null ? [] : [person.email]))
  })
}

/**
 * Adds this computer to the identity behind the words and brings back address book and spaces. Answers where it is at home: elsewhere, if
 * it has moved since the kit was written. Throws E_ID where the relay knows no such identity, E_TRANSPORT, E_CONFLICT, WrongClock.
 */
export async function recoverProfile(
  environment: CoreEnvironment,
  profile: Profile,
  request: SetUp,
  signal: AbortSignal,
): Promise<Reach> {
  const { suite } = environment
  const { entropy } = request
  const id = identityIdOf(suite, entropy)
  const { relay, way, log, time } = await findHome(environment, id, request, signal)
  const made = recoverDevice(suite, { entropy, log, deviceName: deviceName(), time })
  const client = environment.connect(way, made.device)
  try {
    for (const entry of made.entries) {
      const answer = await client.append(id, encodeEntry(entry), { signal })
      if (answer.kind !== 'appended') throw new Refused('E_CONFLICT', 'the identity log grew meanwhile')
    }
    const self = await readSelf(environment, client, made, signal)
    await writeProfile(environment, profile, { ...request, relay, ...made }, (store) => {
      if (self === null) return
      putSetting(store, 'self-counter', String(self.counter))
      if (self.content !== null) restoreSelfContent(store, self.content)
    })
    return relay
  } finally {
    client.close()
  }
}

/** [Note: A wrong clock at the beginning] The first entries, too, are dated by the relay's clock: it takes no others. */
async function timeAt(
  environment: CoreEnvironment,
  { relay, way = relay, entropy }: SetUp,
  signal: AbortSignal,
): Promise<number> {
  const { suite, clock } = environment
  const reader = environment.connect(way, createDeviceSecrets(suite, identityIdOf(suite, entropy)))
  try {
    const time = new RelayTime(clock, () => reader)
    await time.mustBeRight(signal)
    return time.now()
  } finally {
    reader.close()
  }
}

type Found = { readonly relay: Reach; readonly way: Reach; readonly log: IdentityLog; readonly time: number }

/** An identity moves so often at most between a kit and its use. */
const mostMoves = 8
/** Milliseconds that a relay may take to answer where the log names it, while another address leads to it. */
const patience = 10_000

/**
 * The newest log, at the relay that orders it: where it was moved from, the log itself says where to. [Note: Passed on] What answers as the
 * home relay at another place than the log names may be a former home that passes everything on: the named one is preferred where the relay
 * answers there. Throws E_ROLLBACK, E_ID.
 */
async function findHome(
  environment: CoreEnvironment,
  id: IdentityId,
  { relay, way = relay }: Pick<SetUp, 'relay' | 'way'>,
  signal: AbortSignal,
): Promise<Found> {
  let found = await fetchLog(environment, id, { relay, way }, signal)
  for (let moved = 0; moved < mostMoves; moved++) {
    const named = found.log.state.home
    if (named === null) return found
    const { relay: at, way: by } = found
    const isThis = named.relayId === at.home.relayId
    if (isThis && (by !== at || !isPreferable(named.address, at.home.address))) return found
    const there = isThis ? await namedPlace(environment, named, at.tlsPin, signal) : { home: named, tlsPin: null }
    if (there === null) return found
    if (!isThis) await mustAnswer(environment.identifyRelay, there, signal)
    const next = await fetchLog(environment, id, { relay: there, way: there }, signal)
    if (!next.log.contains(found.log.head)) throw new Refused('E_ROLLBACK', 'home shows less than a former home')
    found = next
  }
  throw new Refused('E_LIMIT', 'moves')
}

/** Nobody is led from elsewhere to their own computer, nor away from TLS. */
const isPreferable = (named: string, given: string): boolean =>
  named !== given &&
  (isLoopback(given) || !isLoopback(named)) &&
  (!given.startsWith('https:') || named.startsWith('https:'))

/** By the TLS key that is known of this relay, or by one that others vouch for. Null: it does not answer where the log names it. */
async function namedPlace(
  { identifyRelay }: CoreEnvironment,
  home: Home,
  known: Uint8Array | null,
  signal: AbortSignal,
): Promise<Reach | null> {
  for (const tlsPin of known === null ? [null] : [known, null]) {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(patience)])
    if ((await attemptAsync(() => mustAnswer(identifyRelay, { home, tlsPin }, limited))).ok) return { home, tlsPin }
  }
  return null
}

const deviceName = (): string => hostname().slice(0, 60) || 'computer'

async function fetchLog(
  environment: CoreEnvironment,
  id: IdentityId,
  { relay, way }: Pick<Found, 'relay' | 'way'>,
  signal: AbortSignal,
): Promise<Found> {
  const reader = environment.connect(way, createDeviceSecrets(environment.suite, id))
  try {
    const time = new RelayTime(environment.clock, () => reader)
    await time.mustBeRight(signal)
    return { relay, way, log: await readLog(environment, reader, id, signal), time: time.now() }
  } finally {
    reader.close()
  }
}

async function readLog(
  environment: CoreEnvironment,
  relay: Relay,
  id: IdentityId,
  signal: AbortSignal,
): Promise<IdentityLog> {
  const { suite, clock } = environment
  let log: IdentityLog | null = null
  for await (const bytes of relay.readLog(id, 0, { signal })) {
    const entry = parseEntry(suite, 'identity', bytes)
    // One after the other: what does not hold is not collected (T58).
    log = log === null ? IdentityLog.verify(suite, [entry], id) : log.append(suite, entry)
    const ahead = heldEntry({ authorId: id, time: log.state.time }, clock.now())
    if (ahead !== null) throw new EntryHeld(ahead)
  }
  return log ?? IdentityLog.verify(suite, [], id)
}

/** A record of a generation this log does not lead to, or none at all, costs the address book and nothing else. */
async function readSelf(
  { suite }: CoreEnvironment,
  relay: Relay,
  { log, identitySeed }: WithDevice,
  signal: AbortSignal,
): Promise<{ readonly counter: number; readonly content: Uint8Array | null } | null> {
  const wire = await relay.getSelf({ signal })
  if (wire === null) return null
  const self = verifySelf(suite, wire, log)
  const content = self.generation === log.state.generation ? openSelf(suite, self, identitySeed) : null
  return { counter: self.counter, content }
}

async function writeProfile(
  { suite, sealer }: CoreEnvironment,
  profile: Profile,
  made: SetUp & WithDevice,
  fill: (store: WritableStore) => void,
): Promise<void> {
  const secrets = encodeSecrets({
    device: made.device,
    seed: made.identitySeed,
    generation: made.log.state.generation,
    home: made.relay,
  })
  const options = { protection: made.protection, recoveryEntropy: made.entropy, secrets }
  const vault = await createVault({ suite, argon2id: sealer.argon2id }, profile.files.vault, options)
  try {
    const store = openStore(profile.files.cache, vault.databaseKey)
    store.write((writable) => {
      for (const entry of made.log.entries) {
        insertEntry(writable, entry.logId, { seq: entry.seq, hash: entry.hash, bytes: encodeEntry(entry) })
        raisePin(writable, { logId: entry.logId, kind: 'identity', seq: entry.seq, hash: entry.hash })
      }
      fill(writable)
    })
    store.close()
  } finally {
    vault.lock()
  }
}
