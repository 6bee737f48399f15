// The recovery kit again: Siegel does not keep the words, so the person types theirs, and learns whether they still open this identity.
// Then it can be printed anew. Renderer. PROTOCOL §5: the root key is on no device.
import { Button, ButtonGroup, Content, Dialog, Heading, InlineAlert } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../../bridge/queries.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { Refusal } from '../../ui/message.tsx'
import { toast } from '../../ui/toast.ts'
import { kitText } from '../onboarding/kit-text.ts'
import { PhraseField, usePhrase } from '../onboarding/phrase-field.tsx'

const column = style({ display: 'flex', flexDirection: 'column', gap: 20 })

export function KitDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [text, setText] = useState('')
  const phrase = usePhrase(text)
  const check = useAction('vault.checkKit')
  const save = useAction('host.saveText')
  const found = check.data ?? null
  const keep = () => {
    if (found === null) return
    const relay = found.relay ?? t('kit.print.thisComputer')
    const { name, identity } = found
    const print = { name, identity, relay, words: phrase.words.split(' '), day: format.day(Date.now()) }
    save.mutate(
      { use: 'kit', fileName: t('kit.fileName'), text: kitText(print, t) },
      {
        onSuccess: ({ name: saved }) => {
          if (saved === null) return
          toast.positive(t('kit.saved', { name: saved }))
          onClose()
        },
      },
    )
  }
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
          <Refusal
            error={check.error ?? save.error}
            text={check.error?.code === 'E_OPEN' ? t('lock.reset.foreign') : undefined}
          />
        </div>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onClose}>
          {t('common.close')}
        </Button>
        {found ? (
          <Button variant="accent" isPending={save.isPending} onPress={keep}>
            {t('kit.save')}
          </Button>
        ) : (
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
