// Shown where something failed because only this computer reaches the own relay: asks whether this network may. Renderer.
import { Button, Content, Heading, InlineAlert } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import { useAction } from '../bridge/queries.ts'
import { toast } from './toast.ts'

const column = style({ display: 'flex', flexDirection: 'column', gap: 16, alignItems: 'start' })

export function ReachOffer({ onDone }: { onDone?: (() => void) | undefined }) {
  const { t } = useTranslation()
  const open = useAction('relay.setReach')
  const accept = () =>
    open.mutate(
      { kind: 'this-network' },
      {
        onSuccess: () => {
          toast.positive(t('relay.offer.done'), { timeout: 5000 })
          onDone?.()
        },
      },
    )
  return (
    <InlineAlert variant="informative" autoFocus>
      <Heading>{t('relay.offer.title')}</Heading>
      <Content>
        <div className={column}>
          <span>{open.error ? t(`problem.${open.error.code}`) : t('relay.offer.text')}</span>
          <Button variant="accent" isPending={open.isPending} onPress={accept}>
            {t('relay.offer.do')}
          </Button>
        </div>
      </Content>
    </InlineAlert>
  )
}
