// Frozen vectors of identity logs and receipts: PROTOCOL §5, §8, §19.15. `node tools/vectors/identity.ts` writes those that are
// missing, one file for each success and each reason of refusal; src/shared/logs/vectors.test.ts reads them.
import { decodeCanonical, encodeCanonical, type Cbor } from '../../src/shared/base/canonical.ts'
import { fromHex } from '../../src/shared/base/encoding.ts'
import type { ErrorCode } from '../../src/shared/base/errors.ts'
import { rootKeysOf } from '../../src/shared/crypto/recovery-phrase.ts'
import type { EntryHash, IdentityId } from '../../src/shared/domain/ids.ts'
import { encodeEntry, type Author, type Draft, type Entry } from '../../src/shared/logs/entry.ts'
import * as identity from '../../src/shared/logs/identity/index.ts'
import { joinStatement } from '../../src/shared/logs/identity/records.ts'
import { relayIdOf, signReceipt } from '../../src/shared/logs/receipt.ts'
import { forge, homeOf, onboard, withDevice } from '../../src/shared/logs/testing/people.ts'
import { countingSuite, frozenLog } from './frozen-people.ts'
import { writeVectorsOnce } from './write.ts'

const suite = countingSuite('identity vectors')
const folder = 'src/shared/logs/vectors'

type Json = { readonly entries: readonly string[] }
const frozen = (name: string, made: identity.IdentityLog): identity.IdentityLog =>
  frozenLog(suite, `${folder}/identity/accepted/${name}.json`, ({ entries }: Json) => entries, made)

const onboarded = onboard(suite, 'laptop')
const alice = { ...onboarded, log: frozen('onboarding', onboarded.log) }
const joined = withDevice(suite, alice, false)
const twice = { ...joined, log: frozen('second-device', joined.log) }
const child = withDevice(suite, withDevice(suite, alice, true), true)
const mallory = onboard(suite, 'rig')
const root = identity.rootAuthor(suite, alice.entropy, alice.log.id)
const { identitySeed: seed } = alice
const step = (log: identity.IdentityLog, author: Author = alice.device) => ({ log, author, time: 2000 })
const revocationWish = { deviceId: twice.added.deviceId, seed }
const revoked = frozen('device-revoked', identity.revokeDevice(suite, step(twice.log), revocationWish).log)
const rotated = frozen('key-rotated', identity.rotateIdentityKey(suite, step(alice.log), seed).log)

/* Logs that verify. `seeds`: what the recovery phrase opens, by generation; absent where it opens nothing. */

const genesisOnly = identity.IdentityLog.verify(suite, alice.log.entries.slice(0, 1))
const chain = withDevice(suite, child, true, child.added)
const home: Cbor = [fromHex(homeOf('b').relayId), homeOf('b').address]
const ignorable = forge(suite, alice.log, alice.device, {
  type: 'home.set',
  payload: home,
  extensions: new Map([[1, 'later']]),
})
const bodiless = identity.IdentityLog.verify(
  suite,
  alice.log.entries.map((entry) => ({ ...entry, body: null })),
)
const recoverFrom = (log: identity.IdentityLog) =>
  identity.recoverDevice(suite, { entropy: alice.entropy, log, deviceName: 'new laptop', time: 3000 })
const accepted: Record<string, identity.IdentityLog> = {
  'genesis-only': genesisOnly,
  onboarding: alice.log,
  'second-device': twice.log,
  'key-rotated': rotated,
  'device-revoked': revoked,
  'device-revoked-with-those-it-added': identity.revokeDevice(suite, step(chain.log), {
    deviceId: child.added.deviceId,
    since: chain.log.head.seq,
    seed,
  }).log,
  'reset-by-root': identity.resetDevices(suite, step(twice.log, root), { kept: [twice.added.deviceId], seed: null })
    .log,
  'home-moved': identity.setHome(suite, step(alice.log), homeOf('b')).log,
  'recovered-device': recoverFrom(alice.log).log,
  'recovered-without-bodies': recoverFrom(bodiless).log,
  'without-bodies': bodiless,
  'ignorable-extension': alice.log.append(suite, ignorable),
}
for (const [name, log] of Object.entries(accepted)) {
  await writeVectorsOnce(`${folder}/identity/accepted/${name}.json`, {
    entropy: alice.entropy,
    entries: log.entries.map(encodeEntry),
    seeds: seedsOf(log),
    state: summaryOf(log.state),
  })
}

function seedsOf(log: identity.IdentityLog): (Uint8Array | null)[] {
  const { secretKey } = rootKeysOf(suite, alice.entropy).recoveryKem
  return Array.from({ length: log.state.generation }, (_, i) => {
    try {
      return identity.openIdentitySeed(suite, log, { recoverySecretKey: secretKey }, i + 1)
    } catch {
      return null
    }
  })
}

function summaryOf({ id, head, devices, generation, home: at, time }: identity.IdentityState) {
  const list = [...devices.values()].map((device) => {
    const { id: deviceId, mayProvision, addedAt, addedBy, revokedAt } = device
    return { id: deviceId, mayProvision, addedAt, addedBy, revokedAt }
  })
  return { id, head, generation, home: at, time, devices: list }
}

