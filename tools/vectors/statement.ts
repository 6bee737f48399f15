// Frozen vectors of statements: PROTOCOL §12, §15. `node tools/vectors/statement.ts` writes those that are missing, one file for
// each success and each reason of refusal; src/shared/logs/statement.test.ts reads them.
import { decodeCanonical, encodeCanonical, type Cbor } from '../../src/shared/base/canonical.ts'
import { fromHex } from '../../src/shared/base/encoding.ts'
import type { ErrorCode } from '../../src/shared/base/errors.ts'
import type { EntryHash, SpaceId } from '../../src/shared/domain/ids.ts'
import { encodeEntry } from '../../src/shared/logs/entry.ts'
import { revokeDevice, type IdentityLog } from '../../src/shared/logs/identity/index.ts'
import { parseStatement, signStatement, verifyStatement } from '../../src/shared/logs/statement.ts'
import { onboard, withDevice } from '../../src/shared/logs/testing/people.ts'
import { countingSuite, frozenLog } from './frozen-people.ts'
import { writeVectorsOnce } from './write.ts'

const suite = countingSuite('statement vectors')
const folder = 'src/shared/logs/vectors/statement'

/** The logs the signers are judged by: of two devices, and the same with the second one revoked. */
const signersFile = `${folder}/signers.json`
type Signers = { readonly active: readonly string[]; readonly revoked: readonly string[] }
const alice = withDevice(suite, onboard(suite, 'laptop'), false)
const active = frozenLog(suite, signersFile, (signers: Signers) => signers.active, alice.log)
const revocation = { deviceId: alice.added.deviceId, seed: alice.identitySeed }
const step = { log: active, author: alice.device, time: 2000 }
const made = revokeDevice(suite, step, revocation).log
const revoked = frozenLog(suite, signersFile, (signers: Signers) => signers.revoked, made)
const mallory = onboard(suite, 'rig')
const entriesOf = (log: IdentityLog) => log.entries.map(encodeEntry)
await writeVectorsOnce(signersFile, { active: entriesOf(active), revoked: entriesOf(revoked) })

const space = 'c3'.repeat(32) as SpaceId
const hash = 'ab'.repeat(32) as EntryHash
const seen = { kind: 'seen', subjectId: space, counter: 12, time: 1_795_000_000_000, head: { seq: 7, hash } } as const
const beat = { ...seen, kind: 'heartbeat', subjectId: active.id, counter: 1, head: active.head } as const
const bySecond = signStatement(suite, alice.added, seen)

for (const [name, wire] of Object.entries({
  heartbeat: signStatement(suite, alice.device, beat),
  seen: signStatement(suite, alice.device, seen),
  'seen-by-second-device': bySecond,
})) {
  const statement = verifyStatement(suite, parseStatement(wire), active)
  await writeVectorsOnce(`${folder}/accepted/${name}.json`, { signer: 'active', wire, statement })
}

/** The statement changed in one place, signed as it then stands. */
function altered(position: number, value: Cbor): Uint8Array {
  const [signed] = decodeCanonical(signStatement(suite, alice.device, seen), 8192) as [Uint8Array]
  const changed = (decodeCanonical(signed, 8192) as Cbor[]).map((item, i) => (i === position ? value : item))
  return resigned(encodeCanonical(changed))
}
const resigned = (signed: Uint8Array, label: 'statement' | 'self' = 'statement'): Uint8Array =>
  encodeCanonical([signed, suite.sign(alice.device.signSecretKey, label, signed)])
const [seenBytes] = decodeCanonical(signStatement(suite, alice.device, seen), 8192) as [Uint8Array]

type Refusal = { readonly code: ErrorCode; readonly wire: Uint8Array; readonly signer?: keyof Signers }
const refused: Record<string, Refusal> = {
  'of-another-identity': { code: 'E_ID', wire: signStatement(suite, mallory.device, seen) },
  'in-the-name-of-another': {
    code: 'E_ROLE',
    wire: signStatement(suite, { ...mallory.device, identityId: active.id }, seen),
  },
  'heartbeat-about-another': {
    code: 'E_ID',
    wire: signStatement(suite, alice.device, { ...beat, subjectId: mallory.log.id }),
  },
  'of-a-relay': { code: 'E_ID', wire: altered(2, 'relay') },
  'device-revoked': { code: 'E_ROLE', wire: bySecond, signer: 'revoked' },
  'key-of-another-device': {
    code: 'E_SIG',
    wire: signStatement(suite, { ...alice.device, signSecretKey: alice.added.signSecretKey }, seen),
  },
  'signed-for-another-purpose': { code: 'E_SIG', wire: resigned(seenBytes, 'self') },
  'later-version': { code: 'E_UNKNOWN_VERSION', wire: altered(0, 2) },
  'unknown-kind': { code: 'E_CANON', wire: altered(2, 'guess') },
  'another-record': { code: 'E_CANON', wire: altered(1, 'receipt') },
  'short-subject': { code: 'E_CANON', wire: altered(3, fromHex(space).slice(1)) },
  'counter-missing': { code: 'E_CANON', wire: altered(6, null) },
  'no-head': { code: 'E_CANON', wire: altered(8, new Uint8Array(0)) },
  'head-without-hash': { code: 'E_CANON', wire: altered(8, encodeCanonical([7])) },
  'cut-off': { code: 'E_CANON', wire: bySecond.slice(0, -1) },
  'too-long': { code: 'E_LIMIT', wire: new Uint8Array(4225) },
}
for (const [name, { signer = 'active', ...refusal }] of Object.entries(refused))
  await writeVectorsOnce(`${folder}/refused/${name}.json`, { signer, ...refusal })
