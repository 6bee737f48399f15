// The lockbox: a 32-byte key sealed to one recipient and signed, together with its place, by its author. PROTOCOL §4.
// All processes. Who calls `verifyLockbox` has judged before that the author's device was valid and had the right.
import { z } from 'zod'
import { equalBytes } from '../base/bytes.ts'
import { fromHex } from '../base/encoding.ts'
import { Refused } from '../base/errors.ts'
import { bytes, hexBytes, record, uint } from '../base/record.ts'
import type { DeviceId, IdentityId } from '../domain/ids.ts'
import { hpkeOpen, hpkeSeal } from './hpke.ts'
import { keyKinds, type KeyKind } from './labels.ts'
import { lengthPrefixed, type Suite } from './suite.ts'

/** Who opens a lockbox. Groups and links are reserved for later format versions. */
export const recipientKinds = [
  'identity',
  'device',
  'recovery',
  'group-member',
  'group-moderator',
  'group-admin',
  'link',
] as const
export type RecipientKind = (typeof recipientKinds)[number]

/** The place of a sealed key. Ids are hex of 32 bytes; `keyId` says whose key it is, `logId` where it stands. */
export type LockboxContext = {
  readonly keyKind: KeyKind
  readonly logId: string
  readonly keyId: string
  readonly generation: number
  readonly recipientKind: RecipientKind
  readonly recipientId: string
  readonly recipientGeneration: number
  /** `kemKeyHash` of the recipient's public key, 32 bytes. */
  readonly recipientKeyHash: Uint8Array
  readonly authorId: IdentityId
  /** Null: the root key of `authorId`, in its own identity log only. */
  readonly authorDevice: DeviceId | null
  /** `keyCommitOf` of the sealed key, 32 bytes. */
  readonly keyCommit: Uint8Array
}

/** A parsed lockbox; nothing about it is verified. `bytes` is the whole wire form. */
export type Lockbox = {
  readonly context: LockboxContext
  readonly contextBytes: Uint8Array
  readonly enc: Uint8Array
  readonly ciphertext: Uint8Array
  readonly signature: Uint8Array
  readonly bytes: Uint8Array
}

/** More than any lockbox of version 1 takes. */
export const maxLockboxLength = 2048

const contextRecord = record(
  z.tuple([
    z.literal(1),
    z.literal('lockbox'),
    z.enum(keyKinds),
    hexBytes<string>(32),
    hexBytes<string>(32),
    uint(),
    z.enum(recipientKinds),
    hexBytes<string>(32),
    uint(),
    bytes(32),
    hexBytes<IdentityId>(32),
    hexBytes<DeviceId>(32).nullable(),
    bytes(32),
  ]),
)
const signedItems = [bytes({ min: 1, max: 1024 }), bytes(1120), bytes(48)] as const
const signedRecord = record(z.tuple([...signedItems]))
const wireRecord = record(z.tuple([...signedItems, bytes(64)]))

/** What a log entry publishes of a key, so that its recipients all got the same: 32 bytes. */
export function keyCommitOf(
  suite: Suite,
  key: Uint8Array,
  keyKind: KeyKind,
  logId: string,
  keyId: string,
  generation: number,
): Uint8Array {
  return suite.kdf(key, 'key/commit', 32, keyKind, fromHex(logId), fromHex(keyId), generation)
}

/** H("id/kem", X-Wing public key): 32 bytes. */
export function kemKeyHash(suite: Suite, publicKey: Uint8Array): Uint8Array {
  if (!(publicKey instanceof Uint8Array) || publicKey.length !== 1216) throw new RangeError('KEM public key')
  return suite.hash('id/kem', publicKey)
}

/** The wire form CBOR [context, enc, ciphertext, signature]. Throws RangeError where `context` is not that of the keys. */
export function sealLockbox(
  suite: Suite,
  context: LockboxContext,
  keys: {
    readonly key: Uint8Array
    readonly recipientPublicKey: Uint8Array
    readonly authorDeviceSecretKey: Uint8Array
  },
): Uint8Array {
  const { keyKind, logId, keyId, generation } = context
  if (!equalBytes(keyCommitOf(suite, keys.key, keyKind, logId, keyId, generation), context.keyCommit)) {
    throw new RangeError('key commitment of another key')
  }
  if (!equalBytes(kemKeyHash(suite, keys.recipientPublicKey), context.recipientKeyHash)) {
    throw new RangeError('hash of another recipient key')
  }
  const contextBytes = encodeContext(context)
  const info = lengthPrefixed(`siegel/1/seal/${keyKind}`, contextBytes)
  const { enc, ciphertext } = hpkeSeal(suite, { publicKey: keys.recipientPublicKey, info }, keys.key)
  const signed = signedRecord.encode([contextBytes, enc, ciphertext])
  return wireRecord.encode([contextBytes, enc, ciphertext, suite.sign(keys.authorDeviceSecretKey, 'lockbox', signed)])
}

