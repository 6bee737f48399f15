// Frozen vectors of cards, invitation links, messages, safety codes and self records: PROTOCOL §7, §19.12–13, §19.17.
// `node tools/vectors/contact.ts` writes those that are missing; src/shared/contact/vectors.test.ts reads them.
import { concat } from '../../src/shared/base/bytes.ts'
import { decodeCanonical, encodeCanonical, type Cbor } from '../../src/shared/base/canonical.ts'
import { fromBase64url, fromHex, toBase64url } from '../../src/shared/base/encoding.ts'
import type { ErrorCode } from '../../src/shared/base/errors.ts'
import { sealEnvelope } from '../../src/shared/crypto/envelope.ts'
import { hpkeSeal } from '../../src/shared/crypto/hpke.ts'
import { lengthPrefixed } from '../../src/shared/crypto/suite.ts'
import * as contact from '../../src/shared/contact/index.ts'
import type { MessageId, SpaceId } from '../../src/shared/domain/ids.ts'
import { padded } from '../../src/shared/domain/padme.ts'
import { encodeEntry } from '../../src/shared/logs/entry.ts'
import { revokeDevice, setHome, type DeviceSecrets, type IdentityLog } from '../../src/shared/logs/identity/index.ts'
import { homeOf, onboard, withDevice } from '../../src/shared/logs/testing/people.ts'
import { countingSuite, frozenLog } from './frozen-people.ts'
import { writeVectorsOnce } from './write.ts'

const suite = countingSuite('contact vectors')
const folder = 'src/shared/contact/vectors'
const day = 24 * 60 * 60 * 1000

/* The people: alice has revoked her tablet; `older` is her log as it was before. */
type Json = Record<'alice' | 'bob', { readonly entries: readonly string[] }>
const frozen = (who: 'alice' | 'bob', made: IdentityLog): IdentityLog =>
  frozenLog(suite, `${folder}/people.json`, (people: Json) => people[who].entries, made)

const alice = withDevice(suite, onboard(suite, 'laptop'), false)
const tablet = alice.added
const revocation = { deviceId: tablet.deviceId, seed: alice.identitySeed }
const revoked = revokeDevice(suite, { log: alice.log, author: alice.device, time: 2000 }, revocation)
const log = frozen('alice', revoked.log)
const older = log.upTo(log.head.seq - 1)
const desktop = onboard(suite, 'desktop')
const bob = { ...desktop, log: frozen('bob', desktop.log) }
const mallory = onboard(suite, 'rig')
const stored = (person: IdentityLog) => person.entries.map(encodeEntry)
await writeVectorsOnce(`${folder}/people.json`, {
  alice: { id: log.id, entries: stored(log), firstSeed: alice.identitySeed },
  bob: { id: bob.log.id, entries: stored(bob.log), firstSeed: bob.identitySeed },
})

type Vector = { readonly code?: ErrorCode } & Record<string, unknown>
async function write(part: string, vectors: Record<string, Vector>): Promise<void> {
  for (const [name, vector] of Object.entries(vectors)) await writeVectorsOnce(`${folder}/${part}/${name}.json`, vector)
}
const later = (signed: Uint8Array): Uint8Array =>
  encodeCanonical([2, ...(decodeCanonical(signed, 1e6) as Cbor[]).slice(1)])
