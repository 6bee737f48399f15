// What was removed from a space, and the way back. Renderer.
import { Button, Cell, Column, Row, TableBody, TableHeader, TableView } from '@react-spectrum/s2'
import Trash from '@react-spectrum/s2/illustrations/linear/Trash'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import { mayDo } from '../../../shared/domain/rights.ts'
import type { RemovedEntry } from '../../../shared/ipc/files.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useAnswer } from '../../bridge/queries.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { Answered } from '../../ui/answered.tsx'
import { whoOf } from '../../ui/name-of.ts'
import { Empty } from '../../ui/message.tsx'
import { TallDialog } from '../../ui/tall-dialog.tsx'
import { Hidden } from '../../ui/hidden.tsx'
import { TwoLines } from '../../ui/two-lines.tsx'
import { useIsNarrow } from '../../ui/use-is-narrow.ts'
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
  const put = (entry: RemovedEntry) =>
    restore.run({ space: space.id, nodes: [entry.id] }, () =>
      toast.positive(t('trash.restored', { name: entry.name }), { timeout: 5000 }),
    )
  const mayRestore = mayDo(space.myRights, 'write')
  return (
    <TableView aria-label={t('trash.title')} density="compact" overflowMode="wrap" isQuiet styles={fill}>
      <TableHeader>
        <Column id="name" isRowHeader minWidth={160} width="2fr">
          {t('files.column.name')}
        </Column>
        {isNarrow ? null : (
          <Column id="where" minWidth={140} width="1fr">
            {t('trash.where')}
          </Column>
        )}
        {isNarrow ? null : (
          <Column id="when" width={116}>
            {t('trash.when')}
          </Column>
        )}
        {isNarrow ? null : (
          <Column id="by" minWidth={110} width="1fr">
            {t('trash.by')}
          </Column>
        )}
        <Column id="do" width={184}>
          <Hidden>{t('trash.restore')}</Hidden>
        </Column>
      </TableHeader>
      <TableBody items={entries} dependencies={[mayRestore, t, format, now, isNarrow]}>
        {(entry) => (
          <Row id={entry.id} textValue={entry.name}>
            <Cell>
              {isNarrow ? (
                <TwoLines
                  first={entry.name}
                  second={[entry.folders.join(' / '), format.brief(entry.removedAt, now), whoOf(entry.removedBy, t)]
                    .filter(Boolean)
                    .join(' · ')}
                />
              ) : (
                entry.name
              )}
            </Cell>
            {isNarrow ? null : <Cell>{entry.folders.join(' / ')}</Cell>}
            {isNarrow ? null : <Cell>{format.brief(entry.removedAt, now)}</Cell>}
            {isNarrow ? null : <Cell>{whoOf(entry.removedBy, t)}</Cell>}
            <Cell align="end">
              <Button size="S" variant="secondary" isDisabled={!mayRestore} onPress={() => put(entry)}>
                {t('trash.restore')}
              </Button>
            </Cell>
          </Row>
        )}
      </TableBody>
    </TableView>
  )
}
