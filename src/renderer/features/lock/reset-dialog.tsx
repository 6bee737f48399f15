// Forgotten passphrase: the recovery words set a new one; nothing is downloaded again. Renderer. PROTOCOL §6.
import { Button, ButtonGroup, Content, Dialog, Heading } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../../bridge/queries.ts'
import { Refusal } from '../../ui/message.tsx'
import { NewPassphrase, useNewPassphrase } from '../onboarding/new-passphrase.tsx'
import { PhraseField, usePhrase } from '../onboarding/phrase-field.tsx'

const column = style({ display: 'flex', flexDirection: 'column', gap: 20 })

export function ResetDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const phrase = usePhrase(text)
  const chosen = useNewPassphrase([])
  const reset = useAction('vault.reset')
  return (
    <Dialog size="L">
      <Heading slot="title">{t('lock.reset.title')}</Heading>
      <Content>
        <div className={column}>
          {t('lock.reset.text')}
          <PhraseField text={text} phrase={phrase} onChange={setText} />
          <NewPassphrase state={chosen} autoFocus={false} />
          <Refusal error={reset.error} texts={{ E_OPEN: 'lock.reset.foreign' }} />
        </div>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          variant="accent"
          isPending={reset.isPending}
          isDisabled={!phrase.complete || !chosen.usable}
          onPress={() => reset.mutate({ phrase: phrase.words, passphrase: chosen.first }, { onSuccess: onClose })}
        >
          {t('lock.reset.do')}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}
