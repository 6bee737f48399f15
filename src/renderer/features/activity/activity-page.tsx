// What happened in all spaces, what is being transferred, what is in conflict. Renderer.
import { Tab, TabList, Tabs } from '@react-spectrum/s2'
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { PageTab } from '../../ui/page-tab.tsx'
import { Page, tabs } from '../../ui/page.tsx'
import { ConflictsList } from '../conflicts/conflicts-list.tsx'
import { TransfersList } from '../transfers/transfers-list.tsx'
import { ActivityList } from './activity-list.tsx'

export const activityTabs = ['history', 'transfers', 'conflicts'] as const
export type ActivityTab = (typeof activityTabs)[number]

export function ActivityPage({ tab }: { tab: ActivityTab }) {
  const { t } = useTranslation()
  const router = useRouter()
  const go = (key: unknown) =>
    void router.navigate({ to: '/activity/$tab', params: { tab: key as ActivityTab }, replace: true })
  return (
    <Page title={t('activity.title')}>
      <Tabs aria-label={t('activity.tabs')} selectedKey={tab} onSelectionChange={go} styles={tabs}>
        <TabList>
          {activityTabs.map((name) => (
            <Tab key={name} id={name}>
              {t(`activity.tab.${name}`)}
            </Tab>
          ))}
        </TabList>
        <PageTab id="history">
          <ActivityList space={null} />
        </PageTab>
        <PageTab id="transfers">
          <TransfersList />
        </PageTab>
        <PageTab id="conflicts">
          <ConflictsList />
        </PageTab>
      </Tabs>
    </Page>
  )
}
