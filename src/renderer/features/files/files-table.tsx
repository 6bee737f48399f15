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
import { useTranslation } from 'react-i18next'
import type { NodeId } from '../../../shared/domain/ids.ts'
import type { FileEntry } from '../../../shared/ipc/files.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { Hidden } from '../../ui/hidden.tsx'
import { whoOf } from '../../ui/name-of.ts'
import { useNow } from '../../ui/use-now.ts'
import { FileStateMark } from './file-state.tsx'

const fill = style({ width: 'full', flexGrow: 1, flexShrink: 1, flexBasis: 0, minHeight: 0 })
const name = style({ display: 'flex', alignItems: 'center', gap: 8, minWidth: 0 })
const text = style({ truncate: true })

export type FileSort = { readonly column: 'name' | 'size' | 'changed'; readonly direction: SortDescriptor['direction'] }
export type FileAction = 'reveal' | 'versions'

export type FilesTableProps = {
  readonly entries: readonly FileEntry[]
  readonly sort: FileSort
  readonly onSort: (sort: FileSort) => void
  readonly onEnter: (folder: NodeId) => void
  readonly onAct: (action: FileAction, entry: FileEntry) => void
}

/** Local entries have no node id; their name is unique in the folder. */
const keyOf = (entry: FileEntry) => entry.id ?? `local ${entry.name}`

const sortable = { name: true, size: true, changed: true, by: false, state: false } as const
const widths = {
  name: { isRowHeader: true, minWidth: 150, width: '3fr' },
  size: { width: 92, align: 'end' },
  changed: { width: 116 },
  by: { minWidth: 104, width: '1fr' },
  state: { minWidth: 142, width: '1fr' },
} as const
const columns = ['name', 'size', 'changed', 'by', 'state'] as const

export function FilesTable({ entries, sort, onSort, onEnter, onAct }: FilesTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const open = (key: React.Key) => {
    const entry = entries.find((candidate) => keyOf(candidate) === key)
    if (entry?.kind === 'folder' && entry.id !== null) onEnter(entry.id)
    else if (entry) onAct('reveal', entry)
  }
  const sortBy = ({ column, direction }: SortDescriptor) => onSort({ column: column as FileSort['column'], direction })
  return (
    <TableView
      aria-label={t('files.title')}
      density="compact"
      isQuiet
      styles={fill}
      sortDescriptor={sort}
      onSortChange={sortBy}
      onAction={open}
    >
      <TableHeader>
        {columns.map((id) => (
          <Column key={id} id={id} allowsSorting={sortable[id]} {...widths[id]}>
            {t(`files.column.${id}`)}
          </Column>
        ))}
        <Column id="menu" width={52}>
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
            <Cell>{entry.changedBy && whoOf(entry.changedBy, t)}</Cell>
            <Cell>
              <FileStateMark entry={entry} />
            </Cell>
            <Cell align="end">
              <FileMenu entry={entry} onAct={onAct} />
            </Cell>
          </Row>
        )}
      </TableBody>
    </TableView>
  )
}

function FileMenu({ entry, onAct }: { entry: FileEntry; onAct: FilesTableProps['onAct'] }) {
  const { t } = useTranslation()
  return (
    <ActionMenu
      isQuiet
      size="S"
      aria-label={t('files.actionsFor', { name: entry.name })}
      onAction={(key) => onAct(key as FileAction, entry)}
    >
      <MenuItem id="reveal">{t('files.reveal')}</MenuItem>
      {entry.kind === 'file' && entry.id !== null ? <MenuItem id="versions">{t('versions.title')}</MenuItem> : null}
    </ActionMenu>
  )
}
