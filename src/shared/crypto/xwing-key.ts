// Which X-Wing public keys are worth sealing to. PROTOCOL §2 (T08). All processes.
// libsodium takes any 1216 bytes; FIPS 203 §7.2 demands reduced coefficients, RFC 7748 §6.1 warns of low-order points.
import { toHex } from '../base/encoding.ts'

/** The points of order 1, 2, 4 and 8 on Curve25519 and its twist, also in forms that are not reduced mod 2^255−19. */
const lowOrderPoints = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
])

/** Whether 1216 bytes are an ML-KEM-768 key with reduced coefficients and an X25519 point that is not of low order. */
export function isUsableXwingKey(publicKey: Uint8Array): boolean {
  for (let at = 0; at < 1152; at += 3) {
    const [a, b, c] = [publicKey[at] ?? 0, publicKey[at + 1] ?? 0, publicKey[at + 2] ?? 0]
    if ((a | ((b & 15) << 8)) >= 3329 || ((b >>> 4) | (c << 4)) >= 3329) return false
  }
  const point = publicKey.slice(1184)
  point[31] = (point[31] ?? 0) & 0x7f
  return !lowOrderPoints.has(toHex(point))
}
