// Earlier versions of a file: who, when, how large; any of them can be made the current one again. Renderer.
import { Badge, Button, Cell, Column, Row, TableBody, TableHeader, TableView, ToastQueue } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { NodeId } from '../../../shared/domain/ids.ts'
import { mayDo } from '../../../shared/domain/rights.ts'
import type { Version } from '../../../shared/ipc/files.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { Answered } from '../../ui/answered.tsx'
import { PersonName } from '../../ui/person.tsx'
import { TallDialog } from '../../ui/tall-dialog.tsx'
import { Hidden } from '../../ui/hidden.tsx'
import { toastRefusal } from '../../ui/toast-refusal.ts'

const fill = style({ width: 'full', flexGrow: 1, minHeight: 0 })

export type VersionsDialogProps = {
  readonly space: Space
  readonly node: NodeId
  readonly name: string
  readonly onClose: () => void
}

export function VersionsDialog({ space, node, name, onClose }: VersionsDialogProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const versions = useAnswer('versions.list', { space: space.id, node })
  const restore = useAction('versions.restore')
  const mayRestore = mayDo(space.myRights, 'write')
  const put = ({ revision, at }: Version) =>
    restore.mutate(
      { space: space.id, node, revision },
      {
        onSuccess: () =>
          void ToastQueue.positive(t('versions.restored', { name, when: format.instant(at) }), { timeout: 5000 }),
        onError: (error) => toastRefusal(t, error),
      },
    )
  return (
    <TallDialog title={t('versions.of', { name })} onClose={onClose}>
      <Answered asked={versions}>
        {(list) => (
          // A version that was restored stands in the list twice, under the same revision.
          <TableView aria-label={t('versions.title')} density="compact" isQuiet styles={fill}>
            <TableHeader>
              <Column id="at" isRowHeader width={190}>
                {t('versions.at')}
              </Column>
              <Column id="by" minWidth={140} width="1fr">
                {t('files.column.by')}
              </Column>
              <Column id="size" width={100} align="end">
                {t('files.column.size')}
              </Column>
              <Column id="do" width={170}>
                <Hidden>{t('trash.restore')}</Hidden>
              </Column>
            </TableHeader>
            <TableBody
              items={list.map((version, at) => ({ id: list.length - at, version }))}
              dependencies={[mayRestore, t]}
            >
              {({ id, version }) => (
                <Row id={id} textValue={format.instant(version.at)}>
                  <Cell>{format.instant(version.at)}</Cell>
                  <Cell>
                    <PersonName person={version.by} />
                  </Cell>
                  <Cell align="end">{format.size(version.size)}</Cell>
                  <Cell align="end">
                    {version.current ? (
                      <Badge size="S">{t('versions.current')}</Badge>
                    ) : version.lost ? (
                      <Badge size="S" variant="notice">
                        {t('versions.lost')}
                      </Badge>
                    ) : (
                      <Button size="S" variant="secondary" isDisabled={!mayRestore} onPress={() => put(version)}>
                        {t('trash.restore')}
                      </Button>
                    )}
                  </Cell>
                </Row>
              )}
            </TableBody>
          </TableView>
        )}
      </Answered>
    </TallDialog>
  )
}
