// Why the app cannot open, and what a person can do about it. Renderer.
import { Button, ButtonGroup } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { AppState } from '../../../shared/ipc/app.ts'
import { useAction } from '../../bridge/queries.ts'
import { Stage } from '../../ui/stage.tsx'

const text = style({ font: 'body', margin: 0 })

export function Failed({ reason }: { reason: Extract<AppState, { phase: 'failed' }>['reason'] }) {
  const { t } = useTranslation()
  return <Gone title={t('start.failed')} sentence={t(`start.reason.${reason}`)} />
}

/** Core ended again and again, or cannot be reached. */
export function CoreGone() {
  const { t } = useTranslation()
  return <Gone title={t('start.gone')} sentence={t('start.goneText')} />
}

function Gone({ title, sentence }: { title: string; sentence: string }) {
  const { t } = useTranslation()
  const restart = useAction('host.restartCore')
  return (
    <Stage title={title}>
      <p className={text} role="alert">
        {sentence}
      </p>
      <ButtonGroup>
        <Button variant="accent" isPending={restart.isPending} onPress={() => restart.mutate({})}>
          {t('start.again')}
        </Button>
      </ButtonGroup>
    </Stage>
  )
}
