// Locked: the passphrase opens, the recovery words set a new one. Renderer.
import { Button, Form, Link, TextField } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../../bridge/queries.ts'
import { DialogSlot } from '../../ui/dialog-slot.tsx'
import { Refusal } from '../../ui/message.tsx'
import { Stage } from '../../ui/stage.tsx'
import { ResetDialog } from './reset-dialog.tsx'

const row = style({ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 16 })

export function LockScreen() {
  const { t } = useTranslation()
  const [passphrase, setPassphrase] = useState('')
  const [resetting, setResetting] = useState<true | null>(null)
  const unlock = useAction('vault.unlock')
  const wrong = unlock.error?.code === 'E_OPEN'
  return (
    <Stage title={t('lock.title')} lead={t('lock.lead')}>
      <Form
        size="L"
        onSubmit={(event) => {
          event.preventDefault()
          if (passphrase !== '') unlock.mutate({ passphrase })
        }}
      >
        <TextField
          type="password"
          name="passphrase"
          autoComplete="current-password"
          label={t('lock.passphrase')}
          value={passphrase}
          onChange={(value) => {
            setPassphrase(value)
            unlock.reset()
          }}
          isInvalid={wrong}
          errorMessage={t('lock.wrong')}
          autoFocus
        />
        {wrong ? null : <Refusal error={unlock.error} />}
        <div className={row}>
          <Link variant="secondary" onPress={() => setResetting(true)}>
            {t('lock.forgotten')}
          </Link>
          <Button type="submit" variant="accent" isPending={unlock.isPending} isDisabled={passphrase === ''}>
            {t('lock.unlock')}
          </Button>
        </div>
      </Form>
      <DialogSlot open={resetting} onClose={() => setResetting(null)}>
        {() => <ResetDialog onClose={() => setResetting(null)} />}
      </DialogSlot>
    </Stage>
  )
}
