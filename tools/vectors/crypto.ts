// Frozen vectors of the building blocks: PROTOCOL §2, §4, §5, §7. `node tools/vectors/crypto.ts` writes those that are
// missing; src/shared/crypto/vectors.test.ts reads them.
import { openSuite } from '../../src/node/crypto/index.ts'
import { decodeCanonical, encodeCanonical, type Cbor } from '../../src/shared/base/canonical.ts'
import { toHex, utf8 } from '../../src/shared/base/encoding.ts'
import type { DeviceId, IdentityId } from '../../src/shared/domain/ids.ts'
import { sealEnvelope } from '../../src/shared/crypto/envelope.ts'
import { hpkeSeal } from '../../src/shared/crypto/hpke.ts'
import { kemKeyHash, keyCommitOf, sealLockbox, type LockboxContext } from '../../src/shared/crypto/lockbox.ts'
import { rootKeysOf, wordsOf } from '../../src/shared/crypto/recovery-phrase.ts'
import { safetyNumber } from '../../src/shared/crypto/safety-number.ts'
import { lengthPrefixed, Suite } from '../../src/shared/crypto/suite.ts'
import { writeVectorsOnce } from './write.ts'

/** Bytes that count up from `start`. */
const counted = (length: number, start: number) => Uint8Array.from({ length }, (_, i) => (start + i) & 0xff)
const flipped = (bytes: Uint8Array, at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))

/** A generator that gives the same bytes in every version: `random` in the vectors. */
const random = counted(64, 0xa0)
const { backend } = await openSuite()
const suite = new Suite({ ...backend, randomBytes: (length) => random.slice(0, length) })
const folder = 'src/shared/crypto/vectors'

function hashVectors() {
  const key = counted(32, 1)
  const message = utf8('Siegel')
  const signing = backend.signSeedKeypair(counted(32, 2))
  const passphrase = utf8('quer durch den moosgrünen tannenwald')
  const argon2id = { password: passphrase, salt: counted(16, 3), length: 32, passes: 3, memoryBytes: 64 * 2 ** 20 }
  return {
    lengthPrefixed: { parts: ['ä', 258, true, false, ''], bytes: lengthPrefixed('ä', 258, true, false, '') },
    hash: { label: 'body', message, number: 7, hash: suite.hash('body', message, 7) },
    kdf: [16, 24, 32, 64].map((length) => ({
      key,
      label: 'cenv',
      length,
      message,
      derived: suite.kdf(key, 'cenv', length, message),
    })),
    sign: {
      seed: counted(32, 2),
      publicKey: signing.publicKey,
      label: 'card',
      message,
      signature: suite.sign(signing.secretKey, 'card', message),
    },
    hedgedNonce: {
      random,
      key,
      label: 'pins',
      context: message,
      plaintext: key,
      nonce: suite.hedgedNonce(key, 'pins', message, key),
    },
    argon2id: { ...argon2id, key: backend.argon2id(argon2id) },
    xchachaStream: { key, nonce: new Uint8Array(24), bytes: backend.xchachaStream(64, new Uint8Array(24), key) },
    refusedKeys: [0, 16, 31, 33, 64].map((length) => counted(length, 1)),
  }
}

function envelopeVectors() {
  const place = { key: counted(32, 10), label: 'pins', context: utf8('a place') } as const
  const seal = (plaintext: Uint8Array) => sealEnvelope(suite, place, plaintext)
  const envelope = seal(utf8('a letter'))
  const refusals = [
    { reason: 'another key', ...place, key: counted(32, 11), envelope },
    { reason: 'another label', ...place, label: 'self', envelope },
    { reason: 'another context', ...place, context: utf8('another place'), envelope },
    { reason: 'nonce altered', ...place, envelope: flipped(envelope, 0) },
    { reason: 'commitment altered', ...place, envelope: flipped(envelope, 24) },
    { reason: 'ciphertext altered', ...place, envelope: flipped(envelope, 56) },
    { reason: 'tag altered', ...place, envelope: flipped(envelope, envelope.length - 1) },
    { reason: 'cut off', ...place, envelope: envelope.slice(0, -1) },
    { reason: 'shorter than any', ...place, envelope: envelope.slice(0, 71) },
    { reason: 'empty', ...place, envelope: new Uint8Array(0) },
  ]
  return {
    random,
    opened: [utf8('a letter'), new Uint8Array(0)].map((plaintext) => ({
      ...place,
      plaintext,
      envelope: seal(plaintext),
    })),
    refused: refusals.map((refusal) => ({ ...refusal, code: 'E_OPEN' })),
  }
}

