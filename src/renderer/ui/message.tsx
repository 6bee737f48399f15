// The states of a page that has nothing to show: empty with the next step, waiting, gone wrong. Renderer.
import {
  Button,
  ButtonGroup,
  Content,
  Heading,
  IllustratedMessage,
  InlineAlert,
  ProgressCircle,
} from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import Warning from '@react-spectrum/s2/illustrations/linear/Warning'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { BridgeError } from '../bridge/ask.ts'
import { ClockNotice } from './clock-notice.tsx'
import { ProxyLoginOffer } from './proxy-login.tsx'
import { ReachOffer } from './reach-offer.tsx'
import { refusalText, type RefusalTexts } from './refusal-text.ts'

const centre = style({
  flexGrow: 1,
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'center',
  flexDirection: 'column',
  gap: 16,
  padding: 24,
  minHeight: 0,
})
const note = style({ font: 'ui', color: 'neutral-subdued' })

export type EmptyProps = {
  readonly picture: ReactNode
  readonly title: string
  readonly text: string
  readonly children?: ReactNode
}

/** `children` are buttons. */
export function Empty({ picture, title, text, children }: EmptyProps) {
  return (
    <div className={centre}>
      <IllustratedMessage>
        {picture}
        <Heading level={2}>{title}</Heading>
        <Content>{text}</Content>
        {children ? <ButtonGroup>{children}</ButtonGroup> : null}
      </IllustratedMessage>
    </div>
  )
}

/** Says what is waited for, once it takes long enough to be noticed. */
export function Waiting({ text }: { text: string }) {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 400)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className={centre} role="status">
      {slow ? (
        <>
          <ProgressCircle isIndeterminate aria-label={text} />
          <div className={note}>{text}</div>
        </>
      ) : null}
    </div>
  )
}

const codeOf = (error: Error) => (error instanceof BridgeError ? error.code : 'E_BUG')

/** A whole page that could not be shown. */
export function Problem({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useTranslation()
  if (codeOf(error) === 'E_ALONE') return <ReachOffer onDone={onRetry} />
  return (
    <Empty picture={<Warning />} title={t('problem.title')} text={refusalText(t, error)}>
      <Button variant="primary" onPress={onRetry}>
        {t('common.retry')}
      </Button>
    </Empty>
  )
}

/** Something a person tried that did not work; nothing while `error` is null. `texts` say it better than the general sentences. */
export function Refusal({ error, texts }: { error: Error | null; texts?: RefusalTexts | undefined }) {
  const { t } = useTranslation()
  if (!error) return null
  if (codeOf(error) === 'E_ALONE') return <ReachOffer />
  if (error instanceof BridgeError && error.code === 'E_CLOCK')
    return <ClockNotice offBy={error.clockOffBy} text={t('problem.E_CLOCK')} />
  if (error instanceof BridgeError && (error.why === 'proxy-password' || error.why === 'proxy-login'))
    return <ProxyLoginOffer key={error.why} why={error.why} />
  return (
    <InlineAlert variant="negative" autoFocus>
      <Heading level={2}>{t('problem.refused')}</Heading>
      <Content>{refusalText(t, error, texts)}</Content>
    </InlineAlert>
  )
}
