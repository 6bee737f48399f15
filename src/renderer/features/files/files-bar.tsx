// Above the files: where one is, what is selected, and what can be made. Renderer.
import { ActionButton, Breadcrumb, Breadcrumbs, Text } from '@react-spectrum/s2'
import Delete from '@react-spectrum/s2/icons/Delete'
import FolderAdd from '@react-spectrum/s2/icons/FolderAdd'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { NodeId } from '../../../shared/domain/ids.ts'

const bar = style({ display: 'flex', alignItems: 'center', gap: 8, flexWrap: 'wrap', flexShrink: 0, minHeight: 32 })
const crumbs = style({ flexGrow: 1, flexBasis: 160, minWidth: 0 })
const count = style({ font: 'ui', color: 'neutral-subdued', whiteSpace: 'nowrap' })

export const topKey = 'top'
export type Crumb = { readonly id: string; readonly name: string }

type FilesBarProps = {
  readonly trail: readonly Crumb[]
  readonly selected: number
  /** Null: what is selected may not be removed. */
  readonly onRemove: (() => void) | null
  /** Null: nothing can be made here. */
  readonly onNewFolder: (() => void) | null
  readonly onEnter: (node: NodeId | null) => void
  readonly onTrash: () => void
}

export function FilesBar({ trail, selected, onRemove, onNewFolder, onEnter, onTrash }: FilesBarProps) {
  const { t } = useTranslation()
  return (
    <div className={bar}>
      <Breadcrumbs
        aria-label={t('files.trail')}
        items={trail}
        onAction={(key) => onEnter(key === topKey ? null : (key as NodeId))}
        styles={crumbs}
      >
        {({ id, name }) => <Breadcrumb id={id}>{name}</Breadcrumb>}
      </Breadcrumbs>
      {selected > 1 ? (
        <span className={count} role="status">
          {t('fileDo.selected', { count: selected })}
        </span>
      ) : null}
      {selected > 0 && onRemove ? (
        <ActionButton isQuiet onPress={onRemove}>
          <Delete />
          <Text>{t('fileDo.remove')}</Text>
        </ActionButton>
      ) : null}
      {selected === 0 && onNewFolder ? (
        <ActionButton isQuiet onPress={onNewFolder}>
          <FolderAdd />
          <Text>{t('fileDo.newFolder')}</Text>
        </ActionButton>
      ) : null}
      <ActionButton isQuiet onPress={onTrash}>
        <Delete />
        <Text>{t('trash.title')}</Text>
      </ActionButton>
    </div>
  )
}
