// What was removed from a space, and the way back. Renderer.
import { Button } from '@react-spectrum/s2'
import Trash from '@react-spectrum/s2/illustrations/linear/Trash'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { mayDo } from '../../../shared/domain/rights.ts'
import type { RemovedEntry } from '../../../shared/ipc/files.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useAnswer } from '../../bridge/queries.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { Answered } from '../../ui/answered.tsx'
import { DataTable, ownId, type DataColumn } from '../../ui/data-table.tsx'
import { whoOf } from '../../ui/name-of.ts'
import { Empty } from '../../ui/message.tsx'
import { TallDialog } from '../../ui/tall-dialog.tsx'
import { TwoLines } from '../../ui/two-lines.tsx'
import { useIsNarrow } from '../../ui/use-is-narrow.ts'
import { useLatest } from '../../ui/use-latest.ts'
import { useNow } from '../../ui/use-now.ts'
import { toast } from '../../ui/toast.ts'
import { useToastedAction } from '../../ui/use-toasted-action.ts'

const fill = style({ width: 'full', flexGrow: 1, minHeight: 0 })

const rest = style({ display: 'flex', flexGrow: 1, minHeight: 0, outlineStyle: 'none' })

/** The last row went with the focus: keys are heard in the dialog all the same. */
const takeFocus = (empty: HTMLElement | null) => {
  if (document.activeElement === document.body) empty?.focus()
}

export function TrashDialog({ space, onClose }: { space: Space; onClose: () => void }) {
  const { t } = useTranslation()
  const trash = useAnswer('trash.list', { space: space.id })
  return (
    <TallDialog title={t('trash.of', { name: space.name })} onClose={onClose}>
      <Answered asked={trash}>
        {(list) =>
          list.length === 0 ? (
            <div ref={takeFocus} className={rest} tabIndex={-1}>
              <Empty picture={<Trash />} title={t('trash.empty')} text={t('trash.emptyText')} />
            </div>
          ) : (
            <TrashTable space={space} entries={list} />
          )
        }
      </Answered>
    </TallDialog>
  )
}

function TrashTable({ space, entries }: { space: Space; entries: readonly RemovedEntry[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const isNarrow = useIsNarrow()
  const restore = useToastedAction('trash.restore')
  const put = useLatest((entry: RemovedEntry) =>
    restore.run({ space: space.id, nodes: [entry.id] }, () =>
      toast.positive(t('trash.restored', { name: entry.name }), { timeout: 5000 }),
    ),
  )
  const mayRestore = mayDo(space.myRights, 'write')
  const columns = useMemo((): readonly DataColumn<RemovedEntry>[] => {
    const when = ({ removedAt }: RemovedEntry) => format.brief(removedAt, now)
    const by = ({ removedBy }: RemovedEntry) => whoOf(removedBy, t)
    const below = (entry: RemovedEntry) =>
      [entry.folders.join(' / '), ...(isNarrow ? [when(entry), by(entry)] : [])].filter(Boolean).join(' · ')
    return [
      {
        id: 'name',
        title: t('files.column.name'),
        look: { minWidth: 160, width: '2fr' },
        headOf: (entry) => entry.name,
        cell: (entry) => <TwoLines first={entry.name} second={below(entry) || null} />,
      },
      { id: 'when', title: t('trash.when'), look: { width: 116 }, only: 'wide', cell: when },
      { id: 'by', title: t('trash.by'), look: { minWidth: 110, width: '1fr' }, only: 'wide', cell: by },
      {
        id: 'do',
        title: t('trash.restore'),
        isTitleHidden: true,
        look: { width: 184, align: 'end' },
        cell: (entry) => (
          <Button size="S" variant="secondary" isDisabled={!mayRestore} onPress={() => put(entry)}>
            {t('trash.restore')}
          </Button>
        ),
      },
    ]
  }, [t, format, now, mayRestore, isNarrow, put])
  return (
    <DataTable
      title={t('trash.title')}
      density="compact"
      styles={fill}
      columns={columns}
      items={entries}
      idOf={ownId}
    />
  )
}
