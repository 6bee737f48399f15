// Contacts as vCards: whatever people are called, another address book reads the same.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { vCardsOf, type VCard } from './vcard.ts'

/** Reads vCards as RFC 6350 §3.2–3.4 says: unfold first, then split at what is not escaped, then unescape. */
function read(text: string): VCard[] {
  const cards: { name: string; emails: string[]; categories: string[]; note: string }[] = []
  const unescaped = (value: string) => value.replace(/\\(.)/gsu, (_all, next: string) => (next === 'n' ? '\n' : next))
  for (const line of text.replace(/\r\n[ \t]/g, '').split('\r\n')) {
    const [, property = '', value = ''] = /^([A-Z]+):(.*)$/su.exec(line) ?? []
    if (line === 'BEGIN:VCARD') cards.push({ name: '', emails: [], categories: [], note: '' })
    const card = cards.at(-1)
    if (!card) continue
    if (property === 'FN') card.name = unescaped(value)
    if (property === 'EMAIL') card.emails.push(unescaped(value))
    if (property === 'CATEGORIES') card.categories = (value.match(/(?:\\.|[^\\,])+/gsu) ?? []).map(unescaped)
    if (property === 'NOTE') card.note = unescaped(value)
  }
  return cards
}

/** Text as people type it, with everything that has a meaning in a vCard. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom('\\', ',', ';', ':', '\n', 'BEGIN:VCARD', ' ', 'ß', '🗂️', '"'),
      fc.string({ unit: 'grapheme' }),
    ),
  )
  .map((parts) => parts.join('').replace(/\r\n?/g, '\n'))

  .map((value) => value.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/gu, ''))
const card: fc.Arbitrary<VCard> = fc.record({
  name: text,
  emails: fc.array(text, { maxLength: 3 }),
  categories: fc.array(
    text.filter((value) => value !== ''),
    { maxLength: 4 },
  ),
  note: text,
})

describe('vCard', () => {
  it('∀ contacts: reading gives the same, no name begins another card', () => {
    fc.assert(
      fc.property(fc.array(card, { maxLength: 5 }), (cards) => {
        expect(read(vCardsOf(cards))).toEqual(cards)
      }),
    )
  })

  it('∀ contacts: no line is longer than 75 octets, every line ends with CRLF, no character is cut', () => {
    fc.assert(
      fc.property(fc.array(card, { maxLength: 5 }), (cards) => {
        const written = vCardsOf(cards)
        for (const line of written.split('\r\n')) {
          expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
          expect(line).not.toMatch(/[\r\n]/)
          expect(line.isWellFormed()).toBe(true)
        }
        expect(written === '' || written.endsWith('\r\n')).toBe(true)
      }),
    )
  })

  it('a card as it stands in the file', () => {
    const bob = { name: 'Meier, Bob', emails: ['bob@kanzlei.example'], categories: ['Köln', 'A;B'], note: 'erst\ndann' }
    expect(vCardsOf([bob])).toBe(
      [
        'BEGIN:VCARD',
        'VERSION:4.0',
        'KIND:individual',
        'FN:Meier\\, Bob',
        'EMAIL:bob@kanzlei.example',
        'CATEGORIES:Köln,A\\;B',
        'NOTE:erst\\ndann',
        'END:VCARD',
        '',
      ].join('\r\n'),
    )
  })
})
