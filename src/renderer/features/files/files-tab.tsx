// The files of a space, one folder at a time, page by page; what is dropped here goes into the folder shown. Renderer.
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NodeId } from '../../../shared/domain/ids.ts'
import { mayDo } from '../../../shared/domain/rights.ts'
import type { FileEntry } from '../../../shared/ipc/files.ts'
import type { Output } from '../../../shared/ipc/contract.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import type { LocalItem } from '../../../shared/ipc/values.ts'
import { useDropZone } from '../../app/drop-zone.ts'
import { Answered } from '../../ui/answered.tsx'
import { useLatest } from '../../ui/use-latest.ts'
import { Adding } from './adding.tsx'
import { EmptyFolder } from './empty-folder.tsx'
import { isChangeable, keyOf, type FileAction } from './entry.ts'
import { useFileActions } from './file-actions.ts'
import { FilesBar } from './files-bar.tsx'
import { FilesDialogs, type OpenDialog } from './files-dialogs.tsx'
import { FilesTable, type FilesTableProps } from './files-table.tsx'
import { NotSent } from './not-sent.tsx'
import { offsetWithin } from './page-offset.ts'
import { Pager } from './pager.tsx'
import { pageSize, useFolder, type Place, type ShownFolder } from './use-folder.ts'
import { useFound, type FoundFile } from './use-found.ts'

const column = style({
  display: 'flex',
  flexDirection: 'column',
  height: 'full',
  minHeight: 0,
  gap: 8,
  paddingTop: 12,
  boxSizing: 'border-box',
})

const nothing: ReadonlySet<string> = new Set()

type FilesTabProps = { readonly space: Space; readonly folder: NodeId | null; readonly found: FoundFile | null }

/** `folder`: where to begin; null: at the top. `found`: the file in it that was looked for. */
export function FilesTab({ space, folder: first, found }: FilesTabProps) {
  const shown = useFolder(space, first, found?.at ?? 0)
  const [selected, setSelected] = useState<ReadonlySet<string>>(found ? new Set([found.file]) : nothing)
  const [open, setOpen] = useState<OpenDialog | null>(null)
  const actions = useFileActions(space)
  const { files, trail } = shown
  const { folder, offset } = shown.place
  // Everything on the last page was removed: the page before it is the last one now.
  const within = offsetWithin(offset, files.data?.total ?? Infinity, pageSize)
  if (within !== offset) shown.go({ offset: within })
  const go: ShownFolder['go'] = (to) => {
    shown.go(to)
    setSelected(nothing)
  }
  const where = trail.at(-1)?.name ?? space.name
  const may = (right: 'write' | 'delete') => isChangeable(space) && mayDo(space.myRights, right)
  const zone = useFolderZone(may('write') ? where : null, (items) => actions.add(folder, items))
  useFound(found, zone, files.data !== undefined)
  const chosen = files.data?.entries.filter((entry) => selected.has(keyOf(entry))) ?? []
  const act = (action: FileAction | 'enter', entries: readonly FileEntry[]) => {
    const [entry] = entries
    if (!entry) return
    if (action === 'enter') go({ folder: entry.id })
    else if (action === 'reveal') actions.reveal(entry.id ?? folder)
    else if (action === 'open' || action === 'fetch') actions[action](entry)
    else if (action === 'remove') {
      setSelected(nothing)
      actions.remove(entries)
    } else setOpen({ kind: action, entry })
  }
  return (
    <div className={column} ref={zone}>
      <FilesBar
        trail={trail}
        selected={chosen.length}
        onRemove={may('delete') ? () => act('remove', chosen) : null}
        onNewFolder={may('write') ? () => setOpen({ kind: 'new-folder', where }) : null}
        onEnter={(node) => go({ folder: node })}
        onTrash={() => setOpen({ kind: 'trash' })}
      />
      <Adding space={space.id} />
      <Answered asked={files}>
        {(page) => (
          <FolderPage
            space={space}
            page={page}
            place={shown.place}
            selected={selected}
            onGo={go}
            onSelect={setSelected}
            onAct={act}
            onReveal={() => actions.reveal(folder)}
          />
        )}
      </Answered>
      <FilesDialogs space={space} folder={folder} open={open} onClose={() => setOpen(null)} />
    </div>
  )
}

/** `where`: the name of the folder that takes what is dropped; null: it takes nothing. */
function useFolderZone(where: string | null, onDrop: (items: readonly LocalItem[]) => void) {
  const { t } = useTranslation()
  return useDropZone(
    where === null ? null : { title: t('fileDo.dropTitle', { folder: where }), text: t('fileDo.dropText'), onDrop },
  )
}

type FolderPageProps = Pick<FilesTableProps, 'space' | 'selected' | 'onSelect' | 'onAct'> & {
  readonly page: Output<'files.list'>
  readonly place: Place
  readonly onGo: ShownFolder['go']
  readonly onReveal: () => void
}

function FolderPage({ page: { entries, total }, place, onGo, onReveal, ...table }: FolderPageProps) {
  const { folder, offset, sort } = place
  const onSort = useLatest((by: Place['sort']) => onGo({ sort: by }))
  const onAct = useLatest(table.onAct)
  if (total === 0) return <EmptyFolder top={folder === null} onReveal={table.space.folder ? onReveal : null} />
  return (
    <>
      <NotSent entries={entries} />
      <FilesTable {...table} entries={entries} sort={sort} onSort={onSort} onAct={onAct} />
      <Pager
        offset={offset}
        shown={entries.length}
        total={total}
        pageSize={pageSize}
        onGo={(to) => onGo({ offset: to })}
      />
    </>
  )
}
