// The files of a space, one folder at a time, page by page; trash and versions beside them. Renderer.
import { ActionButton, Breadcrumb, Breadcrumbs, Button, Text, type SortDescriptor } from '@react-spectrum/s2'
import ChevronLeft from '@react-spectrum/s2/icons/ChevronLeft'
import ChevronRight from '@react-spectrum/s2/icons/ChevronRight'
import Delete from '@react-spectrum/s2/icons/Delete'
import FolderOpen from '@react-spectrum/s2/illustrations/linear/FolderOpen'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NodeId } from '../../../shared/domain/ids.ts'
import type { FileEntry } from '../../../shared/ipc/files.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { Answered } from '../../ui/answered.tsx'
import { DialogSlot } from '../../ui/dialog-slot.tsx'
import { Empty } from '../../ui/message.tsx'
import { toastRefusal } from '../../ui/toast-refusal.ts'
import { FilesTable, type FileSort } from './files-table.tsx'
import { TrashDialog } from './trash-dialog.tsx'
import { VersionsDialog } from './versions-dialog.tsx'

const column = style({
  display: 'flex',
  flexDirection: 'column',
  height: 'full',
  minHeight: 0,
  gap: 8,
  paddingTop: 12,
  boxSizing: 'border-box',
})
const bar = style({ display: 'flex', alignItems: 'center', gap: 16, flexShrink: 0, minHeight: 32 })
const trail = style({ flexGrow: 1, minWidth: 0 })
const pager = style({ display: 'flex', alignItems: 'center', justifyContent: 'end', gap: 8, font: 'ui', flexShrink: 0 })

const pageSize = 500

type Open = { readonly kind: 'trash' } | { readonly kind: 'versions'; readonly node: NodeId; readonly name: string }

export function FilesTab({ space }: { space: Space }) {
  const { t } = useTranslation()
  const [folder, setFolder] = useState<NodeId | null>(null)
  const [offset, setOffset] = useState(0)
  const [sort, setSort] = useState<FileSort>({ column: 'name', direction: 'ascending' })
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const reveal = useAction('files.reveal')
  const files = useAnswer(
    'files.list',
    {
      space: space.id,
      node: folder,
      sort: sort.column,
      descending: sort.direction === 'descending',
      offset,
      limit: pageSize,
    },
    { keep: true },
  )
  const enter = (node: NodeId | null) => {
    setFolder(node)
    setOffset(0)
  }
  const act = (kind: 'reveal' | 'versions', entry: FileEntry) => {
    if (kind === 'versions' && entry.id !== null) setOpen({ kind, node: entry.id, name: entry.name })
    else reveal.mutate({ space: space.id, node: entry.id ?? folder }, { onError: (error) => toastRefusal(t, error) })
  }
  const crumbs = [{ id: 'top', name: space.name }, ...(files.data?.trail ?? [])]
  return (
    <div className={column}>
      <div className={bar}>
        <Breadcrumbs
          aria-label={t('files.trail')}
          items={crumbs}
          onAction={(key) => enter(key === 'top' ? null : (key as NodeId))}
          styles={trail}
        >
          {(crumb) => <Breadcrumb id={crumb.id}>{crumb.name}</Breadcrumb>}
        </Breadcrumbs>
        <ActionButton isQuiet onPress={() => setOpen({ kind: 'trash' })}>
          <Delete />
          <Text>{t('trash.title')}</Text>
        </ActionButton>
      </div>
      <Answered asked={files}>
        {({ entries, total }) =>
          total === 0 ? (
            <Empty
              picture={<FolderOpen />}
              title={t(folder === null ? 'files.empty.title' : 'files.empty.folder')}
              text={t('files.empty.text')}
            >
              {space.folder ? (
                <Button
                  variant="primary"
                  onPress={() =>
                    reveal.mutate({ space: space.id, node: folder }, { onError: (error) => toastRefusal(t, error) })
                  }
                >
                  {t('space.open')}
                </Button>
              ) : null}
            </Empty>
          ) : (
            <>
              <FilesTable
                entries={entries}
                sort={sort}
                onSort={({ column: by, direction }: SortDescriptor) => {
                  setSort({ column: by as FileSort['column'], direction })
                  setOffset(0)
                }}
                onEnter={enter}
                onAct={act}
              />
              {total > pageSize ? (
                <Pager offset={offset} shown={entries.length} total={total} onGo={setOffset} />
              ) : null}
            </>
          )
        }
      </Answered>
      <DialogSlot open={open} onClose={close}>
        {(asked) =>
          asked.kind === 'trash' ? (
            <TrashDialog space={space} onClose={close} />
          ) : (
            <VersionsDialog space={space} node={asked.node} name={asked.name} onClose={close} />
          )
        }
      </DialogSlot>
    </div>
  )
}

function Pager({
  offset,
  shown,
  total,
  onGo,
}: {
  offset: number
  shown: number
  total: number
  onGo: (offset: number) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <nav className={pager} aria-label={t('files.pages')}>
      <span>
        {t('files.range', {
          from: format.number(offset + 1),
          to: format.number(offset + shown),
          total: format.number(total),
        })}
      </span>
      <ActionButton
        aria-label={t('files.previous')}
        isDisabled={offset === 0}
        onPress={() => onGo(Math.max(0, offset - pageSize))}
      >
        <ChevronLeft />
      </ActionButton>
      <ActionButton
        aria-label={t('files.next')}
        isDisabled={offset + shown >= total}
        onPress={() => onGo(offset + pageSize)}
      >
        <ChevronRight />
      </ActionButton>
    </nav>
  )
}
