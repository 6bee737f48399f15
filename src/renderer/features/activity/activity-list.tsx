// What happened, by day, newest first; of all spaces or of one, of everything or of what a person looks for. Renderer.
import { Button, Heading } from '@react-spectrum/s2'
import Clock from '@react-spectrum/s2/illustrations/linear/Clock'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SpaceId } from '../../../shared/domain/ids.ts'
import type { Activity, ActivityFilter } from '../../../shared/ipc/activity.ts'
import { useActivity, type Pages } from '../../bridge/pages.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { Empty, Problem, Waiting } from '../../ui/message.tsx'
import { FilterBar } from './activity-filter.tsx'
import { Happening } from './happening.tsx'

const column = style({
  display: 'flex',
  flexDirection: 'column',
  height: 'full',
  minHeight: 0,
  gap: 8,
  paddingTop: 12,
  boxSizing: 'border-box',
})
const scroller = style({
  flexGrow: 1,
  flexShrink: 1,
  flexBasis: 0,
  minHeight: 0,
  overflowY: 'auto',
  display: 'flex',
  flexDirection: 'column',
  gap: 16,
  paddingTop: 4,
  paddingEnd: 8,
})
const heading = style({ font: 'title-sm', color: 'neutral-subdued', margin: 0, marginBottom: 8 })
const list = style({ display: 'flex', flexDirection: 'column', gap: 4, margin: 0, padding: 0, listStyleType: 'none' })
const foot = style({ display: 'flex', justifyContent: 'center', paddingBottom: 16 })

const everything = (space: SpaceId | null): ActivityFilter => ({ space, by: null, group: null, text: '' })

export function ActivityList({ space }: { space: SpaceId | null }) {
  const [filter, setFilter] = useState(() => everything(space))
  const settled = useSettled(filter)
  const pages = useActivity(settled)
  return (
    <div className={column}>
      <FilterBar filter={filter} onChange={setFilter} isOfSpace={space !== null} />
      <Listed
        pages={pages}
        isOfSpace={space !== null}
        isFiltered={JSON.stringify(settled) !== JSON.stringify(everything(space))}
        onClear={() => setFilter(everything(space))}
      />
    </div>
  )
}

/** What was typed is asked for when it has stood there for a moment. */
function useSettled(filter: ActivityFilter): ActivityFilter {
  const [settled, setSettled] = useState(filter)
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ ...filter, text: filter.text.trim() }), 150)
    return () => clearTimeout(timer)
  }, [filter])
  return settled
}

type ListedProps = {
  readonly pages: Pages<Activity>
  readonly isOfSpace: boolean
  readonly isFiltered: boolean
  readonly onClear: () => void
}

function Listed({
  pages: { items, error, hasMore, isAsking, more, retry },
  isOfSpace,
  isFiltered,
  onClear,
}: ListedProps) {
  const { t } = useTranslation()
  const format = useFormat()
  if (items === undefined)
    return error ? <Problem error={error} onRetry={retry} /> : <Waiting text={t('common.loading')} />
  if (items.length === 0)
    return isFiltered ? (
      <Empty picture={<Clock />} title={t('activity.filter.none')} text={t('activity.filter.noneText')}>
        <Button variant="primary" onPress={onClear}>
          {t('activity.filter.clear')}
        </Button>
      </Empty>
    ) : (
      <Empty picture={<Clock />} title={t('activity.empty.title')} text={t('activity.empty.text')} />
    )
  return (
    <div className={scroller} tabIndex={0} role="region" aria-label={t('activity.title')}>
      {byDay(items, format.day).map(([day, happened]) => (
        <section key={day} aria-label={day}>
          <Heading level={2} styles={heading}>
            {day}
          </Heading>
          <ul className={list}>
            {happened.map((item) => (
              <Happening key={item.id} item={item} withSpace={!isOfSpace} />
            ))}
          </ul>
        </section>
      ))}
      {hasMore ? (
        <div className={foot}>
          <Button variant="secondary" isPending={isAsking} onPress={more}>
            {t('activity.more')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

function byDay(items: readonly Activity[], dayOf: (at: number) => string): (readonly [string, readonly Activity[]])[] {
  const days = new Map<string, Activity[]>()
  for (const item of items) {
    const day = dayOf(item.at)
    const same = days.get(day)
    if (same) same.push(item)
    else days.set(day, [item])
  }
  return [...days]
}
