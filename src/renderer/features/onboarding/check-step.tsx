// Onboarding: three of the words asked back; then the identity is made and registered. Renderer.
import { Link, TextField } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../../bridge/queries.ts'
import { Refusal } from '../../ui/message.tsx'
import { Step } from './step.tsx'
import type { StepInput } from './wizard.ts'

/** Another relay may help. */
const elsewhere: readonly string[] = ['E_TRANSPORT', 'E_POLICY', 'E_ID']
const fields = style({ display: 'flex', flexDirection: 'column', gap: 16 })
const wide = style({ width: 'full' })

export function CheckStep({ known, back, goto }: StepInput) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({})
  const confirm = useAction('onboarding.confirm')
  const finish = useAction('onboarding.finish')
  const asked = known.kit?.ask ?? []
  const wrong = confirm.data?.wrong ?? []
  const submit = () =>
    confirm.mutate(
      { words: asked.map((position) => ({ position, word: (typed[position] ?? '').trim().toLowerCase() })) },
      {
        onSuccess: ({ wrong: found }) => {
          if (found.length === 0) finish.mutate({ relay: known.relay, invitation: known.invitation?.text ?? null })
        },
      },
    )
  return (
    <Step
      title={t('check.title')}
      why={t('check.why')}
      next={t('check.do')}
      ready={asked.every((position) => (typed[position] ?? '').trim() !== '')}
      pending={confirm.isPending || finish.isPending}
      onNext={submit}
      onBack={back}
    >
      <div className={fields}>
        {asked.map((position, i) => (
          <TextField
            key={position}
            label={t('check.word', { position })}
            value={typed[position] ?? ''}
            onChange={(word) => setTyped({ ...typed, [position]: word })}
            isInvalid={wrong.includes(position)}
            errorMessage={t('check.wrong')}
            autoComplete="off"
            spellCheck="false"
            autoFocus={i === 0}
            styles={wide}
          />
        ))}
      </div>
      <Refusal error={confirm.error ?? finish.error} texts={{ E_POLICY: 'check.notAdmitted' }} />
      {finish.error && elsewhere.includes(finish.error.code) ? (
        <Link onPress={() => goto('relay')}>{t('check.otherRelay')}</Link>
      ) : null}
    </Step>
  )
}
