// The one catalogue of texts for main and renderer: German is written first, English follows its keys. Runs in main and renderer.
// Keys and placeholders are checked by the compiler (German) and by catalogue.test.ts (both). Spelling: British; address: Sie.
import { createInstance, type i18n, type TFunction } from 'i18next'
import { de } from './de/index.ts'
import { en } from './en/index.ts'
import type { Language } from './language.ts'

export { languageOf, languages, localeOf, type Language } from './language.ts'
export { formatters, type Formatters } from './format.ts'

export const catalogues = { de, en } as const

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof de }
    strictKeyChecks: true
  }
}

export type Texts = TFunction

/** A translator with both catalogues; texts are not escaped: React does that. */
export function createTranslator(language: Language): i18n {
  const instance = createInstance()
  void instance.init({
    lng: language,
    fallbackLng: false,
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: { de: { translation: de }, en: { translation: en } },
  })
  return instance
}
