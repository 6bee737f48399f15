// Which language is shown and how dates and numbers are written. Runs in main and renderer.

export const languages = ['de', 'en'] as const
export type Language = (typeof languages)[number]

const baseOf = (locale: string): string => locale.toLowerCase().split(/[-_]/)[0] ?? ''

/** The wish, or for `system` the first language of the system that has a catalogue; English if none has. */
export function languageOf(wish: Language | 'system', systemLanguages: readonly string[]): Language {
  if (wish !== 'system') return wish
  return systemLanguages.map(baseOf).find((base): base is Language => languages.includes(base as Language)) ?? 'en'
}

/** The system's own locale for the language shown (so that German in Austria writes dates as there), else the usual one. */
export function localeOf(language: Language, systemLocales: readonly string[]): string {
  const own = systemLocales.find((locale) => baseOf(locale) === language && isRegional(locale))
  return own ?? { de: 'de-DE', en: 'en-GB' }[language]
}

/** Systems also report what is no locale at all, such as `en-US@posix`. */
const isRegional = (locale: string): boolean => /^[a-z]{2}-[A-Z]{2}$/.test(locale)
