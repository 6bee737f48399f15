// Locked: a passphrase, this computer's key store, or both open; the recovery words set a new passphrase. Renderer. PROTOCOL §6.
import { Button, Form, InlineAlert, Content, Heading, Link, TextField } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppState } from '../../../shared/ipc/app.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { DialogSlot } from '../../ui/dialog-slot.tsx'
import { LanguageLink } from '../../ui/language-link.tsx'
import { Refusal } from '../../ui/message.tsx'
import { Stage } from '../../ui/stage.tsx'
import { ResetDialog } from './reset-dialog.tsx'
import { useCountdown, WrongSoFar } from './wrong-so-far.tsx'

const row = style({ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 16 })

type Locked = Extract<AppState, { phase: 'locked' }>

export function LockScreen({ locked: { mode, wrong, waitUntil } }: { locked: Locked }) {
  const { t } = useTranslation()
  const [passphrase, setPassphrase] = useState('')
  const [resetting, setResetting] = useState<true | null>(null)
  const unlock = useAction('vault.unlock')
  const seconds = useCountdown(waitUntil)
  const code = unlock.error?.code
  const isWrong = mode !== 'os' && (code === 'E_OPEN' || code === 'E_WAIT')
  const isTyped = mode === 'os' || passphrase !== ''
  const submit = () => unlock.mutate({ passphrase: mode === 'os' ? null : passphrase })
  return (
    <Stage title={t('lock.title')} lead={t('lock.lead')}>
      <Form
        size="L"
        // What was wrong is said, and may be tried again as it stands: somebody else judges it.
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault()
          if (isTyped && seconds === 0 && !unlock.isPending) submit()
        }}
      >
        {mode === 'os' ? null : (
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
            isInvalid={isWrong}
            errorMessage={t('lock.wrong')}
            autoFocus
          />
        )}
        <WrongSoFar wrong={wrong} seconds={seconds} />
        {code === 'E_KEYSTORE' ? <NoKeyStore /> : isWrong ? null : <Refusal error={unlock.error} />}
        <div className={row}>
          <Link variant="secondary" onPress={() => setResetting(true)}>
            {t(mode === 'os' ? 'lock.otherWay' : 'lock.forgotten')}
          </Link>
          <Button
            type="submit"
            variant="accent"
            isPending={unlock.isPending}
            isDisabled={!isTyped || seconds > 0}
            autoFocus={mode === 'os'}
          >
            {t('lock.unlock')}
          </Button>
        </div>
      </Form>
      <LanguageLink />
      <DialogSlot open={resetting} onClose={() => setResetting(null)}>
        {() => <ResetDialog onClose={() => setResetting(null)} />}
      </DialogSlot>
    </Stage>
  )
}

/** Why the key store does not open, and the way that is left. */
function NoKeyStore() {
  const { t } = useTranslation()
  const { data } = useAnswer('vault.keyStore', {})
  return (
    <InlineAlert variant="notice" autoFocus>
      <Heading level={2}>{t('problem.E_KEYSTORE')}</Heading>
      <Content>
        {t(`security.obstacle.${data?.obstacle ?? 'lost'}`)} {data?.obstacle ? t('lock.byWords') : null}
      </Content>
    </InlineAlert>
  )
}
