// Notifications in words, and what they keep to themselves.
import { describe, expect, it } from 'vitest'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { createTranslator, formatters, languages, type Language } from '../../shared/i18n/index.ts'
import type { Notice } from '../../shared/ipc/core-process.ts'
import { kindOf, noticeWords } from './notice-words.ts'
import type { Words } from './words.ts'

const akten = { id: 'aa' as SpaceId, name: 'Akten' }
const notices: readonly Notice[] = [
  { kind: 'requests', of: 'contact', count: 1, from: 'bob' },
  { kind: 'requests', of: 'contact', count: 3, from: 'bob' },
  { kind: 'requests', of: 'space', count: 1, from: 'bob' },
  { kind: 'requests', of: 'space', count: 2, from: '' },
  { kind: 'arrivals', space: akten, files: 1, first: 'Vertrag.pdf', by: ['bob'] },
  { kind: 'arrivals', space: akten, files: 7, first: 'Vertrag.pdf', by: ['bob', 'carol'] },
  { kind: 'arrivals', space: null, files: 7, first: 'Vertrag.pdf', by: [] },
  { kind: 'conflicts', space: akten, files: 2, first: 'Vertrag.pdf', by: ['bob'] },
  { kind: 'needs-you', space: akten },
  { kind: 'needs-you', space: null },
]
const wordsIn = (language: Language): Words => ({
  t: createTranslator(language).t,
  format: formatters(language === 'de' ? 'de-DE' : 'en-GB'),
  now: 0,
})

describe('a notification', () => {
  it('says who, what and where', () => {
    const told = notices
      .map((notice) => noticeWords(notice, wordsIn('en'), false))
      .map(({ title, body }) => `${title}: ${body}`)
    expect(told).toEqual([
      'Contact request: bob would like to become your contact.',
      'Contact request: 3 people would like to become your contacts.',
      'Invitation to a space: bob invites you.',
      'Invitation to a space: You are invited to 2 spaces.',
      '1 new or changed file: Vertrag.pdf in “Akten”, from bob',
      '7 new or changed files: In “Akten”, from bob and carol',
      '7 new or changed files: From a member',
      '2 files were changed by two sides: In “Akten”. Both versions are there.',
      'Siegel is waiting for you: “Akten” cannot go on without you.',
      'Siegel is waiting for you: Something cannot go on without you.',
    ])
  })

  it.each(languages)('in %s names nobody and nothing before a locked screen', (language) => {
    for (const notice of notices) {
      const { title, body } = noticeWords(notice, wordsIn(language), true)
      expect(title).not.toBe('')
      expect(`${title} ${body}`).not.toMatch(/bob|carol|Akten|Vertrag|\{\{|notice\./)
    }
  })

  it('leads to the page where it can be dealt with', () => {
    const intents = notices.map((notice) => noticeWords(notice, wordsIn('de'), true).intent.kind)
    expect(intents).toEqual([
      ...['contacts', 'contacts', 'spaces', 'spaces'],
      ...['open-space', 'open-space', 'activity', 'needs-you', 'needs-you', 'needs-you'],
    ])
  })

  it('has a switch of its own for each kind', () => {
    expect([...new Set(notices.map(kindOf))]).toEqual(['requests', 'arrivals', 'conflicts', 'needsYou'])
  })
})
