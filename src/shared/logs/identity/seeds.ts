// Identity seeds in lockboxes: who gets one, sealing them, checking them, and finding the seed of any generation again.
// PROTOCOL §4, §5. Sealing and opening: core; checking: also the relay, at append.
import { equalBytes } from '../../base/bytes.ts'
import { Refused } from '../../base/errors.ts'
import { attempt } from '../../base/result.ts'
import { openEnvelope } from '../../crypto/envelope.ts'
import {
  kemKeyHash,
  keyCommitOf,
  openLockbox,
  sealLockbox,
  verifyLockbox,
  type LockboxContext,
} from '../../crypto/lockbox.ts'
import type { Suite } from '../../crypto/suite.ts'
import type { DeviceId, IdentityId } from '../../domain/ids.ts'
import type { Author, Entry } from '../entry.ts'
import { encodeLockboxes, inLockboxOrder, mustHandOut, parseLockboxes } from '../lockbox-list.ts'
import type { IdentityLog } from './identity-log.ts'
import { identityKemKey, previousSeedPlace, type DeviceSecrets } from './keys.ts'
import { activeDevice, activeDevices, type IdentityState } from './state.ts'

/** Who may open a seed: one of the person's devices, or whoever has the recovery phrase (its X-Wing secret, 32 bytes). */
export type SeedOpener = DeviceSecrets | { readonly recoverySecretKey: Uint8Array }

type Recipient = {
  readonly recipientKind: 'device' | 'recovery'
  readonly recipientId: DeviceId | IdentityId
  readonly kemPublicKey: Uint8Array
}

/** The devices named and the recovery key; without `devices` every active one. */
export function seedRecipients(
  state: IdentityState,
  devices: readonly DeviceId[] = activeDevices(state).map(({ id }) => id),
): readonly Recipient[] {
  const named = devices.map((id) => deviceRecipient(id, activeDevice(state, id).kemPublicKey))
  return [...named, { recipientKind: 'recovery', recipientId: state.id, kemPublicKey: state.recoveryKemPublicKey }]
}

export const deviceRecipient = (id: DeviceId, kemPublicKey: Uint8Array): Recipient => ({
  recipientKind: 'device',
  recipientId: id,
  kemPublicKey,
})

export const seedCommit = (suite: Suite, seed: Uint8Array, id: IdentityId, generation: number): Uint8Array =>
  keyCommitOf(suite, seed, 'identity-seed', id, id, generation)

/** The body that hands `seed` to `recipients`. */
export function sealSeed(
  suite: Suite,
  sealed: { readonly seed: Uint8Array; readonly generation: number; readonly author: Author },
  recipients: readonly Recipient[],
): Uint8Array {
  const { seed, generation, author } = sealed
  const keyCommit = seedCommit(suite, seed, author.identityId, generation)
  const place = { id: author.identityId, generation, keyCommit, authorDevice: author.deviceId }
  const keys = { key: seed, authorDeviceSecretKey: author.signSecretKey }
  const lockboxes = inLockboxOrder(recipients).map((recipient) =>
    sealLockbox(suite, contextOf(suite, place, recipient), { ...keys, recipientPublicKey: recipient.kemPublicKey }),
  )
  return encodeLockboxes(lockboxes)
}

/**
 * What the relay demands at append and a client of its own log: the body hands the seed to exactly the right recipients.
 * Throws what `mustHandOut` throws; entries that hand out nothing pass.
 */
export function mustHandOutSeed(suite: Suite, log: IdentityLog, entry: Entry): void {
  const { before, after } = statesAround(log, entry)
  if ((entry.header?.bodyHash ?? null) === null) return
  const added = activeDevices(after).filter(({ id }) => !before.devices.has(id))
  const due =
    added.length > 0 ? added.map(({ id, kemPublicKey }) => deviceRecipient(id, kemPublicKey)) : seedRecipients(after)
  const contexts = inLockboxOrder(due).map((recipient) => contextAt(suite, log, entry, recipient))
  mustHandOut(suite, entry, contexts, authorKey(before, entry))
}

/**
 * The seed of `generation` (32 bytes), from a lockbox for the opener or by walking previous-seed envelopes back from a newer
 * one. Throws E_OPEN where neither leads there: bodies withheld, a new beginning by root, not the opener's identity.
 */
