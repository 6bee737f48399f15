// A message from one identity to another, sealed to the recipient's identity key and signed by the sender's device. PROTOCOL §7,
// §19.12. Core seals and opens it; the relay sees its context (kind, ids, heads), of its content not even the exact length.
import { z } from 'zod'
import { Refused } from '../base/errors.ts'
import { fromHex, toHex } from '../base/encoding.ts'
import { bytes, hexBytes, record, text, uint } from '../base/record.ts'
import { openEnvelope, sealEnvelope } from '../crypto/envelope.ts'
import { hpkeOpen, hpkeSeal } from '../crypto/hpke.ts'
import { lengthPrefixed, type Suite } from '../crypto/suite.ts'
import type { DeviceId, Head, IdentityId, MessageId } from '../domain/ids.ts'
import { padded, unpadded } from '../domain/padme.ts'
import {
  deviceNow,
  identityKemKey,
  type DeviceSecrets,
  type Identities,
  type IdentityState,
} from '../logs/identity/index.ts'
import { decodeContent, encodeContent, type MessageContent } from './message-content.ts'
import { headOf, headSchema, headWire } from './place.ts'

export type MessageContext = {
  /** One of the kinds of `MessageContent`, or one that a later version knows. */
  readonly kind: string
  readonly id: MessageId
  readonly senderId: IdentityId
  readonly senderDevice: DeviceId
  readonly senderHead: Head
  readonly recipientId: IdentityId
  /** Of the recipient's identity key. */
  readonly generation: number
  /** Milliseconds UTC, at most 30 days ahead; the id is remembered until then. */
  readonly notAfter: number
}

/** A message in form; nothing about it is verified. */
export type SealedMessage = {
  readonly context: MessageContext
  readonly contextBytes: Uint8Array
  readonly enc: Uint8Array
  readonly ciphertext: Uint8Array
  readonly envelope: Uint8Array
  readonly signature: Uint8Array
}

export const maxMessageLength = 64 * 1024
export const maxMessageAge = 30 * 24 * 60 * 60 * 1000
/** Clocks of sender and recipient may differ by this much. */
const clockTolerance = 24 * 60 * 60 * 1000
const maxContextLength = 1024

const contextRecord = record(
  z.tuple([
    z.literal(1),
    z.literal('message'),
    text(64),
    hexBytes<MessageId>(16),
    hexBytes<IdentityId>(32),
    hexBytes<DeviceId>(32),
    headSchema,
    hexBytes<IdentityId>(32),
    uint(),
    uint(),
  ]),
)
const sealedItems = [bytes({ min: 1, max: maxContextLength }), bytes(1120), bytes(48)] as const
const signedRecord = record(z.tuple([...sealedItems, bytes(32)]))
const wireRecord = record(z.tuple([...sealedItems, bytes({ min: 73, max: maxMessageLength }), bytes(64)]))

/** The wire form, at most 64 KiB, and the id the recipient will know it by. */
export function sealMessage(
  suite: Suite,
  sender: { readonly device: DeviceSecrets; readonly head: Head },
  message: { readonly recipient: IdentityState; readonly content: MessageContent; readonly notAfter: number },
): { readonly id: MessageId; readonly messageBytes: Uint8Array } {
  const { recipient, content, notAfter } = message
  if (recipient.kemPublicKey === null) throw new Refused('E_ID', 'recipient without a key')
  const contentBytes = encodeContent(content)
  // Hedged as nonces are: an id that comes again for something else would be taken for read.
  const hedged = suite.hash('message/id', suite.random(16), fromHex(recipient.id), content.kind, contentBytes, notAfter)
  const id = toHex(hedged.subarray(0, 16)) as MessageId
  const contextBytes = contextRecord.encode([
    1,
    'message',
    content.kind,
    id,
    sender.device.identityId,
    sender.device.deviceId,
    headWire(sender.head),
    recipient.id,
    recipient.generation,
    notAfter,
  ])
  const key = suite.random(32)
  const envelope = sealEnvelope(suite, { key, label: 'message', context: contextBytes }, padded(contentBytes))
  const { enc, ciphertext } = hpkeSeal(suite, { publicKey: recipient.kemPublicKey, info: infoOf(contextBytes) }, key)
  suite.backend.wipe(key)
  const signed = signedRecord.encode([contextBytes, enc, ciphertext, suite.hash('message/body', envelope)])
  const signature = suite.sign(sender.device.signSecretKey, 'message', signed)
  return { id, messageBytes: wireRecord.encode([contextBytes, enc, ciphertext, envelope, signature]) }
}

/** Throws E_LIMIT, E_CANON or E_UNKNOWN_VERSION. */
export function parseMessage(messageBytes: Uint8Array): SealedMessage {
  const [contextBytes, enc, ciphertext, envelope, signature] = wireRecord.decode(messageBytes, maxMessageLength)
  const [, , kind, id, senderId, senderDevice, senderHead, recipientId, generation, notAfter] = contextRecord.decode(
    contextBytes,
    maxContextLength,
  )
  const people = { senderId, senderDevice, senderHead: headOf(senderHead), recipientId }
  return { context: { kind, id, ...people, generation, notAfter }, contextBytes, enc, ciphertext, envelope, signature }
}

/**
 * Checks who sent it and when, before anything is opened. `now`: milliseconds UTC, corrected by the relay's clock. Throws
 * E_STALE after `notAfter`, E_LIMIT for one too far ahead, MissingHead while the sender's log is not held up to the head
 * it names, E_FORK, E_ROLE where the device is not active, E_SIG.
 */
export function verifyMessage(suite: Suite, message: SealedMessage, identities: Identities, now: number): void {
  const { senderId, senderDevice, senderHead, notAfter } = message.context
  if (notAfter < now) throw new Refused('E_STALE', 'message after its time')
  if (notAfter > now + maxMessageAge + clockTolerance) throw new Refused('E_LIMIT', 'message for too long')
  const { contextBytes, enc, ciphertext, envelope, signature } = message
  const signed = signedRecord.encode([contextBytes, enc, ciphertext, suite.hash('message/body', envelope)])
  const { signPublicKey } = deviceNow(identities, { identityId: senderId, head: senderHead, deviceId: senderDevice })
  if (!suite.verify(signPublicKey, 'message', signed, signature)) throw new Refused('E_SIG', 'message')
}

/**
 * The content of a verified message. `seed`: my identity seed of the message's generation. Throws E_ID for a message to
 * somebody else, E_OPEN, E_UNKNOWN_VERSION for an unknown kind, E_CANON.
 */
export function openMessage(
  suite: Suite,
  message: SealedMessage,
  me: { readonly identityId: IdentityId; readonly seed: Uint8Array },
): MessageContent {
  const { kind, recipientId, generation } = message.context
  if (recipientId !== me.identityId) throw new Refused('E_ID', 'message to somebody else')
  const { secretKey } = identityKemKey(suite, me.seed, me.identityId, generation)
  const { contextBytes, enc, ciphertext, envelope } = message
  const key = hpkeOpen(suite, { secretKey, info: infoOf(contextBytes) }, enc, ciphertext)
  const plaintext = openEnvelope(suite, { key, label: 'message', context: contextBytes }, envelope)
  return decodeContent(kind, unpadded(plaintext))
}

const infoOf = (contextBytes: Uint8Array): Uint8Array => lengthPrefixed('siegel/1/seal/message', contextBytes)
