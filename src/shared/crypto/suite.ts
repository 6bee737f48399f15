// Suite 1: the labelled functions that everything else is built from, over either back end. PROTOCOL §2. All processes.
import { concat, u32be, u64be } from '../base/bytes.ts'
import { utf8 } from '../base/encoding.ts'
import type { CryptoBackend } from './backend.ts'
import type { HashLabel, KdfLabel, SignLabel } from './labels.ts'

/** A part of LP: text as UTF-8, an integer as u64be, a boolean as one byte. Absent values are forbidden. */
export type Part = Uint8Array | string | number | boolean

/** LP(a, b, …): each part preceded by its length as u32be. Throws RangeError for anything that is not a `Part`. */
export function lengthPrefixed(...parts: readonly Part[]): Uint8Array {
  return concat(
    ...parts.flatMap((part) => {
      const bytes = partBytes(part)
      return [u32be(bytes.length), bytes]
    }),
  )
}

function partBytes(part: unknown): Uint8Array {
  if (part instanceof Uint8Array) return part
  if (typeof part === 'number') return u64be(part)
  if (typeof part === 'boolean') return Uint8Array.of(part ? 1 : 0)
  if (typeof part === 'string' && part.isWellFormed()) return utf8(part)
  throw new RangeError('part')
}

export class Suite {
  readonly backend: CryptoBackend

  constructor(backend: CryptoBackend) {
    this.backend = backend
  }

  random(length: number): Uint8Array {
    return this.backend.randomBytes(length)
  }

  /** H(label, m…): 32 bytes. */
  hash(label: HashLabel, ...parts: readonly Part[]): Uint8Array {
    return this.backend.blake2b(32, lengthPrefixed(`siegel/1/${label}`, ...parts), null)
  }

  /** KDF(key, label, length, context…): `length` 16 … 64 bytes from a key of exactly 32. */
  kdf(key: Uint8Array, label: KdfLabel, length: number, ...context: readonly Part[]): Uint8Array {
    if (!(key instanceof Uint8Array) || key.length !== 32) throw new RangeError('key')
    return this.backend.blake2b(length, lengthPrefixed(`siegel/1/${label}`, ...context), key)
  }

  /** Sign(secretKey, label, message): 64 bytes. An empty message is a bug and throws RangeError. */
  sign(secretKey: Uint8Array, label: SignLabel, message: Uint8Array): Uint8Array {
    if (message.length === 0) throw new RangeError('empty message')
    return this.backend.signDetached(lengthPrefixed(`siegel/1/sig/${label}`, message), secretKey)
  }

  /** Whether `signature` is exactly the 64 bytes `sign` made for this key, label and message. Never throws on foreign bytes. */
  verify(publicKey: Uint8Array, label: SignLabel, message: Uint8Array, signature: Uint8Array): boolean {
    if (message.length === 0) return false
    return this.backend.verifyDetached(signature, lengthPrefixed(`siegel/1/sig/${label}`, message), publicKey)
  }

  /**
   * 24 bytes that differ whenever key, label, context or plaintext differ, even if the random generator repeats itself
   * (a virtual machine put back to a snapshot): [Note: Hedged nonces] in PROTOCOL §2.
   */
  hedgedNonce(key: Uint8Array, label: string, context: Uint8Array, plaintext: Uint8Array): Uint8Array {
    return this.kdf(key, 'nonce', 24, this.random(32), label, context, this.hash('pt', plaintext))
  }
}
