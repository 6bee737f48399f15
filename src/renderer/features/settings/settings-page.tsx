// Settings: one section at a time, by a list of them at the side, or above where there is no room at the side. Renderer.
import { Tab, TabList, Tabs } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PageTab } from '../../ui/page-tab.tsx'
import { Page, tabs } from '../../ui/page.tsx'
import { scrolledByKeys } from '../../ui/scrolled-by-keys.ts'
import { useIsNarrow } from '../../ui/use-is-narrow.ts'
import { AboutSections } from './about-sections.tsx'
import { DevicesSection } from './devices-section.tsx'
import { GeneralSections } from './general-sections.tsx'
import { LeavingSections } from './leaving-sections.tsx'
import { NetworkSections } from './network-section.tsx'
import { ProfileSection } from './profile-section.tsx'
import { RelaySections } from './relays-section.tsx'
import { SecuritySections } from './security-sections.tsx'
import { StorageSections } from './storage-sections.tsx'

const panel = style({ height: 'full', overflow: 'auto' })
const column = style({ display: 'flex', flexDirection: 'column', gap: 16, paddingBottom: 16, maxWidth: 736 })

const sections = {
  general: GeneralSections,
  profile: ProfileSection,
  devices: DevicesSection,
  security: SecuritySections,
  relay: RelaySections,
  network: NetworkSections,
  storage: StorageSections,
  about: AboutSections,
  leaving: LeavingSections,
} as const satisfies Readonly<Record<string, () => ReactNode>>
export type SettingsSection = keyof typeof sections
export const settingsSections = Object.keys(sections) as readonly SettingsSection[]

export function SettingsPage({ section }: { section: SettingsSection }) {
  const { t } = useTranslation()
  const router = useRouter()
  const isNarrow = useIsNarrow()
  return (
    <Page title={t('settings.title')}>
      <Tabs
        aria-label={t('settings.title')}
        orientation={isNarrow ? 'horizontal' : 'vertical'}
        selectedKey={section}
        onSelectionChange={(key) =>
          void router.navigate({
            to: '/settings/$section',
            params: { section: key as SettingsSection },
            replace: true,
          })
        }
        styles={tabs}
      >
        <TabList>
          {settingsSections.map((name) => (
            <Tab key={name} id={name}>
              {t(`settings.section.${name}`)}
            </Tab>
          ))}
        </TabList>
        {settingsSections.map((name) => {
          const Section = sections[name]
          return (
            <PageTab key={name} id={name}>
              <div className={panel}>
                <div className={column} ref={scrolledByKeys}>
                  <Section />
                </div>
              </div>
            </PageTab>
          )
        })}
      </Tabs>
    </Page>
  )
}
