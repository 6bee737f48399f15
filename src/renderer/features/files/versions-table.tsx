// The list of a file's versions, newest first. Renderer.
import { Badge, Button } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { mayDo } from '../../../shared/domain/rights.ts'
import type { Version } from '../../../shared/ipc/files.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { DataTable, ownId, type DataColumn } from '../../ui/data-table.tsx'
import { nameOf } from '../../ui/name-of.ts'
import { PersonName } from '../../ui/person.tsx'
import { useIsNarrow } from '../../ui/use-is-narrow.ts'
import { useLatest } from '../../ui/use-latest.ts'
import { isChangeable } from './entry.ts'

/** Not a ButtonGroup: that of the dialog stands at its foot. */
const buttons = style({ display: 'inline-flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'end', gap: 8 })
const lines = style({ display: 'flex', flexDirection: 'column', minWidth: 0 })
const known = style({ font: 'ui-sm', color: 'neutral-subdued' })
const fill = style({ width: 'full', flexGrow: 1, minHeight: 0 })

type Item = { readonly id: number; readonly version: Version }

type VersionsTableProps = {
  readonly space: Space
  readonly list: readonly Version[]
  readonly onChoose: (versions: readonly Version[]) => void
  readonly onView: (version: Version) => void
  readonly onRestore: (version: Version) => void
}

export function VersionsTable({ space, list, onChoose, onView, onRestore }: VersionsTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const mayRestore = isChangeable(space) && mayDo(space.myRights, 'write')
  // A version that was restored stands in the list twice, under the same revision.
  const items = useMemo(() => list.map((version, at) => ({ id: list.length - at, version })), [list])
  const isNarrow = useIsNarrow()
  const view = useLatest(onView)
  const restore = useLatest(onRestore)
  const columns = useMemo(
    (): readonly DataColumn<Item>[] => [
      {
        id: 'at',
        title: t('versions.at'),
        look: { minWidth: 120, width: isNarrow ? '1fr' : 200 },
        headOf: ({ version }) => format.instant(version.at),
        cell: ({ version }) => <VersionName version={version} isAlone={isNarrow} />,
      },
      {
        id: 'by',
        title: t('files.column.by'),
        look: { minWidth: 120, width: '1fr' },
        only: 'wide',
        cell: ({ version }) => <Author version={version} />,
      },
      {
        id: 'size',
        title: t('files.column.size'),
        look: { width: 90, align: 'end' },
        only: 'wide',
        cell: ({ version }) => format.size(version.size),
      },
      {
        id: 'do',
        title: t('files.column.actions'),
        isTitleHidden: true,
        look: { width: isNarrow ? 190 : 268, align: 'end' },
        cell: ({ version }) => (
          <VersionActions
            version={version}
            mayView={space.folder !== null}
            mayRestore={mayRestore}
            onView={view}
            onRestore={restore}
          />
        ),
      },
    ],
    [t, format, space, mayRestore, isNarrow, view, restore],
  )
  return (
    <DataTable
      title={t('versions.title')}
      density="compact"
      styles={fill}
      selectionMode={list.length > 1 ? 'multiple' : 'none'}
      onSelectionChange={(keys) =>
        onChoose(items.flatMap(({ id, version }) => (keys === 'all' || keys.has(id) ? version : [])))
      }
      columns={columns}
      items={items}
      idOf={ownId}
    />
  )
}

/** When it came about; `isAlone`: with all that has no column of its own. */
function VersionName({ version, isAlone }: { version: Version; isAlone: boolean }) {
  const format = useFormat()
  if (!isAlone) return format.instant(version.at)
  return (
    <span className={lines}>
      <span>{format.instant(version.at)}</span>
      <span>{format.size(version.size)}</span>
      <Author version={version} />
    </span>
  )
}

/** Who wrote it, and who else is known to have seen the change. */
function Author({ version: { by, knownTo } }: { version: Version }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <span className={lines}>
      <PersonName person={by} />
      {knownTo.length === 0 ? null : (
        <span className={known}>
          {t('seen.version', { names: format.list(knownTo.map((person) => nameOf(person, t))) })}
        </span>
      )}
    </span>
  )
}

type VersionActionsProps = Pick<VersionsTableProps, 'onView' | 'onRestore'> & {
  readonly version: Version
  readonly mayView: boolean
  readonly mayRestore: boolean
}

function VersionActions({ version, mayView, mayRestore, onView, onRestore }: VersionActionsProps) {
  const { t } = useTranslation()
  if (version.lost) {
    return (
      <Badge size="S" variant="notice">
        {t('versions.lost')}
      </Badge>
    )
  }
  return (
    <span className={buttons}>
      <Button size="S" variant="secondary" fillStyle="outline" isDisabled={!mayView} onPress={() => onView(version)}>
        {t('versionDo.open')}
      </Button>
      {version.current ? (
        <Badge size="S">{t('versions.current')}</Badge>
      ) : (
        <Button size="S" variant="secondary" isDisabled={!mayRestore} onPress={() => onRestore(version)}>
          {t('trash.restore')}
        </Button>
      )}
    </span>
  )
}
