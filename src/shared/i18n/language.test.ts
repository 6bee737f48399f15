// Language and locale choice, and how values are written.
import { describe, expect, it } from 'vitest'
import { formatters } from './format.ts'
import { languageOf, localeOf } from './language.ts'

describe('language', () => {
  it('follows the wish of the person before that of the system', () => {
    expect(languageOf('en', ['de-AT'])).toBe('en')
    expect(languageOf('system', ['fr-FR', 'de-AT', 'en-GB'])).toBe('de')
    expect(languageOf('system', ['fr-FR'])).toBe('en')
  })

  it('writes dates as in the region of the system, if that speaks the language shown', () => {
    expect(localeOf('de', ['de-AT', 'en-US'])).toBe('de-AT')
    expect(localeOf('en', ['de-AT'])).toBe('en-GB')
  })

  it('ignores what systems report that is no locale', () => {
    expect(localeOf('en', ['en-US@posix', 'C', 'en_US'])).toBe('en-GB')
  })
})

describe('formatters', () => {
  const de = formatters('de-DE')
  const en = formatters('en-GB')

  it('writes sizes in decimal units with at most one digit after the point', () => {
    expect(de.size(0)).toBe('0 Byte')
    expect(en.size(1)).toBe('1 byte')
    expect(de.size(999)).toBe('999 Byte')
    expect(de.size(1_500)).toBe('1,5 kB')
    expect(en.size(2_340_000_000)).toBe('2.3 GB')
    expect(en.size(5e15)).toBe('5,000 TB')
  })

  it('never writes 1,000 of a unit when there is a larger one', () => {
    expect(en.size(999_950)).toBe('1 MB')
    expect(en.size(999_949)).toBe('999.9 kB')
  })

  it('writes the time for today and the date for every other day', () => {
    const noon = new Date(2026, 10, 22, 12, 0).getTime()
    expect(de.brief(noon, noon + 60_000)).toBe('12:00')
    expect(de.brief(noon, noon + 86_400_000)).toBe('22.11.26')
  })
})
