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
import { useIsNarrow } from '../../ui/use-is-narrow.ts'
import { useNow } from '../../ui/use-now.ts'

const fill = style({ width: 'full', flexGrow: 1, minHeight: 160 })
const name = style({ display: 'flex', alignItems: 'center', gap: 12, minWidth: 0 })
const lines = style({ display: 'flex', flexDirection: 'column', minWidth: 0 })
const word = style({ font: 'ui-sm', color: 'neutral-subdued' })

export function SpacesTable({ spaces }: { spaces: readonly Space[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const isNarrow = useIsNarrow()
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
        {isNarrow ? null : (
          <Column id="size" width={96} align="end">
            {t('spaces.column.size')}
          </Column>
        )}
        <Column id="state" minWidth={150} width="1fr">
          {t('spaces.column.state')}
        </Column>
        {isNarrow ? null : (
          <Column id="changed" width={114}>
            {t('spaces.column.changed')}
          </Column>
        )}
      </TableHeader>
      <TableBody items={spaces} dependencies={[t, format, now, isNarrow]}>
        {(space) => (
          <Row id={space.id} textValue={space.name}>
            <Cell>
              <SpaceName space={space} isNarrow={isNarrow} />
            </Cell>
            <Cell>
              <People people={space.members} total={space.memberCount} />
            </Cell>
            {isNarrow ? null : <Cell align="end">{format.size(space.bytes)}</Cell>}
            <Cell>
              <span className={lines}>
                <SyncLight state={space.sync} />
                <span className={word}>{freshnessOf(space.sync, t, format, now)}</span>
              </span>
            </Cell>
            {isNarrow ? null : <Cell>{space.changed ? format.brief(space.changed.at, now) : t('common.none')}</Cell>}
          </Row>
        )}
      </TableBody>
    </TableView>
  )
}

/** With its folder, and what has no column of its own in a narrow window. */
function SpaceName({ space, isNarrow }: { space: Space; isNarrow: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const more = isNarrow ? [format.size(space.bytes), space.changed && format.brief(space.changed.at, now)] : []
  const below = [space.folder?.location ?? t('spaces.noFolder'), ...more].filter((part) => part !== null)
  return (
    <span className={name}>
      <Folder />
      <TwoLines first={space.name} second={below.join(' · ')} isCut />
    </span>
  )
}
