// An account at one more relay: its address, or the invitation link of somebody there, and the operator's access code. Renderer.
import { TextField } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../../bridge/queries.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { toast } from '../../ui/toast.ts'
import { note } from './section.tsx'

const wide = style({ width: 'full' })

const refusals = {
  E_POLICY: 'relays.add.refused',
  E_CONFLICT: 'relays.add.home',
  E_LIMIT: 'relays.add.tooMuch',
  E_CANON: 'relay.noAddress',
  E_ID: 'relay.otherRelay',
} as const

export function AddRelayDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [place, setPlace] = useState('')
  const [token, setToken] = useState('')
  const add = useAction('relays.add')
  const submit = () =>
    add.mutate(
      { place, token: token.trim() === '' ? null : token },
      {
        onSuccess: () => {
          toast.positive(t('relays.add.done'), { timeout: 5000 })
          onClose()
        },
      },
    )
  return (
    <FormDialog
      title={t('relays.add.title')}
      submit={{ label: t('relays.add.do'), isReady: place.trim() !== '', isPending: add.isPending, run: submit }}
      error={add.error}
      refusals={refusals}
      onClose={onClose}
    >
      <p className={note}>{t('relays.add.text')}</p>
      <TextField
        label={t('relays.add.place')}
        description={t('relays.add.placeWhy')}
        placeholder={t('onboarding.relay.example')}
        value={place}
        onChange={setPlace}
        maxLength={8192}
        autoFocus
        styles={wide}
      />
      <TextField
        label={t('onboarding.relay.token')}
        description={t('onboarding.relay.tokenWhy')}
        value={token}
        onChange={setToken}
        maxLength={512}
        styles={wide}
      />
    </FormDialog>
  )
}
