// The columns of a folder's list: name, size, changed, by whom, state, and what can be done. Renderer.
import File from '@react-spectrum/s2/icons/File'
import Folder from '@react-spectrum/s2/icons/Folder'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../../../shared/ipc/files.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import type { DataColumn } from '../../ui/data-table.tsx'
import { whoOf } from '../../ui/name-of.ts'
import { useIsNarrow } from '../../ui/use-is-narrow.ts'
import { useNow } from '../../ui/use-now.ts'
import type { FileAction } from './entry.ts'
import { FileMenu } from './file-menu.tsx'
import { FileStateMark } from './file-state.tsx'

const name = style({ display: 'flex', alignItems: 'center', gap: 8, minWidth: 0 })
const text = style({ lineClamp: 2, overflowWrap: 'anywhere' })
const whole = style({ whiteSpace: 'nowrap' })
const lines = style({ display: 'flex', flexDirection: 'column', gap: 2, minWidth: 0 })
const also = style({ display: 'flex', flexWrap: 'wrap', columnGap: 12, font: 'ui-sm', color: 'neutral-subdued' })

export function useFileColumns(
  space: Space,
  onAct: (action: FileAction, entries: readonly FileEntry[]) => void,
): readonly DataColumn<FileEntry>[] {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const isNarrow = useIsNarrow()
  return useMemo(
    () => [
      {
        id: 'name',
        title: t('files.column.name'),
        look: { allowsSorting: true, minWidth: 168, width: '3fr' },
        headOf: (entry) => entry.name,
        cell: (entry) => (
          <FileName entry={entry}>{isNarrow ? <StateAndAuthor entry={entry} space={space} /> : null}</FileName>
        ),
      },
      {
        id: 'size',
        title: t('files.column.size'),
        look: { allowsSorting: true, width: 92, align: 'end' },
        cell: (entry) => <span className={whole}>{entry.kind === 'file' ? format.size(entry.size) : ''}</span>,
      },
      {
        id: 'changed',
        title: t('files.column.changed'),
        look: { allowsSorting: true, width: 112 },
        cell: ({ changedAt }) => (changedAt === null ? '' : format.brief(changedAt, now)),
      },
      {
        id: 'by',
        title: t('files.column.by'),
        look: { minWidth: 106, width: '1fr' },
        only: 'wide',
        cell: ({ changedBy }) => changedBy && whoOf(changedBy, t),
      },
      {
        id: 'state',
        title: t('files.column.state'),
        look: { minWidth: 132, width: '1.5fr' },
        only: 'wide',
        cell: (entry) => <FileStateMark entry={entry} isFresh={space.isFresh} />,
      },
      {
        id: 'menu',
        title: t('files.column.actions'),
        isTitleHidden: true,
        look: { width: 52, align: 'end' },
        cell: (entry) => <FileMenu entry={entry} space={space} onAct={(action) => onAct(action, [entry])} />,
      },
    ],
    [t, format, space, now, isNarrow, onAct],
  )
}

function FileName({ entry, children }: { entry: FileEntry; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <span className={name}>
      {entry.kind === 'folder' ? <Folder aria-label={t('files.folder')} /> : <File aria-label={t('files.file')} />}
      <span className={lines}>
        <span className={text}>{entry.name}</span>
        {children}
      </span>
    </span>
  )
}

function StateAndAuthor({ entry, space }: { entry: FileEntry; space: Space }) {
  const { t } = useTranslation()
  return (
    <span className={also}>
      <FileStateMark entry={entry} isFresh={space.isFresh} />
      {entry.changedBy && whoOf(entry.changedBy, t)}
    </span>
  )
}
