// Changes what opens Siegel on this computer: first what opens it now, then what shall. Renderer. PROTOCOL §6.
import { TextField } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChosenProtection } from '../../../shared/ipc/vault.ts'
import { useAction } from '../../bridge/queries.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { toast } from '../../ui/toast.ts'
import { NewPassphrase, useNewPassphrase } from '../onboarding/new-passphrase.tsx'
import { SecurityChoice } from '../onboarding/security-choice.tsx'

type Mode = ChosenProtection['mode']
const wide = style({ width: 'full' })

export function ProtectDialog({ now, onClose }: { now: Mode; onClose: () => void }) {
  const { t } = useTranslation()
  const [current, setCurrent] = useState('')
  const [mode, setMode] = useState<Mode>(now)
  const chosen = useNewPassphrase([])
  const protect = useAction('vault.protect')
  const isReady = (now === 'os' || current !== '') && (mode === 'os' || chosen.usable)
  const apply = () =>
    isReady &&
    protect.mutate(
      {
        passphrase: now === 'os' ? null : current,
        next: mode === 'os' ? { mode } : { mode, passphrase: chosen.first },
      },
      {
        onSuccess: () => {
          toast.positive(t('settings.openingChanged'))
          onClose()
        },
      },
    )
  return (
    <FormDialog
      title={t('settings.changeOpening')}
      size="L"
      submit={{ label: t('common.save'), isReady, isPending: protect.isPending, run: apply, byEnter: true }}
      error={protect.error}
      refusals={{ E_OPEN: 'settings.wrongPassphrase' }}
      onClose={onClose}
    >
      {now === 'os' ? null : (
        <TextField
          type="password"
          label={t('settings.currentPassphrase')}
          value={current}
          onChange={setCurrent}
          autoComplete="current-password"
          autoFocus
          styles={wide}
        />
      )}
      <SecurityChoice mode={mode} onChange={setMode} />
      {mode === 'os' ? null : <NewPassphrase state={chosen} autoFocus={false} />}
    </FormDialog>
  )
}
