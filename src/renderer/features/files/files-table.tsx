// One page of one folder: name, size, changed, by whom, state. Selected like in a file manager; rows can be dragged out. Renderer.
import type { Selection, SortDescriptor } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { memo, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../../../shared/ipc/files.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { rowOf, useDragOut } from './drag-out.ts'
import { actionsFor, keyOf, type FileAction } from './entry.ts'
import { useFileColumns } from './file-columns.tsx'

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

/** Drawn again only for something that concerns it: a hundred rows take long. */
export const FilesTable = memo(function FilesTable(props: FilesTableProps) {
  const { space, entries, sort, selected, onSort, onSelect, onAct } = props
  const { t } = useTranslation()
  const columns = useFileColumns(space, onAct)
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
      <DataTable
        title={t('files.title')}
        density="compact"
        styles={fill}
        sortDescriptor={sort}
        onSortChange={(to) => onSort(sortOf(to))}
        selectionMode="multiple"
        selectionStyle="highlight"
        selectedKeys={selected}
        onSelectionChange={(keys) => onSelect(keysOf(keys, entries))}
        onAction={open}
        columns={columns}
        items={entries}
        idOf={keyOf}
      />
    </div>
  )
})

const keysOf = (keys: Selection, entries: readonly FileEntry[]): ReadonlySet<string> =>
  new Set(keys === 'all' ? entries.map(keyOf) : [...keys].map(String))

const sortOf = ({ column, direction }: SortDescriptor): FileSort => ({
  column: column as FileSort['column'],
  direction,
})

/** What opening means: what is not here is fetched, what is only local is shown. */
const usual = (entry: FileEntry, space: Space): FileAction => actionsFor(entry, space)[0] ?? 'reveal'
