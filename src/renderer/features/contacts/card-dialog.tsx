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
  ToastQueue,
} from '@react-spectrum/s2'
import SaveFloppy from '@react-spectrum/s2/icons/SaveFloppy'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/ipc/contract.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { Answered } from '../../ui/answered.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Refusal } from '../../ui/message.tsx'

const column = style({ display: 'flex', flexDirection: 'column', gap: 20 })
const row = style({ display: 'flex', gap: 8, flexWrap: 'wrap' })
const wide = style({ width: 'full' })
const note = style({ font: 'ui', color: 'neutral-subdued', margin: 0 })

export function CardDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const card = useAnswer('card.get', {})
  return (
    <Dialog>
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
          if (name !== null) ToastQueue.positive(t('card.saved', { name }), { timeout: 5000 })
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
      <TextArea label={t('card.label')} value={card.text} isReadOnly styles={wide} />
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
