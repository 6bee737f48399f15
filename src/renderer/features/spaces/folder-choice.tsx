// Choosing a folder of this computer: shows which, refuses unsuitable ones with a sentence, warns about doubtful ones. Renderer.
import { ActionButton, Content, Heading, InlineAlert, Text } from '@react-spectrum/s2'
import FolderOpen from '@react-spectrum/s2/icons/FolderOpen'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/ipc/contract.ts'
import type { LocalItem } from '../../../shared/ipc/values.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { Refusal } from '../../ui/message.tsx'

const column = style({ display: 'flex', flexDirection: 'column', gap: 12 })
const row = style({
  display: 'flex',
  alignItems: 'center',
  gap: 16,
  padding: 12,
  borderRadius: 'lg',
  backgroundColor: 'layer-1',
})
const names = style({ display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0 })
const name = style({ font: 'ui', fontWeight: 'bold', truncate: true })
const place = style({ font: 'ui-sm', color: 'neutral-subdued', truncate: true })

export type FolderUse = 'share' | 'receive' | 'locate'
export type Inspected = Output<'folders.inspect'>

/** What core thinks of the folder; undefined until it has answered. */
export function useInspected(folder: LocalItem | null, use: FolderUse): Inspected | undefined {
  const { data } = useAnswer('folders.inspect', { folder: folder?.token ?? '', use }, { enabled: folder !== null })
  return folder === null ? undefined : data
}

export type FolderChoiceProps = {
  readonly use: FolderUse
  readonly folder: LocalItem | null
  readonly inspected: Inspected | undefined
  readonly onChange: (folder: LocalItem) => void
}

export function FolderChoice({ use, folder, inspected, onChange }: FolderChoiceProps) {
  const { t } = useTranslation()
  const pick = useAction('host.pickFolder')
  const choose = () =>
    pick.mutate(
      { use },
      {
        onSuccess: (picked) => {
          if (picked) onChange(picked)
        },
      },
    )
  return (
    <div className={column}>
      <div className={row}>
        <div className={names}>
          <span className={name}>{folder?.name ?? t(`folder.none.${use}`)}</span>
          {folder ? <span className={place}>{folder.location}</span> : null}
        </div>
        <ActionButton onPress={choose} isPending={pick.isPending}>
          <FolderOpen />
          <Text>{folder ? t('folder.other') : t('folder.choose')}</Text>
        </ActionButton>
      </div>
      <Refusal error={pick.error} />
      {inspected?.refusal ? (
        <InlineAlert variant="negative">
          <Heading>{t('folder.refused')}</Heading>
          <Content>{t(`folder.refusal.${inspected.refusal}`)}</Content>
        </InlineAlert>
      ) : null}
      {inspected && !inspected.refusal && inspected.warnings.length > 0 ? (
        <InlineAlert variant="notice">
          <Heading>{t('folder.doubtful')}</Heading>
          <Content>{inspected.warnings.map((warning) => t(`folder.warning.${warning}`)).join(' ')}</Content>
        </InlineAlert>
      ) : null}
    </div>
  )
}
