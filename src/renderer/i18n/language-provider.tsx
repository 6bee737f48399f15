// Gives the window its language: texts, formats, React Aria's own words, and the page's `lang`. Renderer.
import { Provider } from '@react-spectrum/s2'
import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react'
import { I18nextProvider } from 'react-i18next'
import { createTranslator, formatters, type Formatters, type Language } from '../../shared/i18n/index.ts'

const FormatContext = createContext<Formatters>(formatters('de-DE'))

export const useFormat = (): Formatters => useContext(FormatContext)

export function LanguageProvider({
  language,
  locale,
  children,
}: {
  language: Language
  locale: string
  children: ReactNode
}) {
  const translator = useMemo(() => createTranslator(language), [language])
  const format = useMemo(() => formatters(locale), [locale])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return (
    <I18nextProvider i18n={translator}>
      <FormatContext value={format}>
        <Provider locale={locale} background="base">
          {children}
        </Provider>
      </FormatContext>
    </I18nextProvider>
  )
}
