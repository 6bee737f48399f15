// Foot of the sidebar: the person, this device, the connection to the relay. Renderer.
import { Link, StatusLight } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { AppState } from '../../shared/ipc/app.ts'
import { useFormat } from '../i18n/language-provider.tsx'
import { useClockText } from '../ui/clock-notice.tsx'
import { Initials } from '../ui/person.tsx'

const foot = style({ display: 'flex', flexDirection: 'column', gap: 8, paddingX: 8 })
const who = style({ display: 'flex', alignItems: 'center', gap: 12, minWidth: 0 })
const names = style({ display: 'flex', flexDirection: 'column', minWidth: 0 })
const name = style({ font: 'ui', fontWeight: 'bold', truncate: true })
const why = style({ font: 'ui-sm', color: 'neutral-subdued' })
const device = style({ font: 'ui-sm', color: 'neutral-subdued', truncate: true })

const variants = { online: 'positive', connecting: 'informative', offline: 'neutral', refused: 'negative' } as const

export function SidebarFoot({ open }: { open: Extract<AppState, { phase: 'open' }> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { connection, clockOffBy } = open
  const retry =
    connection.state === 'offline' && connection.retryAt !== null
      ? t('sync.retry', { when: format.time(connection.retryAt) })
      : null
  return (
    <div className={foot}>
      <div className={who}>
        <Initials person={open.person} size="L" />
        <div className={names}>
          <span className={name}>{open.person.name}</span>
          <span className={device}>{open.device.name}</span>
        </div>
      </div>
      <div role="status">
        <StatusLight size="S" variant={variants[connection.state]}>
          {t(`connection.${connection.state}`)}
        </StatusLight>
        {retry ? <div className={device}>{retry}</div> : null}
        {connection.state === 'offline' && connection.why !== 'silent' ? (
          <div className={why}>{t(`relay.why.${connection.why}`)}</div>
        ) : null}
      </div>
      {open.relay.kind === 'embedded' ? <div className={why}>{t('relay.alone')}</div> : null}
      {clockOffBy === null ? null : <ClockLink offBy={clockOffBy} />}
    </div>
  )
}

function ClockLink({ offBy }: { offBy: number }) {
  const text = useClockText(offBy)
  return (
    <div className={why}>
      <Link href="/settings/profile" variant="secondary">
        {text}
      </Link>
    </div>
  )
}
