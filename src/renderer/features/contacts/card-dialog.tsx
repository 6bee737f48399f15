// My contact card: to copy, or to save as a file, and hand to others. Renderer.
import {
  ActionButton,
  Button,
  ButtonGroup,
  Content,
  Dialog,
  Heading,
  InlineAlert,
  Text,
  TextArea,
} from '@react-spectrum/s2'
import SaveFloppy from '@react-spectrum/s2/icons/SaveFloppy'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/ipc/contract.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { Answered } from '../../ui/answered.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Refusal } from '../../ui/message.tsx'
import { fitsQrCode, QrCode } from '../../ui/qr-code.tsx'
import { toast } from '../../ui/toast.ts'

const column = style({ display: 'flex', flexDirection: 'column', gap: 20 })
const row = style({ display: 'flex', gap: 8, flexWrap: 'wrap' })
const both = style({ display: 'flex', gap: 20, flexWrap: 'wrap', alignItems: 'start' })
const grow = style({ flexGrow: 1, flexBasis: 200, minWidth: 0 })
const note = style({ font: 'ui', color: 'neutral-subdued', margin: 0 })

export function CardDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const card = useAnswer('card.get', {})
  return (
    <Dialog size="L">
      <Heading slot="title">{t('card.title')}</Heading>
      <Content>
        <Answered asked={card}>{(value) => <Card card={value} />}</Answered>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onClose}>
          {t('common.close')}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}

function Card({ card }: { card: Output<'card.get'> }) {
  const { t } = useTranslation()
  const save = useAction('host.saveText')
  const saveCard = () =>
    save.mutate(
      { use: 'card', fileName: card.fileName, text: card.text },
      {
        onSuccess: ({ name }) => {
          if (name !== null) toast.positive(t('card.saved', { name }), { timeout: 5000 })
        },
      },
    )
  return (
    <div className={column}>
      <p className={note}>{t('card.text')}</p>
      {card.reach === 'anywhere' ? null : (
        <InlineAlert variant="notice">
          <Heading>{t('card.reach')}</Heading>
          <Content>{t(`card.reachText.${card.reach}`)}</Content>
        </InlineAlert>
      )}
      <div className={both}>
        {fitsQrCode(card.text) ? <QrCode text={card.text} label={t('card.qr')} size="L" /> : null}
        <TextArea label={t('card.label')} value={card.text} isReadOnly styles={grow} />
      </div>
      <div className={row}>
        <CopyButton text={card.text} label={t('card.copy')} copied={t('card.copied')} />
        <ActionButton onPress={saveCard} isPending={save.isPending}>
          <SaveFloppy />
          <Text>{t('card.save')}</Text>
        </ActionButton>
      </div>
      <Refusal error={save.error} />
    </div>
  )
}