/** Throws E_LIMIT above 2,048 bytes, E_UNKNOWN_VERSION, or E_CANON. */
export function parseLockbox(wire: Uint8Array): Lockbox {
  const [contextBytes, enc, ciphertext, signature] = wireRecord.decode(wire, maxLockboxLength)
  return { context: decodeContext(contextBytes), contextBytes, enc, ciphertext, signature, bytes: new Uint8Array(wire) }
}

/** Throws E_SIG unless the owner of this Ed25519 key signed exactly these bytes as a lockbox. */
export function verifyLockbox(suite: Suite, lockbox: Lockbox, authorDevicePublicKey: Uint8Array): void {
  const signed = signedRecord.encode([lockbox.contextBytes, lockbox.enc, lockbox.ciphertext])
  if (!suite.verify(authorDevicePublicKey, 'lockbox', signed, lockbox.signature)) throw new Refused('E_SIG', 'lockbox')
}

/**
 * The 32-byte key. `secretKey` is the recipient's 32-byte X-Wing seed; every field of `expected` must equal the context's,
 * and the named recipient key must be mine. Throws E_OPEN, always with the same text: not mine, not here, altered.
 */
export function openLockbox(
  suite: Suite,
  lockbox: Lockbox,
  recipient: { readonly secretKey: Uint8Array; readonly expected: Partial<LockboxContext> },
): Uint8Array {
  const { context, contextBytes, enc, ciphertext } = lockbox
  const { publicKey } = suite.backend.xwingSeedKeypair(recipient.secretKey)
  const expected = { ...recipient.expected, recipientKeyHash: kemKeyHash(suite, publicKey) }
  const foreign = (Object.keys(expected) as (keyof LockboxContext)[]).some(
    (field) => !sameField(expected[field], context[field]),
  )
  if (foreign) throw new Refused('E_OPEN', 'lockbox')
  const info = lengthPrefixed(`siegel/1/seal/${context.keyKind}`, contextBytes)
  const key = openOrRefuse(() => hpkeOpen(suite, { secretKey: recipient.secretKey, info }, enc, ciphertext))
  const commit = keyCommitOf(suite, key, context.keyKind, context.logId, context.keyId, context.generation)
  if (!suite.backend.equalSecrets(commit, context.keyCommit)) throw new Refused('E_OPEN', 'lockbox')
  return key
}

function openOrRefuse(open: () => Uint8Array): Uint8Array {
  try {
    return open()
  } catch (error) {
    throw error instanceof Refused ? new Refused('E_OPEN', 'lockbox') : error
  }
}

function sameField(expected: unknown, found: unknown): boolean {
  return expected instanceof Uint8Array && found instanceof Uint8Array
    ? equalBytes(expected, found)
    : expected === found
}

function encodeContext(c: LockboxContext): Uint8Array {
  return contextRecord.encode([
    1,
    'lockbox',
    c.keyKind,
    c.logId,
    c.keyId,
    c.generation,
    c.recipientKind,
    c.recipientId,
    c.recipientGeneration,
    c.recipientKeyHash,
    c.authorId,
    c.authorDevice,
    c.keyCommit,
  ])
}

function decodeContext(contextBytes: Uint8Array): LockboxContext {
  const fields = contextRecord.decode(contextBytes, 1024)
  const [, , keyKind, logId, keyId, generation, recipientKind, recipientId, recipientGeneration] = fields
  const [recipientKeyHash, authorId, authorDevice, keyCommit] = [fields[9], fields[10], fields[11], fields[12]]
  return {
    keyKind,
    logId,
    keyId,
    generation,
    recipientKind,
    recipientId,
    recipientGeneration,
    recipientKeyHash,
    authorId,
    authorDevice,
    keyCommit,
  }
}
