// The frame of one step of onboarding: heading, why, content, back and next. Renderer.
import { Button, Form, Heading, ProgressBar } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { createContext, useContext, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Stage } from '../../ui/stage.tsx'

const heading = style({ font: 'heading', margin: 0 })
const reason = style({ font: 'body', color: 'neutral-subdued', margin: 0, marginTop: 8 })
const buttons = style({ display: 'flex', justifyContent: 'space-between', gap: 16, marginTop: 8 })
const wide = style({ width: 'full' })

export const PlaceContext = createContext({ at: 0, of: 1 })

export type StepProps = {
  readonly title: string
  readonly why: string
  readonly next: string
  readonly ready: boolean
  readonly pending?: boolean
  readonly onNext: () => void
  readonly onBack: () => void
  readonly children: ReactNode
}

export function Step({ title, why, next, ready, pending = false, onNext, onBack, children }: StepProps) {
  const { t } = useTranslation()
  const { at, of } = useContext(PlaceContext)
  const place = t('onboarding.place', { at: at + 1, of })
  return (
    <Stage wide>
      <ProgressBar label={t('onboarding.setup')} value={((at + 1) / of) * 100} valueLabel={place} styles={wide} />
      <header>
        <Heading level={1} styles={heading}>
          {title}
        </Heading>
        <p className={reason}>{why}</p>
      </header>
      <Form
        size="L"
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready && !pending) onNext()
        }}
      >
        {children}
        <div className={buttons}>
          <Button variant="secondary" isDisabled={pending} onPress={onBack}>
            {t('common.back')}
          </Button>
          <Button type="submit" variant="accent" isDisabled={!ready} isPending={pending}>
            {next}
          </Button>
        </div>
      </Form>
    </Stage>
  )
}
