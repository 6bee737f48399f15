// The list of spaces: name, who is in, size, state, last change. Renderer.
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useRouter } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { SpaceId } from '../../../shared/domain/ids.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { DataTable, ownId, type DataColumn } from '../../ui/data-table.tsx'
import { People } from '../../ui/person.tsx'
import { freshnessOf, SyncLight } from '../../ui/sync-state.tsx'
import { TwoLines } from '../../ui/two-lines.tsx'
import { useIsNarrow } from '../../ui/use-is-narrow.ts'
import { useNow } from '../../ui/use-now.ts'

const fill = style({ width: 'full', flexGrow: 1, minHeight: 160 })
const lines = style({ display: 'flex', flexDirection: 'column', minWidth: 0 })
const word = style({ font: 'ui-sm', color: 'neutral-subdued' })

export function SpacesTable({ spaces }: { spaces: readonly Space[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const isNarrow = useIsNarrow()
  const router = useRouter()
  const columns = useMemo(
    (): readonly DataColumn<Space>[] => [
      {
        id: 'name',
        title: t('spaces.column.name'),
        look: { minWidth: 150, width: '2fr' },
        headOf: (space) => space.name,
        cell: (space) => <SpaceName space={space} isNarrow={isNarrow} />,
      },
      {
        id: 'people',
        title: t('spaces.column.people'),
        look: { width: 140 },
        cell: (space) => <People people={space.members} total={space.memberCount} />,
      },
      {
        id: 'size',
        title: t('spaces.column.size'),
        look: { width: 96, align: 'end' },
        only: 'wide',
        cell: (space) => format.size(space.bytes),
      },
      {
        id: 'state',
        title: t('spaces.column.state'),
        look: { minWidth: 150, width: '1fr' },
        cell: ({ sync }) => (
          <span className={lines}>
            <SyncLight state={sync} />
            <span className={word}>{freshnessOf(sync, t, format, now)}</span>
          </span>
        ),
      },
      {
        id: 'changed',
        title: t('spaces.column.changed'),
        look: { width: 114 },
        only: 'wide',
        cell: ({ changed }) => (changed ? format.brief(changed.at, now) : t('common.none')),
      },
    ],
    [t, format, now, isNarrow],
  )
  return (
    <DataTable
      title={t('spaces.title')}
      density="spacious"
      styles={fill}
      onAction={(key) =>
        void router.navigate({ to: '/spaces/$space/$tab', params: { space: key as SpaceId, tab: 'files' } })
      }
      columns={columns}
      items={spaces}
      idOf={ownId}
    />
  )
}

/** With its folder, and what has no column of its own in a narrow window. */
function SpaceName({ space, isNarrow }: { space: Space; isNarrow: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const more = isNarrow ? [format.size(space.bytes), space.changed && format.brief(space.changed.at, now)] : []
  const below = [space.folder?.location ?? t('spaces.noFolder'), ...more].filter((part) => part !== null)
  return <TwoLines first={space.name} second={below.join(' · ')} isCut />
}
