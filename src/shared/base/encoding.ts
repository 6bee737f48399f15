// Text forms of byte strings: UTF-8, hex, base32, base64url. Runs everywhere.
import { Refused } from './errors.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export const utf8 = (text: string): Uint8Array => encoder.encode(text)

/** Throws E_CANON for bytes that are not well-formed UTF-8. */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw new Refused('E_CANON', 'not UTF-8')
  }
}

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

export function toHex(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) hex += hexOfByte[byte] ?? ''
  return hex
}

/** Throws E_CANON for anything but an even number of lower-case hex digits. */
export function fromHex(hex: string): Uint8Array {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/.test(hex)) throw new Refused('E_CANON', 'not hex')
  const bytes = new Uint8Array(hex.length / 2)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16)
  return bytes
}

const base32Alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
const base64urlAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Lower-case RFC 4648 base32 without padding. */
export const toBase32 = (bytes: Uint8Array): string => toDigits(bytes, base32Alphabet, 5)
/** Throws E_CANON for a foreign character, an impossible length or non-zero trailing bits. */
export const fromBase32 = (text: string): Uint8Array => fromDigits(text, base32Alphabet, 5)
/** RFC 4648 base64url without padding. */
export const toBase64url = (bytes: Uint8Array): string => toDigits(bytes, base64urlAlphabet, 6)
/** Throws E_CANON for a foreign character, an impossible length or non-zero trailing bits. */
export const fromBase64url = (text: string): Uint8Array => fromDigits(text, base64urlAlphabet, 6)

function toDigits(bytes: Uint8Array, alphabet: string, bitsPerDigit: number): string {
  let text = ''
  let buffer = 0
  let bits = 0
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte
    bits += 8
    while (bits >= bitsPerDigit) {
      bits -= bitsPerDigit
      text += alphabet.charAt((buffer >>> bits) & ((1 << bitsPerDigit) - 1))
    }
    buffer &= (1 << bits) - 1
  }
  if (bits > 0) text += alphabet.charAt((buffer << (bitsPerDigit - bits)) & ((1 << bitsPerDigit) - 1))
  return text
}

function fromDigits(text: string, alphabet: string, bitsPerDigit: number): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * bitsPerDigit) / 8))
  let buffer = 0
  let bits = 0
  let at = 0
  for (const character of text) {
    const digit = alphabet.indexOf(character)
    if (digit < 0) throw new Refused('E_CANON', 'foreign character')
    buffer = (buffer << bitsPerDigit) | digit
    bits += bitsPerDigit
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (buffer >>> bits) & 0xff
      buffer &= (1 << bits) - 1
    }
  }
  if (bits >= bitsPerDigit || buffer !== 0) throw new Refused('E_CANON', 'trailing bits')
  return bytes
}
