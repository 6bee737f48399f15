// What main writes for people, in the language and by the calendar of the moment. Main process.
import type { Formatters, Texts } from '../../shared/i18n/index.ts'

export type Words = {
  readonly t: Texts
  readonly format: Formatters
  /** Milliseconds since 1970. */
  readonly now: number
}

/** So long may a name be in a menu or a notification, in characters. */
const longestName = 48

/** The end of a file name says what it is: what is left out is in the middle. */
export function shortened(name: string): string {
  const characters = Array.from(new Intl.Segmenter().segment(name), ({ segment }) => segment)
  if (characters.length <= longestName) return name
  const half = Math.floor((longestName - 1) / 2)
  return `${characters.slice(0, half).join('')}…${characters.slice(-half).join('')}`
}
