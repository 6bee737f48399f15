// The texts of the window as a look shows them. Tools only.
import { catalogues, createTranslator } from '../../src/shared/i18n/index.ts'
import type { Words } from '../preview/screens.ts'
import type { Look } from './look.ts'
import { lengthened } from './pseudo.ts'

export const catalogueOf = ({ language, mode }: Look) =>
  mode === 'pseudo' ? lengthened(catalogues[language]) : catalogues[language]

export function wordsOf(look: Look): Words {
  const translator = createTranslator(look.language)
  translator.removeResourceBundle(look.language, 'translation')
  translator.addResourceBundle(look.language, 'translation', catalogueOf(look))
  return (key, values) => translator.t(key as 'common.next', (values ?? {}) as never)
}
