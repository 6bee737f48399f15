// Everything that two people changed at once, over all spaces: both versions side by side, and the decision. Renderer.
import { Button } from '@react-spectrum/s2'
import Check from '@react-spectrum/s2/illustrations/linear/Check'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../bridge/queries.ts'
import { Answered } from '../../ui/answered.tsx'
import { Empty } from '../../ui/message.tsx'
import { offsetWithin } from '../files/page-offset.ts'
import { Pager } from '../files/pager.tsx'
import { ConflictCard } from './conflict-card.tsx'

const column = style({ display: 'flex', flexDirection: 'column', height: 'full', minHeight: 0, gap: 8 })
const list = style({
  display: 'flex',
  flexDirection: 'column',
  gap: 12,
  margin: 0,
  padding: 0,
  paddingTop: 12,
  listStyleType: 'none',
  flexGrow: 1,
  minHeight: 0,
  overflowY: 'auto',
})

const pageSize = 50

export function ConflictsList() {
  const { t } = useTranslation()
  const router = useRouter()
  const [offset, setOffset] = useState(0)
  const conflicts = useAnswer('conflicts.list', { offset, limit: pageSize }, { keep: true })
  // The last one of a page was settled: the page before it is the last one now.
  const within = offsetWithin(offset, conflicts.data?.total ?? Infinity, pageSize)
  if (within !== offset) setOffset(within)
  return (
    <Answered asked={conflicts}>
      {({ items, total }) =>
        total === 0 ? (
          <Empty picture={<Check />} title={t('conflicts.empty.title')} text={t('conflicts.empty.text')}>
            <Button variant="primary" onPress={() => void router.navigate({ to: '/spaces' })}>
              {t('conflicts.empty.do')}
            </Button>
          </Empty>
        ) : (
          <div className={column}>
            <ul className={list} aria-label={t('activity.tab.conflicts')}>
              {items.map((conflict) => (
                <ConflictCard key={`${conflict.space.id} ${conflict.beside.node}`} conflict={conflict} />
              ))}
            </ul>
            <Pager offset={offset} shown={items.length} total={total} pageSize={pageSize} onGo={setOffset} />
          </div>
        )
      }
    </Answered>
  )
}
