// What moves and what waits for its turn, over all spaces: how far, how fast, how long; and what a person wants first or not now.
// Renderer.
import { Button } from '@react-spectrum/s2'
import UploadToCloud from '@react-spectrum/s2/illustrations/linear/CloudUpload'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/ipc/contract.ts'
import { useAnswer } from '../../bridge/queries.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { Answered } from '../../ui/answered.tsx'
import { Empty } from '../../ui/message.tsx'
import { Hidden } from '../../ui/hidden.tsx'
import { offsetWithin } from '../files/page-offset.ts'
import { Pager } from '../files/pager.tsx'
import { leftText } from './left-text.ts'
import { TransferRow } from './transfer-row.tsx'

const column = style({ display: 'flex', flexDirection: 'column', height: 'full', minHeight: 0, gap: 8, paddingTop: 12 })
const sums = style({ font: 'ui', margin: 0, flexShrink: 0 })
const list = style({
  display: 'flex',
  flexDirection: 'column',
  gap: 8,
  margin: 0,
  padding: 0,
  listStyleType: 'none',
  flexGrow: 1,
  minHeight: 0,
  overflowY: 'auto',
})

const pageSize = 50

export function TransfersList() {
  const { t } = useTranslation()
  const router = useRouter()
  const [offset, setOffset] = useState(0)
  const transfers = useAnswer('transfers.list', { offset, limit: pageSize }, { keep: true })
  const within = offsetWithin(offset, transfers.data?.total ?? Infinity, pageSize)
  if (within !== offset) setOffset(within)
  const isDone = transfers.data?.total === 0
  return (
    <>
      <div role="status">
        {transfers.data ? <Hidden>{t(isDone ? 'transfers.empty.title' : 'sync.moving')}</Hidden> : null}
      </div>
      <Answered asked={transfers}>
        {(answer) =>
          answer.total === 0 ? (
            <Empty picture={<UploadToCloud />} title={t('transfers.empty.title')} text={t('transfers.empty.text')}>
              <Button variant="primary" onPress={() => void router.navigate({ to: '/spaces' })}>
                {t('transfers.empty.do')}
              </Button>
            </Empty>
          ) : (
            <div className={column}>
              <Sums answer={answer} />
              <ul className={list} aria-label={t('activity.tab.transfers')}>
                {answer.items.map((transfer) => (
                  <TransferRow
                    key={`${transfer.space.id} ${transfer.node} ${transfer.direction}`}
                    transfer={transfer}
                  />
                ))}
              </ul>
              <Pager
                offset={offset}
                shown={answer.items.length}
                total={answer.total}
                pageSize={pageSize}
                onGo={setOffset}
              />
            </div>
          )
        }
      </Answered>
    </>
  )
}

function Sums({ answer }: { answer: Output<'transfers.list'> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { files, waitingBytes, up, down, secondsLeft } = answer
  const parts = [
    t('transfers.summary', { count: files, number: format.number(files), size: format.size(waitingBytes) }),
    up === null ? null : t('transfers.sending', { speed: format.size(up) }),
    down === null ? null : t('transfers.receiving', { speed: format.size(down) }),
    secondsLeft === null ? null : leftText(secondsLeft, t, format),
  ]
  return <p className={sums}>{parts.filter((part) => part !== null).join(' · ')}</p>
}
