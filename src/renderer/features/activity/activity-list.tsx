// What happened, newest first, by day; more on demand. Renderer.
import { Button, Heading } from '@react-spectrum/s2'
import Clock from '@react-spectrum/s2/illustrations/linear/Clock'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SpaceId } from '../../../shared/domain/ids.ts'
import type { Activity } from '../../../shared/ipc/activity.ts'
import { useAnswer } from '../../bridge/queries.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { Answered } from '../../ui/answered.tsx'
import { Empty } from '../../ui/message.tsx'
import { Happening } from './happening.tsx'

const scroller = style({
  flexGrow: 1,
  flexShrink: 1,
  flexBasis: 0,
  minHeight: 0,
  overflowY: 'auto',
  display: 'flex',
  flexDirection: 'column',
  gap: 16,
  paddingTop: 12,
})
const heading = style({ font: 'title-sm', color: 'neutral-subdued', margin: 0, marginBottom: 8 })
const list = style({ display: 'flex', flexDirection: 'column', gap: 4, margin: 0, padding: 0, listStyleType: 'none' })
const foot = style({ display: 'flex', justifyContent: 'center', paddingBottom: 16 })

const firstPage = 50
const mostShown = 200

export function ActivityList({ space }: { space: SpaceId | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [limit, setLimit] = useState(firstPage)
  const activity = useAnswer('activity.list', { space, before: null, limit }, { keep: true })
  return (
    <Answered asked={activity}>
      {({ items, more }) =>
        items.length === 0 ? (
          <Empty picture={<Clock />} title={t('activity.empty.title')} text={t('activity.empty.text')} />
        ) : (
          <div className={scroller}>
            {byDay(items, format.day).map(([day, happened]) => (
              <section key={day} aria-label={day}>
                <Heading level={2} styles={heading}>
                  {day}
                </Heading>
                <ul className={list}>
                  {happened.map((item) => (
                    <Happening key={item.id} item={item} withSpace={space === null} />
                  ))}
                </ul>
              </section>
            ))}
            {more && limit < mostShown ? (
              <div className={foot}>
                <Button variant="secondary" isPending={activity.isFetching} onPress={() => setLimit(mostShown)}>
                  {t('activity.more')}
                </Button>
              </div>
            ) : null}
          </div>
        )
      }
    </Answered>
  )
}

function byDay(items: readonly Activity[], dayOf: (at: number) => string): (readonly [string, readonly Activity[]])[] {
  const days = new Map<string, Activity[]>()
  for (const item of items) {
    const day = dayOf(item.at)
    const list = days.get(day)
    if (list) list.push(item)
    else days.set(day, [item])
  }
  return [...days]
}
