// The recovery kit as a text.
import { describe, expect, it } from 'vitest'
import { createTranslator, languages } from '../../../shared/i18n/index.ts'
import { kitText } from './kit-text.ts'

const words = Array.from({ length: 24 }, (_, i) => `word${String.fromCharCode(97 + i)}`)
const kit = {
  name: 'Alice Brandt',
  identity: 'mfrg-gzdf',
  relay: 'https://relay.example.org',
  words,
  day: '22.11.2026',
}

describe('recovery kit', () => {
  it.each(languages)('in %s holds every word at its number, in order, and where to go with them', (language) => {
    const text = kitText(kit, createTranslator(language).t)
    const found = [...text.matchAll(/(\d+)\. (word[a-x])/g)].map(([, at, word]) => [Number(at), word])
    expect(found).toEqual(words.map((word, i) => [i + 1, word]))
    for (const needed of [kit.name, kit.identity, kit.relay, kit.day]) expect(text).toContain(needed)
    expect(text).not.toContain('{{')
  })

  it('fits on a sheet of paper: no line of words is wider than 80 characters', () => {
    const rows = kitText(kit, createTranslator('de').t)
      .split('\n')
      .filter((line) => /^\s*\d+\. /.test(line))
    expect(rows).toHaveLength(6)
    for (const row of rows) expect(row.length).toBeLessThanOrEqual(80)
  })
})
