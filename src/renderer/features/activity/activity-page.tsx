// What happened, in all spaces and with all contacts. Renderer.
import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/page.tsx'
import { ActivityList } from './activity-list.tsx'

export function ActivityPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('activity.title')}>
      <ActivityList space={null} />
    </Page>
  )
}
