// Changes what opens Siegel on this computer: first what opens it now, then what shall. Renderer. PROTOCOL §6.
import { Button, ButtonGroup, Content, Dialog, Form, Heading, TextField } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChosenProtection } from '../../../shared/ipc/vault.ts'
import { useAction } from '../../bridge/queries.ts'
import { Refusal } from '../../ui/message.tsx'
import { toast } from '../../ui/toast.ts'
import { NewPassphrase, useNewPassphrase } from '../onboarding/new-passphrase.tsx'
import { SecurityChoice } from '../onboarding/security-choice.tsx'

type Mode = ChosenProtection['mode']
const column = style({ display: 'flex', flexDirection: 'column', gap: 20 })
const wide = style({ width: 'full' })

export function ProtectDialog({ now, onClose }: { now: Mode; onClose: () => void }) {
  const { t } = useTranslation()
  const [current, setCurrent] = useState('')
  const [mode, setMode] = useState<Mode>(now)
  const chosen = useNewPassphrase([])
  const protect = useAction('vault.protect')
  const isReady = (now === 'os' || current !== '') && (mode === 'os' || chosen.usable)
  const apply = () =>
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
    <Dialog size="L">
      <Heading slot="title">{t('settings.changeOpening')}</Heading>
      <Content>
        <Form
          onSubmit={(event) => {
            event.preventDefault()
            if (isReady) apply()
          }}
        >
          <div className={column}>
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
            <Refusal error={protect.error} texts={{ E_OPEN: 'settings.wrongPassphrase' }} />
          </div>
        </Form>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onClose}>
          {t('common.cancel')}
        </Button>
        <Button variant="accent" isPending={protect.isPending} isDisabled={!isReady} onPress={apply}>
          {t('common.save')}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}
