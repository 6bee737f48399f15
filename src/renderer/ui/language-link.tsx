// Changes to the other language before anything is opened; each is written as its speakers write it. Renderer.
import { Link } from '@react-spectrum/s2'
import { useTranslation } from 'react-i18next'
import { useAction, useAnswer } from '../bridge/queries.ts'

export function LanguageLink() {
  const { t } = useTranslation()
  const { data: host } = useAnswer('host.state', {})
  const set = useAction('host.setPreferences')
  if (!host) return null
  const other = host.language === 'de' ? 'en' : 'de'
  return (
    <Link variant="secondary" onPress={() => set.mutate({ language: other })}>
      <span lang={other}>{t(`language.${other}`)}</span>
    </Link>
  )
}