/* Entries that are refused after a log that stands. */

type Change = Partial<Draft> & Pick<Draft, 'type' | 'payload'>
type Refusal = { readonly after: string; readonly code: ErrorCode; readonly entry: Uint8Array }
const refusal = (after: string, code: ErrorCode, change: Change, author: Author = alice.device): Refusal => {
  const log = accepted[after]
  if (log === undefined) throw new RangeError(after)
  return { after, code, entry: encodeEntry(forge(suite, log, author, change)) }
}
const header = (log: identity.IdentityLog): Cbor[] => decodeCanonical(lastOf(log).headerBytes, 1e6) as Cbor[]
/** The last entry of a log as raw bytes, its header changed in one place; the signature is right for the changed bytes. */
function rawEntry(log: identity.IdentityLog, position: number, value: Cbor, author: Author = alice.device): Uint8Array {
  const changed = encodeCanonical(header(log).map((item, i) => (i === position ? value : item)))
  return encodeCanonical([changed, [suite.sign(author.signSecretKey, 'entry/identity', changed)], lastOf(log).body])
}
function lastOf(log: identity.IdentityLog): Entry {
  const entry = log.entries.at(-1)
  if (entry === undefined) throw new RangeError('empty log')
  return entry
}

const setHome: Change = { type: 'home.set', payload: home }
const previous = { logId: alice.log.id, ...alice.log.head }
const stranger = mallory.device
const moved = accepted['home-moved'] ?? alice.log
const movedParts = decodeCanonical(encodeEntry(lastOf(moved)), 1e6) as [Uint8Array, Uint8Array[], null]
const rotation = lastOf(rotated).header?.payload as Cbor[]
const body = lastOf(rotated).body
const revocation = lastOf(revoked).header?.payload as Cbor[]
const joining = (id: IdentityId, capabilities = 0, device = identity.createDeviceSecrets(suite, id)): Change => {
  const statement = joinStatement(id, device.signPublicKey, device.kemPublicKey)
  const signature = suite.sign(device.signSecretKey, 'device/join', statement)
  const name = [1, new Uint8Array(80)]
  return { type: 'device.add', payload: [device.signPublicKey, device.kemPublicKey, capabilities, name, signature] }
}
const resetTo = (kept: Uint8Array[]): Change => ({ type: 'reset', payload: [kept, rotation], body })
const ids = [alice.device.deviceId, twice.added.deviceId].sort().map(fromHex)

