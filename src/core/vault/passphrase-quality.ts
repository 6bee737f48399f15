// How good a passphrase is, and a proposal for a better one. Core and CLI. PROTOCOL §6.
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common'
import { dictionary as german } from '@zxcvbn-ts/language-de'
import { dictionary as english } from '@zxcvbn-ts/language-en'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { Refused } from '../../shared/base/errors.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { Protection } from './interface.ts'

/** 0 (guessed at once) … 4 (out of reach); 3 is needed. */
export type PassphraseScore = 0 | 1 | 2 | 3 | 4
export const neededScore = 3

let estimator: ZxcvbnFactory | null = null

/** Judged against common, German and English words. */
export function passphraseScore(passphrase: string): PassphraseScore {
  estimator ??= new ZxcvbnFactory({
    dictionary: { ...common, ...german, ...english, product: ['siegel'] },
    graphs: adjacencyGraphs,
  })
  const { score } = estimator.check(passphrase.normalize('NFKC'))
  // It keeps pieces of what it judged last (T71).
  estimator.check('')
  return score
}

/** Throws E_POLICY for a protection that includes a passphrase below the needed score. */
export function requireStrongPassphrase(protection: Protection): void {
  if (protection.mode !== 'os' && passphraseScore(protection.passphrase) < neededScore) {
    throw new Refused('E_POLICY', 'weak passphrase')
  }
}

/** Six random words, 66 bits: out of reach behind Argon2id. */
export function proposePassphrase(suite: Suite): string {
  const random = suite.random(12)
  return [0, 2, 4, 6, 8, 10]
    .map((at) => wordlist[(((random[at] ?? 0) << 8) | (random[at + 1] ?? 0)) % wordlist.length] ?? '')
    .join(' ')
}
