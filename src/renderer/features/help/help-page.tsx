// Help: the guides, one at a time, by a list of them at the side. Renderer.
import { Tab, TabList, Tabs } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../bridge/queries.ts'
import { PageTab } from '../../ui/page-tab.tsx'
import { Page, tabs } from '../../ui/page.tsx'
import { guides, guideText, type Guide } from './guides.ts'
import { GuideText } from './markdown.tsx'

const panel = style({ height: 'full', overflow: 'auto' })

export function HelpPage({ guide }: { guide: Guide }) {
  const { t } = useTranslation()
  const router = useRouter()
  const { data: host } = useAnswer('host.state', {}, { keep: true })
  return (
    <Page title={t('help.title')}>
      <Tabs
        aria-label={t('help.title')}
        orientation="vertical"
        selectedKey={guide}
        onSelectionChange={(key) =>
          void router.navigate({ to: '/help/$guide', params: { guide: key as Guide }, replace: true })
        }
        styles={tabs}
      >
        <TabList>
          {guides.map((name) => (
            <Tab key={name} id={name}>
              {t(`help.guide.${name}`)}
            </Tab>
          ))}
        </TabList>
        {guides.map((name) => (
          <PageTab key={name} id={name}>
            <div className={panel} tabIndex={0} role="region" aria-label={t(`help.guide.${name}`)}>
              {host ? <GuideText text={guideText(name, host.language)} /> : null}
            </div>
          </PageTab>
        ))}
      </Tabs>
    </Page>
  )
}
