// Forgotten passphrase: the recovery words set a new one; nothing is downloaded again. Renderer. PROTOCOL §6.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../../bridge/queries.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { NewPassphrase, useNewPassphrase } from '../onboarding/new-passphrase.tsx'
import { PhraseField, usePhrase } from '../onboarding/phrase-field.tsx'

export function ResetDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const phrase = usePhrase(text)
  const chosen = useNewPassphrase([])
  const reset = useAction('vault.reset')
  const submit = () => reset.mutate({ phrase: phrase.words, passphrase: chosen.first }, { onSuccess: onClose })
  return (
    <FormDialog
      title={t('lock.reset.title')}
      size="L"
      submit={{
        label: t('lock.reset.do'),
        isReady: phrase.complete && chosen.usable,
        isPending: reset.isPending,
        run: submit,
      }}
      error={reset.error}
      refusals={{ E_OPEN: 'lock.reset.foreign' }}
      onClose={onClose}
    >
      {t('lock.reset.text')}
      <PhraseField text={text} phrase={phrase} onChange={setText} />
      <NewPassphrase state={chosen} autoFocus={false} />
    </FormDialog>
  )
}
