// A language of longer words: the catalogue's own texts with their vowels drawn out, at least 40 % longer. Tools only; runs in the window, too.

const placeholders = /(\{\{[^}]*\}\}|\$t\([^)]*\)|<\/?\d+>)/

/** “Öffnen” becomes “Ööffneen”: words stay words, so that they break where the real ones do. */
export function longer(text: string): string {
  const parts = text.split(placeholders)
  const written = (part: string, at: number) =>
    at % 2 === 1 ? part : part.replace(/[aeiouäöüy]/gi, (v) => v + v.toLowerCase())
  const drawn = parts.map(written).join('')
  const missing = Math.ceil(text.length * 1.4) - drawn.length
  return missing > 0 && /[a-z]/i.test(text)
    ? drawn.replace(/([aeiouäöü])(?=[^aeiouäöü}]*$)/i, (v) => v + v.repeat(missing))
    : drawn
}

/** A catalogue, or a part of one. */
export function lengthened<T>(texts: T): T {
  if (typeof texts === 'string') return longer(texts) as T
  if (typeof texts !== 'object' || texts === null) return texts
  return Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, lengthened(value as unknown)])) as T
}
