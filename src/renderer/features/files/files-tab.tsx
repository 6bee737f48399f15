// The files of a space, one folder at a time, page by page; trash and versions beside them. Renderer.
import { ActionButton, Breadcrumb, Breadcrumbs, Text } from '@react-spectrum/s2'
import Delete from '@react-spectrum/s2/icons/Delete'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NodeId } from '../../../shared/domain/ids.ts'
import type { FileEntry } from '../../../shared/ipc/files.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { Answered } from '../../ui/answered.tsx'
import { DialogSlot } from '../../ui/dialog-slot.tsx'
import { toastRefusal } from '../../ui/toast-refusal.ts'
import { EmptyFolder } from './empty-folder.tsx'
import { FilesTable, type FileAction, type FileSort } from './files-table.tsx'
import { NotSent } from './not-sent.tsx'
import { Pager } from './pager.tsx'
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
const crumbs = style({ flexGrow: 1, minWidth: 0 })

const pageSize = 500
const top = 'top'

type Open = { readonly kind: 'trash' } | { readonly kind: 'versions'; readonly node: NodeId; readonly name: string }
type Place = { readonly folder: NodeId | null; readonly offset: number; readonly sort: FileSort }

/** `folder`: where to begin; null: at the top. */
export function FilesTab({ space, folder: first }: { space: Space; folder: NodeId | null }) {
  const { t } = useTranslation()
  const [{ folder, offset, sort }, go] = useState<Place>({
    folder: first,
    offset: 0,
    sort: { column: 'name', direction: 'ascending' },
  })
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const reveal = useAction('files.reveal')
  const show = (node: NodeId | null) =>
    reveal.mutate({ space: space.id, node }, { onError: (error) => toastRefusal(t, error) })
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
  const enter = (node: NodeId | null) => go({ folder: node, offset: 0, sort })
  const act = (action: FileAction, entry: FileEntry) => {
    if (action === 'versions' && entry.id !== null) setOpen({ kind: action, node: entry.id, name: entry.name })
    else show(entry.id ?? folder)
  }
  return (
    <div className={column}>
      <FilesBar
        trail={[{ id: top, name: space.name }, ...(files.data?.trail ?? [])]}
        onEnter={enter}
        onTrash={() => setOpen({ kind: 'trash' })}
      />
      <Answered asked={files}>
        {({ entries, total }) =>
          total === 0 ? (
            <EmptyFolder top={folder === null} onReveal={space.folder ? () => show(folder) : null} />
          ) : (
            <>
              <NotSent entries={entries} />
              <FilesTable
                entries={entries}
                sort={sort}
                onSort={(by) => go({ folder, offset: 0, sort: by })}
                onEnter={enter}
                onAct={act}
              />
              <Pager
                offset={offset}
                shown={entries.length}
                total={total}
                pageSize={pageSize}
                onGo={(to) => go({ folder, offset: to, sort })}
              />
            </>
          )
        }
      </Answered>
      <FilesDialogs space={space} open={open} onClose={close} />
    </div>
  )
}

type Crumb = { readonly id: string; readonly name: string }

function FilesBar({
  trail,
  onEnter,
  onTrash,
}: {
  trail: readonly Crumb[]
  onEnter: (node: NodeId | null) => void
  onTrash: () => void
}) {
  const { t } = useTranslation()
  return (
    <div className={bar}>
      <Breadcrumbs
        aria-label={t('files.trail')}
        items={trail}
        onAction={(key) => onEnter(key === top ? null : (key as NodeId))}
        styles={crumbs}
      >
        {({ id, name }) => <Breadcrumb id={id}>{name}</Breadcrumb>}
      </Breadcrumbs>
      <ActionButton isQuiet onPress={onTrash}>
        <Delete />
        <Text>{t('trash.title')}</Text>
      </ActionButton>
    </div>
  )
}

function FilesDialogs({ space, open, onClose }: { space: Space; open: Open | null; onClose: () => void }) {
  return (
    <DialogSlot open={open} onClose={onClose}>
      {(asked) =>
        asked.kind === 'trash' ? (
          <TrashDialog space={space} onClose={onClose} />
        ) : (
          <VersionsDialog space={space} node={asked.node} name={asked.name} onClose={onClose} />
        )
      }
    </DialogSlot>
  )
}