function lockboxVectors() {
  const recipient = backend.xwingSeedKeypair(counted(32, 20))
  const author = backend.signSeedKeypair(counted(32, 21))
  const key = counted(32, 22)
  const id = (start: number) => toHex(counted(32, start))
  const context: LockboxContext = {
    keyKind: 'epoch',
    logId: id(30),
    keyId: id(30),
    generation: 2,
    recipientKind: 'identity',
    recipientId: id(31),
    recipientGeneration: 1,
    recipientKeyHash: kemKeyHash(suite, recipient.publicKey),
    authorId: id(32) as IdentityId,
    authorDevice: id(33) as DeviceId,
    keyCommit: keyCommitOf(suite, key, 'epoch', id(30), id(30), 2),
  }
  const keys = { key, recipientPublicKey: recipient.publicKey, authorDeviceSecretKey: author.secretKey }
  const wire = sealLockbox(suite, context, keys)
  const byRoot = sealLockbox(suite, { ...context, authorDevice: null }, keys)
  const items = decodeCanonical(wire, wire.length) as Cbor[]
  const [contextBytes, enc, ciphertext] = items as Uint8Array[]
  const signed = (parts: readonly (Uint8Array | undefined)[]) => {
    const body = parts.map((part) => part ?? null)
    return encodeCanonical([...body, suite.sign(author.secretKey, 'lockbox', encodeCanonical(body))])
  }
  const fields = decodeCanonical(contextBytes ?? random, 1024) as Cbor[]
  const withField = (at: number, value: Cbor) => signed([encodeCanonical(fields.with(at, value)), enc, ciphertext])
  const other = hpkeSeal(suite, { publicKey: recipient.publicKey, info: utf8('another place') }, key)
  const refused = [
    { reason: 'longer than any', code: 'E_LIMIT', wire: new Uint8Array(2049) },
    { reason: 'empty', code: 'E_CANON', wire: new Uint8Array(0) },
    { reason: 'cut off', code: 'E_CANON', wire: wire.slice(0, -1) },
    { reason: 'an item too many', code: 'E_CANON', wire: encodeCanonical([...items, null]) },
    { reason: 'enc too short', code: 'E_CANON', wire: encodeCanonical(items.with(1, new Uint8Array(1119))) },
    { reason: 'ciphertext empty', code: 'E_CANON', wire: encodeCanonical(items.with(2, new Uint8Array(0))) },
    { reason: 'signature too long', code: 'E_CANON', wire: encodeCanonical(items.with(3, new Uint8Array(65))) },
    { reason: 'unknown key kind', code: 'E_CANON', wire: withField(2, 'master') },
    { reason: 'unknown recipient kind', code: 'E_CANON', wire: withField(6, 'everyone') },
    { reason: 'version 2', code: 'E_UNKNOWN_VERSION', wire: withField(0, 2) },
    { reason: 'signature altered', code: 'E_SIG', wire: flipped(wire, wire.length - 1) },
    {
      reason: 'generation altered, not signed anew',
      code: 'E_SIG',
      wire: encodeCanonical(items.with(0, encodeCanonical(fields.with(5, 3)))),
    },
    { reason: 'generation altered and signed anew', code: 'E_OPEN', wire: withField(5, 3) },
    { reason: 'sealed for another place', code: 'E_OPEN', wire: signed([contextBytes, other.enc, other.ciphertext]) },
    { reason: 'another log expected', code: 'E_OPEN', wire, expected: { logId: id(34) } },
    { reason: 'another generation expected', code: 'E_OPEN', wire, expected: { generation: 1 } },
    { reason: 'not my key', code: 'E_OPEN', wire, recipientSeed: counted(32, 23) },
  ]
  return {
    random,
    recipientSeed: counted(32, 20),
    authorSeed: counted(32, 21),
    key,
    context,
    wire,
    byRoot,
    refused,
  }
}

async function safetyNumberVectors() {
  const ids = [counted(32, 40), counted(32, 41), new Uint8Array(32)].map((bytes) => toHex(bytes) as IdentityId)
  const pairs = ids.flatMap((a) => ids.filter((b) => b > a).map((b) => [a, b] as const))
  return {
    numbers: await Promise.all(
      pairs.map(async ([a, b]) => ({ a, b, number: await safetyNumber(suite, suite.backend.argon2id, a, b) })),
    ),
    refused: [{ reason: 'oneself', code: 'E_ID', a: ids[0], b: ids[0] }],
  }
}

function recoveryPhraseVectors() {
  const entropies = [new Uint8Array(32), counted(32, 50), new Uint8Array(32).fill(255)]
  const words = wordsOf(counted(32, 50))
  return {
    phrases: entropies.map((entropy) => {
      const { rootSign, recoveryKem } = rootKeysOf(suite, entropy)
      return {
        entropy,
        words: wordsOf(entropy).join(' '),
        rootId: suite.kdf(entropy, 'root/id', 16),
        rootSignPublicKey: rootSign.publicKey,
        recoveryKemKeyHash: kemKeyHash(suite, recoveryKem.publicKey),
      }
    }),
    refused: [
      { text: '', problem: { kind: 'count', count: 0 } },
      { text: words.slice(0, 12).join(' '), problem: { kind: 'count', count: 12 } },
      { text: words.with(4, 'siegel').join(' '), problem: { kind: 'unknownWords', positions: [5] } },
      { text: words.with(0, 'zoo').join(' '), problem: { kind: 'checksum' } },
    ],
  }
}

await writeVectorsOnce(`${folder}/kdf-hash.json`, hashVectors())
await writeVectorsOnce(`${folder}/envelope.json`, envelopeVectors())
await writeVectorsOnce(`${folder}/lockbox.json`, lockboxVectors())
await writeVectorsOnce(`${folder}/safety-number.json`, await safetyNumberVectors())
await writeVectorsOnce(`${folder}/recovery-phrase.json`, recoveryPhraseVectors())
