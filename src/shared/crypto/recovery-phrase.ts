// The recovery phrase: 24 words that stand for the root of an identity, and the keys that follow from it. PROTOCOL §5.
// Core and CLI. The words encode 32 random bytes (BIP39 word list and checksum); BIP39's own seed function is not used.
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { Refused } from '../base/errors.ts'
import type { KeyPair } from './backend.ts'
import type { Suite } from './suite.ts'

/** What is wrong with a typed phrase. Positions count from 1; the words themselves are never repeated. */
export type RecoveryPhraseProblem =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'unknownWords'; readonly positions: readonly number[] }
  | { readonly kind: 'checksum' }

const wordCount = 24
const known = new Set(wordlist)

/** A fresh phrase: 32 random bytes and the 24 lower-case English words that stand for them. */
export function createRecoveryPhrase(suite: Suite): {
  readonly entropy: Uint8Array
  readonly words: readonly string[]
} {
  const entropy = suite.random(32)
  return { entropy, words: wordsOf(entropy) }
}

/** The 24 words of 32 bytes. */
export function wordsOf(entropy: Uint8Array): readonly string[] {
  if (entropy.length !== 32) throw new RangeError('entropy')
  return entropyToMnemonic(entropy, wordlist).split(' ')
}

/** What a person should correct in `text`, or null for a phrase that parses. Case, width and spacing do not matter. */
export function recoveryPhraseProblem(text: string): RecoveryPhraseProblem | null {
  const words = splitWords(text)
  if (words.length !== wordCount) return { kind: 'count', count: words.length }
  const positions = words.flatMap((word, i) => (known.has(word) ? [] : [i + 1]))
  if (positions.length > 0) return { kind: 'unknownWords', positions }
  return entropyOf(words) === null ? { kind: 'checksum' } : null
}

/** The 32 bytes behind a phrase. Throws E_CANON; `recoveryPhraseProblem` says precisely what is wrong. */
export function parseRecoveryPhrase(text: string): Uint8Array {
  const problem = recoveryPhraseProblem(text)
  const entropy = problem === null ? entropyOf(splitWords(text)) : null
  if (entropy === null) throw new Refused('E_CANON', `recovery phrase: ${problem?.kind ?? 'checksum'}`)
  return entropy
}

/** The root's signing key (Ed25519) and the key that opens identity seeds in an emergency (X-Wing), from 32 bytes. */
export function rootKeysOf(
  suite: Suite,
  entropy: Uint8Array,
): { readonly rootSign: KeyPair; readonly recoveryKem: KeyPair } {
  return {
    rootSign: suite.backend.signSeedKeypair(suite.kdf(entropy, 'root/sign', 32)),
    recoveryKem: suite.backend.xwingSeedKeypair(suite.kdf(entropy, 'root/kem', 32)),
  }
}

function splitWords(text: string): readonly string[] {
  const words = text.normalize('NFKD').toLowerCase().split(/\s+/u)
  return words.filter((word) => word !== '')
}

function entropyOf(words: readonly string[]): Uint8Array | null {
  try {
    return new Uint8Array(mnemonicToEntropy(words.join(' '), wordlist))
  } catch {
    return null
  }
}
