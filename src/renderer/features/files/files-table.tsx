// One page of one folder: name, size, changed, by whom, state. Renderer.
import {
  ActionMenu,
  Cell,
  Column,
  MenuItem,
  Row,
  TableBody,
  TableHeader,
  TableView,
  type SortDescriptor,
} from '@react-spectrum/s2'
import File from '@react-spectrum/s2/icons/File'
import Folder from '@react-spectrum/s2/icons/Folder'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { NodeId } from '../../../shared/domain/ids.ts'
import type { FileEntry } from '../../../shared/ipc/files.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { Hidden } from '../../ui/hidden.tsx'
import { useNow } from '../../ui/use-now.ts'
import { FileStateMark } from './file-state.tsx'

const fill = style({ width: 'full', flexGrow: 1, flexShrink: 1, flexBasis: 0, minHeight: 0 })
const name = style({ display: 'flex', alignItems: 'center', gap: 8, minWidth: 0 })
const text = style({ truncate: true })

export type FileSort = { readonly column: 'name' | 'size' | 'changed'; readonly direction: SortDescriptor['direction'] }

export type FilesTableProps = {
  readonly entries: readonly FileEntry[]
  readonly sort: FileSort
  readonly onSort: (sort: SortDescriptor) => void
  readonly onEnter: (folder: NodeId) => void
  readonly onAct: (kind: 'reveal' | 'versions', entry: FileEntry) => void
}

/** Local entries have no node id; their name is unique in the folder. */
const keyOf = (entry: FileEntry) => entry.id ?? `local ${entry.name}`

export const FilesTable = memo(function FilesTable({ entries, sort, onSort, onEnter, onAct }: FilesTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const open = (key: React.Key) => {
    const entry = entries.find((candidate) => keyOf(candidate) === key)
    if (entry?.kind === 'folder' && entry.id !== null) onEnter(entry.id)
    else if (entry) onAct('reveal', entry)
  }
  return (
    <TableView
      aria-label={t('files.title')}
      density="compact"
      isQuiet
      styles={fill}
      sortDescriptor={sort}
      onSortChange={onSort}
      onAction={open}
    >
      <TableHeader>
        <Column id="name" isRowHeader minWidth={220} width="3fr" allowsSorting>
          {t('files.column.name')}
        </Column>
        <Column id="size" width={100} align="end" allowsSorting>
          {t('files.column.size')}
        </Column>
        <Column id="changed" width={130} allowsSorting>
          {t('files.column.changed')}
        </Column>
        <Column id="by" minWidth={110} width="1fr">
          {t('files.column.by')}
        </Column>
        <Column id="state" minWidth={120} width="1fr">
          {t('files.column.state')}
        </Column>
        <Column id="menu" width={56}>
          <Hidden>{t('files.column.actions')}</Hidden>
        </Column>
      </TableHeader>
      <TableBody items={entries.map((entry) => ({ id: keyOf(entry), entry }))} dependencies={[t, format]}>
        {({ id, entry }) => (
          <Row id={id} textValue={entry.name}>
            <Cell>
              <span className={name}>
                {entry.kind === 'folder' ? (
                  <Folder aria-label={t('files.folder')} />
                ) : (
                  <File aria-label={t('files.file')} />
                )}
                <span className={text}>{entry.name}</span>
              </span>
            </Cell>
            <Cell align="end">{entry.kind === 'file' ? format.size(entry.size) : ''}</Cell>
            <Cell>{entry.changedAt === null ? '' : format.brief(entry.changedAt, now)}</Cell>
            <Cell>{entry.changedBy ? (entry.changedBy.me ? t('person.you') : entry.changedBy.name) : ''}</Cell>
            <Cell>
              <FileStateMark entry={entry} />
            </Cell>
            <Cell align="end">
              <ActionMenu
                isQuiet
                size="S"
                aria-label={t('files.actionsFor', { name: entry.name })}
                onAction={(key) => onAct(key as 'reveal' | 'versions', entry)}
              >
                <MenuItem id="reveal">{t('files.reveal')}</MenuItem>
                {entry.kind === 'file' && entry.id !== null ? (
                  <MenuItem id="versions">{t('versions.title')}</MenuItem>
                ) : null}
              </ActionMenu>
            </Cell>
          </Row>
        )}
      </TableBody>
    </TableView>
  )
})
