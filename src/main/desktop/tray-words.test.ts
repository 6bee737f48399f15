// What the tray says, in both languages.
import { describe, expect, it } from 'vitest'
import { createTranslator, formatters, languages, type Language } from '../../shared/i18n/index.ts'
import { Faker } from '../../shared/ipc/fake.ts'
import { overall, overview, type Overall, type Overview } from '../../shared/ipc/overview.ts'
import { iconOf, shareOf, stateLine, tooltipOf } from './tray-words.ts'
import { shortened, type Words } from './words.ts'

const now = new Date(2026, 10, 23, 14, 30).getTime()
const at = new Date(2026, 10, 23, 14, 2).getTime()
const wordsIn = (language: Language): Words => ({
  t: createTranslator(language).t,
  format: formatters(language === 'de' ? 'de-DE' : 'en-GB'),
  now,
})
const [en, de] = [wordsIn('en'), wordsIn('de')]
const overviewOf = (state: Overall, lastSuccess: Overview['lastSuccess'] = null): Overview => ({
  overall: state,
  ...{ pause: null, lastSuccess, transfers: [], moreTransfers: 0, recent: [] },
})

describe('the tray', () => {
  it.each(languages)('in %s has a line without gaps for every state there is', (language) => {
    for (let seed = 0; seed < 300; seed++) {
      const line = stateLine(new Faker(seed).make(overall), wordsIn(language))
      expect(line).not.toMatch(/\{\{|\}\}|undefined|NaN|^$|tray\./)
    }
  })

  it.each(languages)('in %s has a tooltip of at most three lines that Windows shows whole', (language) => {
    for (let seed = 0; seed < 100; seed++) {
      const made = new Faker(seed).make(overview)
      expect(tooltipOf(made, wordsIn(language)).split('\n').length).toBeLessThanOrEqual(3)
    }
  })

  it('shows the tick only for what is confirmed as far as it can be', () => {
    const ticked = overall.options
      .map((option) => option.shape.kind.value)
      .filter((kind) => iconOf({ kind } as Overall) === 'up-to-date')
    expect(ticked).toEqual(['up-to-date'])
  })

  it('says who has confirmed it, and when', () => {
    const state = { kind: 'up-to-date', at: now, confirmedBy: { name: 'alice', at } } as const
    expect(tooltipOf(overviewOf(state), en)).toBe('Siegel – Everything up to date\nconfirmed by alice, 14:02')
    expect(tooltipOf(overviewOf(state), de)).toBe('Siegel – Alles aktuell\nbestätigt von alice, 14:02')
  })

  it('says when it was up to date last while it is not', () => {
    const tooltip = tooltipOf(
      overviewOf({ kind: 'offline', retryAt: null, why: 'silent' }, { at, confirmedBy: null }),
      de,
    )
    expect(tooltip).toBe('Siegel – Offline\nZuletzt aktuell: 14:02')
  })

  it('names what waits for the person', () => {
    const matters = { requests: 2, conflicts: 1, spaces: 0, clock: true }
    expect(stateLine({ kind: 'needs-you', matters }, de)).toBe(
      'Wartet auf Sie: 2 Anfragen, 1 Konflikt und die Uhr dieses Computers',
    )
  })

  it('never says 100 % before all is there', () => {
    expect(shareOf({ doneBytes: 9_999, totalBytes: 10_000 }, en.format)).toBe('99%')
    expect(shareOf({ doneBytes: 0, totalBytes: 0 }, en.format)).toBe('0%')
  })

  it('shortens a name in the middle and never inside a character', () => {
    expect(shortened('kurz.txt')).toBe('kurz.txt')
    const long = shortened(`${'👩‍👩‍👧'.repeat(60)}.pdf`)
    expect(long).toMatch(/…/)
    expect(long.endsWith('.pdf')).toBe(true)
    expect([...new Intl.Segmenter().segment(long)].length).toBeLessThanOrEqual(48)
  })
})