export function openIdentitySeed(
  suite: Suite,
  log: IdentityLog,
  opener: SeedOpener,
  generation: number = log.state.generation,
): Uint8Array {
  for (let newer = generation; newer >= 1 && newer <= log.state.generation; newer++) {
    const seed = seedInLockbox(suite, log, opener, newer)
    if (seed !== null) return walkBack(suite, log, { seed, generation: newer }, generation)
  }
  throw new Refused('E_OPEN', 'identity seed')
}

function seedInLockbox(suite: Suite, log: IdentityLog, opener: SeedOpener, generation: number): Uint8Array | null {
  for (const entry of log.entries) {
    if (entry.body === null || statesAround(log, entry).after.generation !== generation) continue
    const opened = attempt(() => openFromBody(suite, log, entry, opener))
    if (opened.ok) return opened.value
  }
  return null
}

function openFromBody(suite: Suite, log: IdentityLog, entry: Entry, opener: SeedOpener): Uint8Array {
  const { before, after } = statesAround(log, entry)
  const mine = 'deviceId' in opener ? opener.deviceId : log.id
  const lockbox = parseLockboxes(entry.body ?? new Uint8Array()).find(({ context }) => context.recipientId === mine)
  const recipient = seedRecipients(after).find(({ recipientId }) => recipientId === mine)
  if (lockbox === undefined || recipient === undefined) throw new Refused('E_OPEN', 'no lockbox')
  verifyLockbox(suite, lockbox, authorKey(before, entry))
  const secretKey = 'deviceId' in opener ? opener.kemSecretKey : opener.recoverySecretKey
  const seed = openLockbox(suite, lockbox, { secretKey, expected: contextAt(suite, log, entry, recipient) })
  return mustBeSeedOf(suite, after, seed)
}

function walkBack(
  suite: Suite,
  log: IdentityLog,
  from: { seed: Uint8Array; generation: number },
  to: number,
): Uint8Array {
  let { seed } = from
  for (let newer = from.generation; newer > to; newer--) {
    const { previousSeed } = stateOfGeneration(log, newer)
    if (previousSeed === null) throw new Refused('E_OPEN', 'identity seed')
    const older = openEnvelope(suite, previousSeedPlace(seed, log.id, newer), previousSeed)
    seed = mustBeSeedOf(suite, stateOfGeneration(log, newer - 1), older)
  }
  return seed
}

/** Throws E_OPEN unless the published key follows from this seed. */
function mustBeSeedOf(suite: Suite, state: IdentityState, seed: Uint8Array): Uint8Array {
  const { publicKey } = identityKemKey(suite, seed, state.id, state.generation)
  if (state.kemPublicKey === null || !equalBytes(publicKey, state.kemPublicKey))
    throw new Refused('E_OPEN', 'identity seed')
  return seed
}

function stateOfGeneration(log: IdentityLog, generation: number): IdentityState {
  const state = log.states.find((one) => one.generation === generation)
  if (state === undefined) throw new RangeError('generation')
  return state
}

function statesAround(
  log: IdentityLog,
  entry: Entry,
): { readonly before: IdentityState; readonly after: IdentityState } {
  const after = log.states[entry.seq]
  if (after?.head.hash !== entry.hash) throw new RangeError('entry of another log')
  return { before: log.states[entry.seq - 1] ?? after, after }
}

function authorKey(before: IdentityState, { header }: Entry): Uint8Array {
  const device = header?.authorDevice ?? null
  return device === null ? before.rootSignPublicKey : activeDevice(before, device).signPublicKey
}

type SeedPlace = {
  readonly id: IdentityId
  readonly generation: number
  readonly keyCommit: Uint8Array
  readonly authorDevice: DeviceId | null
}

function contextAt(suite: Suite, log: IdentityLog, entry: Entry, recipient: Recipient): LockboxContext {
  const { id, generation, keyCommit } = statesAround(log, entry).after
  if (keyCommit === null) throw new Refused('E_CANON', 'seed before a key')
  return contextOf(suite, { id, generation, keyCommit, authorDevice: entry.header?.authorDevice ?? null }, recipient)
}

const contextOf = (suite: Suite, place: SeedPlace, recipient: Recipient): LockboxContext => ({
  keyKind: 'identity-seed',
  logId: place.id,
  keyId: place.id,
  generation: place.generation,
  recipientKind: recipient.recipientKind,
  recipientId: recipient.recipientId,
  recipientGeneration: 0,
  recipientKeyHash: kemKeyHash(suite, recipient.kemPublicKey),
  authorId: place.id,
  authorDevice: place.authorDevice,
  keyCommit: place.keyCommit,
})
