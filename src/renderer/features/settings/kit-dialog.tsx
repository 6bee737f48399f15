// The recovery kit again: Siegel does not keep the words, so the person types theirs, and learns whether they still open this identity.
// Then it can be printed anew. Renderer. PROTOCOL §5: the root key is on no device.
import { Button, ButtonGroup, Content, Dialog, Heading, InlineAlert } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../../bridge/queries.ts'
import { Refusal } from '../../ui/message.tsx'
import { KitButtons } from '../onboarding/kit-buttons.tsx'
import { PhraseField, usePhrase } from '../onboarding/phrase-field.tsx'

const column = style({ display: 'flex', flexDirection: 'column', gap: 20 })

export function KitDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const phrase = usePhrase(text)
  const check = useAction('vault.checkKit')
  const found = check.data ?? null
  const sheet = found && { ...found, words: phrase.words.split(' ') }
  return (
    <Dialog size="L">
      <Heading slot="title">{t('settings.kitOpen')}</Heading>
      <Content>
        <div className={column}>
          {t('settings.kitText')}
          <PhraseField
            text={text}
            phrase={phrase}
            onChange={(typed) => {
              check.reset()
              setText(typed)
            }}
          />
          {found ? <Right /> : null}
          {sheet ? <KitButtons sheet={sheet} /> : null}
          <Refusal error={check.error} texts={{ E_OPEN: 'lock.reset.foreign' }} />
        </div>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onClose}>
          {t('common.close')}
        </Button>
        {found ? null : (
          <Button
            variant="accent"
            isPending={check.isPending}
            isDisabled={!phrase.complete}
            onPress={() => check.mutate({ phrase: phrase.words })}
          >
            {t('settings.kitCheck')}
          </Button>
        )}
      </ButtonGroup>
    </Dialog>
  )
}

function Right() {
  const { t } = useTranslation()
  return (
    <InlineAlert variant="positive" autoFocus>
      <Heading>{t('settings.kitRight')}</Heading>
      <Content>{t('settings.kitRightText')}</Content>
    </InlineAlert>
  )
}
