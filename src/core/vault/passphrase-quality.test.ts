// What counts as a good passphrase. PROTOCOL §6.
import { expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { neededScore, passphraseScore, proposePassphrase } from './index.ts'

test('words that people choose are weak in both languages, sentences are not', () => {
  for (const weak of ['', 'passwort', 'Passwort1', 'schmetterling', 'qwertzuiop', 'butterfly', 'siegel2026']) {
    expect(passphraseScore(weak), weak).toBeLessThan(neededScore)
  }
  expect(passphraseScore('neun graue katzen im regen')).toBeGreaterThanOrEqual(neededScore)
})

test('a proposal is six words, good enough, and never the same', async () => {
  const suite = await openSuite()
  const proposals = Array.from({ length: 50 }, () => proposePassphrase(suite))
  expect(new Set(proposals).size).toBe(50)
  for (const proposal of proposals) {
    expect(proposal).toMatch(/^[a-z]{3,8}( [a-z]{3,8}){5}$/)
    expect(passphraseScore(proposal)).toBe(4)
  }
})