const refused: Record<string, Refusal> = {
  'author-of-another-identity': refusal('onboarding', 'E_ID', setHome, stranger),
  'entry-of-another-log': refusal('onboarding', 'E_ID', {
    ...setHome,
    previous: { ...previous, logId: mallory.log.id },
  }),
  'key-already-known': refusal('device-revoked', 'E_ID', joining(alice.log.id, 0, twice.added)),
  gap: refusal('onboarding', 'E_SEQ', { ...setHome, previous: { ...previous, seq: 4 } }),
  repetition: { after: 'onboarding', code: 'E_SEQ', entry: encodeEntry(lastOf(alice.log)) },
  'other-predecessor': refusal('onboarding', 'E_SEQ', {
    ...setHome,
    previous: { ...previous, hash: 'ab'.repeat(32) as EntryHash },
  }),
  'time-goes-back': refusal('onboarding', 'E_SEQ', { ...setHome, time: 999 }),
  'second-genesis': { after: 'onboarding', code: 'E_SEQ', entry: encodeEntry(lastOf(genesisOnly)) },
  'entry-zero-with-header': { after: 'onboarding', code: 'E_SEQ', entry: rawEntry(moved, 3, 0) },
  'generation-skipped': refusal('onboarding', 'E_SEQ', {
    type: 'key.rotate',
    payload: [3, ...rotation.slice(1)],
    body,
  }),
  'since-in-the-future': refusal('second-device', 'E_SEQ', {
    type: 'device.revoke',
    payload: [revocation[0] ?? null, 9, revocation[2] ?? null],
    body,
  }),
  'no-signature': { after: 'onboarding', code: 'E_CANON', entry: encodeCanonical([movedParts[0], [], null]) },
  'signature-of-another-key': refusal('onboarding', 'E_SIG', setHome, {
    ...alice.device,
    signSecretKey: stranger.signSecretKey,
  }),
  'root-claimed': refusal('onboarding', 'E_SIG', setHome, { ...alice.device, deviceId: null }),
  'two-signatures': {
    after: 'onboarding',
    code: 'E_SIG',
    entry: encodeCanonical([movedParts[0], [...movedParts[1], ...movedParts[1]], null]),
  },
  'joined-another-identity': {
    ...refusal('onboarding', 'E_SIG', joining(mallory.log.id)),
  },
  'device-unknown': refusal('onboarding', 'E_ROLE', setHome, { ...stranger, identityId: alice.log.id }),
  'device-revoked': refusal('device-revoked', 'E_ROLE', setHome, twice.added),
  'device-without-provision': refusal('second-device', 'E_ROLE', joining(alice.log.id), twice.added),
  'revokes-itself': refusal('onboarding', 'E_ROLE', {
    type: 'device.revoke',
    payload: [fromHex(alice.device.deviceId), 4, rotation],
    body,
  }),
  'revokes-the-revoked': refusal('device-revoked', 'E_ROLE', { type: 'device.revoke', payload: revocation, body }),
  'reset-by-device': refusal('second-device', 'E_ROLE', resetTo(ids)),
  'reset-to-a-stranger': refusal('onboarding', 'E_ROLE', resetTo([fromHex(stranger.deviceId)]), root),
  'previous-seed-dropped-by-device': refusal('onboarding', 'E_ROLE', {
    type: 'key.rotate',
    payload: [...rotation.slice(0, 3), null],
    body,
  }),
  'rotation-without-lockboxes': refusal('onboarding', 'E_CANON', { type: 'key.rotate', payload: rotation }),
  'previous-seed-before-generation-1': refusal(
    'genesis-only',
    'E_CANON',
    { type: 'key.rotate', payload: [1, ...rotation.slice(1)], body },
    root,
  ),
  'lockbox-before-generation-1': refusal('genesis-only', 'E_CANON', { ...joining(alice.log.id), body }, root),
  'home-with-a-body': refusal('onboarding', 'E_CANON', { ...setHome, body }),
  'reset-out-of-order': refusal('second-device', 'E_CANON', resetTo([...ids].reverse()), root),
  'reset-to-nobody': refusal('second-device', 'E_CANON', resetTo([]), root),
  'payload-out-of-form': refusal('onboarding', 'E_CANON', { type: 'home.set', payload: [home] }),
  'empty-key': refusal('onboarding', 'E_CANON', {
    type: 'key.rotate',
    payload: [2, new Uint8Array(), ...rotation.slice(2)],
    body,
  }),
  'author-head-in-an-identity-log': {
    after: 'onboarding',
    code: 'E_CANON',
    entry: rawEntry(moved, 7, [1, new Uint8Array(32)]),
  },
  'heads-seen-in-an-identity-log': {
    after: 'onboarding',
    code: 'E_CANON',
    entry: rawEntry(moved, 8, [[new Uint8Array(32), 1, new Uint8Array(32)]]),
  },
  'extensions-empty': { after: 'onboarding', code: 'E_CANON', entry: rawEntry(moved, 12, new Map()) },
  'not-canonical': { after: 'onboarding', code: 'E_CANON', entry: notCanonical(encodeEntry(lastOf(moved))) },
  'cut-off': { after: 'onboarding', code: 'E_CANON', entry: encodeEntry(lastOf(moved)).slice(0, -1) },
  'body-of-another-entry': {
    after: 'onboarding',
    code: 'E_INTEGRITY',
    entry: encodeEntry({ ...lastOf(rotated), body: lastOf(revoked).body }),
  },
  'version-2': { after: 'onboarding', code: 'E_UNKNOWN_VERSION', entry: rawEntry(moved, 0, 2) },
  'type-unknown': refusal('onboarding', 'E_UNKNOWN_VERSION', { type: 'root.rotate', payload: null }),
  'capability-unknown': refusal('onboarding', 'E_UNKNOWN_VERSION', joining(alice.log.id, 2)),
  'critical-extension': {
    after: 'onboarding',
    code: 'E_UNKNOWN_VERSION',
    entry: rawEntry(moved, 12, new Map([[2, 1]])),
  },
}

/** The outer array in the two-byte form of its length. */
function notCanonical(stored: Uint8Array): Uint8Array {
  return Uint8Array.of(0x98, 3, ...stored.subarray(1))
}

for (const [name, { after, code, entry }] of Object.entries(refused)) {
  await writeVectorsOnce(`${folder}/identity/refused/${name}.json`, { after, code, entry })
}

/* Receipts. */

const relay = suite.backend.signSeedKeypair(suite.random(32))
const relayId = relayIdOf(suite, relay.publicKey)
const receipt = signReceipt(suite, relay, { logId: alice.log.id, head: alice.log.head, time: 1234 })
const held = { relayId, logId: alice.log.id, head: alice.log.head, time: 1234 }
const receiptBy = (keys: typeof relay) => signReceipt(suite, keys, held)
const other = suite.backend.signSeedKeypair(suite.random(32))
const receipts: Record<string, unknown> = {
  accepted: { relayId, receipt, held },
  'of-another-relay': { relayId, receipt: receiptBy(other), code: 'E_ID' },
  'signature-of-another-key': { relayId, receipt: receiptBy({ ...relay, secretKey: other.secretKey }), code: 'E_SIG' },
  'cut-off': { relayId, receipt: receipt.slice(0, -1), code: 'E_CANON' },
  'too-long': { relayId, receipt: new Uint8Array(513), code: 'E_LIMIT' },
}
for (const [name, vector] of Object.entries(receipts)) await writeVectorsOnce(`${folder}/receipt/${name}.json`, vector)
