// HPKE base mode, one shot (RFC 9180): KEM X-Wing 0x647A, HKDF-SHA256, ChaCha20-Poly1305. PROTOCOL §2. All processes.
// `info` binds the place; the associated data of the AEAD stays empty.
import { concat } from '../base/bytes.ts'
import { utf8 } from '../base/encoding.ts'
import { Refused } from '../base/errors.ts'
import type { Suite } from './suite.ts'

const xwingKem = 0x647a
const empty = new Uint8Array(0)

/** `enc` 1120 bytes, `ciphertext` 16 bytes longer than the plaintext. */
export type HpkeSealed = { readonly enc: Uint8Array; readonly ciphertext: Uint8Array }

/**
 * Seals to an X-Wing public key (1216 bytes); the plaintext must not be empty. Throws E_OPEN for a malformed key.
 * The encapsulation is hedged like nonces: a generator that repeats gives another KEM secret for another plaintext.
 */
export function hpkeSeal(
  suite: Suite,
  recipient: { readonly publicKey: Uint8Array; readonly info: Uint8Array },
  plaintext: Uint8Array,
): HpkeSealed {
  const { publicKey, info } = recipient
  if (info.length === 0 || plaintext.length === 0) throw new RangeError('empty info or plaintext')
  const seed = suite.kdf(suite.random(32), 'hpke/seed', 64, publicKey, info, plaintext)
  const { ciphertext: enc, sharedSecret } = suite.backend.xwingEncapsulate(publicKey, seed)
  const { key, baseNonce } = hpkeKeySchedule(suite, xwingKem, sharedSecret, info)
  try {
    return { enc, ciphertext: suite.backend.chachaSeal(plaintext, empty, baseNonce, key) }
  } finally {
    for (const secret of [seed, sharedSecret, key]) suite.backend.wipe(secret)
  }
}

/** The plaintext. `secretKey` is the 32-byte X-Wing seed. Throws E_OPEN, always with the same text. */
export function hpkeOpen(
  suite: Suite,
  recipient: { readonly secretKey: Uint8Array; readonly info: Uint8Array },
  enc: Uint8Array,
  ciphertext: Uint8Array,
): Uint8Array {
  if (recipient.info.length === 0) throw new RangeError('empty info')
  try {
    const sharedSecret = suite.backend.xwingDecapsulate(enc, recipient.secretKey)
    const { key, baseNonce } = hpkeKeySchedule(suite, xwingKem, sharedSecret, recipient.info)
    const plaintext = suite.backend.chachaOpen(ciphertext, empty, baseNonce, key)
    for (const secret of [sharedSecret, key]) suite.backend.wipe(secret)
    if (plaintext.length === 0) throw new Refused('E_OPEN', 'hpke')
    return plaintext
  } catch (error) {
    throw error instanceof Refused ? new Refused('E_OPEN', 'hpke') : error
  }
}

/** RFC 9180 §5.1, mode base, for HKDF-SHA256 and ChaCha20-Poly1305: key 32 and base nonce 12 bytes. */
export function hpkeKeySchedule(
  suite: Suite,
  kemId: number,
  sharedSecret: Uint8Array,
  info: Uint8Array,
): { readonly key: Uint8Array; readonly baseNonce: Uint8Array } {
  const suiteId = concat(utf8('HPKE'), u16be(kemId), u16be(0x0001), u16be(0x0003))
  const labeledExtract = (salt: Uint8Array, label: string, input: Uint8Array) =>
    hkdfExtract(suite, salt, concat(utf8('HPKE-v1'), suiteId, utf8(label), input))
  const context = concat(
    Uint8Array.of(0),
    labeledExtract(empty, 'psk_id_hash', empty),
    labeledExtract(empty, 'info_hash', info),
  )
  const secret = labeledExtract(sharedSecret, 'secret', empty)
  const labeledExpand = (label: string, length: number) =>
    hkdfExpand(suite, secret, concat(u16be(length), utf8('HPKE-v1'), suiteId, utf8(label), context), length)
  return { key: labeledExpand('key', 32), baseNonce: labeledExpand('base_nonce', 12) }
}

/** RFC 5869 §2.2: an absent salt is 32 zero bytes, which HMAC pads to the same key. */
export function hkdfExtract(suite: Suite, salt: Uint8Array, input: Uint8Array): Uint8Array {
  return suite.backend.hmacSha256(salt.length === 0 ? new Uint8Array(32) : salt, input)
}

/** RFC 5869 §2.3, 1 … 8160 bytes. */
export function hkdfExpand(suite: Suite, key: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  if (!Number.isInteger(length) || length < 1 || length > 255 * 32) throw new RangeError('hkdf length')
  const output = new Uint8Array(Math.ceil(length / 32) * 32)
  let block: Uint8Array = empty
  for (let i = 0; i * 32 < length; i++) {
    block = suite.backend.hmacSha256(key, concat(block, info, Uint8Array.of(i + 1)))
    output.set(block, i * 32)
  }
  return output.slice(0, length)
}

const u16be = (value: number): Uint8Array => Uint8Array.of(value >>> 8, value & 0xff)
