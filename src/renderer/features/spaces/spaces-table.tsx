// The list of spaces: name, who is in, size, state, last change. Renderer.
import { Cell, Column, Row, TableBody, TableHeader, TableView } from '@react-spectrum/s2'
import Folder from '@react-spectrum/s2/icons/Folder'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { SpaceId } from '../../../shared/domain/ids.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { People } from '../../ui/person.tsx'
import { freshnessOf, SyncLight } from '../../ui/sync-state.tsx'
import { TwoLines } from '../../ui/two-lines.tsx'
import { useNow } from '../../ui/use-now.ts'

const fill = style({ width: 'full', flexGrow: 1, minHeight: 160 })
const name = style({ display: 'flex', alignItems: 'center', gap: 12, minWidth: 0 })
const lines = style({ display: 'flex', flexDirection: 'column', minWidth: 0 })
const word = style({ font: 'ui-sm', color: 'neutral-subdued' })

export function SpacesTable({ spaces }: { spaces: readonly Space[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const router = useRouter()
  return (
    <TableView
      aria-label={t('spaces.title')}
      density="spacious"
      overflowMode="wrap"
      isQuiet
      styles={fill}
      onAction={(key) =>
        void router.navigate({ to: '/spaces/$space/$tab', params: { space: key as SpaceId, tab: 'files' } })
      }
    >
      <TableHeader>
        <Column id="name" isRowHeader minWidth={150} width="2fr">
          {t('spaces.column.name')}
        </Column>
        <Column id="people" width={140}>
          {t('spaces.column.people')}
        </Column>
        <Column id="size" width={96} align="end">
          {t('spaces.column.size')}
        </Column>
        <Column id="state" minWidth={150} width="1fr">
          {t('spaces.column.state')}
        </Column>
        <Column id="changed" width={114}>
          {t('spaces.column.changed')}
        </Column>
      </TableHeader>
      <TableBody items={spaces} dependencies={[t, format, now]}>
        {(space) => (
          <Row id={space.id} textValue={space.name}>
            <Cell>
              <span className={name}>
                <Folder />
                <TwoLines first={space.name} second={space.folder?.location ?? t('spaces.noFolder')} isCut />
              </span>
            </Cell>
            <Cell>
              <People people={space.members} total={space.memberCount} />
            </Cell>
            <Cell align="end">{format.size(space.bytes)}</Cell>
            <Cell>
              <span className={lines}>
                <SyncLight state={space.sync} />
                <span className={word}>{freshnessOf(space.sync, t, format, now)}</span>
              </span>
            </Cell>
            <Cell>{space.changed ? format.brief(space.changed.at, now) : t('common.none')}</Cell>
          </Row>
        )}
      </TableBody>
    </TableView>
  )
}
