// The few settings of the thin window: language, appearance, who and where I am, lock. Renderer.
import { Button, LabeledValue, Picker, PickerItem, Text } from '@react-spectrum/s2'
import Lock from '@react-spectrum/s2/icons/Lock'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { AppState } from '../../../shared/ipc/app.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { ClockNotice } from '../../ui/clock-notice.tsx'
import { Page } from '../../ui/page.tsx'
import { DevicesSection } from './devices-section.tsx'
import { NetworkSection } from './network-section.tsx'
import { RelaySection } from './relay-section.tsx'
import { Section } from './section.tsx'

const row = style({ display: 'flex', gap: 24, flexWrap: 'wrap' })
const field = style({ width: 208 })
const note = style({ font: 'ui', color: 'neutral-subdued', margin: 0 })

export function SettingsPage() {
  const { t } = useTranslation()
  const { data: app } = useAnswer('app.state', {})
  return (
    <Page title={t('settings.title')} scrolls>
      <Appearance />
      {app?.phase === 'open' ? <Identity open={app} /> : null}
      {app?.phase === 'open' ? <DevicesSection /> : null}
      {app?.phase === 'open' ? <RelaySection /> : null}
      {app?.phase === 'open' ? <NetworkSection /> : null}
      <LockSection />
    </Page>
  )
}

function Appearance() {
  const { t } = useTranslation()
  const { data: host } = useAnswer('host.state', {}, { keep: true })
  const set = useAction('host.setPreferences')
  if (!host) return null
  const { preferences } = host
  return (
    <Section title={t('settings.appearance')}>
      <div className={row}>
        <Picker
          label={t('settings.language')}
          value={preferences.language}
          onChange={(key) => set.mutate({ ...preferences, language: key as typeof preferences.language })}
          styles={field}
        >
          <PickerItem id="system">{t('language.system')}</PickerItem>
          <PickerItem id="de">{t('language.de')}</PickerItem>
          <PickerItem id="en">{t('language.en')}</PickerItem>
        </Picker>
        <Picker
          label={t('settings.theme')}
          value={preferences.theme}
          onChange={(key) => set.mutate({ ...preferences, theme: key as typeof preferences.theme })}
          styles={field}
        >
          <PickerItem id="system">{t('theme.system')}</PickerItem>
          <PickerItem id="light">{t('theme.light')}</PickerItem>
          <PickerItem id="dark">{t('theme.dark')}</PickerItem>
        </Picker>
      </div>
    </Section>
  )
}

function Identity({ open }: { open: Extract<AppState, { phase: 'open' }> }) {
  const { t } = useTranslation()
  return (
    <Section title={t('settings.me')}>
      <div className={row}>
        <LabeledValue label={t('settings.name')} value={open.person.name} styles={field} />
        <LabeledValue label={t('settings.email')} value={open.person.email ?? t('common.none')} styles={field} />
        <LabeledValue label={t('settings.device')} value={open.device.name} styles={field} />
      </div>
      {open.clockOffBy === null ? null : <ClockNotice offBy={open.clockOffBy} />}
    </Section>
  )
}

function LockSection() {
  const { t } = useTranslation()
  const lock = useAction('vault.lock')
  return (
    <Section title={t('settings.security')}>
      <p className={note}>{t('settings.lockText')}</p>
      <div className={row}>
        <Button variant="secondary" isPending={lock.isPending} onPress={() => lock.mutate({})}>
          <Lock />
          <Text>{t('settings.lock')}</Text>
        </Button>
      </div>
    </Section>
  )
}
