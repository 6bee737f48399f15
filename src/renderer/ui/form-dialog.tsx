// A dialog in which a person fills something in or agrees to something: title, what is asked, why it did not work, and the way out before the
// way on. Renderer.
import { Button, ButtonGroup, Content, Dialog, Form, Heading } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal } from './message.tsx'
import type { RefusalTexts } from './refusal-text.ts'
import { scrolledByKeys } from './scrolled-by-keys.ts'

const column = style({ display: 'flex', flexDirection: 'column', gap: 20 })

export type FormDialogProps = {
  readonly title: string
  readonly size?: 'M' | 'L'
  readonly submit: {
    readonly label: string
    readonly variant?: 'accent' | 'negative'
    readonly isReady?: boolean
    readonly isPending: boolean
    readonly run: () => void
    /** Enter in a field runs it, too, whether it is ready or not: `run` judges. */
    readonly byEnter?: boolean
  }
  readonly error: Error | null
  readonly refusals?: RefusalTexts
  readonly onClose: () => void
  readonly children: ReactNode
}

export function FormDialog({ title, size = 'M', submit, error, refusals, onClose, children }: FormDialogProps) {
  const { t } = useTranslation()
  const { label, variant = 'accent', isReady = true, isPending, run, byEnter = false } = submit
  const asked = (
    <div className={column} ref={scrolledByKeys}>
      {children}
      <Refusal error={error} texts={refusals} />
    </div>
  )
  return (
    <Dialog size={size}>
      <Heading slot="title">{title}</Heading>
      <Content>
        {byEnter ? (
          <Form
            onSubmit={(event) => {
              event.preventDefault()
              run()
            }}
          >
            {asked}
          </Form>
        ) : (
          asked
        )}
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onClose}>
          {t('common.cancel')}
        </Button>
        <Button variant={variant} isDisabled={!isReady} isPending={isPending} onPress={run}>
          {label}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}
