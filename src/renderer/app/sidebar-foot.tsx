// Foot of the sidebar: the person, this device, the connection to the relay. Renderer.
import { Link, StatusLight } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { AppState } from '../../shared/ipc/app.ts'
import { useFormat } from '../i18n/language-provider.tsx'
import { useClockText } from '../ui/clock-notice.tsx'
import { Initials } from '../ui/person.tsx'

const foot = style({ display: 'flex', flexDirection: 'column', gap: 8, paddingX: 8 })
const signs = style({ display: 'flex', flexDirection: 'column', alignItems: 'center', gap: 8 })
const who = style({ display: 'flex', alignItems: 'center', gap: 12, minWidth: 0 })
const names = style({ display: 'flex', flexDirection: 'column', minWidth: 0 })
const name = style({ font: 'ui', fontWeight: 'bold', truncate: true })
const why = style({ font: 'ui-sm', color: 'neutral-subdued' })
const device = style({ font: 'ui-sm', color: 'neutral-subdued', truncate: true })

const variants = { online: 'positive', connecting: 'informative', offline: 'neutral', refused: 'negative' } as const

type Open = { readonly open: Extract<AppState, { phase: 'open' }> }

/** The person and the light; in words where the mouse rests. What is wrong with the clock is among what there is to do. */
export function NarrowFoot({ open: { person, device: computer, connection } }: Open) {
  const { t } = useTranslation()
  const state = t(`connection.${connection.state}`)
  return (
    <div className={signs}>
      <span title={`${person.name}, ${computer.name}`}>
        <Initials person={person} size="L" />
      </span>
      <span title={state}>
        <StatusLight size="S" variant={variants[connection.state]} role="status" aria-label={state} />
      </span>
    </div>
  )
}

export function SidebarFoot({ open }: Open) {
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
