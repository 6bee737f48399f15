// One page of one folder: name, size, changed, by whom, state. Selected like in a file manager; rows can be dragged out. Renderer.
import {
  Cell,
  Column,
  Row,
  TableBody,
  TableHeader,
  TableView,
  type Selection,
  type SortDescriptor,
} from '@react-spectrum/s2'
import File from '@react-spectrum/s2/icons/File'
import Folder from '@react-spectrum/s2/icons/Folder'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { KeyboardEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Formatters, Texts } from '../../../shared/i18n/index.ts'
import type { FileEntry } from '../../../shared/ipc/files.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { Hidden } from '../../ui/hidden.tsx'
import { whoOf } from '../../ui/name-of.ts'
import { useIsNarrow } from '../../ui/use-is-narrow.ts'
import { useLatest } from '../../ui/use-latest.ts'
import { useNow } from '../../ui/use-now.ts'
import { rowOf, useDragOut } from './drag-out.ts'
import { actionsFor, keyOf, type FileAction } from './entry.ts'
import { FileMenu } from './file-menu.tsx'
import { FileStateMark } from './file-state.tsx'

const frame = style({
  display: 'flex',
  flexDirection: 'column',
  width: 'full',
  flexGrow: 1,
  flexShrink: 1,
  flexBasis: 0,
  minHeight: 160,
})
const fill = style({ width: 'full', flexGrow: 1, flexShrink: 1, flexBasis: 0, minHeight: 0 })
const name = style({ display: 'flex', alignItems: 'center', gap: 8, minWidth: 0 })
const text = style({ lineClamp: 2, overflowWrap: 'anywhere' })
const whole = style({ whiteSpace: 'nowrap' })
const lines = style({ display: 'flex', flexDirection: 'column', gap: 2, minWidth: 0 })
const also = style({ display: 'flex', flexWrap: 'wrap', columnGap: 12, font: 'ui-sm', color: 'neutral-subdued' })

export type FileSort = { readonly column: 'name' | 'size' | 'changed'; readonly direction: SortDescriptor['direction'] }

export type FilesTableProps = {
  readonly space: Space
  readonly entries: readonly FileEntry[]
  readonly sort: FileSort
  readonly selected: ReadonlySet<string>
  readonly onSort: (sort: FileSort) => void
  readonly onSelect: (keys: ReadonlySet<string>) => void
  readonly onAct: (action: FileAction | 'enter', entries: readonly FileEntry[]) => void
}

const sortable = { name: true, size: true, changed: true, by: false, state: false } as const
const widths = {
  name: { isRowHeader: true, minWidth: 168, width: '3fr' },
  size: { width: 92, align: 'end' },
  changed: { width: 112 },
  by: { minWidth: 106, width: '1fr' },
  state: { minWidth: 132, width: '1.5fr' },
} as const
const columns = ['name', 'size', 'changed', 'by', 'state'] as const
/** What the list can be sorted by; the rest stands below the name. */
const narrowColumns = ['name', 'size', 'changed'] as const

export function FilesTable({ space, entries, sort, selected, onSort, onSelect, onAct }: FilesTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const isNarrow = useIsNarrow()
  const act = useLatest(onAct)
  const find = (key: unknown) => entries.find((entry) => keyOf(entry) === key)
  const chosen = () => entries.filter((entry) => selected.has(keyOf(entry)))
  const drag = useDragOut(space.id, find, chosen)
  const open = (key: React.Key) => {
    const entry = find(key)
    if (entry) onAct(entry.kind === 'folder' ? 'enter' : usual(entry, space), [entry])
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const entry = find(rowOf(event.target)?.dataset['key'])
    const action = event.key === 'F2' ? 'rename' : event.key === 'Delete' ? 'remove' : null
    if (!entry || action === null || !actionsFor(entry, space).includes(action)) return
    event.preventDefault()
    onAct(action, action === 'remove' && selected.has(keyOf(entry)) ? chosen() : [entry])
  }
  return (
    <div className={frame} onKeyDownCapture={onKeyDown} {...drag}>
      <TableView
        aria-label={t('files.title')}
        density="compact"
        overflowMode="wrap"
        isQuiet
        styles={fill}
        sortDescriptor={sort}
        onSortChange={(to) => onSort(sortOf(to))}
        selectionMode="multiple"
        selectionStyle="highlight"
        selectedKeys={selected}
        onSelectionChange={(keys) => onSelect(keysOf(keys, entries))}
        onAction={open}
      >
        <TableHeader>
          {(isNarrow ? narrowColumns : columns).map((id) => (
            <Column key={id} id={id} allowsSorting={sortable[id]} {...widths[id]}>
              {t(`files.column.${id}`)}
            </Column>
          ))}
          <Column id="menu" width={52}>
            <Hidden>{t('files.column.actions')}</Hidden>
          </Column>
        </TableHeader>
        <TableBody items={entries} dependencies={[t, format, space, now, isNarrow]}>
          {(entry) => fileRow(entry, { space, t, format, now, isNarrow, onAct: act })}
        </TableBody>
      </TableView>
    </div>
  )
}

type Shown = Pick<FilesTableProps, 'space' | 'onAct'> & {
  readonly t: Texts
  readonly format: Formatters
  readonly now: number
  readonly isNarrow: boolean
}

/** Not a component: a hundred of them would each have hooks of their own. */
function fileRow(entry: FileEntry, { space, t, format, now, isNarrow, onAct }: Shown) {
  return (
    <Row id={keyOf(entry)} textValue={entry.name}>
      <Cell>
        <FileName entry={entry}>{isNarrow ? <StateAndAuthor entry={entry} space={space} /> : null}</FileName>
      </Cell>
      <Cell align="end">
        <span className={whole}>{entry.kind === 'file' ? format.size(entry.size) : ''}</span>
      </Cell>
      <Cell>{entry.changedAt === null ? '' : format.brief(entry.changedAt, now)}</Cell>
      {isNarrow ? null : <Cell>{entry.changedBy && whoOf(entry.changedBy, t)}</Cell>}
      {isNarrow ? null : (
        <Cell>
          <FileStateMark entry={entry} isFresh={space.isFresh} />
        </Cell>
      )}
      <Cell align="end">
        <FileMenu entry={entry} space={space} onAct={(action) => onAct(action, [entry])} />
      </Cell>
    </Row>
  )
}

const keysOf = (keys: Selection, entries: readonly FileEntry[]): ReadonlySet<string> =>
  new Set(keys === 'all' ? entries.map(keyOf) : [...keys].map(String))

const sortOf = ({ column, direction }: SortDescriptor): FileSort => ({
  column: column as FileSort['column'],
  direction,
})

/** What opening means: what is not here is fetched, what is only local is shown. */
const usual = (entry: FileEntry, space: Space): FileAction => actionsFor(entry, space)[0] ?? 'reveal'

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
