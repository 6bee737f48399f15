// The committing envelope, for everything encrypted except bulk chunks: 72 bytes more than its content. PROTOCOL §4.
// All processes.
import { concat } from '../base/bytes.ts'
import { Refused } from '../base/errors.ts'
import type { AeadLabel } from './labels.ts'
import { lengthPrefixed, type Suite } from './suite.ts'

/** Bytes an envelope is longer than its plaintext: nonce 24, commitment 32, tag 16. */
export const envelopeOverhead = 72

/** Where an envelope belongs: `key` 32 bytes, `context` never empty. Another place does not open it. */
export type EnvelopePlace = { readonly key: Uint8Array; readonly label: AeadLabel; readonly context: Uint8Array }

export function sealEnvelope(suite: Suite, place: EnvelopePlace, plaintext: Uint8Array): Uint8Array {
  const { key, label, context } = place
  const associated = associatedOf(place)
  const nonce = suite.hedgedNonce(key, label, context, plaintext)
  const { sealKey, commit } = deriveKeys(suite, place, nonce)
  try {
    return concat(nonce, commit, suite.backend.xchachaSeal(plaintext, associated, nonce, sealKey))
  } finally {
    suite.backend.wipe(sealKey)
  }
}

/** The plaintext. Throws E_OPEN, always with the same text, whatever is wrong with the envelope, its key or its place. */
export function openEnvelope(suite: Suite, place: EnvelopePlace, envelope: Uint8Array): Uint8Array {
  const associated = associatedOf(place)
  if (envelope.length < envelopeOverhead) throw new Refused('E_OPEN', 'envelope')
  const nonce = envelope.slice(0, 24)
  const { sealKey, commit } = deriveKeys(suite, place, nonce)
  try {
    if (!suite.backend.equalSecrets(commit, envelope.slice(24, 56))) throw new Refused('E_OPEN', 'envelope')
    return suite.backend.xchachaOpen(envelope.subarray(56), associated, nonce, sealKey)
  } catch (error) {
    throw error instanceof Refused ? new Refused('E_OPEN', 'envelope') : error
  } finally {
    suite.backend.wipe(sealKey)
  }
}

function associatedOf({ label, context }: EnvelopePlace): Uint8Array {
  if (!(context instanceof Uint8Array) || context.length === 0) throw new RangeError('envelope without a context')
  return lengthPrefixed(`siegel/1/aead/${label}`, context)
}

function deriveKeys(suite: Suite, { key, label }: EnvelopePlace, nonce: Uint8Array) {
  const derived = suite.kdf(key, 'cenv', 64, label, nonce)
  return { sealKey: derived.subarray(0, 32), commit: derived.subarray(32) }
}
