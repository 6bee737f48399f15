// One file on its way, or waiting to be. Renderer.
import { ActionMenu, MenuItem, ProgressBar, Text } from '@react-spectrum/s2'
import Download from '@react-spectrum/s2/icons/Download'
import Upload from '@react-spectrum/s2/icons/Upload'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { Transfer } from '../../../shared/ipc/transfers.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { toast } from '../../ui/toast.ts'
import { useToastedAction } from '../../ui/use-toasted-action.ts'
import { leftText } from './left-text.ts'

const row = style({
  display: 'flex',
  alignItems: 'center',
  gap: 12,
  paddingX: 16,
  paddingY: 8,
  borderRadius: 'lg',
  backgroundColor: 'layer-1',
})
const texts = style({ display: 'flex', flexDirection: 'column', gap: 4, flexGrow: 1, minWidth: 0 })
const name = style({ font: 'ui', fontWeight: 'bold', overflowWrap: 'anywhere' })
const small = style({ font: 'ui-sm', overflowWrap: 'anywhere' })
const bar = style({ width: 'full' })

export function TransferRow({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { state, doneBytes, totalBytes, bytesPerSecond, secondsLeft, direction, space, folders } = transfer
  const way = t(`transfers.${direction}`)
  const details = [
    t(`transfers.state.${state}`, { done: format.size(doneBytes), total: format.size(totalBytes) }),
    state === 'moving' || doneBytes === 0 ? null : t('transfers.kept', { done: format.size(doneBytes) }),
    bytesPerSecond === null ? null : t('transfers.perSecond', { speed: format.size(bytesPerSecond) }),
    secondsLeft === null ? null : leftText(secondsLeft, t, format),
    [space.name, ...folders].join(' › '),
  ]
  return (
    <li className={row}>
      {direction === 'up' ? <Upload aria-label={way} /> : <Download aria-label={way} />}
      <div className={texts}>
        <span className={name}>{transfer.name}</span>
        {state === 'moving' || doneBytes > 0 ? (
          <ProgressBar
            aria-label={t('transfers.progressOf', { name: transfer.name })}
            value={doneBytes}
            maxValue={Math.max(totalBytes, 1)}
            size="S"
            styles={bar}
          />
        ) : null}
        <span className={small}>{details.filter((part) => part !== null).join(' · ')}</span>
      </div>
      <TransferMenu transfer={transfer} />
    </li>
  )
}

function TransferMenu({ transfer: { space, node, name: file, state } }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const postpone = useToastedAction('transfers.postpone')
  const resume = useToastedAction('transfers.resume')
  const first = useToastedAction('transfers.first')
  const of = { space: space.id, node }
  const run = {
    first: () => first.run(of),
    retry: () => resume.run(of),
    resume: () => resume.run(of),
    postpone: () => postpone.run(of, () => toast.info(t('transfers.postponed', { name: file }))),
  }
  const offered: Readonly<Record<Transfer['state'], readonly (keyof typeof run)[]>> = {
    moving: ['postpone'],
    waiting: ['first', 'postpone'],
    paused: ['first', 'postpone'],
    postponed: ['resume'],
    stuck: ['retry', 'postpone'],
  }
  return (
    <ActionMenu
      isQuiet
      aria-label={t('transfers.actionsFor', { name: file })}
      onAction={(key) => run[key as keyof typeof run]()}
    >
      {offered[state].map((action) => (
        <MenuItem key={action} id={action} textValue={t(`transfers.${action}`)}>
          <Text slot="label">{t(`transfers.${action}`)}</Text>
        </MenuItem>
      ))}
    </ActionMenu>
  )
}
