// Which relay keeps a space, and what its operator says about it: shown as said, not as checked. Renderer.
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/ipc/contract.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useAnswer } from '../../bridge/queries.ts'

const list = style({
  display: 'grid',
  gridTemplateColumns: '[160px 1fr]',
  columnGap: 16,
  rowGap: 8,
  margin: 0,
  font: 'ui',
})
const term = style({ color: 'neutral-subdued', margin: 0 })
const value = style({ margin: 0, overflowWrap: 'anywhere', minWidth: 0 })
const note = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })

export function RelaySays({ space, relay }: { space: Space; relay: Output<'place.get'>['relay'] }) {
  const { t } = useTranslation()
  const { data, error } = useAnswer('place.relay', { space: space.id })
  const { address, isMine } = relay
  const said = data
    ? ([
        ['name', data.name],
        ['operator', data.operator],
        ['where', data.place],
        ['contact', data.contact],
        ['privacy', data.privacy],
      ] as const)
    : []
  return (
    <>
      <dl className={list}>
        <dt className={term}>{t('place.relay')}</dt>
        <dd className={value}>{isMine ? t('place.mine', { address }) : address}</dd>
        {said.map(([field, text]) => (
          <Said key={field} title={t(`place.${field}`)} text={text === '' ? t('place.unsaid') : text} />
        ))}
      </dl>
      {data ? <p className={note}>{t('place.said')}</p> : null}
      {error ? <p className={note}>{t('place.unreached')}</p> : null}
    </>
  )
}

function Said({ title, text }: { title: string; text: string }) {
  return (
    <>
      <dt className={term}>{title}</dt>
      <dd className={value}>{text}</dd>
    </>
  )
}
