// Everything that waits for the person, the gravest first, each with the one place where they see to it. Renderer.
import { Button } from '@react-spectrum/s2'
import Check from '@react-spectrum/s2/illustrations/linear/Check'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../bridge/queries.ts'
import { Answered } from '../../ui/answered.tsx'
import { Hidden } from '../../ui/hidden.tsx'
import { Empty } from '../../ui/message.tsx'
import { Page } from '../../ui/page.tsx'
import { NeedItem } from './need-item.tsx'
import { useSeeingTo } from './seeing-to.tsx'

const list = style({ display: 'flex', flexDirection: 'column', gap: 8, margin: 0, padding: 0, listStyleType: 'none' })

export function NeedsPage() {
  const { t } = useTranslation()
  const router = useRouter()
  const needs = useAnswer('needs.list', {})
  const { seeTo, dialog } = useSeeingTo()
  return (
    <Page title={t('needs.title')}>
      <Answered asked={needs}>
        {(all) =>
          all.length === 0 ? (
            <Empty picture={<Check />} title={t('needs.empty.title')} text={t('needs.empty.text')}>
              <Button variant="primary" onPress={() => void router.navigate({ to: '/spaces' })}>
                {t('needs.empty.do')}
              </Button>
            </Empty>
          ) : (
            <>
              <Hidden>
                <span role="status">{t('needs.count', { count: all.length })}</span>
              </Hidden>
              <ul className={list} aria-label={t('needs.title')}>
                {all.map((need, at) => (
                  <NeedItem key={`${need.kind} ${String(at)}`} need={need} seeTo={seeTo} />
                ))}
              </ul>
            </>
          )
        }
      </Answered>
      {dialog}
    </Page>
  )
}
