// The recovery kit as a page.
import { describe, expect, it } from 'vitest'
import { createTranslator, languages } from '../shared/i18n/index.ts'
import { sheetPage } from './recovery-sheet.ts'

const words = Array.from({ length: 24 }, (_, i) => `word${String.fromCharCode(97 + i)}`)
const sheet = { name: 'Alice Brandt', identity: 'mfrg-gzdf', relay: 'https://relay.example.org', words }

describe('recovery kit', () => {
  it.each(languages)('in %s holds every word at its number, in order, and where to go with them', (language) => {
    const page = sheetPage(sheet, '22.11.2026', createTranslator(language).t)
    const found = [...page.matchAll(/<li><span>(\d+)<\/span>(word[a-x])<\/li>/g)].map(([, at, word]) => [
      Number(at),
      word,
    ])
    expect(found).toEqual(words.map((word, i) => [i + 1, word]))
    for (const needed of [sheet.name, sheet.identity, sheet.relay, '22.11.2026']) expect(page).toContain(needed)
    expect(page).toContain(`lang="${language}"`)
    expect(page).not.toContain('{{')
  })

  it('says so where the relay is on this computer', () => {
    expect(sheetPage({ ...sheet, relay: null }, '', createTranslator('en').t)).toContain('on this computer')
  })

  it('T78 a name is text and nothing else, and nothing is fetched', () => {
    const name = `<img src=x onerror="alert(1)">&amp;'`
    const page = sheetPage({ ...sheet, name }, '', createTranslator('de').t)
    expect(page).not.toContain('<img')
    expect(page).toContain('&#60;img src=x onerror=&#34;alert(1)&#34;&#62;&#38;amp;&#39;')
    expect(page).not.toMatch(/<script|<link|url\(|@import/)
  })
})
