// What two texts have in common for a person who looks for one: case, accents and ß do not matter. Pure; runs in core.

const plain = /^[\0-\x7f]*$/

/** For comparing only; never shown and never a name (names are compared by `foldName`). */
export const foldForSearch = (text: string): string =>
  plain.test(text)
    ? text.toLowerCase()
    : text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss').normalize('NFC')

/** The folded words of what somebody typed. */
export const wordsOf = (text: string): readonly string[] =>
  foldForSearch(text)
    .split(/\s+/)
    .filter((word) => word !== '')