/** A text form or link whose record claims to be of version 2. */
const laterText = (text: string): string =>
  text.replace(/[^:#]+$/u, (record) => toBase64url(later(fromBase64url(record))))
const resign = (device: DeviceSecrets, label: 'card' | 'self', wire: Uint8Array): Uint8Array => {
  const [signed = null, ...others] = decodeCanonical(wire, 1e7) as Cbor[]
  const changed = later(signed as Uint8Array)
  return encodeCanonical([changed, ...others.slice(0, -1), suite.sign(device.signSecretKey, label, changed)])
}

/* Cards. */
const display = { name: 'Alice Ärmel', addresses: ['alice@example.org', 'aermel@example.net'], time: 2500 }
const fields = { head: log.head, home: homeOf('a'), tlsPin: null, token: suite.random(16), ...display }
const card = contact.createCard(suite, alice.device, fields)
const beside = setHome(suite, { log: older, author: alice.device, time: 2000 }, homeOf('e')).log
const cardBy = (device: DeviceSecrets, head = log.head) => contact.createCard(suite, device, { ...fields, head })
const pinned = { ...fields, tlsPin: suite.random(32), addresses: [] }
await write('card', {
  accepted: { card: contact.cardText(card), fields },
  'accepted-with-tls-pin': { card: contact.cardText(contact.createCard(suite, alice.device, pinned)), fields: pinned },
  'head-not-held-yet': { card: cardBy(alice.device, { ...log.head, seq: 99 }), code: 'E_ID' },
  'head-on-no-branch': { card: cardBy(alice.device, beside.head), code: 'E_FORK' },
  'device-revoked': { card: cardBy(tablet, older.head), code: 'E_ROLE' },
  'device-unknown': { card: cardBy({ ...mallory.device, identityId: log.id }), code: 'E_ROLE' },
  'signature-of-another-key': {
    card: cardBy({ ...alice.device, signSecretKey: mallory.device.signSecretKey }),
    code: 'E_SIG',
  },
  'cut-off': { card: card.slice(0, -1), code: 'E_CANON' },
  'too-long': { card: new Uint8Array(4097), code: 'E_LIMIT' },
  'version-2': { card: resign(alice.device, 'card', card), code: 'E_UNKNOWN_VERSION' },
})

/* Messages to bob, read at time 10,000. */
const now = 10_000
const notAfter = now + 30 * day
const reach = { home: homeOf('b'), tlsPin: suite.random(32) }
const messageId = 'ab'.repeat(16) as MessageId
const contents: contact.MessageContent[] = [
  { kind: 'contact.request', cardBytes: card, note: 'Grüße aus Köln', proof: suite.random(32) },
  { kind: 'contact.accept', cardBytes: card, token: suite.random(16) },
  { kind: 'contact.decline', requestId: messageId },
  { kind: 'contact.withdraw', requestId: messageId },
  {
    kind: 'space.invite',
    ...reach,
    genesisEntry: suite.random(300),
    head: { seq: 4, hash: log.head.hash },
    owner: { identityId: log.id, ...log.head },
    name: 'Entwürfe 2026',
  },
  { kind: 'space.decline', spaceId: 'cd'.repeat(32) as SpaceId },
  { kind: 'relay.address', ...reach },
]
type From = { readonly device: DeviceSecrets; readonly head: typeof log.head }
const messageFrom = (from: Partial<From> = {}, content = contents[2], until = notAfter, to = bob.log.state) => {
  if (content === undefined) throw new RangeError('content')
  const sender = { device: alice.device, head: log.head, ...from }
  return contact.sealMessage(suite, sender, { recipient: to, content, notAfter: until }).messageBytes
}
const parts = decodeCanonical(messageFrom(), 1e6) as Uint8Array[]
const [context = new Uint8Array(), ...rest] = parts
/** A message sealed and signed as it should be, whose kind or padding may be another than this version makes. */
function messageOf(kind: string, plaintext: Uint8Array): Uint8Array {
  const known = decodeCanonical(context, 1e6) as Cbor[]
  const ctx = encodeCanonical(known.map((item, i) => (i === 2 ? kind : item)))
  const key = suite.random(32)
  const envelope = sealEnvelope(suite, { key, label: 'message', context: ctx }, plaintext)
  const info = lengthPrefixed('siegel/1/seal/message', ctx)
  const { enc, ciphertext } = hpkeSeal(suite, { publicKey: bob.log.state.kemPublicKey ?? new Uint8Array(), info }, key)
  const signed = encodeCanonical([ctx, enc, ciphertext, suite.hash('message/body', envelope)])
  return encodeCanonical([ctx, enc, ciphertext, envelope, suite.sign(alice.device.signSecretKey, 'message', signed)])
}
const declined = encodeCanonical([fromHex(messageId)])
const messageAccepted = contents.map((content) => [
  `accepted-${content.kind}`,
  { now, message: messageFrom({}, content), content },
])
await write('message', {
  ...(Object.fromEntries(messageAccepted) as Record<string, Vector>),
  'after-its-time': { now, message: messageFrom({}, contents[2], now - 1), code: 'E_STALE' },
  'for-too-long': { now, message: messageFrom({}, contents[2], now + 32 * day), code: 'E_LIMIT' },
  'head-not-held-yet': { now, message: messageFrom({ head: { ...log.head, seq: 99 } }), code: 'E_ID' },
  'head-on-no-branch': { now, message: messageFrom({ head: beside.head }), code: 'E_FORK' },
  'device-revoked': { now, message: messageFrom({ device: tablet, head: older.head }), code: 'E_ROLE' },
  'signature-of-another-key': {
    now,
    message: messageFrom({ device: { ...alice.device, signSecretKey: mallory.device.signSecretKey } }),
    code: 'E_SIG',
  },
  'envelope-of-another-message': {
    now,
    message: encodeCanonical(
      parts.map((part, i) => (i === 3 ? ((decodeCanonical(messageFrom(), 1e6) as Cbor[])[3] ?? null) : part)),
    ),
    code: 'E_SIG',
  },
  'to-somebody-else': { now, message: messageFrom({}, contents[2], notAfter, mallory.log.state), code: 'E_ID' },
  'sealed-to-another-key': {
    now,
    message: messageFrom({}, contents[2], notAfter, { ...mallory.log.state, id: bob.log.id }),
    code: 'E_OPEN',
  },
  'kind-unknown': { now, message: messageOf('contact.call', padded(Uint8Array.of(0x80))), code: 'E_UNKNOWN_VERSION' },
  unpadded: { now, message: messageOf('contact.decline', declined), code: 'E_CANON' },
  'padded-further': {
    now,
    message: messageOf('contact.decline', concat(padded(declined), new Uint8Array(32))),
    code: 'E_CANON',
  },
  'version-2': { now, message: encodeCanonical([later(context), ...rest]), code: 'E_UNKNOWN_VERSION' },
  'cut-off': { now, message: messageFrom().slice(0, -1), code: 'E_CANON' },
})

/* Invitation links, and proofs by bob that he was invited by alice. */
const invitation = { ...reach, inviterId: log.id, head: log.head, token: suite.random(16), secret: suite.random(16) }
const link = contact.invitationLink(invitation)
const proof = contact.invitationProof(suite, { secret: invitation.secret, inviterId: log.id, inviteeId: bob.log.id })
await write('invitation', {
  accepted: { link, invitation, proof },
  'proof-of-another-secret': {
    link: contact.invitationLink({ ...invitation, secret: suite.random(16) }),
    proof,
    code: 'E_CONSENT',
  },
  'cut-off': { link: link.slice(0, -3), proof, code: 'E_CANON' },
  'version-2': { link: laterText(link), proof, code: 'E_UNKNOWN_VERSION' },
  'without-fragment': { link: link.split('#')[0], proof, code: 'E_CANON' },
  'too-long': { link: link + 'A'.repeat(5000), proof, code: 'E_LIMIT' },
})

/* Codes that alice scans from the screen of who should be bob. */
const code = (owner: typeof log.id, other: typeof log.id) => contact.safetyCodeText({ owner, other })
await write('safety-code', {
  match: { scanned: code(bob.log.id, log.id), outcome: 'match' },
  'own-code': { scanned: code(log.id, bob.log.id), outcome: 'ownCode' },
  conflict: { scanned: code(bob.log.id, mallory.log.id), outcome: 'conflict' },
  stranger: { scanned: code(mallory.log.id, bob.log.id), outcome: 'stranger' },
  'version-2': { scanned: laterText(code(bob.log.id, log.id)), code: 'E_UNKNOWN_VERSION' },
  'cut-off': { scanned: code(bob.log.id, log.id).slice(0, -4), code: 'E_CANON' },
})
await write('identity-text', {
  accepted: { text: contact.identityText(suite, log.id), id: log.id },
  mistyped: {
    text: contact.identityText(suite, log.id).replace(/.$/u, (last) => (last === 'a' ? 'b' : 'a')),
    code: 'E_CANON',
  },
})

/* Self records of alice; her first seed opens generation 1. */
const content = suite.random(100)
const selfOf = (device: DeviceSecrets, version: { generation?: number; counter?: number; seed?: Uint8Array } = {}) =>
  contact.sealSelf(suite, device, { generation: 1, counter: 3, seed: alice.identitySeed, ...version }, content)
const self = selfOf(alice.device)
await write('self', {
  accepted: { self, counter: 3, content },
  'accepted-from-a-device-revoked-later': { self: selfOf(tablet), counter: 3, content },
  'device-revoked': { self: selfOf(tablet, { generation: 2 }), code: 'E_ROLE' },
  'generation-unknown': { self: selfOf(alice.device, { generation: 9 }), code: 'E_STALE' },
  'of-another-identity': { self: selfOf(mallory.device), code: 'E_ID' },
  'signature-of-another-key': {
    self: selfOf({ ...alice.device, signSecretKey: mallory.device.signSecretKey }),
    code: 'E_SIG',
  },
  'sealed-under-another-seed': { self: selfOf(alice.device, { seed: fromHex(mallory.log.id) }), code: 'E_OPEN' },
  'version-2': { self: resign(alice.device, 'self', self), code: 'E_UNKNOWN_VERSION' },
  'cut-off': { self: self.slice(0, -1), code: 'E_CANON' },
})
