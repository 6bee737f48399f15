// Contacts as vCards, so that another address book takes them over. Pure; runs in core. RFC 6350.

/** What stands in one card. Categories and notes are private (PROTOCOL §7): the caller decides whether they go along. */
export type VCard = {
  readonly name: string
  readonly emails: readonly string[]
  readonly categories: readonly string[]
  readonly note: string
}

/** One after the other, version 4.0, CRLF at every end of line. */
export const vCardsOf = (cards: readonly VCard[]): string => cards.map(vCardOf).join('')

function vCardOf({ name, emails, categories, note }: VCard): string {
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    'KIND:individual',
    `FN:${escaped(name)}`,
    ...emails.map((email) => `EMAIL:${escaped(email)}`),
    ...(categories.length > 0 ? [`CATEGORIES:${categories.map(escaped).join(',')}`] : []),
    ...(note === '' ? [] : [`NOTE:${escaped(note)}`]),
    'END:VCARD',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

/** §3.4: backslash, comma, semicolon and line break; other control characters have no place in a value (§3.3). */
const escaped = (value: string): string =>
  value
    .replace(/\r\n?/gu, '\n')

    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/gu, '')
    .replace(/[\\,;]/gu, '\\$&')
    .replace(/\n/gu, '\\n')

/** §3.2: no line is longer than 75 octets; what follows begins with a space. No character is cut. */
function folded(line: string): string {
  const pieces: string[] = []
  let piece = ''
  let length = 0
  for (const character of line) {
    const size = new TextEncoder().encode(character).length
    if (length + size > 75) {
      pieces.push(piece)
      piece = ''
      length = 1
    }
    piece += character
    length += size
  }
  return [...pieces, piece].join('\r\n ')
}
